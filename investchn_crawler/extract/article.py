"""An article: whether a page is one, and its fields with the readers that gave them."""

from datetime import datetime

from investchn_crawler.extract import cms, fields
from investchn_crawler.extract.breadcrumb import sections_of
from investchn_crawler.extract.draft import Draft
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.pager import article_pages
from investchn_crawler.extract.signs import is_article
from investchn_crawler.extract.title import Title
from investchn_crawler.items import Article


def read_article(page: Page, now: datetime | None = None) -> Article | None:
    """The article of a page, None where the page is none; `now` is when it was fetched, for 昨天 and 06-26."""
    draft = Draft(cms.as_drawn(page), now)
    return _article(draft, draft.title) if draft.title and is_article(draft) else None


def read_further_page(page: Page, now: datetime | None = None) -> Article | None:
    """A further page of an article that spans several: it may lack date and source, so its body alone decides."""
    draft = Draft(cms.as_drawn(page), now)
    return _article(draft, draft.title) if draft.title and draft.body else None


def _article(draft: Draft, title: Title) -> Article:
    page, body, neighbours = draft.page, draft.body, draft.neighbours
    breadcrumb = sections_of(draft.breadcrumb, title.text)
    moment, dated_by = draft.published
    section, placed_by = fields.section(draft, breadcrumb)
    source, sourced_by = fields.source(draft)
    author, written_by = fields.author(draft)
    editor, edited_by = fields.editor(draft)
    readers = {"date": dated_by, "section": placed_by, "source": sourced_by, "author": written_by, "editor": edited_by}
    readers |= _structure_readers(draft, title, breadcrumb)
    return Article(
        url=page.url,
        title=title.text,
        body=body.text if body else "",
        section=section,
        breadcrumb=breadcrumb,
        date=moment.date if moment else None,
        published_at=moment.published_at if moment else None,
        source=source,
        author=author,
        editor=editor,
        images=draft.images,
        attachments=draft.attachments,
        prev=neighbours.prev,
        next=neighbours.next,
        pages=article_pages(page, draft.bounds.text) or cms.article_pages(page),
        policy=draft.policy,
        evidence={field: reader for field, reader in readers.items() if reader},
    )


def _structure_readers(draft: Draft, title: Title, breadcrumb: tuple[str, ...]) -> dict[str, str | None]:
    return {
        "title": title.reader,
        "body": draft.body.reader if draft.body else None,
        "prev": "labels" if draft.neighbours.prev else None,
        "next": "labels" if draft.neighbours.next else None,
        "breadcrumb": "breadcrumb" if breadcrumb else None,
    }
