"""The frontier as it is stored: which addresses are known, when each is due, and how often one gave nothing."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from investchn_crawler.address import page_key
from investchn_crawler.archive.frontier import retry_at
from investchn_crawler.items import Fetch, KnownPage

BATCH = 200

_KNOWN = (
    "select p.key, p.url, p.kind, p.next_check_at, p.etag, p.last_modified, a.date, p.misses, "
    "p.last_checked_at is not null, p.id "
    "from pages p left join articles a on a.key = coalesce(p.alias_of, p.key) "
)
_ADD = "insert or ignore into pages(key, url, site, kind, next_check_at, discovered_at) values (?, ?, ?, ?, ?, ?)"
_ANSWERED = (
    "insert into pages(key, url, site, kind, alias_of, etag, last_modified, next_check_at, discovered_at, "
    "last_checked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(key) do update set url = excluded.url, "
    "kind = excluded.kind, alias_of = excluded.alias_of, etag = excluded.etag, last_modified = excluded.last_modified, "
    "next_check_at = excluded.next_check_at, last_checked_at = excluded.last_checked_at, misses = 0, "
    "first_miss_at = null, failures = 0"
)


def known(db: sqlite3.Connection, keys: Sequence[str]) -> dict[str, KnownPage]:
    """What is known of the pages with these keys."""
    found: dict[str, KnownPage] = {}
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        sql = f"{_KNOWN} where p.key in ({','.join('?' * len(batch))})"
        found |= {row[0]: _page(row) for row in db.execute(sql, batch)}
    return found


def _page(row: tuple[Any, ...]) -> KnownPage:
    _, url, kind, next_check_at, etag, last_modified, date, misses, checked, _ = row
    return KnownPage(url, kind, next_check_at, etag, last_modified, date, misses, bool(checked))


def discover(db: sqlite3.Connection, urls: dict[str, str], site: str, kind: str, at: str) -> None:
    """Note pages (key to address) that are due now."""
    db.executemany(_ADD, [(key, url, site, kind, at, at) for key, url in urls.items()])


def due(db: sqlite3.Connection, site: str, now: str) -> Iterator[KnownPage]:
    """The articles of a site that are due, oldest first; rows may change between two steps."""
    sql = (
        f"{_KNOWN} where p.site = ? and p.kind = 'article' and p.next_check_at <= ? "
        f"and (p.next_check_at, p.id) > (?, ?) order by p.next_check_at, p.id limit {BATCH}"
    )
    after: tuple[str, int] = ("", 0)
    while rows := db.execute(sql, (site, now, *after)).fetchall():
        yield from map(_page, rows)
        after = (rows[-1][3], rows[-1][9])


def answered(
    db: sqlite3.Connection, fetch: Fetch, site: str, kind: str, next_check_at: str | None, *, validators: bool = False
) -> None:
    """A page answered: it is due at the given time, and a page that redirected to an article is another name for it."""
    key, asked = page_key(fetch.url), page_key(fetch.asked_url)
    kept = (fetch.header("etag"), fetch.header("last-modified")) if validators else (None, None)
    at = fetch.fetched_at
    db.execute(_ANSWERED, (key, fetch.url, site, kind, None, *kept, next_check_at, at, at))
    if asked == key:
        return
    if kind == "article":
        alias(db, asked, fetch.asked_url, key, site, at)
    else:
        db.execute(_ANSWERED, (asked, fetch.asked_url, site, kind, None, None, None, next_check_at, at, at))


def alias(db: sqlite3.Connection, key: str, url: str, alias_of: str, site: str, at: str) -> None:
    """An address that only leads to another page is never asked for its own sake."""
    db.execute(_ANSWERED, (key, url, site, "alias", alias_of, None, None, None, at, at))


def not_modified(db: sqlite3.Connection, key: str, next_check_at: str, at: str) -> None:
    """A 304: the validators still hold."""
    db.execute(
        "update pages set next_check_at = ?, last_checked_at = ?, misses = 0, first_miss_at = null, failures = 0 "
        "where key = ?",
        (next_check_at, at, key),
    )


def miss(db: sqlite3.Connection, key: str, url: str, site: str, at: str) -> tuple[int, str]:
    """Count that a page was not there; how often that was in a row, and since when."""
    db.execute(_ADD, (key, url, site, "article", at, at))
    sql = (
        "update pages set misses = misses + 1, first_miss_at = coalesce(first_miss_at, ?), last_checked_at = ? "
        "where key = ? returning misses, first_miss_at"
    )
    misses, first = db.execute(sql, (at, at, key)).fetchone()
    return misses, first


def ask_at(db: sqlite3.Connection, key: str, next_check_at: str) -> None:
    """Set when a page is due."""
    db.execute("update pages set next_check_at = ? where key = ?", (next_check_at, key))


def ask_next_run(db: sqlite3.Connection, url: str, at: str) -> None:
    """The failure will pass: the page stays due, or becomes so."""
    sql = "update pages set next_check_at = min(coalesce(next_check_at, ?), ?) where key = ? and kind = 'article'"
    db.execute(sql, (at, at, page_key(url)))


def ask_later(db: sqlite3.Connection, url: str, site: str, at: str) -> None:
    """The failure will not pass by itself: the page is left alone for longer each time."""
    key = page_key(url)
    db.execute(_ADD, (key, url, site, "article", at, at))
    sql = "update pages set failures = failures + 1, last_checked_at = ? where key = ? returning failures, misses"
    failures, misses = db.execute(sql, (at, key)).fetchone()
    ask_at(db, key, retry_at(at, max(failures, misses)))
