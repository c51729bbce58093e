"""How an article is written: its row, its revisions, and what stands around its text."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from investchn_crawler.address import page_key
from investchn_crawler.archive.file_rows import fill_in
from investchn_crawler.archive.revisions import changed_fields, content_hash
from investchn_crawler.items import Article, Link

POLICY_FIELDS = ("index_number", "document_number", "issuer", "written_date", "subject")


class Row(NamedTuple):
    """What must be known of an article that is stored already."""

    id: int
    url: str
    content_hash: str
    status: str
    date: str | None
    first_seen_at: str


class _Text(NamedTuple):
    title: str
    date: str | None
    source: str | None
    body: str
    attachments: Sequence[tuple[str, str | None]]


def find(db: sqlite3.Connection, key: str) -> Row | None:
    """The stored article of a page."""
    sql = "select id, url, content_hash, status, date, first_seen_at from articles where key = ?"
    row = db.execute(sql, (key,)).fetchone()
    return Row(*row) if row else None


def insert(db: sqlite3.Connection, article: Article, site: str, digest: str, at: str, capture_id: int) -> None:
    """A new article, with its first revision."""
    (article_id,) = db.execute(
        "insert into articles(key, url, site, section, breadcrumb, title, date, published_at, source, author, editor, "
        "content_hash, first_seen_at, last_seen_at, last_checked_at, capture_id, evidence, body) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        (
            page_key(article.url), article.url, site, article.section, _trail(article), article.title, article.date,
            article.published_at, article.source, article.author, article.editor, digest, at, at, at, capture_id,
            _json(article.evidence), article.body,
        ),
    ).fetchone()  # fmt: skip
    _add_revision(db, article_id, article, digest, [], at, capture_id)
    _write_surroundings(db, article_id, article)


def edit(db: sqlite3.Connection, known: Row, article: Article, digest: str, at: str, capture_id: int) -> None:
    """A new text of a known article: the old one stays as its revision."""
    changed = changed_fields(_stored_text(db, known.id), article)
    db.execute(
        "update articles set title = ?, date = ?, source = ?, body = ?, content_hash = ?, changed_at = ?, "
        "capture_id = ? where id = ?",
        (article.title, article.date, article.source, article.body, digest, at, capture_id, known.id),
    )
    _add_revision(db, known.id, article, digest, changed, at, capture_id)
    refresh(db, known, article, at)


def refresh(db: sqlite3.Connection, known: Row, article: Article, at: str) -> None:
    """A known article was seen: what may change without being an edit is as the page has it now.

    A section or a breadcrumb that this reading did not find stays: the page may have been reached another way.
    """
    db.execute(
        "update articles set status = 'live', last_seen_at = ?, last_checked_at = ?, section = coalesce(?, section), "
        "breadcrumb = coalesce(?, breadcrumb), published_at = ?, author = ?, editor = ?, evidence = ? where id = ?",
        (
            at, at, article.section, _trail(article), article.published_at, article.author, article.editor,
            _json(article.evidence), known.id,
        ),
    )  # fmt: skip
    _write_surroundings(db, known.id, article)


def seen_unchanged(db: sqlite3.Connection, known: Row, at: str) -> None:
    """The server says that nothing changed."""
    sql = "update articles set status = 'live', last_seen_at = ?, last_checked_at = ? where id = ?"
    db.execute(sql, (at, at, known.id))


def not_there(db: sqlite3.Connection, known: Row, status: str, at: str) -> None:
    """The page is gone for now, or for good; its last text stays."""
    db.execute("update articles set status = ?, last_checked_at = ? where id = ?", (status, at, known.id))


def _stored_text(db: sqlite3.Connection, article_id: int) -> _Text:
    sql = "select title, date, source, body from articles where id = ?"
    title, date, source, body = db.execute(sql, (article_id,)).fetchone()
    files = db.execute("select url, title from attachments where article_id = ? order by n", (article_id,)).fetchall()
    return _Text(title, date, source, body, files)


def _add_revision(
    db: sqlite3.Connection, article_id: int, text: Article, digest: str, changed: list[str], at: str, capture_id: int
) -> None:
    db.execute(
        "insert into revisions(article_id, n, seen_at, title, date, source, content_hash, changed, attachments, "
        "capture_id, body) values (?, (select count(*) + 1 from revisions where article_id = ?), ?, ?, ?, ?, ?, ?, ?, "
        "?, ?)",
        (
            article_id, article_id, at, text.title, text.date, text.source, digest, _json(changed),
            _json([list(file) for file in text.attachments]), capture_id, text.body,
        ),
    )  # fmt: skip


def _write_surroundings(db: sqlite3.Connection, article_id: int, article: Article) -> None:
    _write_neighbours(db, article_id, {"prev": article.prev, "next": article.next})
    _write_files(db, "images", article_id, article.images)
    _write_files(db, "attachments", article_id, article.attachments)
    _write_policy(db, article_id, article.policy)


def _write_neighbours(db: sqlite3.Connection, article_id: int, links: dict[str, Link | None]) -> None:
    for rel, link in links.items():
        if link is None:
            db.execute("delete from neighbours where article_id = ? and rel = ?", (article_id, rel))
            continue
        db.execute(
            "insert into neighbours(article_id, rel, key, url, title) values (?, ?, ?, ?, ?) "
            "on conflict(article_id, rel) do update set url = excluded.url, key = excluded.key, "
            "title = case when key = excluded.key then coalesce(excluded.title, title) else excluded.title end",
            (article_id, rel, page_key(link.url), link.url, link.title),
        )


def _write_files(db: sqlite3.Connection, table: str, article_id: int, files: Iterable[tuple[str, str | None]]) -> None:
    wanted = list(enumerate(dict.fromkeys(map(tuple, files)), start=1))
    rows = db.execute(f"select n, url, title from {table} where article_id = ? order by n", (article_id,)).fetchall()
    if rows == [(n, *file) for n, file in wanted]:
        return
    db.execute(f"delete from {table} where article_id = ?", (article_id,))
    db.executemany(
        f"insert into {table}(article_id, n, url, title) values (?, ?, ?, ?)",
        [(article_id, n, url, title) for n, (url, title) in wanted],
    )
    fill_in(db, table, "article_id = ?", article_id)


def _write_policy(db: sqlite3.Connection, article_id: int, policy: dict[str, str]) -> None:
    values = [policy.get(name) for name in POLICY_FIELDS]
    if any(values):
        db.execute(
            f"insert or replace into policies(article_id, {', '.join(POLICY_FIELDS)}) values (?, ?, ?, ?, ?, ?)",
            (article_id, *values),
        )
    else:
        db.execute("delete from policies where article_id = ?", (article_id,))


def _trail(article: Article) -> str | None:
    return " > ".join(article.breadcrumb) or None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


__all__ = ["Row", "content_hash", "edit", "find", "insert", "not_there", "refresh", "seen_unchanged"]
