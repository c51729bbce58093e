"""Ucap (开普): its own elements, 32-digit names, a pager that counts from 1, and lists that a script fetches as JSON.

Page 2 is list_2.shtml: createPageHTML('page_div', 8, 1, 'list', 'shtml', 118), seen in Suqian; the first argument is
quoted, which tells it from the createPageHTML of TRS. Its elements (ucapcontent, ucaptitle, publishtime) were seen in
Suzhou and Hainan. Lists as JSON: /searchList/CHANNEL?_isAgg=true&_isJson=true&_pageSize=18&page=1, where CHANNEL stands
in <meta name="channelid"> (csrc); /szinf/info/getInfoCommon/?pagesize=15&currpage=1&channelid=CHANNEL (Suzhou);
<ul id="showData0" data="datasource:ID"> filled from ds_ID.json beside the page (nea).
"""

import re
from urllib.parse import urlencode

from investchn_crawler.extract.cms.family import QUOTED, Family, ScriptPager
from investchn_crawler.extract.page import Page

PAGER = re.compile(rf"createPageHTML\w{{0,20}}\({QUOTED},\s*(\d{{1,9}})\s*,\s*(\d{{1,9}})\s*,{QUOTED},{QUOTED}", re.I)
CHANNEL = re.compile(r"channelid[\"']?\s*(?:content\s*=|[:=])\s*[\"']?(\w{6,40})", re.I)
COMMON = re.compile(r"[\"'](?P<path>[^\"'?\s]*/getInfoCommon/?)", re.I)
PAGE_SIZE = re.compile(r"page_?size[\"']?\s*[:=]\s*[\"']?(\d+)", re.I)
SHOW_DATA = re.compile(r"<ul\b[^<>]{0,400}\bid=[\"']?showData\d+[\"']?[^<>]{0,400}>", re.I)
DATA = re.compile(r"\bdata=[\"'](?:\w+:)?(\w+)[\"']", re.I)


def pager(page: Page) -> ScriptPager | None:
    """The pager of createPageHTML: page 2 is list_2."""
    found = PAGER.search(page.scripts) if "createPageHTML" in page.source else None
    if found is None:
        return None
    total, current, name, ending = int(found[2]), int(found[3]), found[4], found[5].lstrip(".")
    return ScriptPager(page.absolute(f"{name}_{current + 1}.{ending}") if current < total else None, total)


def rows_at(page: Page) -> str | None:
    """The first page of the JSON that the list's script fetches."""
    source = page.source
    if "showData" in source and (shown := SHOW_DATA.search(source)) and (data := DATA.search(shown[0])):
        return page.absolute(f"ds_{data[1]}.json")
    channel = CHANNEL.search(source) if "searchList" in source or "getInfoCommon" in source else None
    if channel is None:
        return None
    size = PAGE_SIZE.search(page.scripts)
    if common := COMMON.search(source):
        query = {"pagesize": size[1] if size else "15", "currpage": "1", "channelid": channel[1]}
        return page.absolute(f"{common['path']}?{urlencode(query)}")
    query = {
        "_isAgg": "true",
        "_isJson": "true",
        "_pageSize": size[1] if size else "18",
        "_template": "index",
        "page": "1",
    }
    return page.absolute(f"/searchList/{channel[1]}?{urlencode(query)}")


UCAP = Family(
    name="ucap",
    title="Ucap (开普)",
    marks=(
        r"<ucap(?:content|title)",
        r"<publishtime",
        r"UCAP-CONTENT",
        r"createPageHTML\w{0,20}\(\s*[\"']",
        r"/searchList/|getInfoCommon",
        r"id=[\"']?showData\d",
    ),
    containers=frozenset({"ucap-content", "ucapcontent", "pages_content", "detail-news", "detailcontent"}),
    pager=pager,
    rows_at=rows_at,
)
