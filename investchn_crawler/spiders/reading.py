"""From an answer to an article, or to the named reason why it is none."""

import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NoReturn

from scrapy.http import Response
from scrapy.settings import BaseSettings

from investchn_crawler.address import page_key
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling import failures
from investchn_crawler.crawling.answers import fetch_of, headers_of, is_text, page_in
from investchn_crawler.crawling.failures import Finding
from investchn_crawler.crawling.ledger import Ledger
from investchn_crawler.extract.article import read_article, read_further_page
from investchn_crawler.extract.breadcrumb import breadcrumb_of, sections_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import says_empty, stub_of
from investchn_crawler.extract.sections import crumb_links, is_home
from investchn_crawler.extract.title import without_site
from investchn_crawler.items import Article, Failure, Fetch, Link, Reading
from investchn_crawler.site import Site

logger = logging.getLogger(__name__)

# a polite 404 may show today's date, but nobody labels it, and it has no neighbours
SURE = {
    ("date", "labels"),
    ("date", "meta"),
    ("source", "labels"),
    ("source", "meta"),
    ("prev", "labels"),
    ("next", "labels"),
}


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """An answer that is no article; its text says why, its failure is already kept."""

    def __init__(self, sentence: str, failure_class: str) -> None:
        super().__init__(sentence)
        self.failure_class = failure_class


@dataclass(slots=True)
class Draft:
    """An article whose further pages are still to come."""

    article: Article
    fetches: list[Fetch]
    missing_pages: list[str] = field(default_factory=list)
    crumbs: list[Link] = field(default_factory=list)

    def reading(self) -> Reading:
        """What goes to the pipelines."""
        return Reading(self.article, tuple(self.fetches))


