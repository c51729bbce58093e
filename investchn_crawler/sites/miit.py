"""中华人民共和国工业和信息化部 (Ministry of Industry and Information Technology)."""

from investchn_crawler.site import Site

SITE = Site(
    name="miit",
    publisher="中华人民共和国工业和信息化部",
    home="https://www.miit.gov.cn/",
)
