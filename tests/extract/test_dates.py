"""Every way of writing a date, every look-alike, and what must hold for any text."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investchn_crawler.extract.dates import Moment, parse_date, parse_row_date

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 13, tzinfo=CHINA)
LINES = (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
CASES = [tuple(line.split("\t")) for line in LINES if line]
NEEDS_NOW = ("10-03", "4月9日", "26日", "昨天", "前天 08:00", "3小时前", "刚刚", "上周五", "6-26")

BOXES = [
    ("26 2019-06", "2019-06-26"),
    ("26\n2019.06", "2019-06-26"),
    ("26/2019-06", "2019-06-26"),
    ("26 2019/06", "2019-06-26"),
    ("26日 2019年6月", "2019-06-26"),
    ("2019-06 26", "2019-06-26"),
    ("2019年06月 26", "2019-06-26"),
    ("26 06月 2019", "2019-06-26"),
    ("26 六月 2019", "2019-06-26"),
    ("06-26 2019", "2019-06-26"),
    ("06月26日 2019年", "2019-06-26"),
    ("2019 06-26", "2019-06-26"),
    ("[06-26]", "2026-06-26"),
    ("(2019/6/26)", "2019-06-26"),
    ("26日", "2026-10-26"),
    ("26 06月", "2026-06-26"),
    ("6-26", "2026-06-26"),
    ("06.26", "2026-06-26"),
    ("2019-06", "2019-06-01"),
    ("阅读 6-26", ""),
    ("32 2019-06", ""),
    ("30 2019-02", ""),
]

PIECES = st.sampled_from(
    [
        *"0123456789年月日号-/.: 〇○一二十廿民国元上下午周五半前天昨今小时分钟刚TZ+()[]〔〕",
        "2019",
        "GMT",
        "Jun",
        "CST",
        "AM",
        "Date",
    ]
)
DATISH = st.lists(PIECES, max_size=24).map("".join)
DAYS = st.dates(date(1949, 1, 1), date(2099, 12, 31))
TIMES = st.datetimes(datetime(1949, 1, 1), datetime(2100, 12, 30)).map(lambda t: t.replace(microsecond=0))


def short(moment: Moment | None) -> str:
    return moment.published_at.removesuffix("+08:00").removesuffix(":00") if moment else ""


def held(moment: Moment | None, text: str) -> None:
    """A moment is a valid date, agrees with itself and reads as itself again."""
    if moment is None:
        return
    assert 1949 <= date.fromisoformat(moment.date).year <= 2100
    assert moment.published_at.startswith(moment.date)
    assert len(moment.published_at) in (10, 25)
    datetime.fromisoformat(moment.published_at)
    assert moment.span[0] < moment.span[1] <= len(text) * 20
    again = parse_date(moment.published_at)
    assert again is not None
    assert (again.date, again.published_at) == (moment.date, moment.published_at)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
@pytest.mark.parametrize("parse", [parse_date, parse_row_date])
def test_what_a_page_shows(parse, text, expected):
    assert short(parse(text, NOW)) == expected


@pytest.mark.parametrize(("text", "expected"), BOXES)
def test_boxes_of_a_row(text, expected):
    assert short(parse_row_date(text, NOW)) == expected


@pytest.mark.parametrize("text", NEEDS_NOW)
@pytest.mark.parametrize("parse", [parse_date, parse_row_date])
def test_without_now_nothing_is_guessed(parse, text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        (datetime(2026, 1, 2, 0, 30, tzinfo=CHINA), "12-31", "2025-12-31"),
        (datetime(2026, 12, 31, 23, tzinfo=CHINA), "01-01", "2027-01-01"),
        (datetime(2026, 3, 1, tzinfo=CHINA), "31日", "2026-01-31"),
        (datetime(2026, 3, 1, tzinfo=CHINA), "02-29", ""),
        (datetime(2024, 3, 1, tzinfo=CHINA), "02-29", "2024-02-29"),
        (datetime(2026, 3, 31, tzinfo=CHINA), "1个月前", "2026-02-28"),
        (datetime(2026, 1, 1, 0, 10, tzinfo=CHINA), "半小时前", "2025-12-31T23:40"),
        (datetime(2025, 12, 31, 17, tzinfo=UTC), "昨天", "2025-12-31"),
    ],
)
def test_turns_of_month_and_year(now, text, expected):
    assert short(parse_date(text, now)) == expected


def test_a_span_of_numbers_is_a_date_only_in_a_row():
    assert parse_date("3-5", NOW) is None
    assert short(parse_row_date("3-5", NOW)) == "2026-03-05"


def test_the_span_is_where_it_stands():
    text = "来源：云溪 发布时间：2018-04-09 16:45 浏览：3"
    moment = parse_date(text)
    assert moment is not None
    assert text[slice(*moment.span)] == "2018-04-09 16:45"


@given(DAYS)
def test_a_day_however_written(day):
    y, m, d = day.year, day.month, day.day
    for text in (
        f"{y}年{m}月{d}日",
        f"{y}/{m}/{d}",
        f"{y}.{m:02}.{d:02}",
        f"{y}{m:02}{d:02}",
        f"日期：{y}-{m}-{d} 来源",
    ):
        assert parse_date(text, NOW).published_at == day.isoformat()
    for text in (f"{d:02} {y}-{m:02}", f"{y}-{m:02} {d:02}", f"{m:02}-{d:02} {y}", f"{d} {m}月 {y}"):
        assert parse_row_date(text, NOW).published_at == day.isoformat()


@given(TIMES, st.integers(-12, 14))
def test_an_instant_in_any_zone_is_the_same(moment, hours):
    china = moment.replace(tzinfo=CHINA)
    there = china.astimezone(timezone(timedelta(hours=hours)))
    if 1949 <= there.year <= 2100:
        assert parse_date(there.isoformat()).published_at == china.isoformat()


@given(st.one_of(st.text(max_size=60), DATISH))
def test_any_text_gives_a_valid_date_or_none(text):
    for parse in (parse_date, parse_row_date):
        held(parse(text, NOW), text)
        held(parse(text), text)


@given(st.text(st.characters(categories=["Lo"]), max_size=30))
def test_prose_without_digits_or_date_words_has_no_date(text):
    if not set(text) & set("年月日天前刚昨今周期拜"):
        assert parse_date(text, NOW) is None
