"""云溪区人民政府 (invented, for the demo; .example is nobody's address)."""

from investchn_crawler.site import Site

SITE = Site(
    name="yunxi",
    publisher="云溪区人民政府",
    home="https://www.yunxi.example/",
    sections=("云溪要闻", "部门动态", "政策文件"),
)
