"""How text becomes tokens of the search index: each Chinese character is one, Latin words and numbers are whole.

Version 1, frozen. The index is contentless: a deletion hands the same tokens in again, so a stored text must give the
same tokens for ever. Another way of splitting needs another index table.
"""

import re

VERSION = 1

CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WIDE_WORDS = {code: half for code, half in _WIDE.items() if chr(half).isalnum()}
_RUN = re.compile(f"[{CJK}]+|[０-９Ａ-Ｚａ-ｚ]+")
_WIDE_RUN = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_TOKEN = re.compile(r"[^\W_]+")


def cjk(text: str | None) -> str | None:
    """The text as the index takes it: Chinese characters apart, full-width letters and digits as half-width ones."""
    return None if text is None else _RUN.sub(_apart, text)


def halved(text: str) -> str:
    """Full-width signs, letters and digits as half-width ones: what an input method for Chinese types."""
    return text.translate(_WIDE)


def halved_words(text: str) -> str:
    """Full-width letters and digits as half-width ones; signs stay."""
    return _WIDE_RUN.sub(lambda run: run.group().translate(_WIDE_WORDS), text)


def tokens(text: str) -> list[str]:
    """The tokens of a text, as the index has them."""
    return _TOKEN.findall(cjk(text) or "")


def _apart(match: re.Match[str]) -> str:
    run = match.group()
    if run[0] >= "０" and run[0] <= "ｚ":
        return run.translate(_WIDE_WORDS)
    return f" {' '.join(run)} "
