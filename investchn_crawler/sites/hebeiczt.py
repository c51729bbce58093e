"""河北省财政厅 (Department of Finance, Hebei)."""

from investchn_crawler.site import Site

# Sites of the province have refused addresses of data centres (403, resets).
SITE = Site(
    name="hebeiczt",
    publisher="河北省财政厅",
    home="https://czt.hebei.gov.cn/",
    sections=("https://czt.hebei.gov.cn/xwdt/gzdt/", "https://czt.hebei.gov.cn/xwdt/tzgg/"),
    region="130000",
)
