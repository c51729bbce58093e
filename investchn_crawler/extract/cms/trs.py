"""TRS WCM (拓尔思) and Ucap (开普): `createPageHTML` draws the pager.

TRS counts from 0, page 2 is index_1.html: createPageHTML(17, 0, "index", "html"), seen on dzrsj and many departments.
Ucap counts from 1, page 2 is list_2.shtml: createPageHTML('page_div', 8, 1, 'list', 'shtml', 118), seen in Suqian.
Pager({size:16, current:0, prefix:'index', suffix:'html'}) is TRS again, seen on jlforest.
"""

import re

from investchn_crawler.extract.cms.script_pager import ScriptPager
from investchn_crawler.extract.page import Page

QUOTE = r"\s*[\"']([^\"']*)[\"']\s*"
TRS = re.compile(rf"createPageHTML\w*\(\s*(\d+)\s*,\s*(\d+)\s*,{QUOTE},{QUOTE}", re.I)
UCAP = re.compile(rf"createPageHTML\w*\({QUOTE},\s*(\d+)\s*,\s*(\d+)\s*,{QUOTE},{QUOTE}", re.I)
PAGER = re.compile(r"\bPager\(\s*\{([^}]*)\}", re.I)
SETTING = re.compile(r"(size|current|prefix|suffix)\s*:\s*[\"']?([\w./-]+)", re.I)
COUNTED = re.compile(r"var\s+countPage\s*=\s*(\d+)")
ARTICLE = re.compile(r"(t\d{8}_\d+)(?:_\d+)?\.(s?html?)$")
CURRENT = re.compile(r"var\s+currentPage\s*=\s*(\d+)")


def trs_pager(page: Page) -> ScriptPager | None:
    """The pager of createPageHTML, of Pager({…}) or of currentPage/countPage."""
    source = page.source
    if "createPageHTML" in source:
        if found := TRS.search(page.scripts):
            total, current, name, ending = int(found[1]), int(found[2]), found[3], found[4]
            return _pager(page, current + 1, total, current + 1 < total, name, ending)
        if found := UCAP.search(page.scripts):
            total, current, name, ending = int(found[2]), int(found[3]), found[4], found[5]
            return _pager(page, current + 1, total, current < total, name, ending)
    if "Pager(" in source and (found := PAGER.search(page.scripts)):
        settings = {name.lower(): value for name, value in SETTING.findall(found[1])}
        if {"size", "current", "prefix", "suffix"} <= settings.keys() and settings["size"].isdigit():
            total, current = int(settings["size"]), int(settings["current"])
            return _pager(page, current + 1, total, current + 1 < total, settings["prefix"], settings["suffix"])
    if "countPage" in source and (counted := COUNTED.search(page.scripts)) and (now := CURRENT.search(page.scripts)):
        total, current = int(counted[1]), int(now[1])
        return _pager(page, current + 1, total, current + 1 < total, "index", "html")
    return None


def trs_article_pages(page: Page) -> list[str]:
    """The further pages of an article that the same script counts: t20190626_193_1.html and on."""
    found, counted = ARTICLE.search(page.url), COUNTED.search(page.scripts)
    if not found or not counted:
        return []
    return [page.absolute(f"{found[1]}_{number}.{found[2]}") or "" for number in range(1, int(counted[1]))]


def _pager(page: Page, number: int, total: int, more: bool, name: str, ending: str) -> ScriptPager:
    return ScriptPager(page.absolute(f"{name}_{number}.{ending.lstrip('.')}") if more else None, total)
