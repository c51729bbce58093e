"""北京市教育委员会 (Education Commission, Beijing)."""

from investchn_crawler.site import Site

SITE = Site(
    name="bjjw",
    publisher="北京市教育委员会",
    home="https://jw.beijing.gov.cn/",
    sections=("https://jw.beijing.gov.cn/tzgg/",),
    region="110000",
)
