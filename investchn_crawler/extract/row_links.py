"""The links of a page that may be a row's title, each with the block that is its own; decided by structure."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from investchn_crawler.extract.dialects import dialect_of, shape_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.row import DATE, DIGITS, ONLY_DATE, ONLY_WHEN, SHORTEST_TITLE, Row
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.script_links import address_in, href_of
from investchn_crawler.extract.tree import Node, elements, lineage, text_of

FEWEST_LINKS = 3
# links that one row may hold: picture, title, column, 详细; in a table of threads, authors and last answers too
MOST_LINKS = 4
MOST_IN_TR = 10
# as far as it is looked from a link for what holds its row
MOST_ROWS = 12
DEEPEST_ITEM = 12
ITEMS = frozenset({"li", "tr"})
CLICKED = elements("//@onclick/..")
# links that stand in a row beside its title
BESIDE = re.compile(
    r"^\W*(?:更多|详细|详情|查看|查看详情|全文|more|read more|下载|点击查看|了解更多|阅读更多|了解详情|查看更多)\W*$"
    r"|^\W*(?:继续阅读|阅读全文|查看全文|閱讀全文|繼續閱讀)",
    re.IGNORECASE,
)
DETAILS = re.compile(
    r"^\W*(?:查看|了解|阅读|点击|閱讀)?(?:详细|详情|全文|詳情|詳細|查看|read more)(?:内容|信息)?\W*$", re.IGNORECASE
)
PAGER = re.compile(
    r"^\W*(?:首[页頁]|上一?[页頁]|下一?[页頁]|[尾末][页頁]|前一?[页頁]|[后後]一?[页頁]|最[后後]一[页頁]|第一[页頁]"
    r"|第?\d+[页頁]?|共\d+.*|[转轉]到.*|确定|返回|加载更多)\W*$"
)
LEAD = re.compile(r"^(?:[·•・●■◆▪►▶※★☆○◎\-–—>»›|]+|\d{1,2}[.、]\s*)\s*")
WHOLE_DATE = re.compile(rf"{DATE}日?|\d\d-\d\d")
# 09月12日 10:00 开始 is when something happens, not what it is called
CLOCK = re.compile(r"\d{1,2}:\d\d")


def rows_of(page: Page, lines: list[Line] | None = None) -> list[Row]:
    """The rows of a page, or of some of its lines; several links of one block are one row, with the longest title."""
    shown = page.lines if lines is None else lines
    rows = [*_links(shown), *_without_link(page, shown)]
    owners = _owners(rows)
    merged: dict[Node, Row] = {}
    for row in rows:
        while (parent := _wider(row.block)) is not None and owners.get(parent) == row.href:
            row.block = parent
        known = merged.setdefault(row.block, row)
        if known.href == row.href and _says_more(row.title, known.title):
            known.title, known.anchor, known.line = row.title, row.anchor, row.line
    return [row for block, row in merged.items() if not any(element in merged for element in block.iterancestors())]


def _owners(rows: list[Row]) -> dict[Node, str | None]:
    """The address that each element around a link is the row of, None for the holders of several rows."""
    columns = _columns(rows)
    owners: dict[Node, Row | None] = {}
    held: dict[Node, int] = {}
    for row in sorted(rows, key=lambda row: (row.href in columns, -len(row.title))):
        is_item = False
        for element in lineage(row.anchor):
            owner = owners.setdefault(element, row)
            held[element] = held.get(element, 0) + 1
            if held[element] > MOST_ROWS:
                owners[element] = None
                break  # no row is as wide as this
            if owner is not None and owner.href != row.href and (is_item or not _is_name(row, owner, columns)):
                owners[element] = None
            is_item = is_item or (owner is row and element.tag in ITEMS)
    return {element: owner.href if owner else None for element, owner in owners.items()}


def _is_name(row: Row, owner: Row, columns: set[str]) -> bool:
    """Whether a link beside a title names its column, source or author: short or shared, and of another address."""
    if 2 * len(row.title) > len(owner.title) and not (row.href in columns and owner.href not in columns):
        return False
    return _shape_of_name(row.href) not in (None, _shape_of_name(owner.href))


@lru_cache(maxsize=1024)
def _shape_of_name(href: str) -> str | None:
    """The shape of an address; None for an article's, which is no name."""
    return None if dialect_of(f"/{href}") else shape_of(href)


