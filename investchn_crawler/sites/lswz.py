"""国家粮食和物资储备局 (National Food and Strategic Reserves Administration)."""

from investchn_crawler.site import Site

SITE = Site(
    name="lswz",
    publisher="国家粮食和物资储备局",
    home="https://www.lswz.gov.cn/",
    sections=(
        "https://www.lswz.gov.cn/html/xinwen/index.shtml",
        "https://www.lswz.gov.cn/html/tzgg/xztz.shtml",
        "https://www.lswz.gov.cn/html/tzgg/ggtg.shtml",
        "https://www.lswz.gov.cn/html/zcfb/wenjian.shtml",
    ),
)
