"""中国互联网络信息中心 (China Internet Network Information Center)."""

from investchn_crawler.site import Site

SITE = Site(
    name="cnnic",
    publisher="中国互联网络信息中心",
    home="https://www.cnnic.net.cn/",
    sections=("https://www.cnnic.net.cn/11/39/index.html",),
)
