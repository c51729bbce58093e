"""中国人民银行 (People's Bank of China)."""

from investchn_crawler.site import Site

# Its pages answer only to a browser that runs scripts.
SITE = Site(
    name="pbc",
    publisher="中国人民银行",
    home="https://www.pbc.gov.cn/",
    sections=("https://www.pbc.gov.cn/goutongjiaoliu/113456/113469/index.html",),
)
