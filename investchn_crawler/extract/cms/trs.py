"""TRS WCM (拓尔思): addresses tYYYYMMDD_ID.html, and three pagers that a script draws, all of which count from 0.

Page 2 is index_1.html. createPageHTML(17, 0, "index", "html"): many departments. Pager({size:16, current:0,
prefix:'index', suffix:'html'}): a forestry office. var currentPage = 0; var countPage = 17: lists, and articles of
several pages; its articles are t20190626_193.html, t20190626_193_1.html and on. A list beyond its last page is a 404,
deep pages are often stubs of 300 to 400 bytes: listings without entries.
Text stands in .TRS_Editor, .TRS_UEDITOR or .trs_editor_view, at times within .TRS_PreAppend; a second .TRS_Editor may
be the foot of the site. Attachments are P02….pdf in the folder of the article. 上一篇 and 下一篇 are mostly absent, or
static: <a href="javascript:;">无</a>. A section's index may be nothing but a meta refresh. The procurement variant
writes #pubTime 2021年06月10日 17:35, an empty #sourceName and .vF_detail_content.
"""

import re

from investchn_crawler.extract.cms.family import QUOTED, Family, ScriptPager
from investchn_crawler.extract.page import Page

CREATED = re.compile(rf"createPageHTML\w{{0,20}}\(\s*(\d{{1,9}})\s*,\s*(\d{{1,9}})\s*,{QUOTED},{QUOTED}", re.I)
PAGER = re.compile(r"\bPager\(\s*\{([^{}]*)\}", re.I)
SETTING = re.compile(r"(size|current|prefix|suffix)\s*:\s*[\"']?([\w./-]+)", re.I)
NUMBER = re.compile(r"\d{1,9}", re.A)
COUNTED = re.compile(r"var\s+countPage\s*=\s*(\d{1,9})\b")
CURRENT = re.compile(r"var\s+currentPage\s*=\s*(\d{1,9})\b")
# of an article; a number that is no count of pages must not be asked for
MOST_PAGES = 200
ARTICLE = re.compile(r"(t\d{8}_\d+)(?:_\d+)?\.(s?html?)$")


def pager(page: Page) -> ScriptPager | None:
    """The pager of createPageHTML, of Pager({…}) or of currentPage and countPage."""
    return _created(page) or _set_up(page) or _counted(page)


def article_pages(page: Page) -> list[str]:
    """The further pages of an article that the same script counts: t20190626_193_1.html and on."""
    found = ARTICLE.search(page.url)
    counted = COUNTED.search(page.scripts) if found and "countPage" in page.source else None
    if not found or not counted or int(counted[1]) > MOST_PAGES:
        return []
    return [page.absolute(f"{found[1]}_{number}.{found[2]}") or "" for number in range(1, int(counted[1]))]


def _created(page: Page) -> ScriptPager | None:
    found = CREATED.search(page.scripts) if "createPageHTML" in page.source else None
    return _pager(page, int(found[1]), int(found[2]), found[3], found[4]) if found else None


def _set_up(page: Page) -> ScriptPager | None:
    found = PAGER.search(page.scripts) if "Pager(" in page.source else None
    settings = {name.lower(): value for name, value in SETTING.findall(found[1])} if found else {}
    size, current = (settings.get(name, "") for name in ("size", "current"))
    if not {"prefix", "suffix"} <= settings.keys() or not NUMBER.fullmatch(size) or not NUMBER.fullmatch(current):
        return None
    return _pager(page, int(size), int(current), settings["prefix"], settings["suffix"])


def _counted(page: Page) -> ScriptPager | None:
    if "countPage" not in page.source or ARTICLE.search(page.url):
        return None
    total, current = COUNTED.search(page.scripts), CURRENT.search(page.scripts)
    return _pager(page, int(total[1]), int(current[1]), "index", "html") if total and current else None


def _pager(page: Page, total: int, current: int, name: str, ending: str) -> ScriptPager:
    """`current` counts from 0; the page after it bears the next number."""
    number = current + 1
    return ScriptPager(page.absolute(f"{name}_{number}.{ending.lstrip('.')}") if number < total else None, total)


TRS = Family(
    name="trs",
    title="TRS WCM (拓尔思)",
    marks=(
        r"/t(?:19|20)\d{6}_\d+(?:_\d+)?\.s?html?",
        r"createPageHTML\w{0,20}\(\s*\d",
        r"WCM置标|TRS_(?:Pre)?Append|CurrChnlCls|trs_paper_default|trs_editor_view|TRS_UEDITOR",
        r"\bPager\(\s*\{[^{}]*prefix",
    ),
    containers=frozenset(
        "trs_editor trs_ueditor trs_editor_view trs_paper_default trs_word custom_unionstyle vf_detail_content".split()
    ),
    pager=pager,
    article_pages=article_pages,
)
