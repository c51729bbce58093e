"""A row of a list, and the date that stands in it or beside it."""

import re
from dataclasses import dataclass
from datetime import datetime

from investchn_crawler.extract.dates import parse_row_date
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
MONTH = re.compile(r"^\s*((?:19|20)\d\d)\s*[./年-]\s*(\d{1,2})月?\s*$")
DIGITS = re.compile(r"\d")
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


def give_dates(rows: list[Row], page: Page, now: datetime | None) -> None:
    """Reads the date of each row, from its own texts first and from the blocks beside it then."""
    for row, texts in _texts(rows, page).items():
        row.date = _date(row, texts, now)
    blocks = {row.block for row in rows}
    undated = [row for row in rows if row.date is None and row.block.tag in HALVES]
    behind = [_date_in(row.block.getnext(), blocks, now) for row in undated]
    before = [_date_in(row.block.getprevious(), blocks, now) for row in undated]
    # where dates stand between rows, those of one side are one fewer
    beside = before if sum(map(bool, before)) > sum(map(bool, behind)) else behind
    for row, date in zip(undated, beside, strict=True):
        row.date = date


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


def _date(row: Row, texts: Texts, now: datetime | None) -> str | None:
    """What is a date and nothing else, else the first in the row's text, else one in its title."""
    alone = " ".join(text.strip() for _, text in texts if ONLY_DATE.match(text))
    beside = " ".join(text.strip() for linked, text in texts if not linked)
    for text in (MONTH.sub(r"\1-\2", alone), beside):
        if DIGITS.search(text) and (moment := parse_row_date(" ".join(text.split()), now)):
            row.title = _without_date(row.title)
            row.whole = not MONTH.fullmatch(alone) and (moment.date[:4] in text or moment.date[2:4] in text)
            return moment.date
    found = DATE_IN_TITLE.search(row.title) if DIGITS.search(row.title) else None
    if found and (moment := parse_row_date(found.group(), now)):
        row.title = _without_date(row.title)
        return moment.date
    return None


def _without_date(title: str) -> str:
    rest = DATE_IN_TITLE.sub("", title, count=1).strip()
    return rest if len(rest) >= SHORTEST_TITLE else title


def _date_in(sibling: Node | None, blocks: set[Node], now: datetime | None) -> str | None:
    """The date of a block beside a row, where it holds nothing else."""
    if sibling is None or sibling in blocks or not isinstance(sibling.tag, str) or sibling.find(".//a") is not None:
        return None
    text = " ".join(" ".join(strings_of(sibling)).split())
    moment = parse_row_date(text, now) if len(text) <= LONGEST_BESIDE and DIGITS.search(text) else None
    return moment.date if moment else None
