"""What the files of a new site hold: its facts as Python, and pages beside what was read in them, as golden cases."""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from investchn_crawler import page_of
from investchn_crawler.extract.article import read_article
from investchn_crawler.extract.listing import read_listing
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.probe.findings import Findings
from investchn_crawler.extract.probe.seen import Seen
from investchn_crawler.items import Article
from investchn_crawler.site import Site

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
# the name comes from a page, and the file is a program
UNFIT_FOR_A_DOCSTRING = re.compile(r"[^\w（）()、，· -]")
ALWAYS = ("title", "date", "source")
IF_READ = ("published_at", "section", "breadcrumb", "author", "editor", "prev", "next")


class Case(NamedTuple):
    """A page as it was sent, and its truth."""

    name: str
    body: bytes
    truth: dict[str, Any]

    def files(self, folder: Path) -> dict[Path, bytes]:
        """The two halves of the case."""
        told = json.dumps(self.truth, ensure_ascii=False, indent=1) + "\n"
        return {folder / f"{self.name}.html": self.body, folder / f"{self.name}.json": told.encode()}


def site_file(site: Site) -> str:
    """The file that declares a site: what differs from the defaults, and nothing else."""
    declared = (
        f"    {each.name}={_literal(getattr(site, each.name))},\n"
        for each in fields(site)
        if each.default is MISSING or getattr(site, each.name) != each.default
    )
    title = UNFIT_FOR_A_DOCSTRING.sub("", site.publisher).strip() or site.name
    return f'"""{title}"""\n\nfrom investchn_crawler.site import Site\n\nSITE = Site(\n{"".join(declared)})\n'


def cases_of(found: Findings) -> Iterator[Case]:
    """The article that was read best, and the list that was read in full."""
    articles = [article for article in found.articles if article.article]
    if articles:
        best = max(articles, key=lambda article: sum(grade == "sure" for grade in article.confidence.values()))
        yield from _case("article", best.url, found.seen)
    if found.listing:
        yield from _case("list", found.listing.url, found.seen)


def _case(name: str, url: str, seen: list[Seen]) -> Iterator[Case]:
    fetch = next((each.fetch for each in seen if each.url == url and each.fetch and not each.failure), None)
    if fetch is None:
        return
    charset = CHARSET.search(fetch.header("Content-Type") or "")
    now = fetch.fetched_at.removesuffix("Z")
    truth: dict[str, Any] = {"url": fetch.url, "now": now} | ({"charset": charset[1]} if charset else {})
    page = page_of(fetch.body, fetch.url, truth.get("charset"))
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    read = _article_truth(page, at) if name == "article" else _list_truth(page, at)
    if read:
        yield Case(name, fetch.body, truth | read)


def _article_truth(page: Page, now: datetime) -> dict[str, Any]:
    article = read_article(page, now)
    if article is None:
        return {}
    read: dict[str, Any] = {name: getattr(article, name) for name in ALWAYS}
    read |= {name: _plain(article, name) for name in IF_READ if getattr(article, name)}
    return {"article": {**read, "body": article.body.split("\n")}}


def _list_truth(page: Page, now: datetime) -> dict[str, Any]:
    listing = read_listing(page, now)
    entries = [[entry.url, entry.title, entry.date] for entry in listing.entries]
    return {"listing": {"entries": entries, "next_url": listing.next_url, "total_pages": listing.total_pages}}


def _plain(article: Article, name: str) -> Any:
    value = getattr(article, name)
    return [value.url, value.title] if name in ("prev", "next") else value


def _literal(value: object) -> str:
    """A value as Python; text between the quotes that the project uses."""
    if isinstance(value, tuple):
        inner = ", ".join(_literal(each) for each in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
