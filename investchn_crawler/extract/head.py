"""The head of an article: which lines show its date and source, and which of them stand below its title."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from investchn_crawler.address import page_key
from investchn_crawler.extract.dates import Moment, parse_date
from investchn_crawler.extract.labels import KINDS, POLICY, Label
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.prose import is_paragraph
from investchn_crawler.extract.row import ONLY_DATE, SHORTEST_TITLE
from investchn_crawler.extract.rows import FEWEST_ROWS
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.title import REACH
from investchn_crawler.extract.tree import Node, lineage, text_of

BARE_DATE = re.compile(r"(?:19|20)\d\d\s*[-–年./]\s*\d{1,2}|[〇○零一二三四五六七八九]{4}年")
# what a page's header says on every day
TODAY = re.compile(r"^\W*(?:今天是?|今日是?|现在是?|当前)(?:日期|时间)?\W*\d")
LONGEST_INFO = 60
# beside a date that no label announces: brackets, a time, a word or two, but no sentence
LONGEST_BESIDE_DATE = 20
LONGEST_LINKED_NAME = 12
# how many lines may stand between two lines of date and source
CLOSE = 3
NEAR = 10
# names of sections are shorter
SHORTEST_ROW = 10
ROWS = frozenset({"tr", "li", "dl", "dd"})


@dataclass(frozen=True, slots=True)
class Info:
    """A line of date or source: where it stands, the date it shows and whether a label says what the date is."""

    line: int
    moment: Moment | None
    labelled: bool


def infos_of(page: Page, labels: list[Label], crumbs: int, now: datetime | None) -> list[Info]:
    """The lines of date or source in the order of the page; `crumbs` is the line of its breadcrumb."""
    found = _labelled(page, labels, now)
    for line in _above_the_text(page, crumbs):
        if line.index in found or not (moment := _bare_date(line, labels, now)):
            continue
        if not line.index or not _is_title_of_row(page.lines[line.index - 1], page):
            found[line.index] = Info(line.index, moment, False)
    return [found[index] for index in sorted(found)]


def without_rows(page: Page, labels: list[Label]) -> list[Label]:
    """The labels without those that the rows of a list repeat: 时间：2025-04-22 beside each title is no page's own."""
    counts = Counter(label.name for label in labels)
    repeated = {name for name, count in counts.items() if count >= FEWEST_ROWS and KINDS[name] in ("date", "source")}
    return [label for label in labels if label.name not in repeated or not _is_in_row(page.lines[label.line])]


def head_of(page: Page, title: int, infos: list[Info]) -> list[Info]:
    """The lines of date or source below the title's line, one close to the other, before the text."""
    head: list[Info] = []
    last, reach = title, 2 * REACH
    for info in infos:
        if info.line < title:
            continue
        between = page.lines[last + 1 : info.line]
        if len(between) > reach or any(map(is_paragraph, between)):
            break
        head.append(info)
        last, reach = info.line, CLOSE
    return head


def _labelled(page: Page, labels: list[Label], now: datetime | None) -> dict[int, Info]:
    found: dict[int, Info] = {}
    for label in labels:
        if label.kind == "date" and (moment := parse_date(label.text, now)):
            found.setdefault(label.last, Info(label.last, moment, label.is_precise))
    for label in labels:
        if label.kind == "source" and label.last not in found:
            before = parse_date(page.lines[label.line].text, now) if label.start else None
            found[label.last] = Info(label.last, before, False)
    return found


def _above_the_text(page: Page, crumbs: int) -> Iterator[Line]:
    """A date behind the text is that of its signature."""
    for line in page.lines:
        if line.index > crumbs and is_paragraph(line):
            break
        yield line


def _bare_date(line: Line, labels: list[Label], now: datetime | None) -> Moment | None:
    """The date of a line that is little else; a date that stands in a link's row is none, nor is a document's own."""
    text = line.text
    if (
        (len(text) > LONGEST_INFO and not _is_of_short_tags(line))
        or not BARE_DATE.search(text)
        or line.link_length > LONGEST_LINKED_NAME
    ):
        return None
    if TODAY.match(text):
        return None
    moment = parse_date(text, now)
    if moment is None:
        return None
    if len(text) - (moment.span[1] - moment.span[0]) > LONGEST_BESIDE_DATE and not _is_of_short_tags(line):
        return None
    return None if _belongs_to_other_label(line.index, labels) or _is_in_row(line) else moment


def _is_of_short_tags(line: Line) -> bool:
    """Whether a line is a row of short tags, the date alone in one of them: 2020-11-10 | 云溪公路网 | 文/李某 王某."""
    parts = [part.strip() for part in line.parts]
    return (
        any(ONLY_DATE.match(part) and BARE_DATE.search(part) for part in parts)
        and max(map(len, parts)) <= LONGEST_INFO
        and "。" not in line.text
    )


def _belongs_to_other_label(line: int, labels: list[Label]) -> bool:
    """成文日期, 索引号 and the like are no date of publication, in whichever cell they stand."""
    return any(line in (label.line, label.last) and label.kind in (*POLICY, "furniture") for label in labels)


def _is_in_row(line: Line) -> bool:
    """Whether a date stands in a row of a list: in one of several blocks of a kind, with a link to something else."""
    around = islice(lineage(line.node), 3)
    rows = (element for element in around if element.tag in ROWS or _is_repeated(element))
    return any(_leads_elsewhere(anchor) for row in rows for anchor in row.iter("a"))


def _is_title_of_row(line: Line, page: Page) -> bool:
    """Whether a line is nothing but a title that links to another page: a date below it is that page's."""
    if not line.has_link or line.anchors[0] is None or line.link_length < max(SHORTEST_ROW, 0.8 * len(line.text)):
        return False
    url = page.absolute(line.links[0][0].get("href"))
    return len(line.links) == 1 and url is not None and page_key(url) != page_key(page.url)


def _leads_elsewhere(anchor: Node) -> bool:
    """Whether a link is a title's; one that only a script follows is known by its length, 打印本页 is shorter."""
    by_script = (anchor.get("href") or "#").startswith(("#", "javascript"))
    return len(text_of(anchor).strip()) >= (SHORTEST_ROW if by_script else SHORTEST_TITLE)


def _is_repeated(element: Node) -> bool:
    """Whether an element has brothers of its kind close by."""
    close = chain(islice(element.itersiblings(preceding=True), NEAR), islice(element.itersiblings(), NEAR))
    alike = (each for each in close if each.tag == element.tag and each.get("class") == element.get("class"))
    return len(list(islice(alike, FEWEST_ROWS - 1))) == FEWEST_ROWS - 1
