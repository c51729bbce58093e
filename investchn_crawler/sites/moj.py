"""中华人民共和国司法部 (Ministry of Justice)."""

from investchn_crawler.site import Site

SITE = Site(
    name="moj",
    publisher="中华人民共和国司法部",
    home="https://www.moj.gov.cn/",
)
