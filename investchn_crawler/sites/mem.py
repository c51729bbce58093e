"""中华人民共和国应急管理部 (Ministry of Emergency Management)."""

from investchn_crawler.site import Site

SITE = Site(
    name="mem",
    publisher="中华人民共和国应急管理部",
    home="https://www.mem.gov.cn/",
)
