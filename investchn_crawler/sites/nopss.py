"""全国哲学社会科学工作办公室 (National Office for Philosophy and Social Sciences)."""

from investchn_crawler.site import Site

SITE = Site(
    name="nopss",
    publisher="全国哲学社会科学工作办公室",
    home="https://www.nopss.gov.cn/",
    sections=("https://www.nopss.gov.cn/GB/219469/",),
)
