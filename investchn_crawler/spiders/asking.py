"""Asking for pages: none twice in a crawl, and a named failure where nothing comes back."""

from collections.abc import Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure as Raised

from investchn_crawler.address import page_key
from investchn_crawler.archive import Run
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling.answers import is_text, page_in
from investchn_crawler.crawling.failures import of_exception
from investchn_crawler.crawling.ledger import Ledger
from investchn_crawler.crawling.once import AlreadyAnswered
from investchn_crawler.extract.attachments import FILE
from investchn_crawler.extract.page import Page
from investchn_crawler.items import Failure, KnownPage
from investchn_crawler.site import Site
from investchn_crawler.spiders.arguments import ArgumentError, Arguments
from investchn_crawler.spiders.reading import ArticleReader


class AskingSpider(Spider):
    """What every crawl of a site does with addresses; those asked for are remembered as numbers."""

    site: Site
    reader: ArticleReader

    def __init__(
        self, full: str = "", since: str = "", section: str = "", name: str | None = None, **unknown: str
    ) -> None:
        if unknown:
            raise ArgumentError(
                f"{', '.join(unknown)}: no such argument; write full=1, since=2026-06-01 or section=NAME."
            )
        super().__init__(name)
        self.arguments = Arguments.read(full, since, section)
        self.asked: set[int] = set()
        self.fresh: set[int] = set()

    @property
    def ledger(self) -> Ledger:
        """The crawl's archive and run."""
        return Ledger.of(self.crawler)

    @property
    def run(self) -> Run:
        """The run that this crawl is."""
        return self.ledger.run

    def discover(self, urls: list[str], kind: str = "article") -> dict[str, KnownPage]:
        """What was known of these pages; the others are noted in the archive, so that a killed crawl loses none."""
        known = self.run.discovered(urls, kind)
        self.fresh.update(hash(page_key(url)) for url in urls if url not in known)
        return known

    def was_read_before(self, url: str, known: dict[str, KnownPage]) -> bool:
        """Whether an earlier crawl has read a page, or has found out that there is nothing to read."""
        return url in known and known[url].checked and hash(page_key(url)) not in self.fresh

    def may_ask(self, url: str) -> bool:
        """Whether an address can be a page of the site: on one of its hosts, and no file to download."""
        return self.site.owns(url) and not FILE.search(url)

    def ask(
        self, url: str, callback: Any, priority: int = 0, headers: dict[str, str] | None = None, **arguments: Any
    ) -> Iterator[Request]:
        """A request for a page of the site that was not asked for in this crawl; http and https are one page."""
        key = hash(page_key(url))
        if key in self.asked or not self.site.owns(url):
            return
        self.asked.add(key)
        yield Request(
            url,
            callback,
            errback=self.failed,
            cb_kwargs=arguments,
            priority=priority,
            headers=headers,
            dont_filter=True,
        )

    def page_of(self, response: Response) -> Page | None:
        """The page of an answer that should lead on to others; None, and a failure, where it cannot be read."""
        self.answered(response)
        if not self.reader.is_answered(response) or not is_text(response):
            return None
        return page_in(response, self.site)

    def answered(self, response: Response) -> None:
        """Notes the address that answered, which is another than the one asked for after a redirect."""
        self.asked.add(hash(page_key(response.url)))

    def failed(self, raised: Raised) -> None:
        """A request that got no answer."""
        request = raised.request  # type: ignore[attr-defined]
        url = request.meta.get("redirect_urls", [request.url])[0]
        if isinstance(raised.value, AlreadyAnswered):
            self.run.alias(url, raised.value.url, now_utc())
            return
        name, detail = of_exception(raised)
        self.ledger.fail(Failure(url, name, detail, now_utc()))


def is_due(page: KnownPage, now: str) -> bool:
    """Whether a page is to be checked again; one that answers under another address is not."""
    return page.next_check_at is not None and page.next_check_at <= now
