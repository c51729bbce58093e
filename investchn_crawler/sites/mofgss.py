"""财政部关税司 (Department of Tariff, Ministry of Finance)."""

from investchn_crawler.site import Site

SITE = Site(
    name="mofgss",
    publisher="财政部关税司",
    home="https://gss.mof.gov.cn/",
    sections=("https://gss.mof.gov.cn/gzdt/zhengcefabu/", "https://gss.mof.gov.cn/gzdt/zhengcejiedu/"),
)
