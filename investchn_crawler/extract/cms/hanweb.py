"""Hanweb (大汉 jcms, jpage): rows in <record> CDATA of a script, more of them from dataproxy.jsp.

Seen at nrta, Beijing kw, Jinan: a column page holds some 45 records and a <nextgroup> with the address of the next;
where there is no <nextgroup>, the script names proxyUrl and proxyParam, and records are counted from 1.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from investchn_crawler.extract.cms.family import Family, ScriptPager
from investchn_crawler.extract.page import Page

RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S | re.I)
NEXT_GROUP = re.compile(
    r"<nextgroup>\s*<!\[CDATA\[.*?href\s*=\s*[\"']([^\"']+)[\"'].*?\]\]>\s*</nextgroup>", re.S | re.I
)
TOTAL_RECORDS = re.compile(r"<totalrecord>\s*(\d+)|totalrecord[\"']?\s*[:=]\s*[\"']?(\d+)", re.I)
PER_PAGE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d+)", re.I)
PROXY = re.compile(r"proxyUrl[\"']?\s*:\s*[\"']([^\"']*dataproxy\.jsp[^\"']*)[\"']", re.I)
PROXY_PARAMETERS = re.compile(r"proxyParam[\"']?\s*:\s*\{([^}]*)\}", re.I)
PARAMETER = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*[\"']?([^,\"']*)[\"']?")
NAMED = re.compile(
    r"\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)"
    r"[\"']?\s*[:=]\s*[\"']?([^,;\"'\s}]+)",
    re.I,
)


def drawn(page: Page) -> str | None:
    """The records of the page's script as a list, None where it holds none."""
    if "<record>" not in page.source and "<RECORD>" not in page.source:
        return None
    records = [record for record in RECORD.findall(page.source) if "<a" in record.lower()]
    if not records:
        return None
    tag = "table" if "<tr" in records[0].lower() else "div"
    return f"<{tag}>{''.join(_wrapped(record) for record in records)}</{tag}>"


def pager(page: Page) -> ScriptPager | None:
    """The records that come after those on the page, by <nextgroup> or by counting."""
    if "dataproxy" not in page.source and "dataproxy" not in page.url:
        return None
    total, per_page = _number(TOTAL_RECORDS, page), _number(PER_PAGE, page)
    pages = -(-total // per_page) if total and per_page else None
    found = NEXT_GROUP.search(page.source)
    if found:
        return ScriptPager(page.absolute(found[1].replace("&amp;", "&")), pages)
    count = len(RECORD.findall(page.source))
    if "dataproxy" in page.url:
        return ScriptPager(_counted_on(page.url, count, total), pages)
    return ScriptPager(_first_group(page, count, total, per_page), pages)


def _wrapped(record: str) -> str:
    return record if re.match(r"\s*<(?:tr|li|div|dl|p)\b", record, re.I) else f"<p>{record}</p>"


def _number(pattern: re.Pattern[str], page: Page) -> int | None:
    found = pattern.search(page.source)
    return int(next(group for group in found.groups() if group)) if found else None


def _counted_on(url: str, count: int, total: int | None) -> str | None:
    """The same question for the records after the last of this answer; an empty answer is the end."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not count or not query.get("endrecord", "").isdigit() or not query.get("startrecord", "").isdigit():
        return None
    start, end = int(query["startrecord"]), int(query["endrecord"])
    if (total and end >= total) or count < end - start + 1:
        return None
    step = end - start + 1
    query |= {"startrecord": str(end + 1), "endrecord": str(min(end + step, total) if total else end + step)}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _first_group(page: Page, count: int, total: int | None, per_page: int | None) -> str | None:
    """The question for the first records that the column page does not hold."""
    proxy = PROXY.search(page.source)
    if not proxy or not total or count >= total:
        return None
    listed = PROXY_PARAMETERS.search(page.source)
    named = PARAMETER.findall(listed[1]) if listed else NAMED.findall(page.scripts)
    step = max(count, per_page or 15)
    query = {"startrecord": count + 1, "endrecord": min(count + step, total), "perpage": per_page or 15, **dict(named)}
    return page.absolute(f"{proxy[1]}?{urlencode(query)}")


HANWEB = Family(
    name="hanweb",
    title="Hanweb (大汉)",
    marks=(
        r"/col/col\d+/",
        r"/art/(?:19|20)\d\d/(?:\d{1,2}/\d{1,2}/)?art_",
        r"dataproxy\.jsp",
        r"<!--\s*(?:<\$\[|ZJEG_RSS)",
        r"i_(?:column|article)id",
        r"jpaas-publish-server",
    ),
    containers=frozenset({"zoom", "wz_con_content", "main-txt", "ivs_content"}),
    pager=pager,
    drawn=drawn,
)
