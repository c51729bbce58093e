"""Rows of lists: links whose titles stand beside a date or repeat one shape; recognised by structure, never by CSS."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.row import DIGITS, ONLY_DATE, SHORTEST_TITLE, Row, give_dates
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node, text_of

FEWEST_ROWS = 3
# links that one row may hold: picture, title, column, 详细
MOST_LINKS = 4
ITEMS = frozenset({"li", "tr"})
# links that stand in a row beside its title
BESIDE = re.compile(
    r"^\W*(?:更多|详细|详情|查看|查看详情|全文|more|read more|下载|点击查看|了解更多|阅读更多|了解详情|查看更多)\W*$"
    r"|^\W*(?:继续阅读|阅读全文|查看全文)",
    re.IGNORECASE,
)
PAGER = re.compile(
    r"^\W*(?:首页|上一?[页頁]|下一?[页頁]|尾页|末页|前一?页|后一?页|最后一页|第一页"
    r"|第?\d+页?|共\d+.*|转到.*|确定|返回)\W*$"
)
# to count what could be dates of rows before they are read
MAYBE_DATE = re.compile(r"\d[-/.月年]\d|[\d天时钟]前|[昨今前]天")
LEAD = re.compile(r"^(?:[·•・●■◆▪►▶※★☆○◎\-–—>»›|]+|\d{1,2}[.、]\s*)\s*")


@dataclass(slots=True, eq=False)
class Group:
    """Rows of one shape that stand together."""

    rows: list[Row] = field(default_factory=list)

    @property
    def dated(self) -> int:
        """How many of the rows show a date."""
        return sum(row.date is not None for row in self.rows)

    @property
    def weight(self) -> float:
        """How much the group looks like a list of articles: dates and long titles."""
        return sum(min(len(row.title), 30) / 10 + (2.0 if row.date else 0.0) for row in self.rows)


def groups_of(page: Page, now: datetime | None) -> list[Group]:
    """The groups of rows of a page, in the order of the page."""
    rows = _rows(page.lines)
    give_dates(rows, page, now)
    return _grouped(rows)


def is_made_of_rows(page: Page, container: Node, now: datetime | None) -> bool:
    """Whether a block is a list of dated links with summaries rather than the text of an article."""
    inside = set(container.iter())
    if len({link.get("href") for link in container.iter("a") if _may_be_title(link)}) < FEWEST_ROWS:
        return False
    rows = _rows(line for line in page.lines if line.node in inside)
    groups = [[row for row in group.rows if row.block is not container] for group in _grouped(rows)]
    lists = [group for group in groups if len(group) >= FEWEST_ROWS and _fill(group, page, inside)]
    if lists:
        give_dates(rows, page, now)  # dates take the most time to read
    return any(2 * sum(row.date is not None for row in group) > len(group) for group in lists)


def lists_more(page: Page, length: int, now: datetime | None) -> bool:
    """Whether the titles of a group of dated rows outweigh a text of this length."""
    if len(MAYBE_DATE.findall(page.text)) < FEWEST_ROWS:
        return False
    rows = _rows(page.lines)
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


def _fill(rows: list[Row], page: Page, inside: set[Node]) -> bool:
    """Whether most of the text of a block's elements stands in these rows."""
    blocks = {element for row in rows for element in row.block.iter()}
    lengths = [(line.node in blocks, len(line.text)) for line in page.lines if line.node in inside]
    return sum(length for mine, length in lengths if mine) >= 0.6 * sum(length for _, length in lengths)


def _may_be_title(anchor: Node) -> bool:
    return max(len(text_of(anchor)), len(anchor.get("title", ""))) >= SHORTEST_TITLE


def _rows(lines: Iterable[Line]) -> list[Row]:
    """The links that may be a row's title, each with the block that is its own; two links of one block are one row."""
    rows = list(_links(lines))
    owners: dict[Node, str | None] = {}
    for row in rows:
        element: Node | None = row.anchor
        while element is not None:
            owners[element] = row.href if element not in owners or owners[element] == row.href else None
            element = element.getparent()
    merged: dict[Node, Row] = {}
    for row in rows:
        while (parent := _wider(row.block)) is not None and owners.get(parent) == row.href:
            row.block = parent
        known = merged.setdefault(row.block, row)
        if _says_more(row.title, known.title):
            known.title, known.anchor, known.line = row.title, row.anchor, row.line
    return list(merged.values())


def _wider(block: Node) -> Node | None:
    """The element around a block, if it may be the same row: not the list of a single item, not a menu's."""
    parent = block.getparent()
    if parent is None or parent.tag == "body" or (block.tag in ITEMS and len(parent) == 1):
        return None
    links: set[str | None] = set()
    for anchor in parent.iter("a"):
        links.add(anchor.get("href"))
        if len(links) > MOST_LINKS:
            return None
    return parent


def _is_menu(line: Line) -> bool:
    """Whether a line is a row of short links, as a menu is, whatever date stands beside them."""
    lengths = [len(text) for _, text in line.links]
    return len(lengths) >= FEWEST_ROWS and sum(lengths) < SHORTEST_TITLE * len(lengths)


def _links(lines: Iterable[Line]) -> Iterator[Row]:
    for line in lines:
        if not line.has_link or _is_menu(line):
            continue
        for anchor, text in line.links:
            href = (anchor.get("href") or "").strip()
            title = _title(anchor, text, line)
            if len(title) < SHORTEST_TITLE or BESIDE.match(title) or PAGER.match(title):
                continue
            if href and not href.startswith("#") and not href.lower().startswith(("javascript:", "mailto:")):
                yield Row(anchor, href, title, anchor, line.index)


def _says_more(title: str, known: str) -> bool:
    return len(known) < len(title) <= 100 and (known.rstrip(".…") in title or len(known) < 8)


def _title(anchor: Node, text: str, line: Line) -> str:
    """The title of a link: its text without a date of its own tag, or its title attribute where the text is cut off."""
    whole = " ".join((anchor.get("title") or "").split())
    if DIGITS.search(text[:4]) or DIGITS.search(text[-3:]):
        mine = (part for part, link in zip(line.parts, line.anchors, strict=True) if link is anchor)
        text = " ".join("".join(part for part in mine if not ONLY_DATE.match(part)).split()) or text
    cut = LEAD.sub("", text).rstrip(".… ")
    if whole and len(whole) >= len(cut) and (whole.startswith(cut) or not cut):
        text = whole
    return LEAD.sub("", text)


def _shape(row: Row) -> tuple[object, ...]:
    """Rows are of one shape if they stand under the same tags, in holders of the same class."""
    path: list[object] = [row.block.tag]
    element = row.block.getparent()
    classes = 0
    while element is not None:
        named = element.get("class") or element.get("id")
        path.append((element.tag, named) if classes < 3 else element.tag)
        classes += 1
        element = element.getparent()
    return tuple(path)
