"""Dialects of article addresses: which addresses are an article's, whoever runs the site, and what day they hold."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

YEAR, MONTH = r"(?:19|20)\d\d", r"(?:0[1-9]|1[0-2])"
DAY8 = rf"{YEAR}{MONTH}[0-3]\d"
HEX = r"[\da-f]{32}"
UUID = r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}"
HTML = r"\.s?html?"
# no server takes a longer address
LONGEST = 2000
# folders whose numbered pages are lists as often as articles
LISTS = r"(?!(?:list|lists|col|cols|column|columns|page|pages|category|channel|class|lm|tag|type)/)"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A shape of article addresses; `date` is what of a date it holds: full, month, year or none.

    That date is when the page was made, which is not always the date that it shows: it never dates an entry.
    """

    name: str
    shape: str
    date: str
    seen: str


DIALECTS = (
    Dialect("A", rf"/t{DAY8}_\d+(?:_\d+)?{HTML}", "full", "TRS: mwr, mct, stats, moa, mot, Jilin, Fujian, Hunan"),
    Dialect("B", rf"/art/{YEAR}/\d{{1,2}}/\d{{1,2}}/art_\w+\.html", "full", "Hanweb: Shandong, cnipa"),
    Dialect("B_hex", rf"/art/{YEAR}/art_[\da-f]+\.html", "year", "Hanweb: Jinan"),
    Dialect("C", rf"/{YEAR}-{MONTH}/[0-3]\d/c(?:ontent)?_\d+{HTML}", "full", "chinapeace, lswz"),
    Dialect("D", rf"/{DAY8}/[\da-f]+/c\.html", "full", "nea, qstheory"),
    Dialect("E", rf"/web/(?:[^/]+/)+{DAY8}\d{{4,}}/index\.shtml", "full", "Liaoning"),
    Dialect("F", rf"/{YEAR}/{MONTH}/[0-3]\d/ARTI\d+\.shtml", "full", "12371.cn"),
    Dialect("G", r"/\d{5,9}/index\.html", "none", "Beijing Daxing, Pinggu"),
    Dialect("H", r"/\d{12,}/index\.shtml", "full", "Beijing Tongzhou, departments of Liaoning"),
    Dialect("I", rf"/{YEAR}{MONTH}/{HEX}\.shtml", "month", "Ucap: Beijing Mentougou, Hainan, Xinjiang, spb"),
    Dialect("J", r"/pnidpv\d+\.html", "none", "Beijing Xicheng"),
    Dialect("K", r"/n\d+/(?:n\d+/)*c\d+/content\.html", "none", "sasac, audit, nia, sastind"),
    Dialect("L", r"/portal/article/\w+/(?:[\da-f]{24,}|\d{14})", "none", "tc260"),
    Dialect("M", r"/p1/(?:\d+/)+\d+\.html", "none", "nsfc"),
    Dialect("N", r"/fabu/xiangqing/\d+\.html", "none", "court.gov.cn"),
    Dialect("O", rf"/{YEAR}-{MONTH}-[0-3]\d/\d+\.html", "full", "natcm"),
    Dialect("P", rf"/{YEAR}/{MONTH}[0-3]\d/\d+\.html", "full", "safe; DedeCMS"),
    Dialect("Q", rf"/{DAY8}/\d+{HTML}", "full", "forestry administration"),
    Dialect("R", rf"/{YEAR}/\d{{1,2}}/\d{{1,2}}/{HEX}\.shtml", "full", "Sichuan"),
    Dialect("S", rf"/columns/{UUID}/{YEAR}{MONTH}/[0-3]\d/{UUID}\.html", "full", "Hebei"),
    Dialect("T", rf"/{DAY8}/{HEX}\.html", "full", "departments of Shanghai"),
    Dialect("vsb", r"/info/\d+/\d+\.htm", "none", "VSB: universities"),
    Dialect("guangdong", r"/content/m?post_\d+\.html", "none", "Guangdong; m is for telephones"),
    Dialect("epoint", rf"/\d{{6,}}/{DAY8}/{UUID}\.html", "full", "Epoint: Xuzhou"),
    Dialect("gov_cn", rf"/content/{YEAR}{MONTH}/content_\d+\.htm", "month", "gov.cn"),
    Dialect("numbered", rf"/{LISTS}[a-z_]+/\d{{3,8}}\.html", "none", "DedeCMS: /col/ID.html"),
)
_NAMED = {dialect.name: dialect for dialect in DIALECTS}
_ANY = re.compile("|".join(f"(?P<{each.name}>{each.shape})" for each in DIALECTS), re.I | re.A)
_DATES = {
    "full": re.compile(
        rf"/t?({YEAR})(\d\d)(\d\d)(?=\d*[_/])|/({YEAR})[-/](\d{{1,2}})[-/](\d{{1,2}})(?=/)"
        rf"|/({YEAR})/?(\d\d)/?(\d\d)(?=/)"
    ),
    "month": re.compile(rf"/({YEAR})(\d\d)/"),
    "year": re.compile(rf"/art/({YEAR})/"),
}
_NUMBER = re.compile(rf"{UUID}|[\da-f]{{16,}}|\d+", re.I)


def dialect_of(url: str) -> Dialect | None:
    """The dialect of an article's address, None where the address says nothing."""
    path = url.partition("?")[0]
    found = _ANY.search(path) if len(path) <= LONGEST else None
    return _NAMED[found.lastgroup] if found and found.lastgroup and found.end() == len(path) else None


def latest_day(url: str) -> date | None:
    """The last day on which a page of this address can have been made, by the date in it."""
    dialect = dialect_of(url)
    found = _DATES[dialect.date].search(url) if dialect and dialect.date != "none" else None
    if not found:
        return None
    year, month, day = ([int(part) for part in found.groups() if part] + [0, 0])[:3]
    try:
        return date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None


def shape_of(href: str) -> str:
    """What is left of a link's address without its numbers: entries of one list hardly differ in it."""
    return _NUMBER.sub("#", href.partition("#")[0].lstrip("./"))
