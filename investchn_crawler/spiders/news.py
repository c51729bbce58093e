"""The one crawl algorithm: which lists a site has, by its sections, its home page, channels and breadcrumbs."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from investchn_crawler.address import page_key
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling.answers import fetch_of
from investchn_crawler.crawling.transport import prepare
from investchn_crawler.extract.cms import family_of
from investchn_crawler.extract.listing import ListPage
from investchn_crawler.extract.sections import is_home, other_links, section_links
from investchn_crawler.items import Entry, Link
from investchn_crawler.spiders.articles import Yielded
from investchn_crawler.spiders.asking import is_due
from investchn_crawler.spiders.lists import LISTING_PRIORITY, ListSpider
from investchn_crawler.spiders.reading import ArticleReader

logger = logging.getLogger(__name__)

DEEPEST_CHANNEL = 3
MOST_CHANNELS = 400


class NewsSpider(ListSpider):
    """Crawls a site by what a reader sees; `site` is all that differs from one spider to the next."""

    def __init__(self, *args: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = set(self.arguments.sections or self.site.sections)
        self.channels = 0

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
        self.recall()
        for request in self.begin():
            yield request
        if self.whole_site:
            for known in self.run.due("9999" if self.arguments.full else now_utc()):
                for request in self.ask_article(known.url, None, None, known):
                    yield request

    def begin(self) -> Iterator[Request]:
        """The first requests: sections declared by address, lists known from before, the home page."""
        for section in [name for name in self.wanted if "://" in name and self.site.owns(name)]:
            self.wanted.discard(section)
            yield from self.walk(section, section)
        if not self.declared:
            for row in self.run.sections():
                yield from self.walk(row.name, row.url)
        if not self.declared or self.wanted:
            yield from self.ask(self.site.home, self.home)

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
        lists = ListPage(page, self.reader.now)
        links, blocks = section_links(page), lists.blocks
        if not links and not blocks:
            if not lists.is_served and self.reader.refuse_list(page, response):
                return
            if lists.listing.elsewhere:
                yield from self.ask(lists.listing.elsewhere, self.home)
        family = family_of(page)
        self.run.checked(fetch_of(response), "listing", family.name if family else None)
        if self.declared:
            yield from self._resolve(links)
            for name in sorted(self.wanted & self.walked.keys()):
                self.wanted.discard(name)
                yield from self.walk(name, self.walked[name].url)
        else:
            self.wait_for(blocks)
            yield from self._channels(other_links(links, blocks), 1)

    def channel(self, response: Response, name: str, depth: int) -> Iterable[Yielded]:
        """A page that the navigation leads to: a list, a page of several lists, or neither."""
        page = self.page_of(response)
        if page is None:
            return
        lists = ListPage(page, self.reader.now)
        listing, blocks = lists.listing, lists.blocks
        links = [
            link
            for link in other_links(section_links(page), [*listing.entries, *blocks])
            if link.url != listing.next_url
        ]
        is_article = self.reader.is_article(page)
        if is_article:
            # an article with a short title looks like a channel; it is kept until a list shows it
            self.set_aside[page_key(response.url)] = response
        if lists.is_list and not is_article:
            yield from self._channels(links, depth + 1)
            yield from self.listed(response, listing, name, response.url)
            return
        if not blocks and self.reader.refuse_list(page, response):
            return
        self.run.checked(fetch_of(response), "listing" if blocks else "other")
        if listing.elsewhere and not is_article:
            yield from self.ask(listing.elsewhere, self.channel, LISTING_PRIORITY, name=name, depth=depth)
        if depth == 1 or blocks:
            yield from self._blocks(blocks, name)
            yield from self._channels(links, depth + 1)

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
        """Nothing is left: a section that was not found by now is not there."""
        super().idle()
        for name in sorted(self.wanted):
            logger.warning("%s: no section named %s was found from its home page.", self.site.name, name)
        self.wanted.clear()
