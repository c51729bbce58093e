"""Cleans an article: composed characters, no control characters, no empty paragraphs, on whatever page they stood."""

import re
import unicodedata
from dataclasses import replace

from investchn_crawler.items import Article, Reading

# U+FFFC and the private use area are what is left of a page's icon fonts
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffc\ue000-\uf8ff]+")


class Clean:
    """The first pipeline; a reading goes in and a cleaned reading comes out."""

    def process_item(self, reading: Reading) -> Reading:
        """Cleans the text fields of the article."""
        return replace(reading, article=cleaned(reading.article))


def cleaned(article: Article) -> Article:
    """The article with its texts cleaned; fields that are left empty become None."""
    return replace(
        article,
        title=_text(article.title) or "",
        body="\n".join(line for line in map(_text, article.body.split("\n")) if line),
        section=_text(article.section),
        breadcrumb=tuple(name for name in map(_text, article.breadcrumb) if name),
        source=_text(article.source),
        author=_text(article.author),
        editor=_text(article.editor),
        policy={name: value for name, text in article.policy.items() if (value := _text(text))},
    )


def _text(text: str | None) -> str | None:
    if not text:
        return None
    text = UNPRINTABLE.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.strip(" \n") or None
