"""The lists of a site as they are stored: which were walked to their end, and which walks were cut off."""

import sqlite3
from typing import NamedTuple

from investchn_crawler.address import page_key
from investchn_crawler.archive.frontier import now_utc


class SectionRow(NamedTuple):
    """A list that was walked; `walked_at` is when a walk last reached its last page, None if one is open since.

    `newest` is the date of the newest entry that it ever showed.
    """

    name: str
    url: str
    walked_at: str | None
    newest: str | None


def walked(db: sqlite3.Connection, site: str, name: str, url: str, *, complete: bool, newest: str | None) -> None:
    """A walk has ended, at the last page where `complete`, else where it may stop."""
    at = now_utc()
    db.execute(
        "insert into sections(site, key, name, url, newest, last_update_crawl_at, last_full_crawl_at) "
        "values (?, ?, ?, ?, ?, ?, ?) on conflict(site, key) do update set name = excluded.name, "
        "url = excluded.url, newest = max(coalesce(newest, ''), coalesce(excluded.newest, newest)), "
        "last_update_crawl_at = excluded.last_update_crawl_at, "
        "last_full_crawl_at = coalesce(excluded.last_full_crawl_at, last_full_crawl_at), open = 0",
        (site, page_key(url), name, url, newest, at, at if complete else None),
    )


def open_again(db: sqlite3.Connection, site: str, url: str) -> None:
    """A walk goes beyond the first page; if it is cut off, the next one must not stop at what is known."""
    db.execute("update sections set open = 1 where site = ? and key = ? and not open", (site, page_key(url)))


def rows(db: sqlite3.Connection, site: str) -> list[SectionRow]:
    """The lists of a site, by name."""
    sql = (
        "select name, url, case when open then null else last_full_crawl_at end, newest from sections "
        "where site = ? order by name, url"
    )
    return [SectionRow(*row) for row in db.execute(sql, (site,))]
