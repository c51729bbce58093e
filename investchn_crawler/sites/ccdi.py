"""中央纪委国家监委 (Central Commission for Discipline Inspection, National Supervisory Commission)."""

from investchn_crawler.site import Site

# A script in its pages sets a cookie (HOY_TR) that the next page asks for.
SITE = Site(
    name="ccdi",
    publisher="中央纪委国家监委",
    home="https://www.ccdi.gov.cn/",
    sections=("https://www.ccdi.gov.cn/yaowenn/",),
)
