"""安徽省科学技术厅 (Department of Science and Technology, Anhui)."""

from investchn_crawler.site import Site

SITE = Site(
    name="ahkjt",
    publisher="安徽省科学技术厅",
    home="https://kjt.ah.gov.cn/",
    sections=(
        "https://kjt.ah.gov.cn/kjzx/tzgg/",
        "https://kjt.ah.gov.cn/kjzx/gzdt/",
        "https://kjt.ah.gov.cn/kjzx/jckj/",
    ),
    region="340000",
)
