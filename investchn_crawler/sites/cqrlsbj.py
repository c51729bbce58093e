"""重庆市人力资源和社会保障局 (Human Resources and Social Security Bureau, Chongqing)."""

from investchn_crawler.site import Site

SITE = Site(
    name="cqrlsbj",
    publisher="重庆市人力资源和社会保障局",
    home="https://rlsbj.cq.gov.cn/",
    region="500000",
)
