"""国家税务总局 (State Taxation Administration)."""

from investchn_crawler.site import Site

# Some answers are no page but a script that sets a cookie (C3VK).
SITE = Site(
    name="chinatax",
    publisher="国家税务总局",
    home="https://www.chinatax.gov.cn/",
    sections=("https://www.chinatax.gov.cn/chinatax/n810341/n810755/index.html",),
)
