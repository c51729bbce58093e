"""What a made-up site is: its pages as bytes, and the truth about its articles that tests hold an archive against."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Protocol

from investchn_crawler.demo.stories import Story
from investchn_crawler.items import Attachment, Image, Link

LAYOUTS = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a made-up site.

    `kind` is home, listing, article, sheet (a further page of an article), file,
    robots, other, or trap: what a list shows as an article and is none.
    """

    url: str
    body: bytes
    kind: str
    content_type: str
    modified: datetime
    status: int = 200


@dataclass(frozen=True, slots=True)
class Expected:
    """The truth about one article, field by field as `items.Article` names them; `listed` is False for an orphan."""

    site: str
    host: str
    url: str
    title: str
    date: str
    published_at: str
    source: str | None
    section: str
    breadcrumb: tuple[str, ...]
    paragraphs: tuple[str, ...]
    prev: Link | None
    next: Link | None
    author: str | None = None
    editor: str | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pages: tuple[str, ...] = ()
    policy: tuple[tuple[str, str], ...] = ()
    listed: bool = True

    @property
    def body(self) -> str:
        """The paragraphs as the archive joins them."""
        return "\n".join(self.paragraphs)


class Layout(Protocol):
    """How one site sets its stories."""

    name: str
    origin: str

    def stories(self) -> list[Story]:
        """The site's stories as they stand at the start, each section's newest first."""
        ...

    def pages(self, stories: Sequence[Story]) -> Iterator[Page]:
        """Every page of the site."""
        ...

    def expected(self, stories: Sequence[Story], story: Story) -> Expected:
        """What a reader of the story's page sees."""
        ...


@cache
def _template(name: str) -> Template:
    return Template((LAYOUTS / name).read_text(encoding="utf-8"))


def filled(template: str, **values: object) -> str:
    """A layout with its placeholders filled; the values are HTML already."""
    return _template(template).substitute(values)


def anchor(url: str, text: str, title: str | None = None) -> str:
    """A link; `title` is the full title where the text is a shortened one."""
    extra = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(url)}"{extra} target="_blank">{escape(text)}</a>'


def table_rows(paragraphs: Iterable[str]) -> str:
    """Paragraphs with tabs as the rows of a table."""
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in text.split("\t")) for text in paragraphs)
    return '<table border="1" cellspacing="0">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def set_paragraphs(paragraphs: Iterable[str], before: str, after: str) -> str:
    """Paragraphs between two tags, each run of those with tabs as one table."""
    blocks = []
    for tabular, run in groupby(paragraphs, key=lambda text: "\t" in text):
        texts = list(run)
        blocks += [table_rows(texts)] if tabular else [f"{before}{escape(text)}{after}" for text in texts]
    return "\n".join(blocks)


def chunked(stories: Sequence[Story], size: int) -> list[Sequence[Story]]:
    """The stories of a section by list page."""
    return [stories[start : start + size] for start in range(0, len(stories), size)]
