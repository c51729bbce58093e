"""中国证券监督管理委员会 (China Securities Regulatory Commission)."""

from investchn_crawler.site import Site

SITE = Site(
    name="csrc",
    publisher="中国证券监督管理委员会",
    home="https://www.csrc.gov.cn/",
    sections=("https://www.csrc.gov.cn/csrc/c100028/common_xq_list.shtml",),
)
