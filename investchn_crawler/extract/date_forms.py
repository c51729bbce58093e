"""Every way in which a page writes a whole date, and how each is read."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

CHINA = timezone(timedelta(hours=8))
YEARS = range(1949, 2101)

When = date | datetime | None
"""A date (no time is known), an aware datetime, or nothing."""


class Form(NamedTuple):
    """A form of writing a date: how to find it, and how to read what was found."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], When]


def form(pattern: str) -> Callable[[Callable[[re.Match[str]], When]], Form]:
    """Make a form of the function that reads it."""
    return lambda read: Form(re.compile(pattern, re.ASCII | re.IGNORECASE), read)


# --- the parts

ZERO = "〇○◯零O0Ο"  # all of these stand for zero in 二〇一九年
DIGITS = {
    **dict.fromkeys(ZERO + "o", 0),
    **{c: n for n, c in enumerate("一二三四五六七八九", 1)},
    "两": 2,
    "元": 1,
    "正": 1,
}
HAN = f"[{ZERO}一二三四五六七八九]"
YEAR = rf"(?P<y>(?:19|20|21)\d\d|{HAN}{{4}})"
MONTH = r"(?P<m>\d{1,2}|[正元一二三四五六七八九十]{1,2})"
DAY = r"(?P<d>\d{1,2}|[初一二三四五六七八九十廿卅]{1,3})(?!\d)"
DASH = r"[-/.\u2010\u2012-\u2015\u2212]"
OTHER = r"[^\w\u4e00-\u9fff]"  # neither letter nor Chinese: under re.ASCII, \W would take Chinese for punctuation
ENGLISH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
START = r"(?<![\dv])(?<!\d[-/._])"
# not the head of an index number, a version or a longer number: 2026-02-00018, 2019.6.26.1
END = r"(?!\d|[-_/.]\d(?!\d{3}[-/.年]|\d?:\d))"
ZONE = r"(?P<zone>Z(?![a-z])|(?:UTC|GMT)?[+-](?:0\d|1[0-4]):?[0-5]\d(?![\d:])|UTC|GMT|CST)"
CLOCK = (
    r"(?P<half>上午|下午|中午|晚上|晚间|傍晚|凌晨|清晨|早上|早晨|[ap]m)?\s{0,2}(?P<h>\d{1,2})\s?"
    r"(?:(?P<colon>:)|[时時]|[点點](?=\s?\d|[半整钟鐘]))\s?"
    rf"(?:(?P<mi>\d{{1,2}})(?!\d)(?:\s?[:分]\s?(?P<s>\d{{1,2}})(?!\d)(?:[.,]\d{{1,9}})?)?|(?P<thirty>半))?"
    rf"[分秒]?(?:\s?(?P<ap>[ap]m)\b)?(?:\s?{ZONE})?"
)
BETWEEN = r"(?P<gap>[-\s,T(\[]{0,4})(?:(?:星期|周|礼拜)[一二三四五六日天]\)?\s{0,3})?(?P<gmt>GMT\s|UTC\s)?"
TIME = rf"(?:{BETWEEN}{CLOCK})?"


def number(text: str) -> int:
    """26, 二十六, 廿六, 一百零八, 一○八 and 二〇一九 as a number; ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    total, last = 0, -1
    for char in text.replace("廿", "二十").replace("卅", "三十").removeprefix("初"):
        if char in "十百":
            total, last = total + (last if last > 0 else 1) * (10 if char == "十" else 100), 0
        elif char in DIGITS:
            last = DIGITS[char] if last < 0 or "十" in text or "百" in text else last * 10 + DIGITS[char]
        else:
            raise ValueError(text)
    return total + max(last, 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a one within the years that are believed."""
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hour(hour: int, half: str) -> int | None:
    if hour > 12 or not half:
        return hour
    if half in ("上午", "am", "凌晨", "清晨", "早上", "早晨"):
        return hour % 12  # .NET writes midnight as 上午 12:00
    if half in ("中午", "下午", "pm"):
        return hour if hour == 12 or (half == "中午" and hour > 9) else hour + 12
    return hour + 12 if hour < 12 else None  # is 晚上12:30 today's or tomorrow's?


def _shift(match: re.Match[str]) -> timedelta | None:
    """How far the written zone is from UTC; None when it names none. CST is China's here."""
    zone = (match["zone"] or match["gmt"] or "").upper().strip()
    if not zone or zone == "CST":
        return None
    if zone in ("Z", "UTC", "GMT"):
        return timedelta(0)
    if not match["s"] and "T" not in match["gap"].upper():
        return None  # 09:30-11:30 is a span of time, not a zone
    sign, digits = (-1 if "-" in zone else 1), re.sub(r"\D", "", zone)
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def at(day: date | None, match: re.Match[str]) -> When:
    """The day with the time that the match found behind it; the day alone when that is no time."""
    if day is None or match["h"] is None or (match["colon"] and not match["mi"]):
        return day
    hour = _hour(int(match["h"]), (match["half"] or match["ap"] or "").lower())
    minute, second = int(match["mi"] or (30 if match["thirty"] else 0)), int(match["s"] or 0)
    if hour is None or hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return day
    shift = _shift(match)
    if not (hour or minute or second) and shift is None:
        return day  # 00:00:00 is how a database writes that it knows no time
    moment = datetime(day.year, day.month, day.day, tzinfo=CHINA)
    moment += timedelta(hours=hour, minutes=minute, seconds=second)
    return moment if shift is None else moment - shift + timedelta(hours=8)


