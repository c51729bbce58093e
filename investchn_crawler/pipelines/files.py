"""Fetches pictures and attachments through Scrapy's FilesPipeline, when nothing else is left to ask for.

Articles come first: each is stored whether or not its files come, and which are due is asked of the archive.
"""

# ruff: noqa: ARG002 - the signatures are Scrapy's

import asyncio
import logging
from pathlib import Path
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, DownloadCancelledError, NotConfigured
from scrapy.http import Response
from scrapy.pipelines.files import FilesPipeline
from scrapy.pipelines.media import FileInfo, FileInfoOrError
from twisted.python.failure import Failure as Raised

from investchn_crawler.archive import ArchiveError
from investchn_crawler.archive.file_rows import FileRows
from investchn_crawler.archive.file_store import FOLDER, keep
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling import documents, failures
from investchn_crawler.crawling.answers import headers_of, page_in
from investchn_crawler.crawling.file_kinds import ending_of, is_page
from investchn_crawler.crawling.ledger import Ledger
from investchn_crawler.crawling.public_hosts import WANTED
from investchn_crawler.items import Failure, WantedFile

logger = logging.getLogger(__name__)

STORED_ONLY = "files of its kind are stored only"


class Files(FilesPipeline):
    """One file after the other; a spider's items pass through untouched."""

    def __init__(self, crawler: Crawler) -> None:
        self.folder = Path(crawler.settings["ARCHIVE_DIR"]).absolute()
        self.most = crawler.settings.getint("FILE_MAXSIZE")
        self.timeout = crawler.settings.getint("FILE_TIMEOUT")
        self.task: asyncio.Task[None] | None = None
        self.trouble: ArchiveError | None = None
        super().__init__(self.folder / FOLDER, crawler=crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """NotConfigured unless files are asked for."""
        if not crawler.settings.getbool("DOWNLOAD_FILES"):
            raise NotConfigured
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.idle, signal=signals.spider_idle)
        return pipeline

    @property
    def ledger(self) -> Ledger:
        """The crawl's archive and run."""
        return Ledger.of(self.crawler)

    @property
    def rows(self) -> FileRows:
        """What the archive knows of files."""
        return self.ledger.run.files

    def idle(self) -> None:
        """The spider has nothing left to ask for: now its files are fetched, and it stays open until they are."""
        assert self.crawler.engine is not None
        if not self.crawler.engine.spider_is_idle():
            return
        if self.task is None:
            self.task = asyncio.ensure_future(self._fetch_all())
        if not self.task.done():
            raise DontCloseSpider

    async def close_spider(self) -> None:
        """The archive is closed after the last file is stored."""
        if self.task is not None:
            await self.task

    async def _fetch_all(self) -> None:
        whole_site = getattr(self.crawler.spider, "whole_site", True)
        try:
            await self._read_texts()
            for wanted in self.rows.wanted(whole_site=whole_site):
                if self._is_closing():
                    return
                await self.process_item(wanted)
                if self.trouble:
                    raise self.trouble
                await self._read_texts()
            self._tell_of_extra()
        except ArchiveError as error:
            logger.error("%s", error)
            self.ledger.faults += 1
        except Exception:
            logger.exception("The files of %s could not all be fetched.", self.ledger.run.site.name)
            self.ledger.faults += 1
        finally:
            self._wake()

    def _is_closing(self) -> bool:
        slot = self.crawler.engine and self.crawler.engine._slot
        return not slot or slot.closing is not None

    def _wake(self) -> None:
        """The engine looks every five seconds whether there is something to do."""
        slot = self.crawler.engine and self.crawler.engine._slot
        if slot:
            slot.nextcall.schedule()

    async def _read_texts(self) -> None:
        """Reads what waits to be read; an earlier crawl may have been killed before, or have had no libraries."""
        if not documents.is_installed():
            return
        for file_id, file in self.rows.unread():
            if self._is_closing():
                return
            text, unread = await asyncio.to_thread(documents.read, self.folder / file)
            self.rows.read(file_id, text, unread)

    def _tell_of_extra(self) -> None:
        if not documents.is_installed() and (waiting := len(self.rows.unread())):
            logger.warning(
                "%d files are stored, but their text cannot be searched yet: install the extra `files` "
                "(pip install -c constraints.txt -e '.[files]'), and the next crawl reads them.",
                waiting,
            )

    def get_media_requests(self, item: Any, info: Any) -> list[Request]:
        """The request for a file, as a browser sends it from its page."""
        if not isinstance(item, WantedFile):
            return []
        headers = {"Referer": item.page_url}
        if item.etag:
            headers["If-None-Match"] = item.etag
        if item.last_modified:
            headers["If-Modified-Since"] = item.last_modified
        meta = {WANTED: item, "download_maxsize": self.most, "download_timeout": self.timeout}
        try:
            return [Request(item.url, headers=headers, meta=meta)]
        except ValueError:
            self._fail(item, "http-4xx", "it is no web address")
            return []

    def media_to_download(self, request: Request, info: Any, *, item: Any = None) -> None:
        """Nothing speaks against it: the archive was asked before."""

    async def media_downloaded(self, response: Response, request: Request, info: Any, *, item: Any = None) -> FileInfo:
        """Settles an answer; a fault of ours is one file's, a disk that takes nothing more is the end of them all."""
        try:
            return await self._settle(response, item)
        except ArchiveError:
            raise
        except Exception:
            logger.exception("The answer of %s could not be dealt with.", response.url)
            self.ledger.faults += 1
            return self._fail(item, "not-an-article", "a fault of the program; see the log")

    async def _settle(self, response: Response, item: WantedFile) -> FileInfo:
        """Keeps the file of an answer, then says so in the archive; or keeps the reason why it is none."""
        if response.status == 304:
            self.rows.unchanged(item.url)
            return self._outcome(item, "uptodate")
        if fault := _fault(response):
            return self._fail(item, *fault)
        ending = ending_of(response.body, response.url, item.name)
        kept = await asyncio.to_thread(keep, self.folder, response.body, ending)
        unread = None if documents.is_readable(ending) else STORED_ONLY
        self.rows.save(item.url, kept, _header(response, "ETag"), _header(response, "Last-Modified"), unread)
        return self._outcome(item, "downloaded", kept.file, kept.digest)

    def media_failed(self, failure: Raised, request: Request, info: Any) -> Any:
        """A file that did not come, or that could not be stored: Scrapy would log the latter with a traceback."""
        item, error = request.meta[WANTED], failure.value
        name, detail = failures.of_exception(failure)
        if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in detail:
            name, detail = "truncated", f"it is larger than FILE_MAXSIZE, {self.most} bytes"
        try:
            if not isinstance(error, ArchiveError):
                return self._fail(item, name, detail)
        except ArchiveError as trouble:
            error = trouble
        self.trouble = error
        return self._outcome(item, "failed")

    def item_completed(self, results: list[FileInfoOrError], item: Any, info: Any) -> Any:
        """Nothing is swallowed: a fault of ours ends the fetching of files."""
        for came, value in results:
            if not came:
                value.raiseException()  # type: ignore[union-attr]
        return item

    def _fail(self, item: WantedFile, name: str, detail: str) -> FileInfo:
        self.crawler.stats.inc_value(f"failure/{name}")
        self.rows.fail(Failure(item.url, name, detail, now_utc()))
        return self._outcome(item, "failed")

    def _outcome(self, item: WantedFile, status: str, file: str = "", digest: str | None = None) -> FileInfo:
        self.inc_stats(status)
        return {"url": item.url, "path": file, "checksum": digest, "status": status}


def _fault(response: Response) -> tuple[str, str] | None:
    """The failure class of an answer that is no file, and what it is."""
    if found := failures.of_status(response):
        return found
    if not response.body:
        return "truncated", "the file is empty"
    if not is_page(response.body):
        return None
    page = page_in(response.replace(body=response.body[:65536]))
    said = " ".join(line.text for line in page.lines)[:100]
    found = failures.of_page(page, headers_of(response))
    return found.failure_class if found else "soft-404", f"a page in place of the file: {said}"


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
