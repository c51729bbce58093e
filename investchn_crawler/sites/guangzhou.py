"""广州市人民政府 (Guangzhou)."""

from investchn_crawler.site import Site

SITE = Site(
    name="guangzhou",
    publisher="广州市人民政府",
    home="https://www.gz.gov.cn/",
    sections=("https://www.gz.gov.cn/xw/gzyw/", "https://www.gz.gov.cn/xw/jrtt/", "https://www.gz.gov.cn/xw/tzgg/"),
    region="440100",
)