class ArticleReader:
    """Reads the answers of one crawl and keeps what fails."""

    def __init__(self, site: Site, ledger: Ledger, settings: BaseSettings) -> None:
        self.site = site
        self.ledger = ledger
        self.checks = settings.getint("WITHDRAWN_CHECKS")
        self.days = settings.getint("WITHDRAWN_DAYS")
        self.paths: set[tuple[str, ...]] = set()

    @property
    def now(self) -> datetime:
        """The moment of reading, against which 昨天 and 06-26 are read."""
        return datetime.now(UTC)

    def read(self, response: Response, section: str | None, date: str | None) -> Draft | None:
        """The article of an answer; None where it is unchanged since the last crawl; Refused where it is none.

        `section` and `date` are those of the list that led here: they stand in where the page shows none.
        """
        fetch = fetch_of(response)
        if response.status == 304:
            self.ledger.read += 1
            self.ledger.run.unchanged(fetch.url, fetch.fetched_at)
            return None
        self._check_status(response, fetch)
        if not is_text(response):
            self._refuse(fetch, "not-an-article", "the answer is a file, not a page")
        if not self.site.owns(fetch.url):
            self._refuse(fetch, "not-an-article", f"it leads to another site: {fetch.url}")
        page = page_in(response, self.site)
        article = read_article(page, self.now)
        if article is None:
            self._refuse_page(page, fetch)
        if not SURE & article.evidence.items() and (found := failures.of_text(article.body)):
            self._refuse(fetch, found.failure_class, f"{found.detail}: {article.title}")
        self.ledger.read += 1
        own = page_key(article.url)
        pages = [url for url in article.pages if page_key(url) != own]
        return Draft(self._completed(article, section, date), [fetch], pages, self._crumbs(page, article))

    def _crumbs(self, page: Page, article: Article) -> list[Link]:
        """Where the breadcrumb leads, the first time that it is seen."""
        if not article.breadcrumb or article.breadcrumb in self.paths:
            return []
        self.paths.add(article.breadcrumb)
        return crumb_links(page)

    def add(self, draft: Draft, response: Response) -> None:
        """Joins a further page to an article; Refused where it cannot be read, and the article with it."""
        fetch = fetch_of(response)
        further = self._further(draft, response, fetch)
        article = draft.article
        seen = (
            {page_key(each.url) for each in draft.fetches}
            | {page_key(fetch.url)}
            | {page_key(url) for url in draft.missing_pages}
        )
        unseen = [url for url in further.pages if page_key(url) not in seen]
        draft.missing_pages += unseen
        draft.fetches.append(fetch)
        draft.article = replace(
            article,
            body=f"{article.body}\n{further.body}",
            images=list(dict.fromkeys([*article.images, *further.images])),
            attachments=list(dict.fromkeys([*article.attachments, *further.attachments])),
            editor=article.editor or further.editor,
            prev=article.prev or further.prev,
            next=article.next or further.next,
            pages=list(dict.fromkeys([*article.pages, *unseen])),
        )

    def _further(self, draft: Draft, response: Response, fetch: Fetch) -> Article:
        """The text of a further page; its failure is one of the article, as the page is none of its own."""
        found = self._fault(response, fetch)
        further = None
        if found is None and is_text(response):
            page = page_in(response, self.site)
            further = read_further_page(page, self.now)
            found = failures.of_text(further.body) if further else failures.of_page(page, fetch.headers)
        if further is None or found:
            name = found.failure_class if found else "truncated"
            detail = f"its page {fetch.asked_url}: {found.detail if found else 'no text'}"
            self.ledger.fail(Failure(draft.article.url, name, detail, fetch.fetched_at))
            raise Refused(f"{draft.article.url}: {name}, {detail}", name)
        return further

    def is_stored(self, url: str) -> bool:
        """Whether the archive holds the article."""
        return self.ledger.run.has_article(url)

    def is_article(self, page: Page) -> bool:
        """Whether a page is an article."""
        return read_article(page, self.now) is not None

    def name_of(self, page: Page) -> str:
        """What a list page calls itself: the last name of its breadcrumb, else its title."""
        names = sections_of(breadcrumb_of(page), "")
        return names[-1] if len(names) > 1 else without_site(page.title, None) or page.url

    def is_answered(self, response: Response) -> bool:
        """Whether an answer holds a page to read; otherwise its failure is kept."""
        found = failures.of_status(response, self.site)
        if found:
            self.ledger.fail(Failure(response.url, *found, now_utc()))
        return found is None

    def refuse_list(self, page: Page, response: Response) -> bool:
        """Whether a list page without entries is a wall, a shell or a polite 404; then its failure is kept."""
        found = None if says_empty(page) else failures.of_page(page, headers_of(response))
        if found:
            self._fail_list(response, *found)
        return found is not None

    def refuse_stub(self, page: Page, response: Response) -> None:
        """Keeps that a list breaks off: its pager leads to a page that shows no entry and does not say why."""
        signal = stub_of(page)
        logger.warning("%s: the list breaks off here (%s).", response.url, signal.name)
        self._fail_list(response, signal.failure_class, signal.name)

    def _fail_list(self, response: Response, failure_class: str, detail: str) -> None:
        self.ledger.fail(Failure(response.url, failure_class, f"{detail}, in place of a list", now_utc()))

    def _completed(self, article: Article, section: str | None, date: str | None) -> Article:
        """The article with its site's name, and with what only the list says of it."""
        evidence = dict(article.evidence)
        if article.date is None and date is not None:
            evidence["date"] = "listing"
            article = replace(article, date=date, published_at=date)
        if article.section is None and section is not None:
            evidence["section"] = "listing"
            article = replace(article, section=section)
        return replace(article, site=self.site.name, evidence=evidence)

    def _check_status(self, response: Response, fetch: Fetch) -> None:
        found = self._fault(response, fetch)
        if found:
            self._refuse(fetch, *found)

    def _fault(self, response: Response, fetch: Fetch) -> Finding | None:
        """The failure of an answer by its status and its address; a wall may stand at the home page too."""
        found = failures.of_status(response, self.site)
        if found or not is_home(fetch.url) or is_home(fetch.asked_url):
            return found
        found = failures.of_page(page_in(response, self.site), fetch.headers)
        return found if found and found.failure_class == "challenge" else Finding("gone", "it leads to the home page")

    def _refuse_page(self, page: Page, fetch: Fetch) -> NoReturn:
        found = failures.of_page(page, fetch.headers) or Finding("not-an-article", "no article's structure")
        self._refuse(fetch, found.failure_class, f"{found.detail}: {page.title[:100]}")

    def _refuse(self, fetch: Fetch, name: str, detail: str) -> NoReturn:
        """Keeps the failure; a known article that is not there any more is missing."""
        if name in ("gone", "soft-404"):
            status = self.ledger.run.missing(fetch, self.checks, self.days)
            if status:
                raise Refused(f"{fetch.asked_url} is {status}: {detail}", name)
        self.ledger.fail(Failure(fetch.asked_url, name, detail, fetch.fetched_at))
        raise Refused(f"{fetch.asked_url}: {name}, {detail}", name)
