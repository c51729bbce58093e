"""茂名市茂南区人民政府 (Maonan District, Maoming)."""

from investchn_crawler.site import Site

SITE = Site(
    name="maonan",
    publisher="茂名市茂南区人民政府",
    home="http://www.maonan.gov.cn/",
    sections=(
        "http://www.maonan.gov.cn/zwxw/mndt/",
        "http://www.maonan.gov.cn/zwgk/tzgg/",
        "http://www.maonan.gov.cn/zwgk/zcjd/",
    ),
    region="440902",
)
