"""www.gov.cn: meta tags of its own, two templates of a text around one container, a table of the document's fields.

Seen there: meta firstpublishedtime (2024-05-01-10:30:00), lanmu, author, manuscriptId; #UCAP-CONTENT in both
templates, one of them in .pages_content; table.bd1 with 索引号, 发文机关, 成文日期, 发布日期, labels padded (标　　题).
/zhengce/zuixin/ shows what ZUIXINZHENGCE.json beside it holds (TITLE, URL, DOCRELPUBTIME), the recent ones only.
"""

import re

from investchn_crawler.extract.cms.family import Family
from investchn_crawler.extract.page import Page

RECENT = re.compile(r"[\"']([^\"'\s]*\b[A-Z]{6,}\.json)\b")


def rows_at(page: Page) -> str | None:
    """The JSON that a list's script fetches; its name is a Chinese one in capitals."""
    found = RECENT.search(page.scripts) if ".json" in page.source else None
    return page.absolute(found[1]) if found else None


GOVCN = Family(
    name="govcn",
    title="gov.cn",
    marks=(r"name=[\"']?firstpublishedtime", r"name=[\"']?manuscriptId", r"name=[\"']?lanmu", r"class=[\"']?bd1\b"),
    containers=frozenset({"ucap-content", "pages_content"}),
    rows_at=rows_at,
)
