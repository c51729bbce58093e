"""How findings are told: as blocks of rows for a person or a pipe, as one object for a program."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, NamedTuple

from investchn_crawler.extract.confidence import FIELDS
from investchn_crawler.extract.probe.findings import ArticleFound, Findings, ListFound, SectionFound
from investchn_crawler.items import Article, Failure, Link
from investchn_crawler.sites import declared_sites

LONGEST_VALUE = 60
MOST_NAMES = 12
MOST_ENTRIES = 5


class Block(NamedTuple):
    """Rows under a heading; `name` begins each line in a pipe."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


def blocks_of(found: Findings) -> Iterator[Block]:
    """The findings as a person reads them, those without rows left out."""
    yield Block("site", "Site", ("", ""), _site_rows(found))
    rows = [_section_row(section) for section in found.sections]
    yield Block(
        "section", "Sections that were looked at", ("name", "address", "is", "entries", "newest", "pages"), rows
    )
    if found.listing:
        yield Block("list", f"List: {found.listing.name}", ("", ""), _list_rows(found.listing))
        entries = found.listing.entries[:MOST_ENTRIES]
        entry_rows = [(entry.date, _cut(entry.title), entry.url) for entry in entries]
        yield Block("entry", "Its first entries", ("date", "title", "address"), entry_rows)
    for article in found.articles:
        columns = ("field", "value", "read by", "confidence")
        yield Block("article", f"Article: {article.url}", columns, _article_rows(article))
    yield Block("crawl", "A first crawl of the site would ask for", ("", ""), _crawl_rows(found))
    if found.failure:
        yield Block("failure", "It cannot be read as it is", ("", ""), [_failure_row(found.failure)])


def as_object(found: Findings) -> dict[str, Any]:
    """The findings for a program."""
    return {
        "url": found.url,
        "kind": found.kind,
        "readable": found.failure is None,
        "failure": _failure(found.failure),
        "site": {
            "name": found.site.name,
            "declared": found.site.name in declared_sites(),
            "publisher": found.publisher,
            "home": found.home_url,
            "declared_sections": list(found.site.sections),
            "sections_not_found": list(found.missing),
        },
        "family": asdict(found.family) if found.family else None,
        "sections": [{**asdict(section), "failure": _failure(section.failure)} for section in found.sections],
        "unseen": [asdict(link) for link in found.unseen],
        "listing": _listing(found.listing),
        "articles": [_article(article) for article in found.articles],
        "crawl": {**asdict(found.estimate), "requests": found.estimate.requests, "seconds": found.estimate.seconds},
        "manners": {**asdict(found.manners), "pace": found.manners.pace},
        "encodings": list(found.encodings),
        "labelled": list(found.labels),
        "asked": [
            {"url": each.asked_url, "for": each.role, "status": each.fetch.status if each.fetch else None}
            | {"answered": each.url, "failure": _failure(each.failure)}
            for each in found.seen
        ],
    }


def _site_rows(found: Findings) -> list[tuple[object, ...]]:
    manners, family = found.manners, found.family
    robots = {None: "no answer", False: "there is none", True: "obeyed"}[manners.robots]
    rows: list[tuple[object, ...]] = [
        ("address", found.url),
        ("declared as", found.site.name if found.site.name in declared_sites() else "no site"),
        ("is", found.kind),
        ("publisher", found.publisher),
        ("home", found.home_url),
        ("family", f"{family.title}, by {'  '.join(family.marks)}" if family else "none that is known"),
        ("encoding", _encoding(found)),
        ("robots.txt", robots + (f", Crawl-delay {manners.crawl_delay:g} s" if manners.crawl_delay else "")),
    ]
    rows += [
        (f"failed: {each.failure.failure_class}", f"{each.asked_url}  {each.failure.detail}")
        for each in found.seen
        if each.failure
    ]
    rows += [("section not found", name) for name in found.missing]
    return rows


def _encoding(found: Findings) -> str:
    labels = [label for label in found.labels if label not in found.encodings]
    return ", ".join(found.encodings) + (f" (labelled {', '.join(labels)})" if labels else "")


def _section_row(section: SectionFound) -> tuple[object, ...]:
    pages = section.total_pages or ("more" if section.next_url else 1 if section.kind == "listing" else None)
    kind = section.failure.failure_class if section.failure else section.kind
    return section.name, section.url, kind, section.entries, section.newest, pages


def _list_rows(listing: ListFound) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [("entries", len(listing.entries))]
    rows.append(("next page", listing.next_url or "none"))
    rows.append(("total pages", listing.total_pages or "not told"))
    rows.append(("pager", listing.pager or "none"))
    if listing.page_2 is not None:
        rows.append(("page 2", f"{len(listing.page_2)} entries, {listing.new_on_page_2} of them not on page 1"))
    return rows


def _article_rows(found: ArticleFound) -> list[tuple[object, ...]]:
    if found.article is None:
        return [(*_failure_row(found.failure), "", "")] if found.failure else []
    article = found.article
    return [
        (name, _value(getattr(article, name)), article.evidence.get(name), found.confidence[name]) for name in FIELDS
    ]


def _crawl_rows(found: Findings) -> list[tuple[object, ...]]:
    plan = found.estimate
    rows: list[tuple[object, ...]] = [
        ("home page", plan.home),
        ("channels", plan.channels),
        ("list pages", plan.list_pages),
        ("articles", plan.articles),
        ("in all", f"{'at least' if plan.at_least else 'about'} {plan.requests} requests"),
        ("at one in", f"{plan.pace:g} s: {timedelta(seconds=plan.seconds)}"),
    ]
    if plan.unseen:
        names = " ".join(link.title or link.url for link in found.unseen[:MOST_NAMES])
        more = " ..." if plan.unseen > MOST_NAMES else ""
        rows.append(("not looked at", f"{plan.unseen} links, taken to be like the others: {names}{more}"))
    return rows


def _failure_row(failure: Failure) -> tuple[object, ...]:
    return failure.failure_class, f"{failure.url}  {failure.detail}"


def _value(value: object) -> str | None:
    if isinstance(value, Link):
        return _cut(f"{value.title or ''}  {value.url}".strip())
    return _cut(" ".join(str(value).split())) if value else None


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _failure(failure: Failure | None) -> dict[str, str] | None:
    return {"url": failure.url, "class": failure.failure_class, "detail": failure.detail} if failure else None


def _listing(listing: ListFound | None) -> dict[str, Any] | None:
    return {**asdict(listing), "new_on_page_2": listing.new_on_page_2} if listing else None


def _article(found: ArticleFound) -> dict[str, Any]:
    read = found.article
    fields = {name: _field(read, name, found.confidence[name]) for name in FIELDS} if read else None
    return {"url": found.url, "fields": fields, "failure": _failure(found.failure)}


def _field(article: Article, name: str, grade: str) -> dict[str, Any]:
    value = getattr(article, name)
    plain = asdict(value) if isinstance(value, Link) else value
    return {"value": plain, "reader": article.evidence.get(name), "confidence": grade}
