"""Rows of lists: links whose titles stand beside a date or repeat one shape; recognised by structure, never by CSS."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from investchn_crawler.extract.dates import parse_row_date
from investchn_crawler.extract.page import Node, Page

SHORTEST_TITLE = 5
# how far apart two links to one article may stand in one row: picture, title, 详细
NEAR = 4
FEWEST_ROWS = 3
# links that stand in a row beside its title
BESIDE = re.compile(r"^\W*(?:更多|详细|详情|查看|查看详情|查看全文|阅读全文|全文|more|read more|下载|点击查看|了解更多|阅读更多|了解详情|查看更多)\W*$|^\W*(?:继续阅读|阅读全文|查看全文)", re.I)
PAGER = re.compile(r"^\W*(?:首页|上一?[页頁]|下一?[页頁]|尾页|末页|前一?页|后一?页|最后一页|第一页|第?\d+页?|共\d+.*|转到.*|确定|返回)\W*$")
LEAD = re.compile(r"^(?:[·•・●■◆▪►▶※★☆○◎\-–—>»›|]+|\d{1,2}[.、]\s*)\s*")
DATE = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}(?:\s*[-月./]\s*\d{1,2}日?)?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?"
# a date that stands in the link itself, before or behind the title, but is no part of it
DATE_IN_TITLE = re.compile(rf"^[\[(（【]\s*{DATE}\s*[\])）】]\s*|^{DATE}\s+|(?:\s+|\s*[\[(（【])(?:{DATE}|\d{{1,2}}-\d{{1,2}})[\])）】]?\s*$")
ONLY_DATE = re.compile(r"^[\W\d年月日时分秒]+$")
DIGITS = re.compile(r"\d")


@dataclass(slots=True, eq=False)
class Row:
    """A row: its link, the title it shows in full or cut off, its date, and the block that is its own."""

    anchor: Node
    href: str
    title: str
    block: Node
    line: int
    date: str | None = None
    year_shown: bool = True


@dataclass(slots=True, eq=False)
class Group:
    """Rows of one shape that stand together; `holder` is the element around the first of them."""

    rows: list[Row] = field(default_factory=list)
    holder: Node | None = None

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
    rows = _dated(_rows(page), page, now)
    groups: dict[tuple[object, ...], Group] = defaultdict(Group)
    for row in rows:
        group = groups[_shape(row)]
        group.rows.append(row)
        if group.holder is None:
            group.holder = row.block.getparent()
    return list(groups.values())


def is_made_of_rows(page: Page, container: Node, now: datetime | None) -> bool:
    """Whether a block is a list of dated links with summaries rather than the text of an article."""
    inside = set(container.iter())
    if len({link.get("href") for link in container.iter("a") if _may_be_title(link)}) < FEWEST_ROWS:
        return False
    for group in groups_of(page, now):
        rows = [row for row in group.rows if row.anchor in inside and row.block is not container]
        if len(rows) >= FEWEST_ROWS and 2 * sum(row.date is not None for row in rows) > len(rows):
            blocks = {element for row in rows for element in row.block.iter()}
            lengths = [(line.node in blocks, len(line.text)) for line in page.lines if line.node in inside]
            if sum(length for mine, length in lengths if mine) >= 0.6 * sum(length for _, length in lengths):
                return True
    return False


def _may_be_title(anchor: Node) -> bool:
    return max(len("".join(anchor.itertext())), len(anchor.get("title", ""))) >= SHORTEST_TITLE


def _rows(page: Page) -> list[Row]:
    """The links that may be a row's title; one that is linked twice in one place is one row, with the text that says most."""
    rows: list[Row] = []
    latest: dict[str, Row] = {}
    for line in page.lines:
        if not line.has_link:
            continue
        for anchor, text in line.links:
            href = (anchor.get("href") or "").strip()
            title = _title(anchor, text)
            if len(title) < SHORTEST_TITLE or BESIDE.match(title) or PAGER.match(title):
                continue
            if not href or href.startswith("#") or href.lower().startswith(("javascript:", "mailto:")):
                continue
            row = latest.get(href)
            if row is None or line.index - row.line > NEAR:
                latest[href] = Row(anchor, href, title, anchor, line.index)
                rows.append(latest[href])
            elif _says_more(title, row.title):
                row.title, row.anchor, row.block, row.line = title, anchor, anchor, line.index
    return rows


