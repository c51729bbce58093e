"""中国载人航天工程办公室 (China Manned Space Agency)."""

from investchn_crawler.site import Site

SITE = Site(
    name="cmse",
    publisher="中国载人航天工程办公室",
    home="https://www.cmse.gov.cn/",
    sections=("https://www.cmse.gov.cn/xwzx/zhxw/",),
)
