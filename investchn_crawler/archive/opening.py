"""Whether a file is an archive of ours, and how it is opened: made where there is none, brought up to date, refused.

WAL with synchronous=NORMAL: a committed page survives `kill -9`, which is what is promised. After a power cut the
last commits may be gone, but never half of one, and never a capture without its record: WARC files are synced before
the commit. FULL costs one more wait for the disk a
page (measured: 0.25 ms of CPU on top of 1.25 for an article of 31 KB, and 0.07 on top of 0.05 for a 304).
"""

import os
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from investchn_crawler.archive.errors import ArchiveError
from investchn_crawler.archive.schema import APPLICATION_ID, migrations, newer_names, refresh_triggers
from investchn_crawler.archive.search import register

DATABASE = "archive.db"
BUSY_SECONDS = 30


def open_database(folder: Path, *, read_only: bool) -> Database:
    """The archive of a folder, ready to be used; ArchiveError where it is none of ours or cannot be had."""
    path = folder / DATABASE
    try:
        return _open_to_read(path) if read_only else _open_to_write(folder, path)
    except (sqlite3.Error, OSError, Timeout) as error:
        raise ArchiveError(
            f"The archive {path} cannot be opened ({error}): choose a folder that you may write to, "
            "with --data, INVESTCHN_DATA or ARCHIVE_DIR."
        ) from error


def _open_to_read(path: Path) -> Database:
    if not path.is_file():
        raise ArchiveError(
            f"There is no archive at {path} yet: fill it with `scrapy crawl NAME` (`scrapy list` names them)."
        )
    db = _connected(path, f"{path.absolute().as_uri()}?mode=ro")
    try:
        if migrations.pending(db):
            raise ArchiveError(
                f"The archive {path} was made by an older version: the next `scrapy crawl NAME` updates it."
            )
    except BaseException:
        db.conn.close()
        raise
    return db


def _open_to_write(folder: Path, path: Path) -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise PermissionError("it may not be written")
    db = _connected(path, path.absolute().as_uri())
    try:
        _bring_up_to_date(folder, db)
    except BaseException:
        db.conn.close()
        raise
    return db


def _connected(path: Path, uri: str) -> Database:
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _refuse_strangers(path, connection)
        register(connection)
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = normal")
        db = Database(connection)
        if names := newer_names(db):
            raise ArchiveError(
                f"The archive {path} was written by a newer version of investchn_crawler "
                f"({', '.join(names)}): update the program."
            )
    except BaseException:
        connection.close()
        raise
    return db


def _refuse_strangers(path: Path, connection: sqlite3.Connection) -> None:
    try:
        (application,) = connection.execute("pragma application_id").fetchone()
        (tables,) = connection.execute("select count(*) from sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise ArchiveError(
            f"{path} is not a SQLite file, or a damaged one ({error}): move it away, or choose another folder."
        ) from error
    if tables and application != APPLICATION_ID:
        raise ArchiveError(f"{path} belongs to another program: choose another folder, it is left as it is.")


def _bring_up_to_date(folder: Path, db: Database) -> None:
    connection = db.conn
    (application,) = connection.execute("pragma application_id").fetchone()
    if application != APPLICATION_ID or migrations.pending(db):
        (folder / "locks").mkdir(exist_ok=True)
        # Two crawls that start together must not both make the tables.
        with FileLock(folder / "locks" / "schema.lock", timeout=BUSY_SECONDS):
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute("pragma journal_mode = wal")
            migrations.apply(db)
    refresh_triggers(connection)
