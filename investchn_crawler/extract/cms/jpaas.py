"""Hanweb's jpaas (大汉): a column page is a frame, and build/unit answers with each of its parts as HTML in JSON.

Seen at miit, samr, mohurd, mofcom, Yantai, Taizhou: <script parseType="buildstatic" url="…/build/unit"
queryData="{'webId':'…','pageType':'column','tagId':'信息列表',…}">, at some parseType="bulidstatic". Its quotes are
single; the same fields in a GET give {"data":{"html":"…"}}. Page k is asked for by paramJson={"pageNo":k,
"pageSize":rows}; the fragment's div.pagination has rows= and count=. The units of a home page say another pageType.
The first answer sets a cookie that later ones want to see again. Articles are /art/2024/art_<hex>.html.
"""

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from investchn_crawler.extract.cms.family import Family, ScriptPager
from investchn_crawler.extract.cms.records import data_of, fragment_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.tree import Node

PAIR = re.compile(r"[\"'](\w+)[\"']\s*:\s*[\"']([^\"']*)[\"']")
LIST = re.compile("列表|list|分页|内容", re.I)
PAGINATION = re.compile(r"<div[^<>]{0,400}\bpagination\b[^<>]{0,400}>", re.I)
ROWS, COUNT = (re.compile(rf"\b{name}\s*=\s*[\"']?(\d{{1,9}})", re.I) for name in ("rows", "count"))
PAGE_NUMBER = re.compile(r"pageNo[\"']?\s*:\s*[\"']?(\d{1,9})")


def rows_at(page: Page) -> str | None:
    """The question for the part of a column page that is its list: named so, else the last."""
    if "build/unit" not in page.source:
        return None
    units = [(script, query) for script in page.root.iter("script") if (query := _query(script))]
    lists = [unit for unit in units if LIST.search(unit[1].get("tagId", ""))] or units
    if not lists:
        return None
    script, query = lists[-1]
    return page.absolute(f"{script.get('url')}?{urlencode(query)}")


def pager(page: Page) -> ScriptPager | None:
    """The question for the next page, from the number of rows that the fragment states."""
    if "build/unit" not in page.url:
        return None
    stated = PAGINATION.search(fragment_of(data_of(page)) or "")
    rows, count = (pattern.search(stated[0]) if stated else None for pattern in (ROWS, COUNT))
    if not rows or not count or not int(rows[1]):
        return ScriptPager(None, None)
    parts = urlsplit(page.url)
    query = dict(parse_qsl(parts.query))
    asked = PAGE_NUMBER.search(query.get("paramJson", ""))
    number, size = int(asked[1]) if asked else 1, int(rows[1])
    total = -(-int(count[1]) // size)
    query["paramJson"] = json.dumps({"pageNo": number + 1, "pageSize": size}, separators=(",", ":"))
    return ScriptPager(urlunsplit(parts._replace(query=urlencode(query))) if number < total else None, total)


def _query(script: Node) -> dict[str, str]:
    """The fields of a unit that is a part of a column, none where it is a part of another page."""
    query = dict(PAIR.findall(script.get("querydata") or ""))
    return query if "build/unit" in (script.get("url") or "") and query.get("pageType", "column") == "column" else {}


JPAAS = Family(
    name="jpaas",
    title="Hanweb jpaas (大汉)",
    marks=(r"jpaas-publish-server", r"front/page/build/unit", r"parseType\s*=\s*[\"']bu(?:il|li)dstatic"),
    containers=frozenset({"con_con", "ccontent"}),
    pager=pager,
    rows_at=rows_at,
)
