"""中国食品药品检定研究院 (National Institutes for Food and Drug Control)."""

from investchn_crawler.site import Site

SITE = Site(
    name="nifdc",
    publisher="中国食品药品检定研究院",
    home="https://www.nifdc.org.cn/",
)
