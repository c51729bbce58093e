"""中华人民共和国教育部 (Ministry of Education)."""

from investchn_crawler.site import Site

SITE = Site(
    name="moe",
    publisher="中华人民共和国教育部",
    home="https://www.moe.gov.cn/",
)
