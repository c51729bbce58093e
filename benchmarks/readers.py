"""Readers of saved pages: the program's own and its peers, each as its documentation says it reads Chinese pages best.

A reader is made once, so that what it loads is not counted as reading, and is then asked page by page. It answers
with the fields it has a name for, None where it makes no article of the page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import fromstring
from saved import Saved
from truth import FIELDS

from investchn_crawler import Listing, extract_article, extract_listing

Fields = Mapping[str, str | None]
Read = Callable[[Saved], Fields | None]
DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader by name, the fields that it gives, what makes it, and how it reads a list, if it does."""

    name: str
    fields: tuple[str, ...]
    make: Callable[[], Read]
    listing: Callable[[Saved], Listing] | None = None


def ours() -> Read:
    """The program's reader."""

    def read(page: Saved) -> Fields | None:
        article = extract_article(page.bytes, page.url, page.charset)
        if article is None:
            return None
        links = {"prev": article.prev, "next": article.next}
        plain = {name: getattr(article, name) for name in ("title", "date", "source", "author", "body")}
        return plain | {name: link.url if link else None for name, link in links.items()}

    return read


def our_listing(page: Saved) -> Listing:
    """A list as the program reads it."""
    return extract_listing(page.bytes, page.url, page.charset)


def trafilatura() -> Read:
    """Rather too much than too little, which is best here; the date of first publication, searched for extensively."""
    from trafilatura import bare_extraction

    dates = {"extensive_search": True, "original_date": True, "outputformat": "%Y-%m-%d"}

    def read(page: Saved) -> Fields | None:
        found = bare_extraction(
            text_of(page),
            url=page.url,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
        return found and article(found.title, found.text, found.date, found.author)

    return read


def readability() -> Read:
    """Its short title and its summary, tags taken away; it knows no dates."""
    from readability import Document

    def read(page: Saved) -> Fields | None:
        document = Document(text_of(page), url=page.url)
        title, author, summary = document.short_title(), document.author(), document.summary(html_partial=True)
        return article(title, fromstring(summary).text_content(), author=author)

    return read


def gne() -> Read:
    """The host named, as it asks for."""
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(page: Saved) -> Fields | None:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
        found = extractor.extract(text_of(page), host=origin)
        return article(found["title"], found["content"], found["publish_time"], found["author"])

    return read


def goose3() -> Read:
    """Chinese stop words, words cut by jieba; the parser that finds more of the bodies; no images."""
    import jieba
    from goose3 import Goose
    from goose3.text import StopWordsChinese

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    goose = Goose({"stopwords_class": StopWordsChinese, "parser_class": "soup", "enable_image_fetching": False})

    def read(page: Saved) -> Fields | None:
        found = goose.extract(url=page.url, raw_html=text_of(page))
        return article(found.title, found.cleaned_text, found.publish_date, ", ".join(found.authors))

    return read


def newspaper4k() -> Read:
    """Chinese; no images and, for a page at hand, no list of public suffixes from the network."""
    import jieba
    from newspaper import Article
    from tldextract import TLDExtract, tldextract

    tldextract.TLD_EXTRACTOR = TLDExtract(suffix_list_urls=())
    jieba.setLogLevel("ERROR")
    jieba.initialize()

    def read(page: Saved) -> Fields | None:
        found = Article(page.url, language="zh", fetch_images=False)
        found.download(input_html=text_of(page))
        found.parse()
        date = found.publish_date and found.publish_date.isoformat()
        return article(found.title, found.text, date, ", ".join(found.authors))

    return read


def text_of(page: Saved) -> str:
    """The page decoded as the header says: what a peer that takes text is handed."""
    return page.bytes.decode("gb18030" if page.charset.lower() in ("gbk", "gb2312") else page.charset, "replace")


def article(title: str | None, body: str | None, date: str | None = None, author: str | None = None) -> Fields | None:
    """A peer's answer; a page without any text is no article."""
    day = DAY.search(date or "")
    when = "{}-{:0>2}-{:0>2}".format(*day.groups()) if day else None
    return {"title": title, "date": when, "author": author, "body": body} if body and body.strip() else None


READERS = (
    Reader("investchn_crawler", FIELDS, ours, our_listing),
    Reader("trafilatura", ("title", "date", "author"), trafilatura),
    Reader("readability-lxml", ("title", "author"), readability),
    Reader("gne", ("title", "date", "author"), gne),
    Reader("goose3", ("title", "date", "author"), goose3),
    Reader("newspaper4k", ("title", "date", "author"), newspaper4k),
)
