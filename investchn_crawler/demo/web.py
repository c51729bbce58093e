"""What the made-up web answers: three sites, the truth about their articles, and two steps that change them."""

import gzip
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from investchn_crawler.address import host_of, page_key
from investchn_crawler.demo.conditional import http_date, revalidated, takes_gzip
from investchn_crawler.demo.investchn import Investchn
from investchn_crawler.demo.pages import Expected, Layout, Page
from investchn_crawler.demo.shqp import Shqp
from investchn_crawler.demo.stories import NEWEST
from investchn_crawler.demo.yunxi import Yunxi

EDITED = ("investchn", 4)
WITHDRAWN = ("shqp", 3)
CORRECTION = "更正:本文第一段中的签约金额应为6.6亿元,特此说明。"


@dataclass(frozen=True)
class Answer:
    """What a web says to one request; the last two fields are faults that the proxy acts out.

    `cut_at` closes the connection after so many bytes of the body, `delay` holds the answer until it is set.
    """

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    cut_at: int | None = None
    delay: threading.Event | None = None


class Web(Protocol):
    """Anything the proxy can serve. A web that has `hosts` is asked for those only, the others get a 502."""

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The answer to a request for an absolute URL; the names of the headers are in lower case."""
        ...


class DemoWeb:
    """The three made-up sites. `edit()` and `withdraw()` change one article each, as editors do."""

    def __init__(self) -> None:
        self._layouts: dict[str, Layout] = {layout.name: layout for layout in (Investchn(), Shqp(), Yunxi())}
        self._stories = {name: layout.stories() for name, layout in self._layouts.items()}
        self._origins = {host_of(layout.origin): layout.origin for layout in self._layouts.values()}
        self.hosts = frozenset(self._origins)
        self._edits = 0
        self._pages: dict[str, Page] = {}
        for name in self._layouts:
            self._render(name)

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The page at an address, a 304 where the client has it, a redirect to the scheme the site uses, or a 404."""
        origin = self._origins.get(host_of(url))
        if origin is None:
            return _plain(HTTPStatus.BAD_GATEWAY, f"This small web has no host {host_of(url)!r}.")
        parts = urlsplit(url)
        if parts.scheme != urlsplit(origin).scheme:
            target = origin + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            return Answer(HTTPStatus.MOVED_PERMANENTLY, headers=(("Location", target),))
        page = self._pages.get(page_key(url))
        if page is None:
            return _plain(HTTPStatus.NOT_FOUND, "<html><title>404 Not Found</title><body>404 Not Found</body></html>")
        return _served(page, headers)

    def articles(self) -> list[Expected]:
        """The truth about every article that can be read now."""
        return [
            self._layouts[name].expected(stories, story) for name, stories in self._stories.items() for story in stories
        ]

    def pages(self) -> list[Page]:
        """Every page there is now, of all kinds."""
        return list(self._pages.values())

    def kind(self, url: str) -> str:
        """What stands at an address: home, listing, article, file, robots, trap, or missing."""
        page = self._pages.get(page_key(url))
        return page.kind if page else "missing"

    def edit(self) -> str:
        """An editor adds a sentence to one article; its address."""
        name, rank = EDITED
        story = self._stories[name][rank]
        changed = replace(story, paragraphs=(*story.paragraphs, f"{CORRECTION}({self._edits + 1})"))
        self._stories[name][rank] = changed
        self._edits += 1
        self._render(name)
        return self._layouts[name].expected(self._stories[name], changed).url

    def withdraw(self) -> str:
        """One article is taken down, from its list and from its chain too; its address."""
        name, rank = WITHDRAWN
        url = self._layouts[name].expected(self._stories[name], self._stories[name][rank]).url
        del self._stories[name][rank]
        self._edits += 1
        self._render(name)
        return url

    def _render(self, name: str) -> None:
        """Set the pages of a site anew; those whose bytes changed get a later Last-Modified."""
        layout = self._layouts[name]
        before = {key: page for key, page in self._pages.items() if page.url.startswith(layout.origin)}
        for key in before:
            del self._pages[key]
        for page in layout.pages(self._stories[name]):
            key = page_key(page.url)
            same = key not in before or before[key].body == page.body
            modified = before.get(key, page).modified if same else NEWEST + timedelta(hours=self._edits)
            self._pages[key] = replace(page, modified=modified)


def _plain(status: HTTPStatus, text: str) -> Answer:
    return Answer(status, text.encode(), (("Content-Type", "text/html; charset=utf-8"),))


def _served(page: Page, headers: Mapping[str, str]) -> Answer:
    """A page with the manners of its site: validators where the site has them, gzip where it does that."""
    host = host_of(page.url)
    answer = Answer(page.status, page.body, (("Content-Type", page.content_type),))
    if host != host_of(Yunxi.origin):
        etag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        answer = replace(answer, headers=(*answer.headers, ("ETag", etag), ("Last-Modified", http_date(page.modified))))
        if revalidated(headers, etag, page.modified):
            return replace(answer, status=HTTPStatus.NOT_MODIFIED, body=b"")
    if host != host_of(Shqp.origin) or not takes_gzip(headers):
        return answer
    extra = (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    return replace(answer, body=gzip.compress(page.body, mtime=0), headers=(*answer.headers, *extra))
