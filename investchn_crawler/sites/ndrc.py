"""国家发展和改革委员会 (National Development and Reform Commission)."""

from investchn_crawler.site import Site

SITE = Site(
    name="ndrc",
    publisher="国家发展和改革委员会",
    home="https://www.ndrc.gov.cn/",
    sections=(
        "https://www.ndrc.gov.cn/xwdt/xwfb/",
        "https://www.ndrc.gov.cn/fggz/lywzjw/wstz/",
        "https://www.ndrc.gov.cn/fggz/lywzjw/zcfg/",
        "https://www.ndrc.gov.cn/fggz/cyfz/zcyfz/",
    ),
)
