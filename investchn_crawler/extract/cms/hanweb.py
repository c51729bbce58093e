"""Hanweb (大汉 jcms, jpage): rows in <record> CDATA of a script, more of them from dataproxy.jsp.

Seen at nrta, Beijing kw, Jinan: a column page holds some 45 records and a <nextgroup> with the address of the next.
Where there is no <nextgroup>, the script names dataproxy.jsp, by itself or as proxyUrl, and the fields that it asks
with (col, webid, columnid, unitid …); records are counted from 1 (startrecord=1&endrecord=60&perpage=20). It answers a
GET as it does a POST. Where columnid and unitid are encrypted, deeper pages answer with 54 bytes: a listing without
entries. Articles are /art/2024/8/26/art_COL_ID.html, downloads /module/download/downfile.jsp; the template says in
comments (<!--<$[信息内容]>begin-->, <!--ZJEG_RSS.content.begin-->) or in <meta name=ContentStart> where a body begins
and ends. Not read: the JSONP of truecms (getMessage.do, Nantong), whose groups of 30 were not seen in a page.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from investchn_crawler.extract.cms.family import Family, ScriptPager, script_around
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.tree import Node

RECORD = re.compile(r"<record>\s*<!\[CDATA\[", re.I)
NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[[^\]]{0,200}?href\s*=\s*[\"']([^\"']+)[\"']", re.I)
TOTAL_RECORDS = re.compile(r"<totalrecord>\s*(\d{1,9})|totalrecord[\"']?\s*[:=]\s*[\"']?(\d{1,9})", re.I)
PER_PAGE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d{1,9})", re.I)
NUMBER = re.compile(r"[1-9]\d{0,8}", re.A)
PROXY = re.compile(r"[\"']([^\"'\s]{0,400}dataproxy\.jsp[^\"'\s]{0,2000})[\"']", re.I)
PROXY_PARAMETERS = re.compile(r"proxyParam[\"']?\s*:\s*\{([^{}]*)\}", re.I)
PARAMETER = re.compile(r"\b(\w{1,60})[\"']?\s*:\s*[\"']?([^,\"']*)[\"']?")
NAMED = re.compile(
    r"\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)"
    r"[\"']?\s*[:=]\s*[\"']?([^,;\"'\s}]+)",
    re.I,
)
BEGIN = re.compile(r"<\$\[信息内容\]>\s*begin|ZJEG_RSS\.content\.begin|^ContentStart$", re.I)
END = re.compile(r"<\$\[信息内容\]>\s*end|ZJEG_RSS\.content\.end|^ContentEnd$", re.I)


def drawn(page: Page) -> str | None:
    """The page with the records where their script stands, None where it holds none."""
    found = RECORD.search(page.source) if "<![CDATA[" in page.source else None
    if found is None:
        return None
    source = page.source
    begin, end = script_around(source, found.start()) or (found.start(), len(source))
    records = [record for record in _records(source[begin:end]) if "<a" in record.lower()]
    tag = "table" if records and "<tr" in records[0].lower() else "div"
    rows = "".join(_wrapped(record) for record in records)
    return f"{source[:begin]}<{tag}>{rows}</{tag}>{source[end:]}"


def pager(page: Page) -> ScriptPager | None:
    """The records that come after those on the page, by <nextgroup> or by counting."""
    if "dataproxy" not in page.source and "dataproxy" not in page.url:
        return None
    total, per_page = _number(TOTAL_RECORDS, page), _number(PER_PAGE, page)
    pages = -(-total // per_page) if total and per_page else None
    found = NEXT_GROUP.search(page.source)
    if found:
        return ScriptPager(page.absolute(found[1].replace("&amp;", "&")), pages)
    count = len(_records(page.source))
    if "dataproxy" in page.url:
        return ScriptPager(_counted_on(page.url, count, total), pages)
    return ScriptPager(_group_after(page, count) if count and count < (total or 0) else None, pages)


def rows_at(page: Page) -> str | None:
    """The question for the first records of a column page that holds none."""
    if "dataproxy" not in page.source or "dataproxy" in page.url or RECORD.search(page.source):
        return None
    return _group_after(page, 0)


def bounds(page: Page) -> tuple[int, int] | None:
    """The lines between the template's own marks of where the body begins and ends."""
    if "/art" not in page.url:
        return None
    within: set[Node] = set()
    inside = False
    for node in page.root.iter():
        mark = (node.get("name") if node.tag == "meta" else node.text if isinstance(node, etree._Comment) else "") or ""
        inside = (inside or BEGIN.search(mark) is not None) and not END.search(mark)
        if inside:
            within.add(node)
    lines = [line.index for line in page.lines if line.node in within]
    return (lines[0], lines[-1] + 1) if lines else None


def _records(source: str) -> list[str]:
    """The records of a script; one that is cut off is none."""
    return [piece.partition("]]>")[0] for piece in RECORD.split(source)[1:] if "]]>" in piece]


def _wrapped(record: str) -> str:
    return record if re.match(r"\s*<(?:tr|li|div|dl|p)\b", record, re.I) else f"<p>{record}</p>"


def _number(pattern: re.Pattern[str], page: Page) -> int | None:
    found = pattern.search(page.source)
    return int(next(group for group in found.groups() if group)) if found else None


def _counted_on(url: str, count: int, total: int | None) -> str | None:
    """The same question for the records after the last of this answer; an empty answer is the end."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    start, end = (
        int(value) if NUMBER.fullmatch(value := query.get(name, "")) else 0 for name in ("startrecord", "endrecord")
    )
    if not start <= end or not count or (total and end >= total) or count < end - start + 1:
        return None
    step = end - start + 1
    query |= {"startrecord": str(end + 1), "endrecord": str(min(end + step, total) if total else end + step)}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _group_after(page: Page, count: int) -> str | None:
    """The question for the records that come after those that the column page holds."""
    proxy = PROXY.search(page.source)
    if not proxy:
        return None
    total, per_page = _number(TOTAL_RECORDS, page), _number(PER_PAGE, page) or 15
    listed = PROXY_PARAMETERS.search(page.source)
    named = PARAMETER.findall(listed[1]) if listed else NAMED.findall(page.scripts)
    last = count + max(count, per_page)
    path, _, asked = proxy[1].partition("?")
    query = {"startrecord": count + 1, "endrecord": min(last, total) if total else last, "perpage": per_page}
    named = [*parse_qsl(asked), *((name, value.strip()) for name, value in named)]
    return page.absolute(f"{path}?{urlencode({**query, **dict(named), **query})}")


HANWEB = Family(
    name="hanweb",
    title="Hanweb (大汉)",
    marks=(
        r"/col/col\d+/",
        r"/art/(?:19|20)\d\d/(?:\d{1,2}/\d{1,2}/)?art_",
        r"dataproxy\.jsp",
        r"<!--\s*(?:<\$\[|ZJEG_RSS)",
        r"i_(?:column|article)id",
    ),
    containers=frozenset({"zoom", "wz_con_content", "main-txt", "ivs_content"}),
    pager=pager,
    rows_at=rows_at,
    drawn=drawn,
    bounds=bounds,
)
