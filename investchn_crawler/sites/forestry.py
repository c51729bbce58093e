"""国家林业和草原局 (National Forestry and Grassland Administration)."""

from investchn_crawler.site import Site

SITE = Site(
    name="forestry",
    publisher="国家林业和草原局",
    home="https://www.forestry.gov.cn/",
)
