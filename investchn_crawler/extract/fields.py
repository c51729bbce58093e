"""The fields that several readers may know, each read in their order of trust: source, author, editor, section."""

import re

from investchn_crawler.extract import meta
from investchn_crawler.extract.byline import byline_of
from investchn_crawler.extract.draft import Draft
from investchn_crawler.extract.source import clean_source, signed_source, source_of, unlabelled_source
from investchn_crawler.extract.title import SEPARATOR

LONGEST_NAME = 40
# a name beside the date that is no longer may be a person's
LONGEST_PERSON = 3
# who made the site
MAKER = re.compile("[:：]|策划|设计|制作|技术支持|公司")

Reading = tuple[str | None, str | None]
"""A value and the reader that gave it."""


def source(draft: Draft) -> Reading:
    """The source: labelled above the text, stated in the head, beside the date, below the text, in a script."""
    bounds = draft.bounds
    shown = source_of(draft.labels, bounds.first, bounds.text)
    stated = clean_source(meta.first(draft.tags, meta.SOURCE) or "")
    if shown or stated:
        return shown or stated, "labels" if shown and shown != stated else "meta"
    beside, signed = _beside_date(draft), signed_source(draft.labels, bounds.text + 1, bounds.end)
    if signed and (beside is None or len(beside) <= LONGEST_PERSON):
        return signed, "labels"
    return (beside, "head") if beside else _read(meta.script_source(draft.page), "script")


def author(draft: Draft) -> Reading:
    """The author: labelled between title and end, named by the text itself, stated in the head."""
    if shown := _labelled(draft, "author", draft.bounds.end):
        return shown, "labels"
    head = [draft.page.lines[info.line].text for info in draft.head]
    if draft.body and (named := byline_of(head, draft.body.paragraphs)):
        return named, "byline"
    stated = meta.first(draft.tags, meta.AUTHOR)
    return _read(stated if stated and _may_be_author(stated, draft) else None, "meta")


def _may_be_author(name: str, draft: Draft) -> bool:
    """Many a CMS puts its site's name or the number of a user where the author belongs."""
    sites = (meta.first(draft.tags, meta.SITE) or "", *SEPARATOR.split(draft.page.title)[1:])
    return not name.isdigit() and not MAKER.search(name) and not any(name in site for site in sites)


def editor(draft: Draft) -> Reading:
    """The editor: labelled anywhere below the title."""
    return _read(_labelled(draft, "editor", len(draft.page.lines)), "labels")


def section(draft: Draft, breadcrumb: tuple[str, ...]) -> Reading:
    """The section: the last of the breadcrumb, if that is not the home page, or what the head states."""
    if len(breadcrumb) > 1:
        return breadcrumb[-1], "breadcrumb"
    return _read(meta.first(draft.tags, meta.SECTION), "meta")


def _beside_date(draft: Draft) -> str | None:
    for info in draft.head:
        labels = [label for label in draft.labels if label.line == info.line]
        if info.moment and not info.labelled and not any(label.kind == "source" for label in labels):
            named = unlabelled_source(draft.page.lines[info.line], labels)
            if named:
                return named
    return None


def _labelled(draft: Draft, kind: str, end: int) -> str | None:
    labels = (label for label in draft.labels if label.kind == kind and draft.bounds.first <= label.line <= end)
    values = (clean_source(label.value) for label in labels)
    return next((value for value in values if value and len(value) <= LONGEST_NAME), None)


def _read(value: str | None, reader: str) -> Reading:
    return value, reader if value else None
