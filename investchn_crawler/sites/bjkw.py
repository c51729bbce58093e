"""北京市科学技术委员会、中关村科技园区管理委员会 (Science, Technology and Zhongguancun Park Commission, Beijing)."""

from investchn_crawler.site import Site

SITE = Site(
    name="bjkw",
    publisher="北京市科学技术委员会、中关村科技园区管理委员会",
    home="https://kw.beijing.gov.cn/",
    region="110000",
)
