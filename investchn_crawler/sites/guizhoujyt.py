"""贵州省教育厅 (Department of Education, Guizhou)."""

from investchn_crawler.site import Site

SITE = Site(
    name="guizhoujyt",
    publisher="贵州省教育厅",
    home="https://jyt.guizhou.gov.cn/",
    sections=("https://jyt.guizhou.gov.cn/zwgk/tzgg/",),
    region="520000",
)
