"""全国人民代表大会 (National People's Congress)."""

from investchn_crawler.site import Site

SITE = Site(
    name="npc",
    publisher="全国人民代表大会",
    home="https://www.npc.gov.cn/",
)
