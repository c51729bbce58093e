"""A row of a list, and the date that stands in it, beside it, or as a year above it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from investchn_crawler.extract.date_forms import day_of
from investchn_crawler.extract.dates import Moment, parse_row_date
from investchn_crawler.extract.dialects import latest_day
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node, strings_of

SHORTEST_TITLE = 5
LONGEST_BESIDE = 40
DATE = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}(?:\s*[-月./]\s*\d{1,2}日?)?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?"
# a date that stands in the link itself, before or behind the title, but is no part of it
DATE_IN_TITLE = re.compile(
    rf"^[\[(（【]\s*{DATE}\s*[\])）】]\s*|^{DATE}\s+|(?:\s+|\s*[\[(（【])(?:{DATE}|\d{{1,2}}-\d{{1,2}})[\])）】]?\s*$"
)
ONLY_DATE = re.compile(r"^[\W\d年月日时分秒]+$")
ONLY_WHEN = re.compile(r"^(?:[今昨前]天|刚[刚才]|小时前|分钟?前|[天周月年]前|[\W\d年月日时分秒])+$")
MONTH = re.compile(r"^\s*((?:19|20)\d\d)\s*[./年-]\s*(\d{1,2})月?\s*$")
DIGITS = re.compile(r"\d")
YEAR = re.compile(r"^\W*((?:19|20)\d\d)\s*年?度?\W*$")
# a day that a summary tells of: 5月16日，…; 10月17日上午; 2024年10月，…; 昨天
TOLD = re.compile(
    r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?\s*"
    r"(?:[，,、至到]|(?!来源|信息|作者|发布|浏览|阅读|点击|编辑|稿源|文章|更新)[\u4e00-\u9fff])"
    r"|[今昨前][天日]|\d{1,4}\s*个?(?:小时|[天周月年])前"
)
# where all of a row is a link, its date is one too
LABELLED = re.compile(r"^\W*(?:[发發][布佈表]|更新|录入)?(?:时间|日期|時間)\W")
NUMBERS = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
# blocks whose date may stand in the block beside them: a term and its description, two rows of a table
HALVES = frozenset({"dt", "dd", "tr", "p", "div", "h2", "h3", "h4", "h5", "td", "span"})

Texts = list[tuple[bool, str]]


@dataclass(slots=True, eq=False)
class Row:
    """A row: its link, the title it shows in full or cut off, its date, and the block that is its own."""

    anchor: Node
    href: str
    title: str
    block: Node
    line: int
    date: str | None = None
    whole: bool = True
    yearless: bool = False


def give_dates(rows: list[Row], page: Page, now: datetime | None) -> None:
    """Reads the date of each row, from its own texts first and from the blocks beside it then."""
    for row, texts in _texts(rows, page).items():
        _read_date(row, texts, now)
    blocks = {row.block for row in rows}
    undated = [row for row in rows if row.date is None and row.block.tag in HALVES]
    behind = [_date_in(row.block.getnext(), blocks, now) for row in undated]
    before = [_date_in(row.block.getprevious(), blocks, now) for row in undated]
    # where dates stand between rows, those of one side are one fewer
    beside = before if sum(map(bool, before)) > sum(map(bool, behind)) else behind
    for row, found in zip(undated, beside, strict=True):
        if found:
            _take(row, *found)
    if any(row.yearless for row in rows):
        _give_years(rows, page)


def _give_years(rows: list[Row], page: Page) -> None:
    """Completes 06-26 by the year that stands above the row, else by the last day on which its page can be made."""
    above = _years_above(rows, page)
    for row in rows:
        if not row.yearless or row.date is None:
            continue
        month, day = int(row.date[5:7]), int(row.date[8:])
        year = above.get(row)
        found = day_of(year, month, day) if year else _latest(month, day, latest_day(f"/{row.href}"))
        if found:
            row.date, row.whole = found.isoformat(), year is not None


def _years_above(rows: list[Row], page: Page) -> dict[Row, int]:
    """The years that stand above rows as headings; of several beneath each other none is a heading."""
    blocks = {row.block: row for row in rows}
    found: dict[Row, int] = {}
    year, before = None, False
    for line in page.lines:
        row = _row_around(line.node, blocks)
        if row is not None:
            before = False
            if year is not None:
                found.setdefault(row, year)
            continue
        heading = None if line.has_link else YEAR.match(line.text)
        year = int(heading[1]) if heading and not before else None
        before = heading is not None
    return found


def _latest(month: int, day: int, limit: date | None) -> date | None:
    """The last such day up to a limit; dates may be set ahead by one."""
    if limit is None:
        return None
    found = day_of(limit.year, month, day)
    return day_of(limit.year - 1, month, day) if found and found > limit + timedelta(days=1) else found


def _texts(rows: list[Row], page: Page) -> dict[Row, Texts]:
    """The texts of each row, in order, each with whether it is link text."""
    texts: dict[Row, Texts] = {row: [] for row in rows}
    blocks = {row.block: row for row in rows}
    anchors = {row.anchor: row for row in rows}
    for line in page.lines:
        row = _row_around(line.node, blocks)
        if row is not None:
            texts[row].extend(zip((anchor is not None for anchor in line.anchors), line.parts, strict=True))
        elif line.has_link:
            _share_out(line, anchors, texts)
    return texts


def _row_around(node: Node, blocks: dict[Node, Row]) -> Row | None:
    element: Node | None = node
    while element is not None:
        if element in blocks:
            return blocks[element]
        element = element.getparent()
    return None


def _share_out(line: Line, anchors: dict[Node, Row], texts: dict[Row, Texts]) -> None:
    """Several rows on one line: what stands behind a link is its row's, and so is what stands before the first."""
    row: Row | None = None
    waiting: list[str] = []
    for part, anchor in zip(line.parts, line.anchors, strict=True):
        if anchor is not None and anchor in anchors:
            row = anchors[anchor]
            texts[row].extend((False, text) for text in waiting)
            texts[row].append((True, part))
            waiting = []
        elif row is not None:
            texts[row].append((False, part))
        else:
            waiting.append(part)


