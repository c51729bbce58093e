"""The probe: asks for a handful of a site's pages, as a crawl would ask for them, and tells what they say."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure as Raised

from investchn_crawler.address import page_key
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling import failures
from investchn_crawler.crawling.answers import fetch_of, headers_of, is_text, page_in
from investchn_crawler.crawling.failures import Finding
from investchn_crawler.crawling.transport import prepare
from investchn_crawler.extract.kind import Kind, kind_of
from investchn_crawler.extract.probe.choice import articles_to_see, best_channel, links_to_walk, next_page_to_see
from investchn_crawler.extract.probe.findings import Findings, Manners, findings_of
from investchn_crawler.extract.probe.seen import Seen
from investchn_crawler.extract.sections import is_home
from investchn_crawler.items import Entry, Failure, Link
from investchn_crawler.spiders.any_site import site_at
from investchn_crawler.spiders.arguments import web_address
from investchn_crawler.spiders.reading import SURE

MOST_SECTIONS = 5
MOST_ARTICLES = 3
# the named page, the home page, page 2 of a list
MOST_PAGES = 3 + MOST_SECTIONS + MOST_ARTICLES
# what needs an archive; a probe has none
NOT_FOR_A_PROBE = (
    "investchn_crawler.crawling.ledger.Ledger",
    "investchn_crawler.crawling.progress.Progress",
)


class ProbeSpider(Spider):
    """Asks for one page after the other; its one item is the findings. It has no name, so `scrapy list` has none."""

    def __init__(
        self, url: str = "", facts: dict[str, Any] | None = None, tell: Callable[[str], None] | None = None
    ) -> None:
        """`facts` stand for what the site's file would declare; `tell` hears each address before it is asked for."""
        super().__init__("probe")
        self.url = web_address(url)
        self.site = replace(site_at(self.url, ""), **(facts or {}))
        self.tell = tell
        self.seen: list[Seen] = []
        self.asked: set[str] = set()
        self.crawl_delay: float | None = None
        self.latencies: list[float] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy makes it, fetching as the site declares, told what robots.txt says."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        prepare(crawler.settings, spider.site)
        crawler.signals.connect(spider.robots, signal=signals.robots_parsed)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The project's, without what writes to an archive."""
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", {}, priority="spider")
        extensions = settings.getdict("EXTENSIONS") | dict.fromkeys(NOT_FOR_A_PROBE)
        settings.set("EXTENSIONS", extensions, priority="spider")

    def robots(self, robotparser: RobotParser, request: Request) -> None:  # noqa: ARG002 - the signal's arguments
        """Notes the longest Crawl-delay."""
        asked = robotparser.crawl_delay(self.settings["USER_AGENT"])
        if asked:
            self.crawl_delay = max(self.crawl_delay or 0.0, float(asked))

    async def start(self) -> AsyncIterator[Findings]:
        """The named page, the home page, lists, page 2 of one, articles; then what they say."""
        await self._see("page", self.url)
        if not self.seen[0].failure:
            await self._see("home", self.site.home)
            await self._see_sections()
            url = next_page_to_see(self.seen, self.site.owns)
            if url:
                await self._see("next", url)
            await self._see_articles()
        yield findings_of(self.seen, self.site, self._manners())

    async def _see_sections(self) -> None:
        for _ in range(MOST_SECTIONS):
            link = self._rows_elsewhere() or best_channel(links_to_walk(self.seen, self.site), self.seen)
            if link is None:
                return
            await self._see("section", link.url, link.title)

    def _rows_elsewhere(self) -> Link | None:
        """Where the rows of the list seen last stand, if that is another address."""
        last = self.seen[-1]
        url = last.kind.listing.elsewhere if last.kind and last.is_kind("listing") else None
        return Link(url, last.name) if url and self.site.owns(url) and page_key(url) not in self.asked else None

    async def _see_articles(self) -> None:
        most = MOST_ARTICLES - sum(each.is_kind("article") for each in self.seen)
        for entry in articles_to_see(self.seen, self.site.owns, most):
            await self._see("article", entry.url, listed=entry)

    async def _see(self, role: str, url: str, name: str | None = None, listed: Entry | None = None) -> None:
        """Asks for a page, unless it was asked for."""
        if page_key(url) in self.asked:
            return
        self.asked.add(page_key(url))
        if self.tell:
            self.tell(url)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(Request(url, dont_filter=True))
        except Exception as error:
            found, detail = failures.of_exception(Raised(error))  # type: ignore[no-untyped-call]
            self.seen.append(Seen(role, url, name, listed, failure=Failure(url, found, detail, now_utc())))
            return
        self.asked.add(page_key(response.url))
        self.latencies.append(response.meta.get("download_latency", 0.0))
        self.seen.append(self._read(response, role, url, name, listed))

    def _read(self, response: Response, role: str, url: str, name: str | None, listed: Entry | None) -> Seen:
        fetch = fetch_of(response)
        kind = kind_of(page_in(response, self.site), datetime.now(UTC)) if is_text(response) else None
        found = self._fault(response, role, kind)
        failure = Failure(url, *found, fetch.fetched_at) if found else None
        return Seen(role, url, name, listed, fetch, kind, failure)

    def _fault(self, response: Response, role: str, kind: Kind | None) -> Finding | None:
        """Why a crawl would not read an answer: its failure class, and what was seen."""
        if found := failures.of_status(response, self.site):
            return found
        if kind is None:
            return Finding("not-an-article", "the answer is a file, not a page")
        if not self.site.owns(response.url):
            return Finding("not-an-article", f"it leads to another site: {response.url}")
        if role == "article" and is_home(response.url):
            return Finding("gone", "it leads to the home page")
        if not _is_sure(kind) and (found := _refusal(response, kind)):
            return found
        if kind.name == "nothing" or (role == "article" and kind.article is None):
            why = "no article's structure" if role == "article" else "neither an article nor a list"
            return Finding("not-an-article", why)
        return None

    def _manners(self) -> Manners:
        stats = self.crawler.stats
        answered = bool(stats.get_value("robotstxt/response_count"))
        return Manners(
            user_agent=self.settings["USER_AGENT"],
            delay=self.settings.getfloat("DOWNLOAD_DELAY"),
            robots=bool(stats.get_value("robotstxt/response_status_count/200")) if answered else None,
            crawl_delay=self.crawl_delay,
            latency=sum(self.latencies) / len(self.latencies) if self.latencies else 0.0,
        )


def _is_sure(kind: Kind) -> bool:
    """Whether a page shows what no wall and no polite 404 does: a list, even an empty one, or a labelled article."""
    if kind.article is not None:
        return bool(SURE & kind.article.evidence.items())
    return kind.name == "listing" or bool(kind.entries)


def _refusal(response: Response, kind: Kind) -> Finding | None:
    """What a page says in place of what was asked for."""
    if kind.article is None:
        return failures.of_page(kind.page, headers_of(response))
    return failures.of_text(kind.article.body)
