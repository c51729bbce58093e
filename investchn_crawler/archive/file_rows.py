"""What is known of the files of articles: which are to be fetched, what came of each address, what stands in each.

An address is fetched once. It is asked for again, with its validators, after an edit of an article that links it.
"""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from investchn_crawler.archive.frontier import TRANSIENT, now_utc, retry_at
from investchn_crawler.items import Failure, KeptFile, WantedFile

if TYPE_CHECKING:
    from investchn_crawler.archive.run import Run

TABLES = ("attachments", "images")
BATCH = 200
# a file that is cut short is often one that is too large: it is not asked for anew in every run
NEXT_RUN = TRANSIENT - {"truncated"}

_WANTED = """
select t.article_id, t.n, t.url, a.url, t.title, d.etag, d.last_modified
from articles a join {table} t on t.article_id = a.id left join downloads d on d.url = t.url
where a.site = ? and a.status = 'live' and a.last_seen_at >= ? and (t.article_id, t.n) > (?, ?) and t.url like 'http%'
and (d.url is null or d.run_id <> ? and coalesce(d.next_check_at <= ?, a.changed_at >= d.fetched_at))
order by t.article_id, t.n limit ?
"""
_KNOWN = "from downloads d join files f on f.digest = d.digest where d.url = {table}.url"
_FILL_IN = (
    "update {table} set (file, digest, bytes) = (select f.file, f.digest, f.bytes {known}) "
    "where {where} and exists (select 1 {known})"
)


class FileRows:
    """The files of the articles of a run's site."""

    def __init__(self, run: "Run") -> None:
        self._run = run

    @property
    def _db(self) -> sqlite3.Connection:
        return self._run.archive.connection

    def wanted(self, *, whole_site: bool) -> Iterator[WantedFile]:
        """The files that are due, attachments first: of the whole site, or of the articles that this run has seen.

        None is due twice in a run; files may be stored between two steps.
        """
        (started,) = self._db.execute("select started_at from runs where id = ?", (self._run.id,)).fetchone()
        values = (self._run.site.name, "" if whole_site else started)
        for table in TABLES:
            after = (0, 0)
            sql = _WANTED.format(table=table)
            while rows := self._db.execute(sql, (*values, *after, self._run.id, now_utc(), BATCH)).fetchall():
                for row in {row[2]: row for row in rows}.values():
                    yield WantedFile(*row[2:])
                after = rows[-1][:2]

    def save(self, url: str, kept: KeptFile, etag: str | None, last_modified: str | None, unread: str | None) -> None:
        """A file lies on the disk: every article that links its address has it from now on.

        `unread` says why no text is to be read from it; None: it waits to be read.
        """
        with self._run.transaction():
            self._db.execute(
                "insert into files(digest, file, bytes, unread) values (?, ?, ?, ?) on conflict(digest) do nothing",
                (kept.digest, kept.file, kept.bytes, unread),
            )
            self._db.execute(
                "insert into downloads(url, run_id, digest, etag, last_modified, fetched_at) values (?, ?, ?, ?, ?, ?) "
                "on conflict(url) do update set run_id = excluded.run_id, digest = excluded.digest, "
                "etag = excluded.etag, last_modified = excluded.last_modified, fetched_at = excluded.fetched_at, "
                "next_check_at = null, failures = 0",
                (url, self._run.id, kept.digest, etag, last_modified, now_utc()),
            )
            for table in TABLES:
                fill_in(self._db, table, "url = ?", url)

    def unchanged(self, url: str) -> None:
        """The server says that a file is as it was."""
        sql = "update downloads set run_id = ?, fetched_at = ?, next_check_at = null, failures = 0 where url = ?"
        with self._run.transaction():
            self._db.execute(sql, (self._run.id, now_utc(), url))

    def fail(self, failure: Failure) -> None:
        """A file did not come: its article stands as it is, and the address is asked for again in time."""
        with self._run.transaction():
            self._db.execute(
                "insert into failures(run_id, url, class, detail, at) values (?, ?, ?, ?, ?)",
                (self._run.id, failure.url, failure.failure_class, failure.detail, failure.at),
            )
            (failures,) = self._db.execute(
                "insert into downloads(url, run_id, failures) values (?, ?, 1) on conflict(url) do update set "
                "run_id = excluded.run_id, failures = failures + 1 returning failures",
                (failure.url, self._run.id),
            ).fetchone()
            again = failure.at if failure.failure_class in NEXT_RUN else retry_at(failure.at, failures)
            self._db.execute("update downloads set next_check_at = ? where url = ?", (again, failure.url))
            self._run.counts["failed"] += 1

    def unread(self) -> list[tuple[int, str]]:
        """The files whose text was not read yet: id and path."""
        return self._db.execute("select id, file from files where text is null and unread is null").fetchall()

    def read(self, file_id: int, text: str | None, unread: str | None) -> None:
        """The text of a file, or the reason why it has none."""
        with self._run.transaction():
            self._db.execute("update files set text = ?, unread = ? where id = ?", (text, unread, file_id))


def fill_in(db: sqlite3.Connection, table: str, where: str, value: object) -> None:
    """Write what is known of their addresses into rows of `images` or `attachments`."""
    known = _KNOWN.format(table=table)
    db.execute(_FILL_IN.format(table=table, known=known, where=where), (value,))
