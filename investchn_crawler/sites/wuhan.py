"""武汉市人民政府 (Wuhan)."""

from investchn_crawler.site import Site

SITE = Site(
    name="wuhan",
    publisher="武汉市人民政府",
    home="https://www.wuhan.gov.cn/",
    sections=("https://www.wuhan.gov.cn/sy/whyw/",),
    region="420100",
)
