"""The one crawl algorithm: sections, their listings, the entries that are new or due, and the neighbours of those."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from investchn_crawler.address import page_key
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling.answers import fetch_of
from investchn_crawler.crawling.transport import prepare
from investchn_crawler.extract.cms import family_of
from investchn_crawler.extract.listing import read_blocks, read_listing
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import says_empty
from investchn_crawler.extract.sections import is_home, section_links
from investchn_crawler.items import Entry, KnownPage, Link, Listing
from investchn_crawler.spiders.articles import ArticleSpider, Yielded
from investchn_crawler.spiders.asking import is_due
from investchn_crawler.spiders.reading import ArticleReader

logger = logging.getLogger(__name__)

# A list's next page waits until the entries of this one are read, so the queue stays as short as a page is long.
LISTING_PRIORITY = -10
DEEPEST_CHANNEL = 3
MOST_CHANNELS = 400
# rows without a date are a list where a pager says that they go on
FEWEST_UNDATED = 3
# TRS answers with 300 to 400 bytes where a page of a list was never made
SMALLEST_PAGE = 600


class NewsSpider(ArticleSpider):
    """Crawls a site by what a reader sees; `site` is all that differs from one spider to the next."""

    def __init__(self, *args: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = set(self.arguments.sections or self.site.sections)
        self.ended: list[tuple[str, str, bool, str | None]] = []
        self.channels = 0
        self.current = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy makes it, fetched as its site declares, told when nothing is left to ask for."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        prepare(crawler.settings, spider.site)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Begins at the sections that are known, the home page, and the articles that are due."""
        self.reader = ArticleReader(self.site, self.ledger, self.crawler.settings)
        rows = self.run.sections()
        self.walked = {row.name: row for row in rows}
        self.walked_at = {page_key(row.url): row.walked_at for row in rows}
        window = timedelta(days=self.crawler.settings.getint("OVERLAP_DAYS"))
        self.overlap = (datetime.now(UTC) - window).date().isoformat()
        for request in self.begin():
            yield request
        if self.whole_site:
            for known in self.run.due("9999" if self.arguments.full else now_utc()):
                for request in self.ask_article(known.url, None, None, known):
                    yield request

    def begin(self) -> Iterator[Request]:
        """The first requests: sections declared by address, lists known from before, the home page."""
        for section in [name for name in self.wanted if "://" in name]:
            self.wanted.discard(section)
            yield from self.walk(section, section)
        if not self.declared:
            for row in self.run.sections():
                yield from self.walk(row.name, row.url)
        if not self.declared or self.wanted:
            yield from self.ask(self.site.home, self.home)

    def walk(self, name: str, url: str) -> Iterator[Request]:
        """A list from its first page on."""
        yield from self.ask(url, self.listing, LISTING_PRIORITY, name=name, first=url, above=frozenset())

    @property
    def whole_site(self) -> bool:
        """Whether all of the site is crawled, and so what is due of it."""
        return self.arguments.whole_site

    @property
    def declared(self) -> bool:
        """Whether sections are named; else every list that the home page leads to is one."""
        return bool(self.arguments.sections or self.site.sections)

    def home(self, response: Response) -> Iterable[Yielded]:
        """The home page: names of sections are looked up in it; without names, it and its channels are read."""
        page = self.page_of(response)
        if page is None:
            return
        links, blocks = section_links(page), read_blocks(page, self.reader.now)
        if not links and not blocks and self.reader.refuse_list(page, response):
            return
        family = family_of(page)
        self.run.checked(fetch_of(response), "listing", family.name if family else None)
        if self.declared:
            yield from self._resolve(links)
            for name in sorted(self.wanted & self.walked.keys()):
                self.wanted.discard(name)
                yield from self.walk(name, self.walked[name].url)
        else:
            self.wait_for(blocks)
            yield from self._channels(_other(links, blocks), 1)

    def channel(self, response: Response, name: str, depth: int) -> Iterable[Yielded]:
        """A page that the navigation leads to: a list, a page of several lists, or neither."""
        page = self.page_of(response)
        if page is None:
            return
        listing, blocks = read_listing(page, self.reader.now), read_blocks(page, self.reader.now)
        links = [
            link for link in _other(section_links(page), [*listing.entries, *blocks]) if link.url != listing.next_url
        ]
        is_article = self.reader.is_article(page)
        if is_article:
            # an article with a short title looks like a channel; it is kept until a list shows it
            self.set_aside[page_key(response.url)] = response
        if _is_list(listing, blocks) and not is_article:
            yield from self._channels(links, depth + 1)
            yield from self.listed(response, listing, name, response.url)
            return
        if not blocks and self.reader.refuse_list(page, response):
            return
        self.run.checked(fetch_of(response), "listing" if blocks else "other")
        if depth == 1 or blocks:
            yield from self._blocks(blocks, name)
            yield from self._channels(links, depth + 1)

    def listing(self, response: Response, name: str, first: str, above: frozenset[str]) -> Iterable[Yielded]:
        """A page of a list; `above` are the entries of the page before it."""
        page = self.page_of(response)
        if page is None:
            return
        listing = read_listing(page, self.reader.now)
        if listing.entries or listing.next_url:
            yield from self.listed(response, listing, name, first, above)
        elif not self.reader.refuse_list(page, response):
            yield from self.without_entries(page, response, name, first)

    def without_entries(self, page: Page, response: Response, name: str, first: str) -> Iterable[Yielded]:
        """A page of a list that shows no entry: an empty list says so, a further page without a word is a dead one."""
        is_first = page_key(response.url) == page_key(first)
        if says_empty(page):
            known = self.walked.get(name)
            self.ledger.empty += is_first and (known is None or known.newest is None)
        elif not is_first or len(response.body) < SMALLEST_PAGE:
            self.reader.refuse_stub(page, response)
            self.ended.append((name, first, False, None))
            return
        yield from self.listed(response, Listing([]), name, first)

    def listed(
        self, response: Response, listing: Listing, name: str, first: str, above: frozenset[str] = frozenset()
    ) -> Iterable[Yielded]:
        """The entries of a list page, and the page after it."""
        self.current = name
        self.run.checked(fetch_of(response), "listing")
        mine = [entry for entry in listing.entries if self.may_ask(entry.url)]
        known = self.discover([entry.url for entry in mine])
        yield from self.entries(listing.entries, name, known, all_of_them=True)
        dates = [entry.date or _date_of(known.get(entry.url)) for entry in listing.entries]
        newest = max((date for date in dates if date), default=None)
        shown = frozenset(entry.url for entry in listing.entries)
        if listing.next_url is None or (shown and shown == above):
            # a server that does not know a page may show another one again, for ever
            self.ended.append((name, first, True, newest))
        elif not listing.entries or self._goes_on(mine, known, newest, first):
            self.run.walks_on(first)
            yield from self.ask(listing.next_url, self.listing, LISTING_PRIORITY, name=name, first=first, above=shown)
        else:
            self.run.section(name, first, False, newest)

    def _goes_on(self, entries: list[Entry], known: dict[str, KnownPage], newest: str | None, first: str) -> bool:
        """Whether the list's next page is read: not if this one was known before and is older than the window."""
        if self.arguments.since and newest and newest < self.arguments.since:
            return False
        if self.arguments.full or self.walked_at.get(page_key(first)) is None:
            return True
        all_known = all(self.was_read_before(entry.url, known) for entry in entries)
        return not (all_known and (newest is None or newest < self.overlap))

    def _blocks(self, blocks: list[Entry], name: str | None) -> Iterator[Yielded]:
        """New entries of a home or channel page; what is known is checked by its own list."""
        mine = [entry.url for entry in blocks if self.may_ask(entry.url)]
        yield from self.entries(blocks, name, self.discover(mine), all_of_them=False)

    def _channels(self, links: list[Link], depth: int) -> Iterator[Request]:
        """The links of a page that may lead to lists; what was looked at lately and is none is left alone."""
        if depth > DEEPEST_CHANNEL:
            return
        links = [link for link in links if self.may_ask(link.url) and not is_home(link.url)]
        known = self.discover([link.url for link in links], "other")
        now = now_utc()
        for link in links:
            page = known.get(link.url)
            if page and (
                page.kind == "article" or (page.kind == "other" and not is_due(page, now) and not self.arguments.full)
            ):
                continue
            if self.channels < MOST_CHANNELS:
                for request in self.ask(
                    link.url, self.channel, LISTING_PRIORITY, name=link.title or link.url, depth=depth
                ):
                    self.channels += 1
                    yield request

    def _resolve(self, links: list[Link]) -> Iterator[Request]:
        """The wanted sections among these links, by their names."""
        for link in links:
            name = (link.title or "").replace(" ", "")
            found = next((wanted for wanted in self.wanted if wanted.replace(" ", "") == name), None)
            if found and self.site.owns(link.url):
                self.wanted.discard(found)
                yield from self.walk(found, link.url)

    def crumbs(self, links: list[Link]) -> Iterator[Request]:
        """The sections that an article's breadcrumb leads to: some stand in no menu."""
        if self.declared:
            yield from self._resolve(links)
        elif self.whole_site:
            yield from self._channels(links, DEEPEST_CHANNEL)

    def idle(self) -> None:
        """Nothing is left: only now a list whose last page was read counts as walked, as its entries are read too."""
        super().idle()
        for name, first, complete, newest in self.ended:
            self.run.section(name, first, complete, newest)
        self.ended.clear()
        for name in sorted(self.wanted):
            logger.warning("%s: no section named %s was found from its home page.", self.site.name, name)
        self.wanted.clear()


def _is_list(listing: Listing, blocks: list[Entry]) -> bool:
    """Whether a page is a list: most of its dated rows are of one kind, or a pager says that they go on.

    A list whose rows another address serves has none, and only says where they are.
    """
    if not listing.entries:
        return listing.next_url is not None
    dated = sum(entry.date is not None for entry in listing.entries)
    if not dated or 2 * dated < len(listing.entries):
        return listing.next_url is not None and len(listing.entries) >= FEWEST_UNDATED
    return listing.next_url is not None or 10 * dated >= 6 * len(blocks)


def _other(links: list[Link], entries: list[Entry]) -> list[Link]:
    """The links that are no rows of a list."""
    rows = {entry.url for entry in entries}
    return [link for link in links if link.url not in rows]


def _date_of(known: KnownPage | None) -> str | None:
    return known.date if known else None
