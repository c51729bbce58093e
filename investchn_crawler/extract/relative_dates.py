"""Dates that need a now, a neighbour or a guess: 昨天, 3小时前, 06-26, 2019-06, and the split boxes of list rows."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from investchn_crawler.extract.date_forms import CHINA, DASH, MONTH, OTHER, TIME, Form, When, at, day_of, form, number

ALONE = r"(?![-/.\d])(?!\s?[万亿个家人%项元户名次号期天岁:])"
DAYS_AGO = {"今": 0, "昨": 1, "前": 2}
UNITS = {"秒": 1, "分": 60, "小时": 3600, "时": 3600, "天": 86400, "日": 86400, "周": 604800, "星期": 604800}
WEEKDAYS = "一二三四五六日天"


class NowForm(NamedTuple):
    """A form that means something only when it is known when the page was read."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], datetime], When]


def now_form(pattern: str) -> Callable[[Callable[[re.Match[str], datetime], When]], NowForm]:
    """Make a form of the function that reads it."""
    return lambda read: NowForm(re.compile(pattern, re.ASCII | re.IGNORECASE), read)


def _newest(now: datetime, day: Callable[[date], date | None]) -> date | None:
    """The newest of the days that `day` names for today, a month back, and so on, not later than tomorrow."""
    limit = now.date() + timedelta(days=1)
    probe = limit.replace(day=1)
    for _ in range(14):
        found = day(probe)
        if found is not None and found <= limit:
            return found
        probe = (probe - timedelta(days=1)).replace(day=1)
    return None


def _yearless(month: int, day: int, now: datetime) -> date | None:
    return _newest(now, lambda probe: day_of(probe.year, month, day))


# --- whole dates whose parts stand in boxes of their own, beside a link: 26 | 2019-06, 26/06.2019

BOX = r"[\s/|,]{1,4}"
Y = r"(?<![\d年])(?P<y>(?:19|20)\d\d)"
D = r"(?P<d>\d{1,2})\s?[日号]?"


def _box(match: re.Match[str]) -> When:
    return day_of(int(match["y"]), number(match["m"]), int(match["d"]))


BOXES: tuple[Form, ...] = tuple(
    form(pattern)(_box)
    for pattern in (
        rf"(?<![\d\-/.:]){D}{BOX}{Y}\s?(?:{DASH}|年)\s?{MONTH}\s?月?{ALONE}",
        rf"{Y}\s?(?:{DASH}|年)\s?{MONTH}\s?月?{BOX}{D}{ALONE}",
        rf"(?<![\d\-/.:]){D}{BOX}{MONTH}[.-](?P<y>(?:19|20)\d\d)(?![-/.\d])",
        rf"(?<![\d\-/.:]){D}{BOX}{MONTH}\s?月{BOX}{Y}\s?年?{ALONE}",
        rf"(?<![\d\-/.:]){MONTH}\s?(?:{DASH}|月)\s?{D}{BOX}{Y}\s?年?{ALONE}",
        rf"{Y}\s?年?{BOX}{MONTH}\s?(?:{DASH}|月)\s?{D}{ALONE}",
    )
)


@form(
    rf"(?<![\dv])(?<!\d[-/._\s])(?P<y>(?:19|20)\d\d)(?:\s?年\s?(?P<m>\d{{1,2}})\s?月(?!\s?\d|[至到份])"
    rf"|[-/](?P<n>\d{{1,2}})(?!\s?\d){ALONE}(?!\s?[年月日]))"
)
def month_only(match: re.Match[str]) -> When:
    """2019-06, 2019年6月: the first of the month."""
    return day_of(int(match["y"]), int(match["m"] or match["n"]), 1)


# --- what is read against now


@now_form(
    r"刚刚|刚才|(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3}|半)\s?个?\s?"
    r"(?P<unit>秒|分|小?时|天|日|周|星期|月|年)钟?之?前"
)
def ago(match: re.Match[str], now: datetime) -> When:
    """刚刚, 半小时前, 两天前, 1周前."""
    if match["n"] is None:
        return now.replace(second=0)
    unit, half = match["unit"], match["n"] == "半"
    count = 0 if half else number(match["n"])
    if unit in ("月", "年"):
        months = (6 if half else count * 12) if unit == "年" else count
        year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
        day = now.date() - timedelta(days=15) if half and unit == "月" else day_of(year, month + 1, min(now.day, 28))
        return day if not months or now.day <= 28 else day_of(year, month + 1, now.day) or day
    then = now - timedelta(seconds=UNITS[unit] * (0.5 if half else count))
    return then.replace(second=0) if UNITS[unit] < UNITS["天"] else day_of(then.year, then.month, then.day)


# 今日青浦 and 今日头条 are newspapers, 前天 within 大前天 another day
@now_form(
    rf"(?<!大)(?P<day>[今昨]|前(?=[天日])(?<![\d天周月年]前))(?:[天日早晚](?={OTHER}|$|\d|[上下凌中早晚傍清])){TIME}"
)
def named_day(match: re.Match[str], now: datetime) -> When:
    """今天 08:20, 昨天, 前天."""
    return at(now.date() - timedelta(days=DAYS_AGO[match["day"]]), match)


@now_form(rf"(?P<back>上{{1,2}}|本|这)个?(?:周|星期|礼拜)(?P<w>[{WEEKDAYS}])(?={OTHER}|$|\d|[上下凌中早晚傍清]){TIME}")
def named_weekday(match: re.Match[str], now: datetime) -> When:
    """上周五, 本周一 09:30."""
    weeks = len(match["back"]) if "上" in match["back"] else 0
    monday = now.date() - timedelta(days=now.weekday() + 7 * weeks)
    return at(monday + timedelta(days=min(WEEKDAYS.index(match["w"]), 6)), match)


@now_form(
    rf"(?<![\d年度:])(?<!\d[-/._\s])(?<!\d年\s)(?:(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})(?!\d)\s?[日号]?"
    rf"|(?P<m2>\d\d)[-/](?P<d2>\d\d){ALONE})(?!\s{{1,3}}(?:19|20)\d\d(?!\d)){TIME}"
)
def yearless(match: re.Match[str], now: datetime) -> When:
    """06-26, 6月26日 09:30: of this year, or of the last when that would be the future."""
    return at(_yearless(int(match["m"] or match["m2"]), int(match["d"] or match["d2"]), now), match)


@now_form(rf"^(?:[^\d]{{0,12}}[\s:])?{OTHER}{{0,3}}(?P<d>\d{{1,2}})日(?={OTHER}|$){TIME}")
def day_only(match: re.Match[str], now: datetime) -> When:
    """26日: the newest 26th."""
    return at(_newest(now, lambda probe: day_of(probe.year, probe.month, int(match["d"]))), match)


@now_form(
    rf"^{OTHER}*(?:(?P<m>\d{{1,2}}){DASH}(?P<d>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})\s?日?{BOX}(?P<m2>\d{{1,2}})\s?月)(?={OTHER}|$){TIME}{OTHER}*$"
)
def row_yearless(match: re.Match[str], now: datetime) -> When:
    """6-26, 06.26, 26 | 06月: only where nothing else stands in the row's rest."""
    return at(_yearless(int(match["m"] or match["m2"]), int(match["d"] or match["d2"]), now), match)


AGAINST_NOW = (ago, named_day, named_weekday, yearless, day_only)


def in_china(now: datetime) -> datetime:
    """Now on China's clock, to the second."""
    return now.astimezone(CHINA).replace(microsecond=0)
