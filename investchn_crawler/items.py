"""What passes from room to room: an article as it was read, a listing, an answer of a server, a failure."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Image(NamedTuple):
    """A picture of a body, with its caption where the page prints one."""

    url: str
    caption: str | None


class Attachment(NamedTuple):
    """A file that an article offers, under the name that the page gives it."""

    url: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A neighbour: its address and, where the page prints it, its title."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a listing; `date` is YYYY-MM-DD, None where the row shows none.

    `whole` is False where the row shows a part of it: a month and a day (the year is the latest that they fit),
    or a year and a month (the day is the first).
    """

    url: str
    title: str
    date: str | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: its rows in the order of the page, and the page that comes after it.

    Without entries, `next_url` is where the rows stand that the page only shows: in a frame, for one.
    """

    entries: list[Entry]
    next_url: str | None = None
    total_pages: int | None = None

    @property
    def elsewhere(self) -> str | None:
        """Where the rows stand, if not on the page itself."""
        return None if self.entries else self.next_url


@dataclass(frozen=True, slots=True)
class Article:
    """One page as a reader sees it; fields that the page does not show are None or empty.

    `date` is YYYY-MM-DD; `published_at` is that or YYYY-MM-DDTHH:MM:SS+08:00, as precise as the page is.
    `body` is paragraphs joined by a line feed, table rows a line each with cells joined by a tab.
    `pages` are the further pages of an article that spans several. `policy` has the keys index_number,
    document_number, issuer, written_date, subject where the page prints them. `evidence` names, for each
    field that was read, the reader that gave it.
    """

    url: str
    title: str
    body: str
    site: str | None = None
    section: str | None = None
    breadcrumb: tuple[str, ...] = ()
    date: str | None = None
    published_at: str | None = None
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    prev: Link | None = None
    next: Link | None = None
    pages: list[str] = field(default_factory=list)
    policy: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetch:
    """An answer of a server: `body` without transfer and content encoding, `fetched_at` in UTC, YYYY-MM-DDTHH:MM:SSZ.

    `url` is the address that answered, `asked_url` the one that was asked for (another one after a redirect).
    """

    url: str
    asked_url: str
    fetched_at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first value of a header, its name in any case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with the answers it was read from, its first page first: what the pipelines clean, check and store."""

    article: Article
    fetches: tuple[Fetch, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that gave nothing: its failure class (docs/operations.md lists them) and what was seen."""

    url: str
    failure_class: str
    detail: str
    at: str


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A picture or an attachment that the archive has not, or not as it is now; the page offers it under a name."""

    url: str
    page_url: str
    name: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file on the disk: its path in the archive's folder, `sha256:…` of its bytes, how many they are."""

    file: str
    digest: str
    bytes: int


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the frontier knows of a page; `kind` is article, listing, alias (answers under another address) or other.

    `checked`: it was asked for before, and not only seen as a link.
    """

    url: str
    kind: str
    next_check_at: str | None
    etag: str | None = None
    last_modified: str | None = None
    date: str | None = None
    misses: int = 0
    checked: bool = False
