"""What belongs to one family of CMS; a page of none is read by its structure alone, as most of every page is."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from investchn_crawler.extract.cms import records
from investchn_crawler.extract.cms.dedecms import DEDECMS
from investchn_crawler.extract.cms.empirecms import EMPIRECMS
from investchn_crawler.extract.cms.epoint import EPOINT
from investchn_crawler.extract.cms.family import Family, ScriptPager
from investchn_crawler.extract.cms.founder import FOUNDER
from investchn_crawler.extract.cms.govcn import GOVCN
from investchn_crawler.extract.cms.guangdong import GUANGDONG
from investchn_crawler.extract.cms.hanweb import HANWEB
from investchn_crawler.extract.cms.jeecms import JEECMS
from investchn_crawler.extract.cms.jpaas import JPAAS
from investchn_crawler.extract.cms.metinfo import METINFO
from investchn_crawler.extract.cms.phpcms import PHPCMS
from investchn_crawler.extract.cms.shanghai import SHANGHAI
from investchn_crawler.extract.cms.trs import TRS
from investchn_crawler.extract.cms.ucap import UCAP
from investchn_crawler.extract.cms.vsb import VSB
from investchn_crawler.extract.meta import Tags
from investchn_crawler.extract.page import Page

__all__ = [
    "CONTAINERS",
    "FAMILIES",
    "Family",
    "ScriptPager",
    "article_pages",
    "as_drawn",
    "bounds",
    "family_of",
    "pager_family",
    "rows_at",
    "script_pager",
    "stated",
]

# where two bear as many marks, the first; gov.cn is built with what others of Ucap are, Shanghai with TRS
FAMILIES = (
    GOVCN, SHANGHAI, GUANGDONG, JPAAS, HANWEB, TRS, UCAP, VSB, EPOINT, DEDECMS, EMPIRECMS, PHPCMS, JEECMS, METINFO,
    FOUNDER,
)  # fmt: skip
CONTAINERS = frozenset().union(*(family.containers for family in FAMILIES))

T = TypeVar("T")


def family_of(page: Page) -> Family | None:
    """The family with most marks on a page, None where it bears no mark of any."""
    best = max(FAMILIES, key=lambda family: len(family.marks_on(page)))
    return best if best.marks_on(page) else None


def script_pager(page: Page) -> ScriptPager | None:
    """The pager that a script of the page draws, or that a list in JSON needs; None where links are all there is."""
    return _first((*(family.pager for family in FAMILIES), records.pager), page)


def rows_at(page: Page) -> str | None:
    """The address that serves the rows of a list whose page has none; None where no family knows of one."""
    return None if records.is_data(page) else _first((family.rows_at for family in FAMILIES), page)


def pager_family(page: Page) -> Family | None:
    """The family whose script draws the page's pager, None where links are all there is."""
    return next((family for family in FAMILIES if family.pager(page)), None)


def as_drawn(page: Page) -> Page:
    """The page as its scripts draw it, a list in JSON as rows; itself, where a browser adds nothing to it."""
    html = _first((*(family.drawn for family in FAMILIES), records.drawn), page)
    return page if html is None else Page(html, page.url, page.encoding)


def article_pages(page: Page) -> list[str]:
    """The further pages of an article that a script counts."""
    return _first((family.article_pages for family in FAMILIES), page) or []


def stated(page: Page) -> Tags:
    """What a page says of itself elsewhere than in meta tags, under the names of those."""
    return _first((family.stated for family in FAMILIES), page) or {}


def bounds(page: Page) -> tuple[int, int] | None:
    """The lines between which a page says that its body stands."""
    return _first((family.bounds for family in FAMILIES), page)


def _first(readers: Iterable[Callable[[Page], T | None]], page: Page) -> T | None:
    return next((found for reader in readers if (found := reader(page))), None)
