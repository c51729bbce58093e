"""中华人民共和国农业农村部 (Ministry of Agriculture and Rural Affairs)."""

from investchn_crawler.site import Site

SITE = Site(
    name="moa",
    publisher="中华人民共和国农业农村部",
    home="https://www.moa.gov.cn/",
)
