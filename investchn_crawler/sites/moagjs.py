"""农业农村部国际合作司 (Department of International Cooperation, Ministry of Agriculture and Rural Affairs)."""

from investchn_crawler.site import Site

SITE = Site(
    name="moagjs",
    publisher="农业农村部国际合作司",
    home="https://www.gjs.moa.gov.cn/",
    sections=(
        "https://www.gjs.moa.gov.cn/gzdt/",
        "https://www.gjs.moa.gov.cn/tzgg/",
        "https://www.gjs.moa.gov.cn/ydylhzhhnyzcq/",
        "https://www.gjs.moa.gov.cn/dsbhz/",
    ),
)
