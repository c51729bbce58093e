"""What belongs to one family of CMS; a page of none is read by its structure alone, as most of every page is."""

from investchn_crawler.extract.cms.family import Family, ScriptPager
from investchn_crawler.extract.cms.hanweb import HANWEB
from investchn_crawler.extract.cms.trs import TRS
from investchn_crawler.extract.cms.ucap import UCAP
from investchn_crawler.extract.page import Page

__all__ = [
    "CONTAINERS",
    "FAMILIES",
    "Family",
    "ScriptPager",
    "article_pages",
    "as_drawn",
    "family_of",
    "pager_family",
    "script_pager",
]

FAMILIES = (HANWEB, TRS, UCAP)
CONTAINERS = frozenset().union(*(family.containers for family in FAMILIES))


def family_of(page: Page) -> Family | None:
    """The family with most marks on a page, None where it bears no mark of any."""
    best = max(FAMILIES, key=lambda family: len(family.marks_on(page)))
    return best if best.marks_on(page) else None


def script_pager(page: Page) -> ScriptPager | None:
    """The pager that a script of the page draws, None where links are all there is."""
    return next((pager for family in FAMILIES if (pager := family.pager(page))), None)


def pager_family(page: Page) -> Family | None:
    """The family whose script draws the page's pager, None where links are all there is."""
    return next((family for family in FAMILIES if family.pager(page)), None)


def as_drawn(page: Page) -> Page:
    """The page as its scripts draw it; itself, where they add nothing to what a reader reads."""
    html = next((html for family in FAMILIES if (html := family.drawn(page))), None)
    return page if html is None else Page(html, page.url, page.encoding)


def article_pages(page: Page) -> list[str]:
    """The further pages of an article that a script counts."""
    return next((pages for family in FAMILIES if (pages := family.article_pages(page))), [])
