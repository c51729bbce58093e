"""Rows of lists: links whose titles stand beside a date or repeat one shape; recognised by structure, never by CSS."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, pairwise

from investchn_crawler.extract.dialects import dialect_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.row import SHORTEST_TITLE, Row, give_dates
from investchn_crawler.extract.row_links import rows_of
from investchn_crawler.extract.tree import Node, text_of

FEWEST_ROWS = 3
LONGEST_ROW = 200
TABLED = frozenset({"tr", "td", "table"})
# to count what could be dates of rows before they are read
MAYBE_DATE = re.compile(r"\d[-/.月年]\d|[\d天时钟]前|[昨今前]天")
# numbers of this length in a name are an item's own: <tbody id="thread_202643">
OWN_NUMBER = re.compile(r"\d{4,}")


@dataclass(slots=True, eq=False)
class Group:
    """Rows of one shape that stand together."""

    rows: list[Row] = field(default_factory=list)
    _articles: int | None = None

    @property
    def dated(self) -> int:
        """How many of the rows show a date."""
        return sum(row.date is not None for row in self.rows)

    @property
    def articles(self) -> int:
        """How many of the addresses are an article's by their dialect."""
        if self._articles is None:
            self._articles = sum(dialect_of(f"/{row.href}") is not None for row in self.rows)
        return self._articles

    @property
    def title_length(self) -> float:
        """How long a title is on average."""
        return sum(len(row.title) for row in self.rows) / len(self.rows)

    @property
    def weight(self) -> float:
        """How much the group looks like a list of articles: dates, long titles and articles' addresses."""
        return sum(min(len(row.title), 30) / 10 for row in self.rows) + 2.0 * (self.dated + self.articles)


def groups_of(page: Page, now: datetime | None) -> list[Group]:
    """The groups of rows of a page, in the order of the page."""
    rows = rows_of(page)
    give_dates(rows, page, now)
    return _joined(_grouped(rows))


def is_made_of_rows(page: Page, container: Node, now: datetime | None) -> bool:
    """Whether a block is a list of dated links with summaries rather than the text of an article."""
    inside = set(container.iter())
    if len({link.get("href") for link in container.iter("a") if _may_be_title(link)}) < FEWEST_ROWS:
        return False
    rows = rows_of(page, [line for line in page.lines if line.node in inside])
    groups = [[row for row in group.rows if row.block is not container] for group in _grouped(rows)]
    lists = [group for group in groups if len(group) >= FEWEST_ROWS and _fill(group, page, inside)]
    if lists:
        give_dates(rows, page, now)  # dates take the most time to read
    return any(2 * sum(row.date is not None for row in group) > len(group) for group in lists)


def lists_more(page: Page, length: int, now: datetime | None) -> bool:
    """Whether the titles of a group of dated rows outweigh a text of this length."""
    short = [line for line in page.lines if len(line.text) <= LONGEST_ROW]
    if sum(line.link_length for line in short) <= length:
        return False
    if len(list(islice((line for line in short if MAYBE_DATE.search(line.text)), FEWEST_ROWS))) < FEWEST_ROWS:
        return False
    rows = rows_of(page)
    groups = _grouped(rows)
    if max((_letters(group) for group in groups), default=0) <= length:
        return False
    give_dates(rows, page, now)  # which may cut a date off a title
    return any(group.dated >= FEWEST_ROWS and _letters(group) > length for group in groups)


def _letters(group: Group) -> int:
    return sum(len(row.title) for row in group.rows)


def _grouped(rows: list[Row]) -> list[Group]:
    groups: dict[tuple[object, ...], Group] = defaultdict(Group)
    for row in rows:
        groups[_shape(row)].rows.append(row)
    return list(groups.values())


def _joined(groups: list[Group]) -> list[Group]:
    """The groups, those in one that a broken table has torn: rows that follow each other as closely as rows do."""
    joined: list[Group] = []
    for group in sorted(groups, key=lambda group: group.rows[0].line, reverse=True):
        if joined and _goes_on(group.rows, joined[-1].rows):
            joined[-1].rows[:0] = group.rows
        else:
            joined.append(group)
    return joined[::-1]


def _goes_on(rows: list[Row], more: list[Row]) -> bool:
    """Whether rows are the rest of a list that stands above them."""
    gap = more[0].line - rows[-1].line
    gaps = [after.line - row.line for group in (rows, more) for row, after in pairwise(group)]
    alike = rows[-1].block.tag == more[0].block.tag in TABLED and all(row.date for row in (*rows, *more))
    return alike and 0 < gap <= max(gaps, default=0)


def _fill(rows: list[Row], page: Page, inside: set[Node]) -> bool:
    """Whether most of the text of a block's elements stands in these rows."""
    blocks = {element for row in rows for element in row.block.iter()}
    lengths = [(line.node in blocks, len(line.text)) for line in page.lines if line.node in inside]
    return sum(length for mine, length in lengths if mine) >= 0.6 * sum(length for _, length in lengths)


def _may_be_title(anchor: Node) -> bool:
    return max(len(text_of(anchor)), len(anchor.get("title", ""))) >= SHORTEST_TITLE


def _shape(row: Row) -> tuple[object, ...]:
    """Rows are of one shape if they stand under the same tags, in holders of the same class."""
    path: list[object] = [row.block.tag]
    element = row.block.getparent()
    classes = 0
    while element is not None:
        named = OWN_NUMBER.sub("#", element.get("class") or element.get("id") or "")
        path.append((element.tag, named) if classes < 3 else element.tag)
        classes += 1
        element = element.getparent()
    return tuple(path)
