"""Which articles hold what a query asks for only together with their attachments, and what those say."""

import sqlite3
from collections.abc import Iterator

from investchn_crawler.archive.query import Node, Not, Term, needs_text, wanted_terms

_IN_FILES = (
    "(select t.article_id from files_fts join files f on f.id = files_fts.rowid "
    "join attachments t on t.digest = f.digest where files_fts match ?)"
)
_ANYWHERE = f"(a.id in (select rowid from articles_fts where articles_fts match ?) or a.id in {_IN_FILES})"


def with_files(db: sqlite3.Connection, node: Node, site: str | None) -> Iterator[int]:
    """The articles whose title, text and attachments hold the words together, newest first.

    One of the words at least stands in an attachment. A phrase is not looked at: the index crosses punctuation.
    """
    wanted = " OR ".join(term.fts for term in wanted_terms(node))
    if not wanted:
        return
    condition, values = _condition(node)
    sql = f"select a.id from articles a where a.id in {_IN_FILES} and {condition} "
    if site is not None:
        sql, values = f"{sql} and a.site = ? ", [*values, site]
    for (article_id,) in db.execute(f"{sql} order by a.date desc, a.id desc", (wanted, *values)):
        yield article_id


def texts_of(db: sqlite3.Connection, article_id: int) -> list[tuple[str, str]]:
    """The texts of an article's attachments, each behind the name that the page gives it."""
    sql = (
        "select coalesce(t.title, t.url), f.text from attachments t join files f on f.digest = t.digest "
        "where t.article_id = ? and f.text is not null order by t.n"
    )
    return db.execute(sql, (article_id,)).fetchall()


def _condition(node: Node) -> tuple[str, list[str]]:
    """The query as a condition of SQL, in which every word may stand in another text; wide where text must be seen."""
    if isinstance(node, Term):
        return _ANYWHERE, [node.fts, node.fts]
    if isinstance(node, Not):
        if needs_text(node.part):
            return "1", []
        condition, values = _condition(node.part)
        return f"not {condition}", values
    parts = [_condition(part) for part in node.parts]
    condition = f" {node.op} ".join(condition for condition, _ in parts)
    return f"({condition})", [value for _, values in parts for value in values]
