"""A draft: what the readers make of a page before it is decided whether it is an article, and where that one lies."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from investchn_crawler.address import page_key
from investchn_crawler.extract import cms, meta
from investchn_crawler.extract.attachments import attachments_of
from investchn_crawler.extract.body import Body, body_of, known_container
from investchn_crawler.extract.breadcrumb import breadcrumb_of
from investchn_crawler.extract.dates import Moment, parse_date
from investchn_crawler.extract.head import Info, head_of, infos_of, without_rows
from investchn_crawler.extract.images import images_of
from investchn_crawler.extract.labels import POLICY, labels_of
from investchn_crawler.extract.neighbours import Neighbours, neighbours_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.title import Title, title_of
from investchn_crawler.items import Attachment, Image

SHORTEST_LABELLED_TITLE = 8
# how far behind its text an article without neighbours may still have pictures and files
BEHIND_THE_TEXT = 12


@dataclass(frozen=True, slots=True)
class Bounds:
    """The line of the title, the line where the text begins, the line where the article ends."""

    first: int
    text: int
    end: int


class Draft:
    """The title, head, body and neighbours of a page, and the date of its publication."""

    def __init__(self, page: Page, now: datetime | None) -> None:
        """`now` is when the page was fetched."""
        self.page = page
        self.now = now
        self.tags = cms.stated(page) | meta.meta_tags(page)
        self.data = meta.linked_data(page)
        self.labels = without_rows(page, labels_of(page))
        self.breadcrumb = breadcrumb_of(page)
        infos = infos_of(page, self.labels, self.breadcrumb.line, now)
        self.title = self._title(infos)
        self.head = self._head(infos)
        self.neighbours = self._neighbours()
        self.body = self._body()

    @cached_property
    def bounds(self) -> Bounds:
        """Where the article lies on the page."""
        first = max(self.title.line, 0) if self.title else 0
        lines = self.body.lines if self.body else ()
        text, last = (lines[0].index, lines[-1].index) if lines else (first + 1, first + 1)
        end = self.neighbours.line
        return Bounds(first, text, end if end >= text else min(len(self.page.lines), last + BEHIND_THE_TEXT))

    @cached_property
    def published(self) -> tuple[Moment | None, str | None]:
        """The date of publication and its reader: what the page shows, unless what it states has the time too."""
        shown, stated = self._shown(), self._stated()
        if shown and stated and shown[0].date == stated[0].date:
            return stated if len(stated[0].published_at) > len(shown[0].published_at) else shown
        return shown or stated or (None, None)

    @cached_property
    def policy(self) -> dict[str, str]:
        """The labels of a policy document, none where neither of its numbers is among them."""
        values: dict[str, str] = {}
        for label in self.labels:
            if label.kind in POLICY and label.kind not in values and label.text:
                values[label.kind] = label.text
        return values if {"index_number", "document_number"} & values.keys() else {}

    @property
    def images(self) -> list[Image]:
        """The pictures in the body's block, or in the one that this CMS has for the body."""
        container = self.body.container if self.body else known_container(self.page)
        title = self.title.text if self.title else ""
        bounds = self.bounds
        return images_of(self.page, bounds.first, bounds.end, container, title) if container is not None else []

    @property
    def attachments(self) -> list[Attachment]:
        """The files to download."""
        container = self.body.container if self.body else self.page.root
        return attachments_of(self.page, self.bounds.first, self.bounds.end, container)

    def _title(self, infos: list[Info]) -> Title | None:
        lines, above = [info.line for info in infos], self.breadcrumb.line
        skipped = {label.line for label in self.labels if label.start == 0 and label.kind != "title"}
        skipped |= {label.last for label in self.labels if label.last != label.line}
        skipped.update(lines)
        titles = (label for label in self.labels if label.kind == "title")
        named = next((label for label in titles if len(label.text) >= SHORTEST_LABELLED_TITLE), None)
        if named is None or named.line <= above:
            return title_of(self.page, self.tags, lines, above, skipped)
        found = title_of(self.page, self.tags, lines, above, skipped | {named.line, named.line + 1})
        return found if found and found.line >= 0 else Title(named.text, "labels", named.line)

    def _head(self, infos: list[Info]) -> list[Info]:
        if self.title is None:
            return []
        return head_of(self.page, self.title.line, infos) if self.title.line >= 0 else infos

    def _neighbours(self) -> Neighbours:
        if self.title is None:
            return Neighbours()
        lists = frozenset(page_key(url) for url in self.breadcrumb.links.values())
        return neighbours_of(self.page, max(self.title.line, 0), lists)

    def _body(self) -> Body | None:
        """The body above the neighbours; on a page that has them above the text, below them."""
        if self.title is None:
            return None
        page, title = self.page, self.title.text
        first, count = cms.bounds(page) or (0, len(page.lines))
        start = max([self.title.line + 1, *(info.line + 1 for info in self.head), first])
        stop = min(self.neighbours.line, count) if self.neighbours.line >= start else count
        bounded = stop < count or any(info.labelled for info in self.head)
        body = body_of(page, start, stop, self.labels, title, bounded=bounded)
        if body is None and stop < count and not any(start <= picture.before <= stop for picture in page.pictures):
            return body_of(page, stop, count, self.labels, title)
        return body

    def _shown(self) -> tuple[Moment, str] | None:
        """The date on the page: labelled in the head, bare in the head, labelled elsewhere."""
        for wanted, reader in ((True, "labels"), (False, "head")):
            for info in self.head:
                if info.moment and info.labelled is wanted:
                    return info.moment, reader
        for label in self.labels:
            if label.kind == "date" and label.is_precise and (moment := parse_date(label.text, self.now)):
                return moment, "labels"
        return None

    def _stated(self) -> tuple[Moment, str] | None:
        """The date in the head of the document or in its scripts."""
        values = (
            (meta.first(self.tags, meta.DATE), "meta"),
            (str(self.data.get("datePublished") or ""), "json-ld"),
            (meta.first(self.tags, meta.OPEN_DATE), "opengraph"),
            (meta.script_date(self.page) if self.title and not self.head else None, "script"),
        )
        for value, reader in values:
            if value and (moment := parse_date(value, self.now)):
                return moment, reader
        return None
