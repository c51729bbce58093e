"""An article: composes the readers in their order of trust, and decides whether a page is one at all."""

import re
from dataclasses import dataclass
from datetime import datetime

from investchn_crawler.address import page_key
from investchn_crawler.extract import meta
from investchn_crawler.extract.body import Body, body_of, is_paragraph, known_container
from investchn_crawler.extract.breadcrumb import breadcrumb_of, sections_of
from investchn_crawler.extract.cms import trs_article_pages
from investchn_crawler.extract.dates import Moment, parse_date
from investchn_crawler.extract.labels import POLICY, labels_of
from investchn_crawler.extract.media import attachments_of, images_of
from investchn_crawler.extract.neighbours import Neighbours, neighbours_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.pager import article_pages
from investchn_crawler.extract.row import SHORTEST_TITLE
from investchn_crawler.extract.rows import FEWEST_ROWS, groups_of, is_made_of_rows
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.source import clean_source, source_of, unlabelled_source
from investchn_crawler.extract.title import REACH, Title, title_of
from investchn_crawler.extract.tree import Node
from investchn_crawler.items import Article

BARE_DATE = re.compile(r"(?:19|20)\d\d\s*[-–年./]\s*\d{1,2}|[〇○零一二三四五六七八九]{4}年")
LONGEST_INFO = 60
# beside a date that no label announces: brackets, a time, a word or two, but no sentence
LONGEST_BESIDE_DATE = 20
LONGEST_LINKED_NAME = 12
SHORTEST_BODY = 15
# how many lines may stand between two lines of date and source
CLOSE = 3
ROWS = frozenset({"tr", "li", "dl", "dd"})
GONE = re.compile(
    r"^\W*(?:404|403|500|502|503|error|not found|access denied|访问被拒绝|(?:您|你)?(?:访问|查找|请求)的(?:页面|内容|信息|文章)不存在|页面(?:不存在|未找到|找不到)|出错|系统提示|提示信息)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Info:
    """A line of date or source: where it stands, the date it shows and whether a label says what the date is."""

    line: int
    moment: Moment | None
    labelled: bool


def read_article(page: Page, now: datetime | None = None) -> Article | None:
    """The article of a page, None where the page is none; `now` is when it was fetched, for 昨天 and 06-26."""
    draft = Draft(page, now)
    return draft.article() if draft.is_article() else None


def read_further_page(page: Page, now: datetime | None = None) -> Article | None:
    """A further page of an article that spans several: it may lack date and source, so its body alone decides."""
    draft = Draft(page, now)
    return draft.article() if draft.title and draft.body else None


class Draft:
    """What the readers make of a page, before it is decided whether it is an article."""

    def __init__(self, page: Page, now: datetime | None) -> None:
        self.page = page
        self.now = now
        self.tags = meta.meta_tags(page)
        self.data = meta.linked_data(page)
        self.labels = labels_of(page)
        self.breadcrumb = breadcrumb_of(page)
        self.evidence: dict[str, str] = {}
        infos = self._infos()
        self.title = self._title(infos)
        self.head = self._head(infos)
        self.neighbours, self.body = self._rest()

    def is_article(self) -> bool:
        """Whether the page has an article's structure: a title, something to read, and signs that it was published."""
        title, body = self.title, self.body
        if title is None or GONE.match(title.text):
            return False
        if body is None or len(body.text) < SHORTEST_BODY:
            return self._is_file_or_picture()
        if self._signs() < 2 or (self._is_bare() and self._lists_more(len(body.text))):
            return False
        return not is_made_of_rows(self.page, body.container, self.now)

    def article(self) -> Article:
        """The article with all its fields and their evidence."""
        title, page = self.title, self.page
        assert title is not None
        first, begin, end = self._bounds()
        moment = self._moment()
        breadcrumb = sections_of(self.breadcrumb, title.text)
        container = self.body.container if self.body else known_container(page)
        article = Article(
            url=page.url,
            title=title.text,
            body=self.body.text if self.body else "",
            section=self._section(breadcrumb),
            breadcrumb=breadcrumb,
            date=moment.date if moment else None,
            published_at=moment.published_at if moment else None,
            source=self._source(first, begin, end),
            author=self._author(first, begin, end),
            editor=self._labelled("editor", "editor", first, len(page.lines)),
            images=images_of(page, first, end, container, title.text) if container is not None else [],
            attachments=attachments_of(page, first, end, self.body),
            prev=self.neighbours.prev,
            next=self.neighbours.next,
            pages=article_pages(page, begin) or trs_article_pages(page),
            policy=self._policy(),
            evidence=self.evidence,
        )
        self._note("title", title.reader)
        self._note("body", self.body.reader if self.body else None)
        for rel in ("prev", "next"):
            self._note(rel, "labels" if getattr(self.neighbours, rel) else None)
        self._note("breadcrumb", "breadcrumb" if breadcrumb else None)
        return article

    def _infos(self) -> list[Info]:
        """The lines of date or source, in the order of the page; a date that is a link's row is none."""
        found: dict[int, Info] = {}
        for label in self.labels:
            if label.kind == "date" and (moment := parse_date(label.text, self.now)):
                found.setdefault(label.last, Info(label.last, moment, label.name != "日期"))
        for label in self.labels:
            if label.kind == "source" and label.last not in found:
                moment = parse_date(self.page.lines[label.line].text, self.now) if label.start else None
                found[label.last] = Info(label.last, moment, False)
        for line in self.page.lines:
            if line.index > self.breadcrumb.line and is_paragraph(line):
                break  # a date behind the text is that of its signature
            if len(line.text) <= LONGEST_INFO and line.index not in found and BARE_DATE.search(line.text):
                if line.link_length > LONGEST_LINKED_NAME or not (moment := parse_date(line.text, self.now)):
                    continue
                if len(line.text) - (moment.span[1] - moment.span[0]) > LONGEST_BESIDE_DATE:
                    continue
                if self._belongs_to_other_label(line.index) or _is_in_row(line):
                    continue
                found[line.index] = Info(line.index, moment, False)
        return [found[index] for index in sorted(found)]

    def _belongs_to_other_label(self, line: int) -> bool:
        """成文日期, 索引号 and the like are no date of publication, in whichever cell they stand."""
        return any(label.line in (line, line - 1) and label.kind in (*POLICY, "furniture") for label in self.labels)

    def _title(self, infos: list[Info]) -> Title | None:
        named = next((label for label in self.labels if label.kind == "title" and len(label.text) >= 8), None)
        skipped = {label.line for label in self.labels if label.start == 0 and label.kind != "title"}
        skipped |= {info.line for info in infos}
        skipped |= {label.last for label in self.labels if label.last != label.line}
        if named is not None and named.line > self.breadcrumb.line:
            found = title_of(
                self.page,
                self.tags,
                [info.line for info in infos],
                self.breadcrumb.line,
                skipped | {named.line, named.line + 1},
            )
            return found if found and found.line >= 0 else Title(named.text, "labels", named.line)
        return title_of(self.page, self.tags, [info.line for info in infos], self.breadcrumb.line, skipped)

    def _head(self, infos: list[Info]) -> list[Info]:
        """The lines of date or source in the head of the article: below its title, one close to the other, before its text."""
        if self.title is None or self.title.line < 0:
            return infos if self.title else []
        head: list[Info] = []
        last, reach = self.title.line, 2 * REACH
        for info in infos:
            if info.line < self.title.line:
                continue
            between = self.page.lines[last + 1 : info.line]
            if len(between) > reach or any(map(is_paragraph, between)):
                break
            head.append(info)
            last, reach = info.line, CLOSE
        return head

    def _rest(self) -> tuple[Neighbours, Body | None]:
        if self.title is None:
            return Neighbours(), None
        page, count = self.page, len(self.page.lines)
        start = max([self.title.line, *(info.line for info in self.head)]) + 1
        lists = frozenset(page_key(url) for url in self.breadcrumb.links.values())
        neighbours = neighbours_of(page, max(self.title.line, 0), lists)
        stop = neighbours.line if neighbours.line >= start else count
        bounded = stop < count or any(info.labelled for info in self.head)
        body = body_of(page, start, stop, self.labels, self.title.text, bounded=bounded)
        if body is None and stop < count and not any(start <= picture.before <= stop for picture in page.pictures):
            body = body_of(page, stop, count, self.labels, self.title.text)
        return neighbours, body

    def _bounds(self) -> tuple[int, int, int]:
        """The first line of the article, the line where its text begins, the line where it ends."""
        count = len(self.page.lines)
        first = max(self.title.line, 0) if self.title else 0
        begin = self.body.lines[0].index if self.body and self.body.lines else first + 1
        end = self.neighbours.line
        if end < begin:
            end = min(count, (self.body.lines[-1].index if self.body and self.body.lines else begin) + 12)
        return first, begin, end

    def _signs(self) -> int:
        """How many signs of publication the page shows; a date counts twice."""
        dated = self._moment() is not None
        named = any(label.kind == "source" for label in self.labels) or meta.first(self.tags, meta.SOURCE) is not None
        linked = self.neighbours.prev is not None or self.neighbours.next is not None
        titled = meta.first(self.tags, meta.TITLE) is not None
        return 2 * dated + named + linked + titled + (len(self._policy()) > 1)

    def _is_bare(self) -> bool:
        """Whether nothing but a date speaks for an article: no label in its head, no neighbours, nothing in the document's head."""
        stated = meta.first(self.tags, (*meta.TITLE, *meta.DATE, *meta.OPEN_DATE)) or self.data
        labelled = any(info.labelled for info in self.head)
        return not (labelled or stated or self.neighbours.prev or self.neighbours.next)

    def _lists_more(self, length: int) -> bool:
        """Whether the page's dated rows outweigh its running text."""
        groups = groups_of(self.page, self.now)
        return any(
            group.dated >= FEWEST_ROWS and sum(len(row.title) for row in group.rows) > length for group in groups
        )

    def _is_file_or_picture(self) -> bool:
        """An article whose text is a picture or a file: everything else of an article must be there."""
        container = self.body.container if self.body else known_container(self.page)
        first, _, end = self._bounds()
        title = self.title.text if self.title else ""
        if self._moment() is None or not self.head:
            return False
        if attachments_of(self.page, first, end, self.body):
            return True
        return container is not None and bool(images_of(self.page, first, end, container, title))

    def _moment(self) -> Moment | None:
        shown = self._shown()
        stated, reader = self._stated()
        if shown and stated:
            if shown[0].date != stated.date or len(shown[0].published_at) >= len(stated.published_at):
                self._note("date", shown[1])
                return shown[0]
        elif shown:
            self._note("date", shown[1])
            return shown[0]
        self._note("date", reader if stated else None)
        return stated

    def _shown(self) -> tuple[Moment, str] | None:
        """The date on the page: labelled in the head, bare in the head, labelled elsewhere."""
        head = [info for info in self.head if info.moment]
        for wanted in (True, False):
            for info in head:
                if info.moment and info.labelled is wanted:
                    return info.moment, "labels" if wanted else "head"
        for label in self.labels:
            if label.kind == "date" and label.name != "日期" and (moment := parse_date(label.text, self.now)):
                return moment, "labels"
        return None

    def _stated(self) -> tuple[Moment | None, str]:
        """The date in the head of the document or in its scripts."""
        values = (
            (meta.first(self.tags, meta.DATE), "meta"),
            (str(self.data.get("datePublished") or ""), "json-ld"),
            (meta.first(self.tags, meta.OPEN_DATE), "opengraph"),
        )
        for value, reader in values:
            if value and (moment := parse_date(value, self.now)):
                return moment, reader
        scripted = meta.script_date(self.page) if self.title and not self.head else None
        return (parse_date(scripted, self.now) if scripted else None), "script"

    def _source(self, first: int, begin: int, end: int) -> str | None:
        shown = source_of(self.labels, first, begin, end)
        stated = clean_source(meta.first(self.tags, meta.SOURCE) or "")
        if shown:
            self._note("source", "meta" if shown == stated else "labels")
            return shown
        if stated:
            self._note("source", "meta")
            return stated
        for info in self.head:
            if info.moment and not info.labelled and not any(label.line == info.line for label in self.labels):
                named = unlabelled_source(self.page.lines[info.line].text, info.moment)
                self._note("source", "head" if named else None)
                if named:
                    return named
        scripted = meta.script_source(self.page)
        self._note("source", "script" if scripted else None)
        return scripted

    def _author(self, first: int, begin: int, end: int) -> str | None:
        shown = self._labelled("author", "author", first, end)
        if shown:
            return shown
        stated = meta.first(self.tags, meta.AUTHOR)
        self._note("author", "meta" if stated else None)
        return stated

    def _labelled(self, kind: str, field: str, first: int, end: int) -> str | None:
        values = (
            clean_source(label.value) for label in self.labels if label.kind == kind and first <= label.line <= end
        )
        value = next((value for value in values if value and len(value) <= 40), None)
        self._note(field, "labels" if value else None)
        return value

    def _section(self, breadcrumb: tuple[str, ...]) -> str | None:
        if len(breadcrumb) > 1:
            self._note("section", "breadcrumb")
            return breadcrumb[-1]
        stated = meta.first(self.tags, meta.SECTION)
        self._note("section", "meta" if stated else None)
        return stated

    def _policy(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for label in self.labels:
            if label.kind in POLICY and label.kind not in values and label.text:
                values[label.kind] = label.text
        known = {"index_number", "document_number"} & values.keys()
        return values if known else {}

    def _note(self, field: str, reader: str | None) -> None:
        if reader:
            self.evidence.setdefault(field, reader)


def _is_in_row(line: Line) -> bool:
    """Whether a date stands in a row of a list: in one of several blocks of a kind, with a link to something else."""
    element: Node | None = line.node
    for _ in range(3):
        if element is None:
            return False
        if element.tag in ROWS or _is_repeated(element):
            anchors = (
                anchor
                for anchor in element.iter("a")
                if not (anchor.get("href") or "#").startswith(("#", "javascript"))
            )
            return any(len("".join(anchor.itertext()).strip()) >= SHORTEST_TITLE for anchor in anchors)
        element = element.getparent()
    return False


def _is_repeated(element: Node) -> bool:
    parent = element.getparent()
    alike = [
        each
        for each in (parent if parent is not None else ())
        if each.tag == element.tag and each.get("class") == element.get("class")
    ]
    return len(alike) >= FEWEST_ROWS
