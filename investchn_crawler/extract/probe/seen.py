"""A page that a probe has asked for: what for, and what came back."""

from collections.abc import Iterable
from dataclasses import dataclass

from investchn_crawler.extract.kind import Kind
from investchn_crawler.extract.page import Page
from investchn_crawler.items import Entry, Failure, Fetch


@dataclass(frozen=True, slots=True)
class Seen:
    """`role` is page (the one that was named), home, section, next (page 2 of a list) or article.

    `name` is what the link to a section calls it, `listed` the row that led to an article. Without a failure there
    is a kind, and the page in it.
    """

    role: str
    asked_url: str
    name: str | None = None
    listed: Entry | None = None
    fetch: Fetch | None = None
    kind: Kind | None = None
    failure: Failure | None = None

    @property
    def url(self) -> str:
        """The address that answered, else the one that was asked for."""
        return self.fetch.url if self.fetch else self.asked_url

    def is_kind(self, name: str) -> bool:
        """Whether the page could be read, and as what."""
        return self.kind is not None and self.failure is None and self.kind.name == name


def lists_among(seen: Iterable[Seen]) -> list[Seen]:
    """The first pages of lists that hold their rows."""
    return [
        each for each in seen if each.is_kind("listing") and each.kind and each.kind.entries and each.role != "next"
    ]


def readable_pages(seen: Iterable[Seen]) -> list[Page]:
    """The pages that were read."""
    return [each.kind.page for each in seen if each.kind is not None and each.failure is None]
