"""The fields that several readers may know, each read in their order of trust: source, author, editor, section."""

from investchn_crawler.extract import meta
from investchn_crawler.extract.draft import Draft
from investchn_crawler.extract.source import clean_source, source_of, unlabelled_source

LONGEST_NAME = 40

Reading = tuple[str | None, str | None]
"""A value and the reader that gave it."""


def source(draft: Draft) -> Reading:
    """The source: labelled on the page, stated in its head, beside the date without a label, in a script."""
    bounds = draft.bounds
    shown = source_of(draft.labels, bounds.first, bounds.text, bounds.end)
    stated = clean_source(meta.first(draft.tags, meta.SOURCE) or "")
    if shown or stated:
        return shown or stated, "labels" if shown and shown != stated else "meta"
    if beside := _beside_date(draft):
        return beside, "head"
    return _read(meta.script_source(draft.page), "script")


def author(draft: Draft) -> Reading:
    """The author: labelled between title and end, stated in the head."""
    shown = _labelled(draft, "author", draft.bounds.end)
    return (shown, "labels") if shown else _read(meta.first(draft.tags, meta.AUTHOR), "meta")


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
        if info.moment and not info.labelled and not any(label.line == info.line for label in draft.labels):
            named = unlabelled_source(draft.page.lines[info.line].text, info.moment)
            if named:
                return named
    return None


def _labelled(draft: Draft, kind: str, end: int) -> str | None:
    labels = (label for label in draft.labels if label.kind == kind and draft.bounds.first <= label.line <= end)
    values = (clean_source(label.value) for label in labels)
    return next((value for value in values if value and len(value) <= LONGEST_NAME), None)


def _read(value: str | None, reader: str) -> Reading:
    return value, reader if value else None
