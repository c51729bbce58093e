"""What a typed query means: `青浦 (光伏 OR 氢能) -转载 "招商 引资" 5G*` as a tree that SQLite and Python both can ask.

A space is AND; OR, NOT and a leading - as people know them; quotes of any kind for a phrase; full-width signs as
half-width ones. Every input means something, so that SQLite never sees a syntax error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from investchn_crawler.archive.tokens import CJK, halved, tokens

MAX_LENGTH = 1000
MAX_DEPTH = 20  # FTS5 gives up at a deeper tree

_LEXER = re.compile(r'["“”「『]([^"“”」』]*)["“”」』]?|([()])|-+(?=\S)|([^\s()"“”「『」』]+)')
_WORD = rf"[^\W_{CJK}]"
_NO_MORE = f"(?!{_WORD})"
_SIGNS = r"\s*(?:[^\w\s]|_)[\W_]*"
_PIECE = re.compile(rf"(?P<cjk>[{CJK}])|{_WORD}+")


@dataclass(frozen=True)
class Term:
    """A word or phrase: `fts` for the index, `exact` for the text, which must not match across punctuation."""

    fts: str
    exact: re.Pattern[str]
    single: bool


@dataclass(frozen=True)
class Group:
    """Parts that all (`and`) or of which one (`or`) must be there."""

    op: str
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    part: "Node"


Node = Term | Group | Not


def parse(query: str) -> Node | None:
    """The meaning of a query; None where it holds no word."""
    return _Parser(list(_lexed(halved(query[:MAX_LENGTH])))).either(0)


def expression(node: Node | None, *, wide: bool = False) -> str | None:
    """The query in the words of FTS5; None where the index cannot narrow it down.

    `wide`: nothing that truly matches may be left out, so what is excluded must be excluded exactly.
    """
    if isinstance(node, Term):
        return node.fts
    if not isinstance(node, Group):
        return None
    if node.op == "or":
        parts = [expression(part, wide=wide) for part in node.parts]
        found = [part for part in parts if part]
        return None if not found or (wide and len(found) < len(parts)) else f"({' OR '.join(found)})"
    return _all_of(node.parts, wide)


def matches(node: Node, texts: Sequence[str]) -> bool:
    """Whether the texts, taken one by one, hold what the query asks for."""
    if isinstance(node, Term):
        return any(node.exact.search(text) for text in texts)
    if isinstance(node, Not):
        return not matches(node.part, texts)
    found = (matches(part, texts) for part in node.parts)
    return all(found) if node.op == "and" else any(found)


def needs_text(node: Node) -> bool:
    """Whether the index alone may answer wrongly: it takes a phrase across punctuation for the phrase."""
    if isinstance(node, Term):
        return not node.single
    return isinstance(node, Not) or any(map(needs_text, node.parts))


def excludes(node: Node) -> bool:
    """Whether the query bans a word."""
    return isinstance(node, Not) or (isinstance(node, Group) and any(map(excludes, node.parts)))


def wanted_terms(node: Node | None) -> Iterator[Term]:
    """The terms that a hit may show, in the order in which they were typed."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Group):
        for part in node.parts:
            yield from wanted_terms(part)


def holds_any(node: Node, text: str) -> bool:
    """Whether a text holds one of the wanted terms."""
    return any(term.exact.search(text) for term in wanted_terms(node))


def _all_of(parts: Sequence[Node], wide: bool) -> str | None:
    wanted = [found for part in parts if (found := expression(part, wide=wide))]
    banned = [part.part for part in parts if isinstance(part, Not) and not (wide and needs_text(part.part))]
    unwanted = [found for part in banned if (found := expression(part))]
    if not wanted:
        return None
    both = f"({' AND '.join(wanted)})"
    return f"({both} NOT ({' OR '.join(unwanted)}))" if unwanted else both


def _lexed(query: str) -> Iterator[tuple[str, str]]:
    for match in _LEXER.finditer(query):
        phrase, bracket, word = match.groups()
        if phrase is not None:
            yield "term", phrase
        elif bracket:
            yield bracket, bracket
        elif word is None or word == "NOT":
            yield "not", ""
        elif word == "OR":
            yield "or", ""
        elif word != "AND":
            yield "term", word


class _Parser:
    def __init__(self, words: list[tuple[str, str]]) -> None:
        self._words = words
        self._at = 0

    def either(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while self._take("or"):
            parts.append(self._all(depth))
        return _grouped("or", parts)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node | None] = []
        while self._at < len(self._words):
            kind = self._words[self._at][0]
            if kind == "or" or (kind == ")" and depth):
                break
            parts.append(self._one(depth))
        return _grouped("and", parts)

    def _one(self, depth: int) -> Node | None:
        banned = False
        while self._take("not"):
            banned = not banned
        node = self._operand(depth)
        return Not(node) if node and banned else node

    def _operand(self, depth: int) -> Node | None:
        if self._at >= len(self._words):
            return None
        kind, text = self._words[self._at]
        if kind in ("or", ")") and (kind == "or" or depth):
            return None
        self._at += 1
        if kind == "term":
            return _term(text)
        if kind == "(" and depth < MAX_DEPTH:
            inner = self.either(depth + 1)
            self._take(")")
            return inner
        return None

    def _take(self, kind: str) -> bool:
        found = self._at < len(self._words) and self._words[self._at][0] == kind
        self._at += found
        return found


def _grouped(op: str, parts: Sequence[Node | None]) -> Node | None:
    kept = tuple(part for part in parts if part)
    return Group(op, kept) if len(kept) > 1 else next(iter(kept), None)


def _term(text: str) -> Term | None:
    words = tokens(text)
    if not words:
        return None
    latin = not re.fullmatch(f"[{CJK}]", words[-1])
    prefix = latin and text.endswith("*")
    fts = f'"{" ".join(words)}"' + (" *" if prefix else "")
    return Term(fts, re.compile(_pattern(text, prefix), re.IGNORECASE), len(words) == 1)


def _pattern(text: str, prefix: bool) -> str:
    pieces = list(_PIECE.finditer(text))
    pattern = _piece_pattern(pieces[0])
    for before, piece in pairwise(pieces):
        gap = text[before.end() : piece.start()]
        both_latin = not (before["cjk"] or piece["cjk"])
        pattern += _between(gap, both_latin) + _piece_pattern(piece)
    return pattern.removesuffix(_NO_MORE) if prefix else pattern


def _between(gap: str, both_latin: bool) -> str:
    if gap.strip():
        return _SIGNS
    return r"[\W_]+" if gap and both_latin else r"\s*"


def _piece_pattern(piece: re.Match[str]) -> str:
    word = re.escape(piece.group())
    return word if piece["cjk"] else f"(?<!{_WORD}){word}{_NO_MORE}"