def _says_more(title: str, known: str) -> bool:
    return len(known) < len(title) <= 100 and (known.rstrip(".…") in title or len(known) < 8)


def _title(anchor: Node, text: str) -> str:
    """The title of a link: its text without a date of its own tag, or its title attribute where the text is cut off."""
    whole = " ".join((anchor.get("title") or "").split())
    if DIGITS.search(text[:4]) or DIGITS.search(text[-3:]):
        texts = [part for part in anchor.itertext() if not (ONLY_DATE.match(part) and DIGITS.search(part))]
        text = " ".join("".join(texts).split()) or text
    cut = LEAD.sub("", text).rstrip(".… ")
    if whole and len(whole) >= len(cut) and (whole.startswith(cut) or not cut):
        text = whole
    return LEAD.sub("", text)


def _dated(rows: list[Row], page: Page, now: datetime | None) -> list[Row]:
    """Gives each row its block, the largest element that holds no other row's link, and the date in it."""
    owners: dict[Node, Row | None] = {}
    for row in rows:
        element: Node | None = row.anchor
        while element is not None:
            owners[element] = row if element not in owners or owners[element] is row else None
            element = element.getparent()
    for row in rows:
        while (parent := row.block.getparent()) is not None and owners.get(parent) is row and parent.tag != "body":
            row.block = parent
    texts = _texts(rows, owners, page)
    for row in rows:
        row.date = _date(row, texts[row], now)
    _dates_beside(rows, page, now)
    return rows


def _texts(rows: list[Row], owners: dict[Node, Row | None], page: Page) -> dict[Row, list[tuple[bool, str]]]:
    """The texts of each row, in order, each with whether it is link text."""
    texts: dict[Row, list[tuple[bool, str]]] = {row: [] for row in rows}
    anchors = {row.anchor: row for row in rows}
    for line in page.lines:
        owner = _owner(line.node, owners)
        if owner is not None:
            texts[owner].extend(zip([anchor is not None for anchor in line.anchors], line.parts, strict=True))
            continue
        mine: Row | None = None
        waiting: list[str] = []
        for part, anchor in zip(line.parts, line.anchors, strict=True):
            if anchor is not None and anchor in anchors:
                mine = anchors[anchor]
                texts[mine].extend((False, text) for text in waiting)
                waiting = []
                texts[mine].append((True, part))
            elif mine is not None:
                texts[mine].append((False, part))
            else:
                waiting.append(part)
    return texts


def _owner(node: Node, owners: dict[Node, Row | None]) -> Row | None:
    """The row that a line belongs to: the nearest element that holds links holds those of this row only."""
    element: Node | None = node
    while element is not None:
        if element in owners:
            return owners[element]
        element = element.getparent()
    return None


def _date(row: Row, texts: list[tuple[bool, str]], now: datetime | None) -> str | None:
    """The date of a row: what is a date and nothing else, else the first in its text, else one in the title."""
    alone = " ".join(text.strip() for _, text in texts if ONLY_DATE.match(text))
    beside = " ".join(text.strip() for linked, text in texts if not linked)
    for text in (alone, beside):
        if DIGITS.search(text) and (moment := parse_row_date(" ".join(text.split()), now)):
            row.title = _without_date(row.title)
            row.year_shown = moment.date[:4] in text or moment.date[2:4] in text
            return moment.date
    found = DATE_IN_TITLE.search(row.title)
    if found and (moment := parse_row_date(found.group(), now)):
        row.title = _without_date(row.title)
        return moment.date
    return None


def _without_date(title: str) -> str:
    rest = DATE_IN_TITLE.sub("", title, count=1).strip()
    return rest if len(rest) >= SHORTEST_TITLE else title


def _dates_beside(rows: list[Row], page: Page, now: datetime | None) -> None:
    """Rows of a definition list or of two table rows: the date stands in the sibling that follows, or goes before."""
    blocks = {row.block for row in rows}
    for row in rows:
        if row.date is not None or row.block.tag not in ("dt", "dd", "tr", "p", "div", "h2", "h3", "h4", "h5", "td", "span"):
            continue
        for sibling in (row.block.getnext(), row.block.getprevious()):
            if sibling is None or sibling in blocks or sibling.find(".//a") is not None or not isinstance(sibling.tag, str):
                continue
            text = " ".join(" ".join(sibling.itertext()).split())
            if len(text) <= 40 and DIGITS.search(text) and (moment := parse_row_date(text, now)):
                row.date = moment.date
                break


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
