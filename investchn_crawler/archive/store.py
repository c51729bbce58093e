"""The archive as a whole: one folder, one database, one crawl of a site at a time."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from sqlite_utils import Database

from investchn_crawler.archive import sites
from investchn_crawler.archive.captures import committed_end, cut_back
from investchn_crawler.archive.errors import ArchiveError, SiteLocked
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.archive.opening import open_database
from investchn_crawler.archive.run import Run
from investchn_crawler.site import Site

__all__ = ["Archive", "ArchiveError", "SiteLocked"]


class Archive:
    """An archive that is open; `folder`, `db` (sqlite-utils) and `connection` (sqlite3, autocommit) are for readers."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = Path(folder)
        self.db: Database = open_database(self.folder, read_only=read_only)
        self.connection: sqlite3.Connection = self.db.conn
        self._locks: dict[str, FileLock] = {}
        self._running: set[str] = set()
        self._open = ExitStack()

    def close(self) -> None:
        """Close the files and let go of the locks; a run that is not finished counts as killed."""
        self._open.close()
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def lock(self, site: str) -> Iterator[None]:
        """Be the only one to crawl a site; SiteLocked where another process is at it."""
        lock = self._locks.setdefault(site, FileLock(self._lock_path(site)))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise self._locked(site) from None
        try:
            yield
        finally:
            lock.release()

    def start_run(self, site: Site) -> Run:
        """Begin a crawl of a site: its lock is held until the run ends, and what a killed run left is mended."""
        if site.name in self._running:
            raise self._locked(site.name)
        held = ExitStack()
        held.enter_context(self.lock(site.name))
        self._running.add(site.name)
        held.callback(self._running.discard, site.name)
        try:
            self._mend(site.name)
            run = Run(self, site, self._new_run(site), held)
        except BaseException:
            held.close()
            raise
        self._open.callback(run.release)
        return run

    def note_probe(self, site: Site, at: str, family: str | None, sections: Sequence[str]) -> None:
        """Keep that the live site was looked at, and what was found; a crawl under way is not disturbed."""
        with self.db.atomic():
            sites.probed(self.connection, site, at, family, sections)

    def _locked(self, site: str) -> SiteLocked:
        return SiteLocked(f"{site} is already being crawled into {self.folder}: wait until that crawl has ended.")

    def _mend(self, site: str) -> None:
        unfinished = "select id, warc from runs where site = ? and finished_at is null"
        for run_id, warc in self.connection.execute(unfinished, (site,)).fetchall():
            cut_back(self.folder / warc, committed_end(self.connection, warc))
            closing = "update runs set finished_at = ?, reason = 'killed' where id = ?"
            self.connection.execute(closing, (now_utc(), run_id))

    def _new_run(self, site: Site) -> tuple[int, str]:
        at = now_utc()
        with self.db.atomic():
            sites.introduce(self.connection, site)
            (run_id,) = self.connection.execute(
                "insert into runs(site, started_at, warc) values (?, ?, '') returning id", (site.name, at)
            ).fetchone()
            warc = f"warc/{_filename(site.name)}-{re.sub(r'[^0-9]', '', at)}-{run_id}.warc.gz"
            self.connection.execute("update runs set warc = ? where id = ?", (warc, run_id))
        return run_id, warc

    def _lock_path(self, site: str) -> Path:
        folder = self.folder / "locks"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{folder} cannot be made ({error}): choose a folder that you may write to.") from error
        return folder / f"{_filename(site)}.lock"


def _filename(site: str) -> str:
    """A site may be named after its address, whose colon and slashes are no part of a file name."""
    return re.sub(r"[^\w.-]", "_", site)
