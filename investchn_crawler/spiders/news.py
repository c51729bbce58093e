"""The one crawl algorithm: sections, their listings, the entries that are new or due, and the neighbours of those."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure as Raised

from investchn_crawler.address import page_key
from investchn_crawler.archive import Run
from investchn_crawler.crawling.answers import fetch_of, is_text, now_text, page_in
from investchn_crawler.crawling.failures import of_exception
from investchn_crawler.crawling.ledger import Ledger
from investchn_crawler.crawling.once import AlreadyAnswered
from investchn_crawler.extract.body import FILE
from investchn_crawler.extract.listing import read_blocks, read_listing
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.sections import is_home, section_links
from investchn_crawler.items import Entry, Failure, KnownPage, Link, Listing, Reading
from investchn_crawler.site import Site
from investchn_crawler.spiders.arguments import Arguments
from investchn_crawler.spiders.reading import ArticleReader, Draft, Refused

logger = logging.getLogger(__name__)

# A list's next page waits until the entries of this one are read, so the queue stays as short as a page is long.
LISTING_PRIORITY = -10
DEEPEST_CHANNEL = 3
MOST_CHANNELS = 400

Yielded = Request | Reading


class NewsSpider(Spider):
    """Crawls a site by what a reader sees; `site` is all that differs from one spider to the next."""

    site: Site

    def __init__(self, full: str = "", since: str = "", section: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.arguments = Arguments.read(full, since, section)
        self.asked: set[int] = set()
        self.waiting: dict[str, tuple[str, KnownPage | None]] = {}
        self.wanted = set(self.arguments.sections or self.site.sections)
        self.channels = 0
        self.current = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy makes it; neighbours that no list showed are asked for when all lists are walked."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    @property
    def ledger(self) -> Ledger:
        """The crawl's archive and run."""
        ledger = self.crawler.get_extension(Ledger)
        assert ledger is not None
        return ledger

    @property
    def run(self) -> Run:
        """The run that this crawl is."""
        return self.ledger.run

    async def start(self) -> AsyncIterator[Any]:
        """Begins at the sections that are known, the home page, and the articles that are due."""
        self.reader = ArticleReader(self.site, self.ledger, self.crawler.settings)
        self.started = now_text()
        self.walked = {row.name: row.walked_at for row in self.run.sections()}
        self.overlap = (datetime.now(UTC) - timedelta(days=self.crawler.settings.getint("OVERLAP_DAYS"))).date().isoformat()
        for request in self.begin():
            yield request
        if self._whole:
            now = "9999" if self.arguments.full else now_text()
            for known in self.run.due(now):
                if request := self._ask_article(known.url, None, None, known):
                    yield request

    def begin(self) -> Iterator[Request]:
        """The first requests: sections declared by address, lists known from before, the home page."""
        for section in [name for name in self.wanted if "://" in name]:
            self.wanted.discard(section)
            yield from self._ask(section, self.listing, LISTING_PRIORITY, name=section, first=section)
        by_name = {row.name: row.url for row in self.run.sections()}
        if self._declared:
            self.by_name = by_name
        else:
            for name, url in by_name.items():
                yield from self._ask(url, self.listing, LISTING_PRIORITY, name=name, first=url)
        if not self._declared or self.wanted:
            yield from self._ask(self.site.home, self.home)

    @property
    def _whole(self) -> bool:
        """Whether all of the site is crawled, and so what is due of it."""
        return self.arguments.whole_site

    @property
    def _declared(self) -> bool:
        return bool(self.arguments.sections or self.site.sections)

    # --- pages that lead to lists

    def home(self, response: Response) -> Iterable[Yielded]:
        """The home page: names of sections are looked up in it; without names, it and its channels are read."""
        page = self._page(response)
        if page is None:
            return
        self.run.checked(fetch_of(response), "listing")
        if self._declared:
            yield from self._resolve(section_links(page))
            yield from self._remembered()
        else:
            blocks = read_blocks(page, self.reader.now)
            yield from self._entries(blocks, None, ask_all=False)
            yield from self._channels(_other(section_links(page), blocks), 1)

    def channel(self, response: Response, name: str, depth: int) -> Iterable[Yielded]:
        """A page that the navigation leads to: a list, a page of several lists, or neither."""
        page = self._page(response)
        if page is None:
            return
        listing = read_listing(page, self.reader.now)
        dated = [entry for entry in listing.entries if entry.date]
        blocks = read_blocks(page, self.reader.now)
        links = [link for link in _other(section_links(page), [*listing.entries, *blocks]) if link.url != listing.next_url]
        if dated and 2 * len(dated) >= len(listing.entries) and (listing.next_url or 10 * len(dated) >= 6 * len(blocks)):
            if self.reader.is_article(page):
                self.run.checked(fetch_of(response), "other")
                return
            yield from self._channels(links, depth + 1)
            yield from self._listed(response, listing, name, response.url)
        elif depth == 1 or blocks:
            self.run.checked(fetch_of(response), "listing" if blocks else "other")
            yield from self._entries(blocks, name, ask_all=False)
            yield from self._channels(links, depth + 1)
        else:
            self.run.checked(fetch_of(response), "other")

    def listing(self, response: Response, name: str, first: str) -> Iterable[Yielded]:
        """A page of a list."""
        page = self._page(response)
        if page is None:
            return
        listing = read_listing(page, self.reader.now)
        if not listing.entries and self.reader.refuse_list(page, response):
            return
        yield from self._listed(response, listing, name, first)

    def _listed(self, response: Response, listing: Listing, name: str, first: str) -> Iterable[Yielded]:
        self.current = name
        fetch = fetch_of(response)
        self.run.checked(fetch, "listing")
        known = self.run.discovered([entry.url for entry in listing.entries if self.site.owns(entry.url)])
        yield from self._entries(listing.entries, name, ask_all=True, known=known)
        dates = [date for entry in listing.entries if (date := entry.date or _date_of(known.get(entry.url)))]
        newest = max(dates, default=None)
        if listing.next_url is None:
            self.run.section(name, first, True, newest)
        elif self._goes_on(listing.entries, known, newest, name):
            yield from self._ask(listing.next_url, self.listing, LISTING_PRIORITY, name=name, first=first)
        else:
            self.run.section(name, first, False, newest)

    def _goes_on(self, entries: list[Entry], known: dict[str, KnownPage], newest: str | None, name: str) -> bool:
        """Whether the list's next page is read: not if this one was known before and is older than the overlap window."""
        if self.arguments.since and newest and newest < self.arguments.since:
            return False
        if self.arguments.full or not self.walked.get(name):
            return True
        mine = [entry for entry in entries if self.site.owns(entry.url)]
        all_known = all(entry.url in known and known[entry.url].discovered_at < self.started for entry in mine)
        return not (all_known and (newest is None or newest < self.overlap))

    def _channels(self, links: list[Link], depth: int) -> Iterator[Request]:
        """The links of a page that may lead to lists; what was looked at lately and is none is left alone."""
        if depth > DEEPEST_CHANNEL:
            return
        links = [link for link in links if self._may_be_list(link.url)]
        known = self.run.discovered([link.url for link in links], "other")
        now = now_text()
        for link in links:
            page_known = known.get(link.url)
            if page_known and page_known.kind == "article":
                continue
            if page_known and page_known.kind == "other" and not is_due(page_known, now) and not self.arguments.full:
                continue
            if self.channels < MOST_CHANNELS:
                for request in self._ask(link.url, self.channel, LISTING_PRIORITY, name=link.title or link.url, depth=depth):
                    self.channels += 1
                    yield request

    def _may_be_list(self, url: str) -> bool:
        return self.site.owns(url) and not is_home(url) and not FILE.search(url)

    def _resolve(self, links: list[Link]) -> Iterator[Request]:
        """The wanted sections that a page links to by name."""
        for link in links:
            name = (link.title or "").replace(" ", "")
            found = next((wanted for wanted in self.wanted if wanted.replace(" ", "") == name), None)
            if found and self.site.owns(link.url):
                self.wanted.discard(found)
                yield from self._ask(link.url, self.listing, LISTING_PRIORITY, name=found, first=link.url)

    def _from_breadcrumb(self, links: list[Link]) -> Iterator[Request]:
        """The sections that an article's breadcrumb leads to: some stand in no menu."""
        if not self._whole and not self.wanted:
            return
        if self._declared:
            yield from self._resolve(links)
        else:
            yield from self._channels(links, DEEPEST_CHANNEL)

    def _remembered(self) -> Iterator[Request]:
        """Wanted sections that the home page does not name, where an earlier crawl knew them."""
        for name in sorted(self.wanted & self.by_name.keys()):
            self.wanted.discard(name)
            yield from self._ask(self.by_name[name], self.listing, LISTING_PRIORITY, name=name, first=self.by_name[name])

    # --- articles

    def _entries(
        self, entries: list[Entry], section: str | None, *, ask_all: bool, known: dict[str, KnownPage] | None = None
    ) -> Iterator[Request]:
        """The entries that are new or due. Those of a home page are new ones only: their own list checks them."""
        mine = [entry for entry in entries if self.site.owns(entry.url) and not FILE.search(entry.url)]
        self.ledger.entries += len(entries)
        known = self.run.discovered([entry.url for entry in mine]) if known is None else known
        now, dated = now_text(), any(entry.date for entry in mine)
        for entry in mine:
            page = known.get(entry.url)
            due = page is None or is_due(page, now) or (self.arguments.full and ask_all)
            if self.arguments.since and entry.date and entry.date < self.arguments.since:
                continue
            if due and (page is None or page.kind == "article"):
                if request := self._ask_article(entry.url, section if entry.date or not dated else None, entry.date if entry.year_shown else None, page):
                    yield request

    def _ask_article(self, url: str, section: str | None, date: str | None, known: KnownPage | None) -> Request | None:
        headers = {}
        date = date or _date_of(known)
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return next(self._ask(url, self.article, 0, headers, section=section, date=date), None)

    def article(self, response: Response, section: str | None, date: str | None) -> Iterable[Yielded]:
        """An article: stored, and its neighbours noted; or the reason why it is none."""
        self._answered(response)
        try:
            draft = self.reader.read(response, section, date)
        except Refused as refused:
            logger.info("%s", refused)
            return
        if draft is None:
            return
        self._neighbours(draft)
        yield from self._from_breadcrumb(draft.crumbs)
        if draft.missing_pages:
            yield self._further(draft)
        else:
            yield draft.reading()

    def further(self, response: Response, draft: Draft) -> Iterable[Yielded]:
        """A further page of an article that spans several; it is stored when all of them are there."""
        try:
            self.reader.add(draft, response)
        except Refused as refused:
            logger.warning("%s", refused)
            return
        yield self._further(draft) if draft.missing_pages else draft.reading()

    def _further(self, draft: Draft) -> Request:
        url = draft.missing_pages.pop(0)
        self.asked.add(hash(page_key(url)))
        return Request(url, self.further, errback=self.failed, cb_kwargs={"draft": draft}, priority=10, dont_filter=True)

    def _neighbours(self, draft: Draft) -> None:
        """Notes the neighbours nobody has yet: an article that no list shows is found by its chain."""
        article = draft.article
        if self.arguments.since and article.date and article.date < self.arguments.since:
            return
        links = [link for link in (article.prev, article.next) if link and self.site.owns(link.url)]
        known = self.run.discovered([link.url for link in links])
        now = now_text()
        for link in links:
            page = known.get(link.url)
            if page is None or (page.kind == "article" and (self.arguments.full or is_due(page, now))):
                self.waiting[page_key(link.url)] = (link.url, page)

    def idle(self) -> None:
        """All lists are walked: asks for the neighbours that none of them showed, and for what stands on those."""
        requests = []
        while self.waiting and not requests:
            waiting, self.waiting = self.waiting, {}
            requests = [request for url, known in waiting.values() if (request := self._ask_article(url, None, None, known))]
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
        for name in sorted(self.wanted):
            logger.warning("%s: no section named %s was found from its home page.", self.site.name, name)
        self.wanted.clear()

    # --- asking and being answered

    def _ask(
        self, url: str, callback: Any, priority: int = 0, headers: dict[str, str] | None = None, **arguments: Any
    ) -> Iterator[Request]:
        """A request for a page of the site that was not asked for in this crawl; http and https are one page."""
        key = hash(page_key(url))
        if key in self.asked or not self.site.owns(url):
            return
        self.asked.add(key)
        yield Request(url, callback, errback=self.failed, cb_kwargs=arguments, priority=priority, headers=headers, dont_filter=True)

    def _answered(self, response: Response) -> None:
        self.asked.add(hash(page_key(response.url)))

    def _page(self, response: Response) -> Page | None:
        """The page of an answer that should lead on to others; None, and a failure, where it cannot be read."""
        self._answered(response)
        if not self.reader.is_answered(response) or not is_text(response):
            return None
        return page_in(response, self.site)

    def failed(self, raised: Raised) -> None:
        """A request that got no answer."""
        request = raised.request  # type: ignore[attr-defined]
        if isinstance(raised.value, AlreadyAnswered):
            self.run.alias(request.meta.get("redirect_urls", [request.url])[0], raised.value.url, now_text())
            return
        name, detail = of_exception(raised)
        self.ledger.fail(Failure(request.url, name, detail, now_text()))


def _other(links: list[Link], entries: list[Entry]) -> list[Link]:
    """The links that are no rows of a list."""
    rows = {entry.url for entry in entries}
    return [link for link in links if link.url not in rows]


def is_due(page: KnownPage, now: str) -> bool:
    """Whether a page is to be checked again; one that answers under another address is not."""
    return page.next_check_at is not None and page.next_check_at <= now


def _date_of(known: KnownPage | None) -> str | None:
    return known.date if known else None
