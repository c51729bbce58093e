"""中华人民共和国财政部 (Ministry of Finance)."""

from investchn_crawler.site import Site

SITE = Site(
    name="mof",
    publisher="中华人民共和国财政部",
    home="https://www.mof.gov.cn/",
)
