"""One crawl of a site: each page it read is stored whole in one transaction, or not at all."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from investchn_crawler.address import page_key
from investchn_crawler.archive import articles, frontier, pages, sections, sites
from investchn_crawler.archive.captures import CaptureFile, committed_end
from investchn_crawler.archive.errors import ArchiveError
from investchn_crawler.archive.file_rows import FileRows
from investchn_crawler.archive.revisions import content_hash
from investchn_crawler.items import Failure, Fetch, KnownPage, Reading
from investchn_crawler.site import Site

if TYPE_CHECKING:
    from investchn_crawler.archive.store import Archive

COUNTED = ("requests", "new", "changed", "unchanged", "missing", "failed")


class Run:
    """A crawl that is under way; `counts` is kept with every page that is stored."""

    def __init__(self, archive: "Archive", site: Site, row: tuple[int, str], held: ExitStack) -> None:
        self.archive = archive
        self.site = site
        self.id, warc = row
        self.counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self.files = FileRows(self)
        self._db = archive.connection
        self._captures = CaptureFile(archive.folder, warc)
        self._held = held

    def save(self, reading: Reading) -> str:
        """Store an article that was read: 'new', 'changed' or 'unchanged'."""
        article, fetch = reading.article, reading.fetches[0]
        key, digest, at = page_key(article.url), content_hash(article), fetch.fetched_at
        with self.transaction():
            known = articles.find(self._db, key) or self._moved(fetch, key)
            if known is None:
                outcome = "new"
                articles.insert(self._db, article, self.site.name, digest, at, self._capture(reading.fetches))
            elif known.content_hash != digest:
                outcome = "changed"
                articles.edit(self._db, known, article, digest, at, self._capture(reading.fetches))
            else:
                outcome = "unchanged"
                if known.status != "live":
                    self._capture(reading.fetches)
                articles.refresh(self._db, known, article, at)
            self._answered(reading, key, known.first_seen_at if known else at)
            self.counts[outcome] += 1
        return outcome

    def unchanged(self, url: str, at: str) -> None:
        """A known article answered 304: nothing moves but the time of the check."""
        key = page_key(url)
        with self.transaction():
            known = articles.find(self._db, key)
            if known is None:
                return
            articles.seen_unchanged(self._db, known, at)
            pages.not_modified(self._db, key, frontier.next_check(known.date or known.first_seen_at, at), at)
            self.counts["unchanged"] += 1

    def missing(self, fetch: Fetch, checks: int, days: int) -> str | None:
        """A page answered that it is not there: the new status of the article, None where the page never was one."""
        at = fetch.fetched_at
        with self.transaction():
            key, known = self._asked(fetch)
            misses, first = pages.miss(self._db, key, known.url if known else fetch.asked_url, self.site.name, at)
            if known is None:
                pages.ask_at(self._db, key, frontier.retry_at(at, misses))
                return None
            gone = misses >= checks and frontier.days_between(first, at) >= days
            status = "withdrawn" if gone or known.status == "withdrawn" else "missing"
            if status != known.status:
                self._capture((fetch,))
            articles.not_there(self._db, known, status, at)
            wait = frontier.WITHDRAWN_DAYS if status == "withdrawn" else frontier.MISSING_DAYS
            pages.ask_at(self._db, key, frontier.days_later(at, wait))
            self.counts["missing"] += 1
            return status

    def fail(self, failure: Failure) -> None:
        """A page gave nothing: why is kept, and when it is asked for again follows from that."""
        with self.transaction():
            self._db.execute(
                "insert into failures(run_id, url, class, detail, at) values (?, ?, ?, ?, ?)",
                (self.id, failure.url, failure.failure_class, failure.detail, failure.at),
            )
            if failure.failure_class in frontier.TRANSIENT:
                pages.ask_next_run(self._db, failure.url, failure.at)
            else:
                pages.ask_later(self._db, failure.url, self.site.name, failure.at)
            self.counts["failed"] += 1

    def checked(self, fetch: Fetch, kind: str, family: str | None = None) -> None:
        """A page that is no article was read: a 'listing', due at every run, or an 'other'; `family`: of a home."""
        at = fetch.fetched_at
        wait = at if kind == "listing" else frontier.days_later(at, frontier.NOT_AN_ARTICLE_DAYS)
        with self.transaction():
            if family:
                sites.made_with(self._db, self.site, family)
            if articles.find(self._db, page_key(fetch.url)):
                # Once an article, always an article: a redesign must not take it out of the checks.
                pages.ask_at(self._db, page_key(fetch.url), wait)
            else:
                pages.answered(self._db, fetch, self.site.name, kind, wait)

    def alias(self, url: str, target: str, at: str) -> None:
        """An address turned out to lead to a page that is known under another one."""
        key = page_key(url)
        if key != page_key(target):
            with self.transaction():
                pages.alias(self._db, key, url, page_key(target), self.site.name, at)

    def discovered(self, urls: Sequence[str], kind: str = "article") -> dict[str, KnownPage]:
        """What was known of these pages before; those that were not are noted now, and are due."""
        keys = {url: page_key(url) for url in urls}
        found = pages.known(self._db, list(dict.fromkeys(keys.values())))
        fresh: dict[str, str] = {}
        for url, key in keys.items():
            if key not in found:
                fresh.setdefault(key, url)
        if fresh:
            with self.transaction():
                pages.discover(self._db, fresh, self.site.name, kind, frontier.now_utc())
        return {url: found[key] for url, key in keys.items() if key in found}

    def due(self, now: str) -> Iterator[KnownPage]:
        """The articles of the site that are due, oldest first; pages may be stored between two steps."""
        return pages.due(self._db, self.site.name, now)

    def section(self, name: str, url: str, complete: bool, newest: str | None) -> None:
        """A list was walked, to its last page where `complete`; `newest` is the date of its newest entry."""
        with self.transaction():
            sections.walked(self._db, self.site.name, name, url, complete=complete, newest=newest)

    def walks_on(self, url: str) -> None:
        """A list that was walked before is read beyond its first page: until that ends, it counts as not walked."""
        with self.transaction():
            sections.open_again(self._db, self.site.name, url)

    def has_article(self, url: str) -> bool:
        """Whether the archive holds the article of an address."""
        return articles.find(self._db, page_key(url)) is not None

    def sections(self) -> list[sections.SectionRow]:
        """The lists of the site that were walked before."""
        return sections.rows(self._db, self.site.name)

    def is_first(self) -> bool:
        """Whether the archive holds no article of the site."""
        return self._db.execute("select 1 from articles where site = ? limit 1", (self.site.name,)).fetchone() is None

    def finish(self, reason: str) -> None:
        """The crawl has ended, for a reason in Scrapy's words; its lock is let go."""
        at = frontier.now_utc()
        with self.transaction():
            self._db.execute("update runs set finished_at = ?, reason = ? where id = ?", (at, reason, self.id))
            self._db.execute(
                "update sites set newest = (select max(date) from articles where site = name), "
                "last_update_crawl_at = case when ? = 'finished' then ? else last_update_crawl_at end, "
                "last_full_crawl_at = (select case when count(*) = count(last_full_crawl_at) "
                "then min(last_full_crawl_at) end from sections where site = sites.name) where name = ?",
                (reason, at, self.site.name),
            )
        self.release()

    def release(self) -> None:
        """Close the WARC file and let go of the lock."""
        self._captures.close()
        self._held.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it is stored, and the counts with it, or nothing; ArchiveError where the disk does not let it."""
        try:
            self._db.execute("begin immediate")
            yield
            self._store_counts()
            self._db.execute("commit")
        except BaseException as error:
            self._take_back()
            if isinstance(error, (sqlite3.OperationalError, OSError)):
                raise ArchiveError(f"The archive {self.archive.folder} cannot be written: {error}.") from error
            raise

    def _take_back(self) -> None:
        """Be as the database is: it may have rolled back by itself, or an interrupt may have come after the commit."""
        if self._db.in_transaction:
            self._db.execute("rollback")
        self._captures.drop(committed_end(self._db, self._captures.name))
        # Requests are counted by the crawl, whether or not anything was stored.
        stored = self._db.execute(f"select {', '.join(COUNTED[1:])} from runs where id = ?", (self.id,)).fetchone()
        for name, value in zip(COUNTED[1:], stored, strict=True):
            self.counts[name] = value

    def _store_counts(self) -> None:
        sets = ", ".join(f"{name} = ?" for name in COUNTED)
        values = [self.counts[name] for name in COUNTED]
        self._db.execute(f"update runs set {sets} where id = ?", (*values, self.id))

    def _capture(self, fetches: Sequence[Fetch]) -> int:
        """Put the answers on the disk; the id of the first, to which the further pages of the article belong."""
        first: int | None = None
        for fetch in fetches:
            capture = self._captures.append(fetch)
            asked = fetch.asked_url if fetch.asked_url != fetch.url else None
            (row,) = self._db.execute(
                "insert into captures(run_id, page_of, url, asked_url, fetched_at, status, warc, offset, length, "
                "digest, etag, last_modified) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                (
                    self.id, first, fetch.url, asked, fetch.fetched_at, fetch.status, *capture,
                    fetch.header("etag"), fetch.header("last-modified"),
                ),
            ).fetchone()  # fmt: skip
            first = first or row
        self._captures.flush()
        if first is None:
            raise ValueError("an article is stored with the answers that it was read from")
        return first

    def _answered(self, reading: Reading, key: str, first_seen_at: str) -> None:
        fetch, site = reading.fetches[0], self.site.name
        again = frontier.next_check(reading.article.date or first_seen_at, fetch.fetched_at)
        # the validators of its first page say nothing of the further pages of an article
        pages.answered(self._db, fetch, site, "article", again, validators=len(reading.fetches) == 1)
        for page in reading.fetches[1:]:
            pages.alias(self._db, page_key(page.url), page.url, key, site, page.fetched_at)

    def _moved(self, fetch: Fetch, key: str) -> articles.Row | None:
        """An article that answers under another address now goes on under that one."""
        asked = page_key(fetch.asked_url)
        if asked == key or articles.find(self._db, asked) is None:
            return None
        self._db.execute("update articles set key = ?, url = ? where key = ?", (key, fetch.url, asked))
        return articles.find(self._db, key)

    def _asked(self, fetch: Fetch) -> tuple[str, articles.Row | None]:
        """The article that was asked for: a page that is gone may redirect to the home page."""
        for key in (page_key(fetch.asked_url), page_key(fetch.url)):
            if known := articles.find(self._db, key):
                return key, known
        return page_key(fetch.asked_url), None
