"""上海市青浦区人民政府 (Qingpu District, Shanghai)."""

from investchn_crawler.site import Site

SITE = Site(
    name="shqp",
    publisher="上海市青浦区人民政府",
    home="https://www.shqp.gov.cn/",
    region="310118",
)
