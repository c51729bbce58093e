"""How sure each field of an article is: which reader gave it, and whether what else speaks of it says the same."""

from collections.abc import Iterable
from typing import Literal

from investchn_crawler.extract import meta
from investchn_crawler.extract.dates import parse_date
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.source import clean_source
from investchn_crawler.extract.title import compact
from investchn_crawler.items import Article, Entry, Link

Confidence = Literal["sure", "likely", "weak", "none"]

FIELDS = ("title", "date", "source", "author", "editor", "section", "body", "prev", "next")
# readers that go by what the page or its head calls a value; the others go by where it stands
BY_NAME = frozenset({"meta", "labels", "json-ld", "heading", "breadcrumb", "byline"})
SHOWN = frozenset({"labels", "head", "heading", "byline"})
# the title of a document may be the site's name, and speak of no article
CONTRADICTS = frozenset({"meta", "listing"})
SHORTEST_NAME = 6
SHORTEST_BODY = 80
LONGEST_DATE_LINE = 120


def confidence_of(article: Article, page: Page, listed: Entry | None = None) -> dict[str, Confidence]:
    """The confidence of each field; `listed` is the row that led to the article.

    sure: two say the same, or a label names a neighbour, or a known container holds the text. likely: one reader
    that goes by a name. weak: a guess from where it stands, or others contradict it. none: there is no value.
    """
    tags = meta.meta_tags(page)
    grades: dict[str, Confidence] = {
        "title": _grade(article, "title", _titles(article, page, tags, listed)),
        "date": _grade(article, "date", _dates(article, page, tags, listed)),
        "source": _grade(article, "source", _named(article, "source", page, meta.first(tags, meta.SOURCE))),
        "author": _grade(article, "author", _named(article, "author", page, meta.first(tags, meta.AUTHOR))),
        "editor": _grade(article, "editor", []),
        "section": _grade(article, "section", _section(article, tags)),
        "body": _body(article),
        "prev": _neighbour(article.prev),
        "next": _neighbour(article.next),
    }
    return {field: grades[field] for field in FIELDS}


def _grade(article: Article, field: str, others: Iterable[bool]) -> Confidence:
    """`others` tells of each further word on the field whether it says the same."""
    if not getattr(article, field):
        return "none"
    agreeing = list(others)
    if any(agreeing):
        return "sure"
    return "likely" if not agreeing and article.evidence.get(field) in BY_NAME else "weak"


def _titles(article: Article, page: Page, tags: meta.Tags, listed: Entry | None) -> list[bool]:
    reader, title = article.evidence.get("title"), compact(article.title)
    named = {
        "meta": meta.first(tags, meta.TITLE),
        "opengraph": meta.first(tags, meta.OPEN_TITLE),
        "title": page.title,
        "listing": listed.title if listed else None,
    }
    same = [
        says
        for by, value in named.items()
        if value and by != reader and ((says := _is_said(title, value)) or by in CONTRADICTS)
    ]
    return [*same, True] if reader not in SHOWN and title in page.text else same


def _is_said(title: str, value: str) -> bool:
    """Whether a name holds the title, or begins it: lists cut theirs and end them in …"""
    name = compact(value)
    cut = name.rstrip("….")
    return title in name or (len(cut) >= SHORTEST_NAME and title.startswith(cut))


def _dates(article: Article, page: Page, tags: meta.Tags, listed: Entry | None) -> list[bool]:
    reader = article.evidence.get("date")
    stated = {
        "meta": meta.first(tags, meta.DATE),
        "json-ld": str(meta.linked_data(page).get("datePublished") or ""),
        "opengraph": meta.first(tags, meta.OPEN_DATE),
        "listing": listed.date if listed and listed.whole else None,
    }
    moments = (parse_date(value) for by, value in stated.items() if value and by != reader)
    same = [moment.date == article.date for moment in moments if moment]
    return [*same, True] if reader not in SHOWN and _shows(page, article.date) else same


def _shows(page: Page, date: str | None) -> bool:
    """Whether a line of the page, other than running text, shows the date."""
    moments = (parse_date(line.text) for line in page.lines if len(line.text) <= LONGEST_DATE_LINE)
    return any(moment.date == date for moment in moments if moment)


def _named(article: Article, field: str, page: Page, stated: str | None) -> list[bool]:
    """A source or an author: what the page shows beside what its head states."""
    value = getattr(article, field)
    if not value:
        return []
    if article.evidence.get(field) in SHOWN:
        told = clean_source(stated or "")
        return [compact(told) == compact(value)] if told else []
    return [True] if compact(value) in page.text else []


def _section(article: Article, tags: meta.Tags) -> list[bool]:
    """A column may be named after the whole path, or be a part of the section of the breadcrumb: no contradiction."""
    stated = meta.first(tags, meta.SECTION)
    same = stated is not None and compact(stated) == compact(article.section or "")
    return [True] if same and article.evidence.get("section") != "meta" else []


def _body(article: Article) -> Confidence:
    if not article.body:
        return "none"
    if len(article.body) < SHORTEST_BODY and not (article.images or article.attachments):
        return "weak"
    return "likely" if article.evidence.get("body") == "density" else "sure"


def _neighbour(link: Link | None) -> Confidence:
    if link is None:
        return "none"
    return "sure" if link.title else "likely"
