"""国家金融监督管理总局 (National Financial Regulatory Administration)."""

from investchn_crawler.site import Site

# A script draws its pages from JSON.
SITE = Site(
    name="nfra",
    publisher="国家金融监督管理总局",
    home="https://www.nfra.gov.cn/",
    hosts=("www.cbirc.gov.cn",),
)
