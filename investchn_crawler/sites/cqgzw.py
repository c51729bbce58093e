"""重庆市国有资产监督管理委员会 (State-owned Assets Supervision and Administration Commission, Chongqing)."""

from investchn_crawler.site import Site

SITE = Site(
    name="cqgzw",
    publisher="重庆市国有资产监督管理委员会",
    home="https://gzw.cq.gov.cn/",
    sections=("https://gzw.cq.gov.cn/tzgg_191/", "https://gzw.cq.gov.cn/gqdj/"),
    region="500000",
)
