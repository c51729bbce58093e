"""`scrapy crawl` with sentences for what cannot be done, and an exit code that says whether the site could be read."""

import argparse
import gc
import logging
import sys
from pathlib import Path

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from investchn_crawler.archive import Archive, ArchiveError
from investchn_crawler.crawling.ledger import VERDICT
from investchn_crawler.crawling.transport import TransportError, prepare
from investchn_crawler.crawling.typed_settings import SettingError, check_settings
from investchn_crawler.spiders.arguments import ArgumentError


class Command(crawl.Command):
    """Exit code 0: the crawl ended well; 1: nothing could be read, or it could not begin; 2: it was called wrongly."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks what can be checked before the reactor runs, crawls, and tells the verdict."""
        if len(args) != 1:
            raise UsageError("name one site: scrapy crawl investchn (scrapy list names them all)")
        assert self.crawler_process is not None
        assert self.settings is not None
        self._check_name(args[0])
        try:
            check_settings(self.settings)
            self._check_site(args[0], opts.spargs)
        except (ArgumentError, SettingError, ArchiveError, TransportError) as error:
            self._end(str(error), 2 if isinstance(error, ArgumentError | SettingError) else 1)
            return
        # Each page is a tree of thousands of small objects that die young; Python's default looks for cycles among
        # them every 700 objects, a fifth of a crawl's CPU.
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        # Scrapy makes two records a page for DEBUG; its log level only keeps them from being printed.
        logging.getLogger("scrapy.core").setLevel(self.settings["LOG_LEVEL"])
        # A host that is down is named in our verdict; here it would be a traceback for its robots.txt.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        crawler = self._create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        verdict = crawler.stats.get_value(VERDICT)
        if verdict:
            self._end(verdict, 1)
        elif self.crawler_process.bootstrap_failed:
            self.exitcode = 1

    def _check_name(self, name: str) -> None:
        assert self.crawler_process
        if name not in self.crawler_process.spider_loader.list():
            raise UsageError(f"there is no site {name} (scrapy list names them all); any other: crawl site -a url=…")

    def _check_site(self, name: str, arguments: dict[str, str]) -> None:
        """Takes what the site needs, and its lock, once: what goes wrong here is said before anything is fetched."""
        assert self.crawler_process is not None
        assert self.settings is not None
        try:
            spider = self.crawler_process.spider_loader.load(name)(**arguments)
        except TypeError as error:
            raise ArgumentError(f"{name} takes -a full=1, -a since=2026-06-01 and -a section=NAME; {error}.") from None
        prepare(self.settings.copy(), spider.site)  # type: ignore[attr-defined]
        with Archive(Path(self.settings["ARCHIVE_DIR"])) as archive, archive.lock(spider.site.name):  # type: ignore[attr-defined]
            pass

    def _end(self, sentence: str, code: int) -> None:
        print(sentence, file=sys.stderr)
        self.exitcode = code
