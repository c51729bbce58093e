"""Chinese full-text search: what a query finds, in which order, and what of the text is shown.

Articles that say themselves what is asked for come first, then those that do so together with their attachments.
The text of an attachment has an index of its own (`files_fts`, one entry for the same bytes in many articles): an
index entry of an article would have to be written anew whenever a file comes or is read later.

The functions `cjk`, `cjk_query` and `cjk_snippet` are also SQL functions on every connection of the archive:
`select … from articles_fts where articles_fts match cjk_query('青浦 光伏')`.
"""

import re
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from investchn_crawler.archive.errors import ArchiveError
from investchn_crawler.archive.file_search import texts_of, with_files
from investchn_crawler.archive.query import (
    MAX_LENGTH,
    Node,
    excludes,
    expression,
    holds_any,
    matches,
    needs_text,
    parse,
    wanted_terms,
)
from investchn_crawler.archive.tokens import cjk, halved_words

if TYPE_CHECKING:
    from investchn_crawler.archive.store import Archive

SNIPPET_WIDTH = 60
NO_HITS = '""'

_RANKED = (
    "select a.id from articles_fts join articles a on a.id = articles_fts.rowid where articles_fts match ? {site} "
    "order by bm25(articles_fts, 10, 1), a.date desc, a.id desc"
)
_ALL = "select a.id from articles a where 1 {site} order by a.date desc, a.id desc"


class Hit(NamedTuple):
    """An article that was found; `file` names the attachment that the snippet is from, None: the article itself."""

    url: str
    title: str
    date: str | None
    source: str | None
    site: str
    snippet: str
    file: str | None = None


def search(archive: "Archive", query: str, limit: int = 20, site: str | None = None) -> list[Hit]:
    """The articles that hold what the query asks for, best first, of equal ones the newest; limit 0: all of them."""
    node = _understood(query)
    return list(islice(_hits(archive.connection, node, site), limit or None))


def cjk_query(query: str) -> str:
    """What people type, as an FTS5 expression; never a syntax error, and nothing is found where it holds no word."""
    return expression(parse(query)) or NO_HITS


def cjk_snippet(text: str | None, query: str, width: int = SNIPPET_WIDTH) -> str:
    """The part of a text around the first word of the query that it holds."""
    return _snippet(text or "", parse(query), width)


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the SQL functions of the search; without `cjk` it cannot write articles."""
    connection.create_function("cjk", 1, cjk, deterministic=True)
    connection.create_function("cjk_query", 1, cjk_query, deterministic=True)
    connection.create_function("cjk_snippet", 3, cjk_snippet, deterministic=True)


def _understood(query: str) -> Node:
    if len(query) > MAX_LENGTH:
        raise ArchiveError(f"The query is longer than {MAX_LENGTH} characters: write a shorter one.")
    node = parse(query)
    if node is None:
        raise ArchiveError("The query holds no word to search for: write at least one.")
    return node


def _hits(db: sqlite3.Connection, node: Node, site: str | None) -> Iterator[Hit]:
    found = set()
    for (article_id,) in _candidates(db, node, site):
        if hit := _hit(db, article_id, node):
            found.add(article_id)
            yield hit
    for article_id in with_files(db, node, site):
        if article_id not in found and (hit := _hit_with_files(db, article_id, node)):
            yield hit


def _candidates(db: sqlite3.Connection, node: Node, site: str | None) -> Iterator[tuple[int]]:
    fts = expression(node, wide=True)
    sql = _ALL if fts is None else _RANKED
    values = [value for value in (fts, site) if value is not None]
    return db.execute(sql.format(site="" if site is None else "and a.site = ?"), values)


def _hit(db: sqlite3.Connection, article_id: int, node: Node) -> Hit | None:
    sql = "select url, title, date, source, site, body from articles where id = ?"
    url, title, date, source, its_site, body = db.execute(sql, (article_id,)).fetchone()
    own = [halved_words(title), halved_words(body)]
    if needs_text(node) and not matches(node, own):
        return None
    if excludes(node) and not matches(node, own + [halved_words(text) for _, text in texts_of(db, article_id)]):
        return None
    return Hit(url, title, date, source, its_site, _snippet(body, node, SNIPPET_WIDTH))


def _hit_with_files(db: sqlite3.Connection, article_id: int, node: Node) -> Hit | None:
    sql = "select url, title, date, source, site, body from articles where id = ?"
    url, title, date, source, its_site, body = db.execute(sql, (article_id,)).fetchone()
    files = texts_of(db, article_id)
    halved = [halved_words(text) for _, text in files]
    if not matches(node, [halved_words(title), halved_words(body), *halved]):
        return None
    name, text = next((file for file, its in zip(files, halved, strict=True) if holds_any(node, its)), (None, body))
    return Hit(url, title, date, source, its_site, _snippet(text, node, SNIPPET_WIDTH), name)


def _snippet(text: str, node: Node | None, width: int) -> str:
    searchable = halved_words(text)
    first = next((match for term in wanted_terms(node) if (match := term.exact.search(searchable))), None)
    start = max(0, (first.start() + first.end() - width) // 2) if first else 0
    start = max(0, min(start, len(text) - width))
    shown = re.sub(r"\s+", " ", text[start : start + width]).strip()
    return ("…" if start else "") + shown + ("…" if start + width < len(text) else "")