def _columns(rows: list[Row]) -> set[str]:
    """The addresses that several items lead to, as to the column that each is of."""
    times = Counter(row.href for row in rows)
    items = {(row.href, _item(row.anchor)) for row in rows if times[row.href] > 1}
    return {href for href, count in Counter(href for href, _ in items).items() if count > 1}


def _item(anchor: Node) -> Node:
    return next((element for element in islice(lineage(anchor), DEEPEST_ITEM) if element.tag in ITEMS), anchor)


def _wider(block: Node) -> Node | None:
    """The element around a block, if it may be the same row: not the list of a single item, not a menu's."""
    parent = block.getparent()
    if parent is None or parent.tag == "body":
        return None
    if block.tag in ITEMS and block.getnext() is None and block.getprevious() is None:
        return None
    most, links = MOST_IN_TR if parent.tag == "tr" else MOST_LINKS, set()
    for anchor in parent.iter("a"):
        links.add(anchor.get("href"))
        if len(links) > most:
            return None
    return parent


def _is_menu(line: Line) -> bool:
    """Whether a line is a row of short links, as a menu is, whatever date stands beside them."""
    lengths = [len(text) for _, text in line.links]
    return len(lengths) >= FEWEST_LINKS and sum(lengths) < SHORTEST_TITLE * len(lengths)


def _links(lines: list[Line]) -> Iterator[Row]:
    for line in lines:
        if not line.has_link or _is_menu(line):
            continue
        for anchor, text in line.links:
            title = _title(anchor, text, line)
            if (_is_title(title) or _is_dated(line, title)) and (href := href_of(anchor)):
                yield Row(anchor, href, title, anchor, line.index)


def _without_link(page: Page, lines: list[Line]) -> Iterator[Row]:
    """Rows whose title is no link: a click on their block opens the article, or 详细 behind the title does."""
    blocks = _details(lines)
    if "onclick" in page.source:
        clicked = [(block, address_in(block.get("onclick") or "")) for block in CLICKED(page.root) if block.tag != "a"]
        blocks |= {block: href for block, href in clicked if href}
    titled: set[Node] = set()
    for line in lines if blocks else ():
        block = next((element for element in lineage(line.node) if element in blocks), None)
        if block is None or line.has_link or block in titled:
            continue
        title = next((part.strip() for part in line.parts if _is_title(part.strip())), None)
        if title is not None:
            titled.add(block)
            yield Row(block, blocks[block], LEAD.sub("", title), block, line.index)


def _details(lines: list[Line]) -> dict[Node, str]:
    """The blocks that hold no other link than 详细, each with where that leads."""
    found: dict[Node, str] = {}
    for line in lines:
        anchor, text = line.links[0] if line.has_link else (None, "")
        href = href_of(anchor) if anchor is not None and DETAILS.match(text) else None
        if anchor is None or href is None:
            continue
        block = anchor
        while (parent := block.getparent()) is not None and parent.tag != "body" and block.tag not in ITEMS:
            if any(link.get("href") != anchor.get("href") or _is_title(text_of(link)) for link in parent.iter("a")):
                break
            block = parent
        if block is not anchor:
            found[block] = href
    return found


def _is_dated(line: Line, title: str) -> bool:
    """Whether a short title is all that an item of a list shows beside a date."""
    beside = "".join(line.unlinked).strip("[]()（）【】 ")
    return (
        line.node.tag in ITEMS and len(line.links) == 1 and len(title) > 1 and WHOLE_DATE.fullmatch(beside) is not None
    )


def _is_title(text: str) -> bool:
    return len(text) >= SHORTEST_TITLE and not (BESIDE.match(text) or PAGER.match(text) or ONLY_WHEN.match(text))


def _says_more(title: str, known: str) -> bool:
    if CLOCK.search(known) and not CLOCK.search(title):
        return True
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
