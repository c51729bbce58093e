"""Walks lists from their first page on: the entries of each page, and whether the page after it is read."""

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.http import Response

from investchn_crawler.address import page_key
from investchn_crawler.crawling.answers import fetch_of
from investchn_crawler.extract.listing import ListPage
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import says_empty
from investchn_crawler.items import Entry, KnownPage, Listing
from investchn_crawler.spiders.articles import ArticleSpider, Yielded

logger = logging.getLogger(__name__)

# A list's next page waits until the entries of this one are read, so the queue stays as short as a page is long.
LISTING_PRIORITY = -10
UNREACHED = "%s: %s counts %d pages, but no address leads to the second; only %s is read."
# TRS answers with 300 to 400 bytes where a page of a list was never made
SMALLEST_PAGE = 600

Shown = frozenset[str]
"""The entries of a page of a list."""
NOTHING: Shown = frozenset()


class ListSpider(ArticleSpider):
    """Lists; which of them are a site's sections is another matter."""

    def __init__(self, *args: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        self.ended: list[tuple[str, str, bool, str | None]] = []
        self.current = ""

    def recall(self) -> None:
        """What earlier crawls know of the lists, and how far back an update crawl looks."""
        rows = self.run.sections()
        self.walked = {row.name: row for row in rows}
        self.walked_at = {page_key(row.url): row.walked_at for row in rows}
        window = timedelta(days=self.crawler.settings.getint("OVERLAP_DAYS"))
        self.overlap = (datetime.now(UTC) - window).date().isoformat()

    def walk(self, name: str, url: str) -> Iterator[Request]:
        """A list from its first page on."""
        yield from self.ask(url, self.listing, LISTING_PRIORITY, name=name, first=url)

    def listing(self, response: Response, name: str, first: str, above: Shown = NOTHING) -> Iterable[Yielded]:
        """A page of a list; `above` are the entries of the page before it."""
        page = self.page_of(response)
        if page is None:
            return
        lists = ListPage(page, self.reader.now)
        listing = lists.listing
        if "://" in name:  # a section that is declared by its address is called what its page calls it
            name = self.reader.name_of(page)
        if not (listing.entries or lists.is_served) and self.reader.refuse_list(page, response):
            return
        if listing.entries or listing.elsewhere:
            yield from self.listed(response, listing, name, first, above)
        else:
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
        self, response: Response, listing: Listing, name: str, first: str, above: Shown = NOTHING
    ) -> Iterable[Yielded]:
        """The entries of a list page, and the page after it."""
        self.current = name
        self.run.checked(fetch_of(response), "listing")
        mine = [entry for entry in listing.entries if self.may_ask(entry.url)]
        known = self.discover([entry.url for entry in mine])
        yield from self.entries(listing.entries, name, known, all_of_them=True)
        if listing.elsewhere:
            yield from self.ask(listing.elsewhere, self.listing, LISTING_PRIORITY, name=name, first=first)
            return
        dates = [entry.date or (known[entry.url].date if entry.url in known else None) for entry in listing.entries]
        newest = max((date for date in dates if date), default=None)
        shown = frozenset(entry.url for entry in listing.entries)
        if shown and shown == above:  # a server that does not know a page may show another one again, for ever
            self.ended.append((name, first, True, newest))
        elif listing.next_url is None:
            if response.url == first and (listing.total_pages or 1) > 1 and not self.walked_at.get(page_key(first)):
                logger.warning(UNREACHED, self.site.name, name, listing.total_pages, first)
            self.ended.append((name, first, True, newest))
        elif self._goes_on(mine, known, newest, first):
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

    def idle(self) -> None:
        """Nothing is left: only now a list whose last page was read counts as walked, as its entries are read too."""
        super().idle()
        for name, first, complete, newest in self.ended:
            self.run.section(name, first, complete, newest)
        self.ended.clear()
