"""Which date a text of a page shows: ordered forms, then dateparser on a leash; no date is better than a wrong one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from investchn_crawler.extract.date_forms import CHINA, WHOLE, YEARS, Form, When, compact, unix_time
from investchn_crawler.extract.relative_dates import (
    AGAINST_NOW,
    BOXES,
    NowForm,
    in_china,
    month_only,
    row_yearless,
    yearless,
)

_HINT = re.compile(r"[0-9〇○一二三四五六七八九十刚昨今前上本这]")
# numbers behind these words are no dates, however much they look like one
_NO_DATE = re.compile(
    r"(?:电话|传真|热线|手机|邮编|QQ|编号|文号|证号|索引号|备案|ICP|版本|次数|浏览|点击|阅读)[^\d,;。]{0,6}$",
    re.IGNORECASE,
)
_NUMBERS = (compact, unix_time, yearless, row_yearless)
_LAST_RUNG = re.compile(r"^\W*(?P<y>(?:19|20)\d\d)\W{1,3}[A-Za-z]{3,9}\W{1,3}\d{1,2}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published, as precisely as the page says."""

    date: str
    published_at: str
    span: tuple[int, int]


def parse_date(text: str, now: datetime | None = None) -> Moment | None:
    """The first date that the text shows; dates without a year, and 昨天, only when `now` is given."""
    return _parse(text, now, boxes=False)


def parse_row_date(text: str, now: datetime | None = None) -> Moment | None:
    """The date beside a link in a list row, where day, month and year may stand in boxes of their own."""
    return _parse(text, now, boxes=True)


def _parse(text: str, now: datetime | None, *, boxes: bool) -> Moment | None:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not _HINT.search(text):
        return None
    found = _first(text, WHOLE) or (boxes and _first(text, BOXES)) or None
    if found is None and now is not None:
        found = _first_since(text, AGAINST_NOW, in_china(now))
    if found is None:
        found = _first(text, (month_only,))
    if found is None and boxes and now is not None:
        found = _first_since(text, (row_yearless,), in_china(now))
    return found or _last_rung(text)


def _first(text: str, forms: Iterable[Form]) -> Moment | None:
    for form in forms:
        for match in form.pattern.finditer(text):
            moment = _moment(form.read(match), match, numbers=form in _NUMBERS)
            if moment is not None:
                return moment
    return None


def _first_since(text: str, forms: Iterable[NowForm], now: datetime) -> Moment | None:
    for form in forms:
        for match in form.pattern.finditer(text):
            moment = _moment(form.read(match, now), match, numbers=form in _NUMBERS)
            if moment is not None:
                return moment
    return None


def _moment(when: When, match: re.Match[str], *, numbers: bool) -> Moment | None:
    if when is None or when.year not in YEARS:
        return None
    if numbers and _NO_DATE.search(match.string[max(0, match.start() - 16) : match.start()]):
        return None
    return _written(when, match.span())


def _written(when: date, span: tuple[int, int]) -> Moment:
    if isinstance(when, datetime):
        text = when.isoformat()
        return Moment(text[:10], text, span)
    text = when.isoformat()
    return Moment(text, text, span)


def _last_rung(text: str) -> Moment | None:
    """dateparser, which guesses, held to what cannot be guessed: a year first, and all its digits in the text."""
    match = _LAST_RUNG.match(text) if len(text) <= 40 else None
    if match is None:
        return None
    from dateparser import parse  # slow to import, hardly ever needed

    settings = {
        "TIMEZONE": "+0800",
        "TO_TIMEZONE": "+0800",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "DATE_ORDER": "YMD",
        "REQUIRE_PARTS": ["year", "month", "day"],
        "STRICT_PARSING": True,
        "RELATIVE_BASE": datetime(2000, 1, 1),
        "PARSERS": ["absolute-time"],
    }
    found = parse(text.replace("CST", "+0800"), languages=["en", "zh"], settings=settings)
    if found is None or str(found.year) != match["y"] or found.day not in map(int, re.findall(r"\d+", text)):
        return None
    when = found.astimezone(CHINA).replace(microsecond=0)
    return _written(when if when.hour or when.minute or when.second else when.date(), match.span())
