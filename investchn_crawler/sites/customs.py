"""中华人民共和国海关总署 (General Administration of Customs)."""

from investchn_crawler.site import Site

# Its pages answer only to a browser that runs scripts.
SITE = Site(
    name="customs",
    publisher="中华人民共和国海关总署",
    home="https://www.customs.gov.cn/",
    sections=("https://www.customs.gov.cn/customs/302249/302266/index.html",),
)
