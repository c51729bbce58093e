"""国家广播电视总局 (National Radio and Television Administration)."""

from investchn_crawler.site import Site

SITE = Site(
    name="nrta",
    publisher="国家广播电视总局",
    home="https://www.nrta.gov.cn/",
    sections=(
        "https://www.nrta.gov.cn/col/col112/index.html",
        "https://www.nrta.gov.cn/col/col113/index.html",
        "https://www.nrta.gov.cn/col/col114/index.html",
    ),
)
