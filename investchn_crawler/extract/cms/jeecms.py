"""JEECMS: its pages end with .jhtml.

Seen at the forestry administration (gjlckjdjt): lists NAME.jhtml, NAME_2.jhtml; body div.zhengwen.
"""

from investchn_crawler.extract.cms.family import Family

JEECMS = Family(
    name="jeecms",
    title="JEECMS",
    marks=(r"\.jhtml\b", r"/r/cms/www/"),
    containers=frozenset({"zhengwen"}),
)
