"""国家能源局 (National Energy Administration)."""

from investchn_crawler.site import Site

# A script draws the lists of its departments from JSON (ds_….json beside them).
SITE = Site(
    name="nea",
    publisher="国家能源局",
    home="https://www.nea.gov.cn/",
)
