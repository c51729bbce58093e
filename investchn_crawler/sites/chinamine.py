"""国家矿山安全监察局 (National Mine Safety Administration)."""

from investchn_crawler.site import Site

SITE = Site(
    name="chinamine",
    publisher="国家矿山安全监察局",
    home="https://www.chinamine-safety.gov.cn/",
)
