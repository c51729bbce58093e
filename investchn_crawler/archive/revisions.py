"""What counts as an edit of an article: its title, date, source, text or attachments say something else than before.

The hash is frozen. A change of how it is computed would make an edit of every article in every archive, so it needs
a migration that computes all hashes anew.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from investchn_crawler.address import page_key

FIELDS = ("title", "date", "source", "body", "attachments")

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Between Chinese characters and their punctuation a space or a line break says nothing; between Latin words and
# numbers (table cells) it does.
_IDLE_SPACE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


class Content(Protocol):
    """The fields of an article in which an edit shows."""

    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def body(self) -> str: ...
    @property
    def attachments(self) -> Sequence[tuple[str, str | None]]: ...


def content_hash(article: Content) -> str:
    """`sha256:…` of what an article says: the same however it is spaced, and under http as under https."""
    text = json.dumps(list(_said(article).values()), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def changed_fields(old: Content, new: Content) -> list[str]:
    """The fields that say something else than before, in the order of FIELDS."""
    before, after = _said(old), _said(new)
    return [name for name in FIELDS if before[name] != after[name]]


def _said(article: Content) -> dict[str, object]:
    return {
        "title": _settled(article.title),
        "date": article.date or "",
        "source": _settled(article.source),
        "body": _settled(article.body),
        "attachments": sorted([page_key(url), _settled(title)] for url, title in article.attachments),
    }


def _settled(text: str | None) -> str:
    if not text:
        return ""
    spaced = " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
    return _IDLE_SPACE.sub("", spaced)
