"""Golden cases: a page as a server sends it (.html, in its own encoding) beside what a reader sees (.json)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from investchn_crawler import page_of
from investchn_crawler.extract.article import read_article
from investchn_crawler.extract.cms import family_of
from investchn_crawler.extract.listing import read_listing
from investchn_crawler.extract.page import Page
from investchn_crawler.items import Article, Link, Listing

SITES = Path(__file__).parent.parent / "sites"
ALWAYS = frozenset({"title", "date", "source", "body"})


@dataclass(frozen=True, repr=False)
class Case:
    """A page and its truth; `charset` is that of the answer's header, `now` when the page was fetched."""

    page: Path
    truth: dict[str, Any]

    def __repr__(self) -> str:
        return self.page.as_posix()

    @property
    def name(self) -> str:
        return self.page.relative_to(SITES).with_suffix("").as_posix()

    @cached_property
    def article(self) -> Article | None:
        return read_article(self._page, self._now)

    @cached_property
    def listing(self) -> Listing:
        return read_listing(self._page, self._now)

    @property
    def family(self) -> str | None:
        found = family_of(self._page)
        return found and found.name

    @property
    def _page(self) -> Page:
        return page_of(self.page.read_bytes(), self.truth["url"], self.truth.get("charset"))

    @property
    def _now(self) -> datetime:
        return datetime.fromisoformat(self.truth.get("now", "2026-11-20")).replace(tzinfo=UTC)


def load(folder: Path = SITES) -> list[Case]:
    """Every case of a folder; a page without its truth, or a truth without its page, is a mistake."""
    pages, truths = ({path.with_suffix("") for path in folder.rglob(f"*{ending}")} for ending in (".html", ".json"))
    alone = sorted(str(path.relative_to(folder)) for path in pages ^ truths)
    if alone:
        raise ValueError(f"every case is a .html and a .json of the same name; one of them is missing: {alone}")
    return [_case(path.with_suffix(".html")) for path in sorted(pages)]


def told(case: Case, field: str) -> Any:
    """What the truth says of a field, in the types of `items`."""
    value = case.truth["article"][field]
    if field == "body":
        return "\n".join(value)
    if field in ("prev", "next"):
        return Link(*value) if value else None
    if field in ("images", "attachments"):
        return [tuple(each) for each in value]
    return tuple(value) if field == "breadcrumb" else value


def _case(page: Path) -> Case:
    truth = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    kinds = {"article", "listing"} & truth.keys()
    if len(kinds) != 1:
        raise ValueError(f"{page}: its .json tells of an article (null: it is none) or of a listing")
    lacking = ALWAYS - truth["article"].keys() if truth.get("article") else ()
    if lacking:
        raise ValueError(f"{page}: its .json does not tell {sorted(lacking)}")
    return Case(page, truth)
