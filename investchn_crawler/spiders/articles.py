"""From the rows of a list to articles: the new and the due, all pages of each, and neighbours that no list shows."""

import logging
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator

from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure as Raised

from investchn_crawler.address import host_of, page_key
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling.failures import of_exception
from investchn_crawler.extract.kind import Kind
from investchn_crawler.items import Entry, Failure, KnownPage, Link, Reading
from investchn_crawler.spiders.asking import AskingSpider, is_due
from investchn_crawler.spiders.reading import Draft, Refused

logger = logging.getLogger(__name__)

# The pages of one article follow each other.
FURTHER_PRIORITY = 10

Yielded = Request | Reading


class ArticleSpider(AskingSpider):
    """Articles; which lists lead to them is another matter."""

    def __init__(self, *args: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: dict[str, tuple[str, KnownPage | None]] = {}
        self.too_old: set[int] = set()
        self.landed: set[int] = set()
        self.set_aside: dict[str, Response] = {}
        self.elsewhere: Counter[str] = Counter()

    def entries(
        self, entries: list[Entry], section: str | None, known: dict[str, KnownPage], *, all_of_them: bool
    ) -> Iterator[Yielded]:
        """The entries that are new or due. `all_of_them`: the others too, where everything is to be checked."""
        self.ledger.entries += len(entries)
        self.elsewhere.update(host_of(entry.url) for entry in entries if not self.site.owns(entry.url))
        now, dated = now_utc(), any(entry.date for entry in entries)
        for entry in entries:
            page = known.get(entry.url)
            if not self._is_mine(entry):
                continue
            if entry.date and (response := self.set_aside.pop(page_key(entry.url), None)):
                yield from self.article(response, section, entry.date if entry.whole else None)
                continue
            if page is not None and page.kind == "other" and entry.date:
                page = None  # a menu showed it before a list did
            due = page is None or is_due(page, now) or (self.arguments.full and all_of_them)
            if due and (page is None or page.kind == "article"):
                date = entry.date if entry.whole else None
                # a row without a date among dated ones is of a list beside the list
                yield from self.ask_article(entry.url, section if entry.date or not dated else None, date, page)

    def _is_before(self, date: str | None) -> bool:
        return bool(self.arguments.since and date and date < self.arguments.since)

    def _is_too_old(self, entry: Entry) -> bool:
        if not self._is_before(entry.date):
            return False
        self.too_old.add(hash(page_key(entry.url)))
        return True

    def ask_article(
        self, url: str, section: str | None, date: str | None, known: KnownPage | None
    ) -> Iterator[Request]:
        """A request for an article, conditional where the archive holds its validators."""
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        # a date that only the list shows must not be lost when the page is checked without it
        date = date or (known.date if known else None)
        yield from self.ask(url, self.article, 0, headers, section=section, date=date)

    def article(
        self, response: Response, section: str | None, date: str | None, kind: Kind | None = None
    ) -> Iterable[Yielded]:
        """An article: stored, and its neighbours noted; or the reason why it is none. `kind`: it was read before."""
        self.answered(response)
        try:
            draft = self.reader.read(response, section, date, kind)
        except Refused as refused:
            logger.info("%s", refused)
            return
        self.landed.add(hash(page_key(response.url)))
        if draft is None or self._is_before(draft.article.date):
            return
        self._note_neighbours(draft)
        yield from self.crumbs(draft.crumbs)
        yield self._completed(draft)

    def further(self, response: Response, draft: Draft) -> Iterable[Yielded]:
        """A further page; one that is gone for good is left out, any other fault leaves out the article."""
        try:
            self.reader.add(draft, response)
        except Refused as refused:
            logger.warning("%s", refused)
            if refused.failure_class != "gone" or self.reader.is_stored(draft.article.url):
                return  # the last good text stays
        yield self._completed(draft)

    def further_failed(self, raised: Raised) -> None:
        """A further page that did not come: its article is left for the next crawl."""
        name, detail = of_exception(raised)
        request = raised.request  # type: ignore[attr-defined]
        url = request.cb_kwargs["draft"].article.url
        name = "truncated" if name == "robots" else name
        self.ledger.fail(Failure(url, name, f"its page {request.url}: {detail}", now_utc()))

    @abstractmethod
    def crumbs(self, links: list[Link]) -> Iterator[Request]:
        """What the breadcrumb of an article leads to."""

    def _completed(self, draft: Draft) -> Yielded:
        if not draft.missing_pages:
            return draft.reading()
        url = draft.missing_pages.pop(0)
        self.asked.add(hash(page_key(url)))
        return Request(
            url,
            self.further,
            errback=self.further_failed,
            cb_kwargs={"draft": draft},
            priority=FURTHER_PRIORITY,
            dont_filter=True,
        )

    def _note_neighbours(self, draft: Draft) -> None:
        """Notes the neighbours nobody has yet: an article that no list shows is found by its chain."""
        article = draft.article
        urls = [link.url for link in (article.prev, article.next) if link and self.site.owns(link.url)]
        links = [url for url in urls if hash(page_key(url)) not in self.too_old]
        known = self.discover(links)
        now = now_utc()
        for url in links:
            page = known.get(url)
            if page is None or (page.kind == "article" and (self.arguments.full or is_due(page, now))):
                self.waiting[page_key(url)] = (url, page)

    def wait_for(self, entries: list[Entry]) -> None:
        """Entries of a home page: their own lists say more of them, so they are asked for if no list shows them."""
        self.ledger.entries += len(entries)
        mine = [entry.url for entry in entries if self._is_mine(entry)]
        known, now = self.discover(mine), now_utc()
        for url in mine:
            page = known.get(url)
            if page is None or (page.kind == "article" and is_due(page, now)):
                self.waiting[page_key(url)] = (url, page)

    def _is_mine(self, entry: Entry) -> bool:
        return self.may_ask(entry.url) and not self._is_too_old(entry)

    def idle(self) -> None:
        """All lists are walked: asks for the neighbours that none of them showed, and for what stands on those."""
        requests: list[Request] = []
        while self.waiting and not requests:
            waiting, self.waiting = self.waiting, {}
            for key, (url, known) in waiting.items():
                if hash(key) not in self.too_old:
                    requests.extend(self.ask_article(url, None, None, known))
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
        for host, count in self.elsewhere.items():
            logger.info(
                "%s: %d entries lead to %s, no host of the site; they are not read", self.site.name, count, host
            )
        self.elsewhere.clear()
