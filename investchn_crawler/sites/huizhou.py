"""惠州市人民政府 (Huizhou)."""

from investchn_crawler.site import Site

SITE = Site(
    name="huizhou",
    publisher="惠州市人民政府",
    home="https://www.huizhou.gov.cn/",
    sections=(
        "https://www.huizhou.gov.cn/zwgk/hzsz/zwyw/",
        "https://www.huizhou.gov.cn/zwgk/hzsz/jgdt/",
        "https://www.huizhou.gov.cn/zwgk/hzsz/xqyw/",
    ),
    region="441300",
)
