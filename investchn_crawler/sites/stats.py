"""国家统计局 (National Bureau of Statistics)."""

from investchn_crawler.site import Site

SITE = Site(
    name="stats",
    publisher="国家统计局",
    home="https://www.stats.gov.cn/",
    sections=(
        "https://www.stats.gov.cn/sj/zxfb/",
        "https://www.stats.gov.cn/sj/sjjd/",
        "https://www.stats.gov.cn/xw/szyw/zyjs/",
    ),
)
