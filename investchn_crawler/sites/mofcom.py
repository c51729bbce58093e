"""中华人民共和国商务部 (Ministry of Commerce)."""

from investchn_crawler.site import Site

SITE = Site(
    name="mofcom",
    publisher="中华人民共和国商务部",
    home="https://www.mofcom.gov.cn/",
)
