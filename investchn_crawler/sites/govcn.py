"""国务院办公厅 (General Office of the State Council: 中国政府网, the government's portal)."""

from investchn_crawler.site import Site

SITE = Site(
    name="govcn",
    publisher="国务院办公厅",
    home="https://www.gov.cn/",
    sections=("https://www.gov.cn/yaowen/index.htm", "https://www.gov.cn/lianbo/bumen/index.htm"),
)
