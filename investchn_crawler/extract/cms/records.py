"""A list in JSON or JSONP, whoever serves it: its records as rows, and the page of it that comes after.

Every CMS names its fields in its own way (title, docTitle, TITLE; url, link, publishUrl; pubtime, DOCRELPUBTIME,
publishedTime in milliseconds), so a field is known by what its name says and its value looks like. The rows are the
longest array of objects that have an address and a title. Seen: searchList (csrc), getInfoCommon (Suzhou),
ds_<id>.json (nea), ZUIXINZHENGCE.json (gov.cn), gkmlpt/api/all (Guangdong), JSON around a fragment of HTML (miit).
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from investchn_crawler.extract.cms.family import ScriptPager
from investchn_crawler.extract.date_forms import instant
from investchn_crawler.extract.dates import parse_row_date
from investchn_crawler.extract.meta import plain
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.page_number import PAGE_NAMES, is_number

Record = dict[str, Any]

START = re.compile(r"\s*(?:[\w$.]{1,60}\s*\(\s*)?[{\[]")
LONGEST_DATE = 40
CALLBACK = re.compile(r"\s*[\w$.]+\s*\(")
TITLE = re.compile(r"title|^(?:name|subject|headline)$")
NO_TITLE = re.compile(r"sub|short|img|image|pic|site|column|channel|color|style|lead")
ADDRESS = re.compile(r"url|link|href")
NO_ADDRESS = re.compile(r"img|image|pic|photo|cover|thumb|logo|icon|video|file|wap|mobile")
PLACE = re.compile(r"(?:https?:)?//\S+|\.{0,2}/\S+|[\w%~-]+(?:/\S*|\.s?html?$)", re.I)
# names of a date, the surest first
DATES = (re.compile("pub|release|display|issue|show|fb|fabu"), re.compile("date|time|riqi|shijian"))
NO_DATE = re.compile("creat|updat|modif|edit|expir|valid|begin|start|end|writ|sign|delet|offline|count|url|id$")
EPOCH = re.compile(r"\d{10}(?:\d{3})?", re.A)
PAGES = re.compile("page.{0,20}(?:total|count|sum)|(?:total|sum).{0,20}page|^pages$")
RECORDS = re.compile("total|count|rows$|records$|^sum$")
NO_RECORDS = re.compile("view|click|read|hit|visit|page|word")
SIZE = re.compile(r"^_?(?:page_?size|per_?page|size|limit|ps|rows)$")


def is_data(page: Page) -> bool:
    """Whether a page begins as JSON or JSONP does."""
    return START.match(page.source) is not None


def data_of(page: Page) -> Any:
    """What a page in JSON or JSONP says; None where it is neither."""
    if not is_data(page):
        return None
    text = page.source
    if called := CALLBACK.match(text):
        text = text[called.end() : text.rfind(")")]
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def drawn(page: Page) -> str | None:
    """The records as a list, or the fragment of HTML that the JSON wraps; None where the page is no JSON."""
    data = data_of(page)
    if data is None:
        return None
    rows = _rows(data)
    if rows or (fragment := fragment_of(data)) is None:
        return f"<ul>{''.join(_drawn(row) for row in rows)}</ul>"
    return fragment


def pager(page: Page) -> ScriptPager | None:
    """The same question for the next page, until an answer is empty or the number of pages is reached."""
    data = data_of(page)
    if data is None:
        return None
    rows = len(_rows(data))
    pages = _pages(data, rows, page.url)
    return ScriptPager(_counted_on(page.url, pages) if rows else None, pages)


def is_empty(page: Page) -> bool:
    """Whether an answer in JSON has an array for its records and none in it; one that tells of a fault has none."""
    data = data_of(page)
    return data is not None and not _rows(data) and any(value == [] for value in _within(data))


def fragment_of(data: Any) -> str | None:
    """The longest piece of HTML with links in it."""
    pieces = (value for value in _within(data) if isinstance(value, str) and "<a" in value)
    return max(pieces, key=len, default=None)


def _within(data: Any) -> Iterator[Any]:
    """All values of nested objects and arrays; without recursion, as an answer may be nested deep."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, (dict, list)):
            waiting.extend(value.values() if isinstance(value, dict) else value)


def _rows(data: Any) -> list[tuple[str, str, str]]:
    """Address, title and date of the records."""
    found: list[tuple[str, str, str]] = []
    for value in _within(data):
        if isinstance(value, list) and len(value) > len(found):
            rows = [row for each in value if isinstance(each, dict) and (row := _row(each))]
            found = rows if len(rows) > len(found) else found
    return found


def _row(record: Record) -> tuple[str, str, str] | None:
    values = {str(key).lower(): value for key, value in record.items() if isinstance(value, (str, int))}
    url = next((text for text in _named(values, ADDRESS, NO_ADDRESS) if PLACE.match(text)), None)
    title = next(_named(values, TITLE, NO_TITLE), None)
    return (url, title, _date(values)) if url and title else None


def _named(values: Record, wanted: re.Pattern[str], unwanted: re.Pattern[str]) -> Iterator[str]:
    """The texts under names of a kind; the shortest name is the plainest: url before post_url."""
    for name in sorted(values, key=len):
        if wanted.search(name) and not unwanted.search(name):
            text = plain(str(values[name]))
            if text:
                yield text


def _date(values: Record) -> str:
    for wanted in DATES:
        for text in _named(values, wanted, NO_DATE):
            if EPOCH.fullmatch(text):
                return f"{instant(int(text[:10])):%Y-%m-%d}"
            if len(text) <= LONGEST_DATE and (moment := parse_row_date(text, None)):
                return moment.date
    return ""


def _drawn(row: tuple[str, str, str]) -> str:
    """A row; an address without a slash before it is a path in the site, as a database has it."""
    url, title, date = row
    url = url if re.match(r"https?:|[./]", url, re.I) else f"/{url}"
    return f'<li><a href="{html.escape(url)}">{html.escape(title)}</a><span>{date}</span></li>'


def _numbers(data: Any) -> dict[str, int]:
    """The numbers of an answer that are no record's, by name."""
    found: dict[str, int] = {}
    waiting = [data]
    while waiting:
        for name, value in (waiting.pop() or {}).items():
            if isinstance(value, dict):
                waiting.append(value)
            elif not isinstance(value, (bool, list)) and is_number(str(value)):
                found[str(name).lower()] = int(value)
    return found


def _pages(data: Any, rows: int, url: str) -> int | None:
    """The number of pages, as the answer says it or as it follows from the number of records."""
    numbers = _numbers(data) if isinstance(data, dict) else {}
    said = [number for name, number in numbers.items() if PAGES.search(name)]
    if said:
        return max(said)
    asked = {name.lower(): int(value) for name, value in parse_qsl(urlsplit(url).query) if is_number(value)}
    size = next((number for name, number in (asked | numbers).items() if SIZE.match(name) and number), rows)
    totals = [number for name, number in numbers.items() if RECORDS.search(name) and not NO_RECORDS.search(name)]
    total = max(totals, default=0)
    return -(-total // max(size, rows)) if rows and total >= rows else None


def _counted_on(url: str, pages: int | None) -> str | None:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = next((name for name, value in query.items() if _is_page(name) and is_number(value)), "")
    if not name or (pages is not None and int(query[name]) >= pages):
        return None
    return urlunsplit(parts._replace(query=urlencode(query | {name: str(int(query[name]) + 1)})))


def _is_page(name: str) -> bool:
    return name.lower().strip("_") in PAGE_NAMES
