"""国家核安全局 (National Nuclear Safety Administration)."""

from investchn_crawler.site import Site

SITE = Site(
    name="nnsa",
    publisher="国家核安全局",
    home="https://nnsa.mee.gov.cn/",
    sections=(
        "https://nnsa.mee.gov.cn/ywdt/hjyw/",
        "https://nnsa.mee.gov.cn/ywdt/gzdt/",
        "https://nnsa.mee.gov.cn/ywdt/gsqg/",
        "https://nnsa.mee.gov.cn/zcwj/haqjwj/",
    ),
)
