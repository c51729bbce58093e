"""国家互联网信息办公室 (Cyberspace Administration of China)."""

from investchn_crawler.site import Site

SITE = Site(
    name="cac",
    publisher="国家互联网信息办公室",
    home="https://www.cac.gov.cn/",
)