def instant(seconds: float) -> date:
    """A Unix time in China; its date alone at midnight, which is how a date becomes a Unix time."""
    moment = datetime.fromtimestamp(int(seconds), CHINA)
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else moment.date()


# --- the forms


@form(
    rf"{START}{YEAR}\s{{0,2}}(?P<a>{DASH}|年)\s{{0,2}}{MONTH}\s{{0,2}}(?P<b>{DASH}|月)\s{{0,2}}{DAY}"
    rf"(?:\s?(?P<end>[日号號])|{END}(?!\s?[万亿个家人%项元户名次])){TIME}"
)
def year_first(match: re.Match[str]) -> When:
    """2019-06-26, 2019/6/26 09:30, 2019年6月26日 下午3:05, 二〇一九年六月二十六日."""
    pair = match["a"] + match["b"]
    if pair != "年月" and (pair[0] != pair[1] or not match["d"].isdecimal() or not match["y"].isdecimal()):
        return None
    if not match["d"].isdecimal() and not match["end"]:
        return None
    return at(day_of(number(match["y"]), number(match["m"]), number(match["d"])), match)


@form(rf"民[国國]\s?(?P<y>\d{{1,3}}|[元{HAN[1:-1]}十百]{{1,5}})\s?年\s?{MONTH}\s?月\s?{DAY}\s?日{TIME}")
def republic(match: re.Match[str]) -> When:
    """民国108年6月26日, 中華民國一○八年六月二十六日."""
    return at(day_of(number(match["y"]) + 1911, number(match["m"]), number(match["d"])), match)


@form(
    rf"{START}(?<![-/.\w])(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"
    r"(?:T?(?P<time>[0-2]\d[0-5]\d(?:[0-5]\d)?)(?!\w)"
    rf"|(?![\d/_.])(?!-\d)(?!\s?[万亿个家人%项元户名次号期]){TIME})"
)
def compact(match: re.Match[str]) -> When:
    """20190626, 201906260930, 20190626093001, 20190626 09:30."""
    day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    digits = match["time"]
    if day is None or not digits:
        return at(day, match)
    if digits.strip("0") == "":
        return day
    hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=CHINA) if hour < 24 else None


@form(rf"(?<![\w-])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{ENGLISH},?[\s-](?P<y>(?:19|20)\d\d)(?!\d){TIME}")
def english_day_first(match: re.Match[str]) -> When:
    """Wed, 26 Jun 2019 01:30:00 GMT."""
    return at(day_of(int(match["y"]), MONTHS.index(match["m"].lower()) + 1, int(match["d"])), match)


@form(rf"(?<![a-z]){ENGLISH}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d){TIME}")
def english_month_first(match: re.Match[str]) -> When:
    """June 26, 2019; Wed Jun 26 2019 09:30:00 GMT+0800, as JavaScript prints a date."""
    return at(day_of(int(match["y"]), MONTHS.index(match["m"].lower()) + 1, int(match["d"])), match)


@form(rf"(?<![a-z]){ENGLISH}\s+(?P<d>\d{{1,2}})(?P<gap>\s)(?P<gmt>GMT\s)?{CLOCK}\s(?P<y>(?:19|20)\d\d)(?!\d)")
def java(match: re.Match[str]) -> When:
    """Wed Jun 26 09:30:00 CST 2019, as Java prints a date."""
    return at(day_of(int(match["y"]), MONTHS.index(match["m"].lower()) + 1, int(match["d"])), match)


@form(
    r"/Date\((?P<ms>-?\d{1,14})(?:[+-]\d{4})?\)/"
    r"|^(?:[^\d]{0,12}(?:时间|日期|date|time)[\s:=]{0,3})?(?P<n>1\d{9}|1\d{12})\s*$"
)
def unix_time(match: re.Match[str]) -> When:
    """1561512600, 1561512600000, /Date(1561512600000)/; never a number among other words, which is a telephone's."""
    digits = match["ms"] or match["n"]
    seconds = int(digits) / (1000 if match["ms"] or len(digits) == 13 else 1)
    return instant(seconds) if -662_000_000 < seconds < 4_100_000_000 else None


WHOLE = (year_first, republic, compact, english_day_first, english_month_first, java, unix_time)
