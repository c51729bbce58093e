"""中华人民共和国生态环境部 (Ministry of Ecology and Environment)."""

from investchn_crawler.site import Site

SITE = Site(
    name="mee",
    publisher="中华人民共和国生态环境部",
    home="https://www.mee.gov.cn/",
)
