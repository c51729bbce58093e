"""Ucap (开普): its own elements, 32-digit names, and a pager that counts from 1.

Page 2 is list_2.shtml: createPageHTML('page_div', 8, 1, 'list', 'shtml', 118), seen in Suqian; the first argument is
quoted, which tells it from the createPageHTML of TRS. Its elements (ucaptitle, publishtime) were seen in Suzhou and
Hainan.
"""

import re

from investchn_crawler.extract.cms.family import Family, ScriptPager
from investchn_crawler.extract.page import Page

QUOTE = r"\s*[\"']([^\"']*)[\"']\s*"
PAGER = re.compile(rf"createPageHTML\w*\({QUOTE},\s*(\d+)\s*,\s*(\d+)\s*,{QUOTE},{QUOTE}", re.I)


def pager(page: Page) -> ScriptPager | None:
    """The pager of createPageHTML: page 2 is list_2."""
    found = PAGER.search(page.scripts) if "createPageHTML" in page.source else None
    if found is None:
        return None
    total, current, name, ending = int(found[2]), int(found[3]), found[4], found[5].lstrip(".")
    return ScriptPager(page.absolute(f"{name}_{current + 1}.{ending}") if current < total else None, total)


UCAP = Family(
    name="ucap",
    title="Ucap (开普)",
    marks=(r"<ucap(?:content|title)", r"<publishtime", r"UCAP-CONTENT", r"createPageHTML\w*\(\s*[\"']"),
    containers=frozenset({"ucap-content", "ucapcontent", "pages_content"}),
    pager=pager,
)
