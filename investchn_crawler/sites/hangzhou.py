"""杭州市人民政府 (Hangzhou)."""

from investchn_crawler.site import Site

SITE = Site(
    name="hangzhou",
    publisher="杭州市人民政府",
    home="https://www.hangzhou.gov.cn/",
    region="330100",
)