def _read_date(row: Row, texts: Texts, now: datetime | None) -> None:
    """Gives a row what is a date and nothing else, else the first in the row's text, else one in its title."""
    alone = " ".join(text.strip() for _, text in texts if ONLY_WHEN.match(text))
    beside = " ".join(_untold(text) for linked, text in texts if not linked or LABELLED.match(text))
    when = MONTH.sub(r"\1-\2", alone)
    labelled = " ".join(text.strip() for _, text in texts if LABELLED.match(text))
    found = DATE_IN_TITLE.search(row.title) if DIGITS.search(row.title) else None
    in_title = parse_row_date(found.group(), now) if found else None
    for text in (when, labelled, beside):
        if (DIGITS.search(text) or text is when) and (moment := parse_row_date(" ".join(text.split()), now)):
            if in_title and in_title.date == moment.date:
                row.title = _without_date(row.title)  # another date belongs to the title: …的讲话（2016年7月1日）
            _take(row, moment, text)
            return
    if found and in_title:
        row.title = _without_date(row.title)
        _take(row, in_title, found.group())


def _take(row: Row, moment: Moment, text: str) -> None:
    """Gives a row the date that a text shows, and whether it shows all of it."""
    row.date = moment.date
    year, month, day = (int(part) for part in moment.date.split("-"))
    numbers = [int(number) for number in NUMBERS.findall(text)]
    short = (year % 100, month, day) in zip(numbers, numbers[1:], numbers[2:], strict=False)  # 26-03-24
    row.whole = not MONTH.fullmatch(text) and (year in numbers or short)
    row.yearless = not row.whole and {month, day} <= set(numbers) and year not in numbers


def _untold(text: str) -> str:
    """A text of a row without the days that a summary tells of."""
    return TOLD.sub(" ", text) if len(text) > LONGEST_BESIDE else text.strip()


def _without_date(title: str) -> str:
    rest = DATE_IN_TITLE.sub("", title, count=1).strip()
    return rest if len(rest) >= SHORTEST_TITLE else title


def _date_in(sibling: Node | None, blocks: set[Node], now: datetime | None) -> tuple[Moment, str] | None:
    """The date of a block beside a row, where it holds nothing else."""
    if sibling is None or sibling in blocks or not isinstance(sibling.tag, str) or sibling.find(".//a") is not None:
        return None
    text = " ".join(" ".join(strings_of(sibling)).split())
    moment = parse_row_date(text, now) if len(text) <= LONGEST_BESIDE and DIGITS.search(text) else None
    return (moment, text) if moment else None
