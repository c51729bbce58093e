"""海南省工业和信息化厅 (Department of Industry and Information Technology, Hainan)."""

from investchn_crawler.site import Site

# Sites of the province have refused addresses of data centres (403, resets).
SITE = Site(
    name="hainangxt",
    publisher="海南省工业和信息化厅",
    home="https://iitb.hainan.gov.cn/",
    sections=("https://iitb.hainan.gov.cn/iitb/tzgg/list2.shtml",),
    region="460000",
)
