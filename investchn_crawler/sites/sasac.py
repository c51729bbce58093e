"""国务院国有资产监督管理委员会 (State-owned Assets Supervision and Administration Commission)."""

from investchn_crawler.site import Site

SITE = Site(
    name="sasac",
    publisher="国务院国有资产监督管理委员会",
    home="https://www.sasac.gov.cn/",
)
