"""Opens the archive for a crawl and closes it with the verdict: did the site let itself be read?"""

from collections import Counter
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from investchn_crawler.archive import Archive, Run
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.items import Failure
from investchn_crawler.site import Site

# classes that speak of the whole site rather than of one page
BLOCKED = frozenset(
    {"dns", "timeout", "refused", "tls", "http-5xx", "rate-limited", "challenge", "robots", "needs-browser"}
)
VERDICT = "investchn/verdict"
OUTDATED = "Where its server is outdated, legacy_tls=True in the site's file lets it be read (docs/adding-a-site.md)."


class Ledger:
    """The archive and the run of this crawl; `entries`, `empty` lists and `read` tell whether anything came of it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.archive: Archive | None = None
        self._run: Run | None = None
        self.entries = 0
        self.empty = 0
        self.read = 0
        self.failures: Counter[str] = Counter()
        self.faults = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Opens the archive before anything is asked; `scrapy shell` and the like need none."""
        ledger = cls(crawler)
        if isinstance(getattr(crawler.spider, "site", None), Site):
            ledger.open()
        crawler.signals.connect(ledger.close, signal=signals.spider_closed)
        crawler.signals.connect(ledger.fault, signal=signals.spider_error)
        crawler.signals.connect(ledger.fault, signal=signals.item_error)
        return ledger

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The one of this crawl."""
        ledger = crawler.get_extension(cls)
        assert ledger is not None
        return ledger

    def open(self) -> Run:
        """The run of this crawl; ArchiveError where the archive or the site's lock cannot be had."""
        if self._run is None:
            site = self.crawler.spider.site  # type: ignore[union-attr]
            self.archive = Archive(Path(self.crawler.settings["ARCHIVE_DIR"]))
            try:
                self._run = self.archive.start_run(site)
            except BaseException:
                self.archive.close()
                raise
        return self._run

    @property
    def run(self) -> Run:
        """The run, which `open` began."""
        assert self._run is not None, "the crawl has not been opened"
        return self._run

    def fail(self, failure: Failure) -> None:
        """Counts a failure and keeps it."""
        self.failures[failure.failure_class] += 1
        self.crawler.stats.inc_value(f"failure/{failure.failure_class}")
        self.run.fail(failure)

    def fault(self, response: Response | None) -> None:
        """An error of ours: its page is a failure like any other, and the crawl has not ended well.

        Before the first page it is that of the home page.
        """
        self.faults += 1
        url = response.url if response else self.run.site.home
        self.fail(Failure(url, "not-an-article", "a fault of the program; see the log", now_utc()))

    def close(self, reason: str) -> None:
        """Writes the run's end, and why the crawl did not end well if it did not."""
        if self._run is None or self.archive is None:
            return
        verdict = self._verdict(reason)
        if verdict and self.failures["tls"] and not self.run.site.legacy_tls:
            verdict = f"{verdict} {OUTDATED}"
        if verdict:
            self.crawler.stats.set_value(VERDICT, verdict)
        self.run.counts["requests"] = self.crawler.stats.get_value("downloader/request_count", 0)
        self.run.finish("nothing-read" if verdict and reason == "finished" else reason)
        self.archive.close()

    def _verdict(self, reason: str) -> str | None:
        name = self.run.site.name
        if reason != "finished":
            return f"{name}: the crawl was ended before its time ({reason}); the next one takes up the rest."
        classes = ", ".join(f"{count} {name}" for name, count in self.failures.most_common())
        if self.faults:
            return f"{name}: {self.faults} pages could not be read for a fault of the program; the log above shows it."
        if not self.entries and not self.empty and (not self.read or getattr(self.crawler.spider, "whole_site", False)):
            why = f"what failed: {classes}" if classes else "no page of it looks like a list of articles"
            return f"{name}: nothing could be read from {self.run.site.home}; {why}."
        if not self.read and self.failures and self.run.is_first():
            return f"{name}: its lists could be read, but none of its articles; what failed: {classes}."
        blocked = sum(count for name, count in self.failures.items() if name in BLOCKED)
        if not self.read and blocked >= 3:
            return f"{name}: its lists could be read, but none of its articles; what failed: {classes}."
        return None
