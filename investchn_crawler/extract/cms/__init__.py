"""What belongs to one family of CMS: pagers that only a script draws, rows that stand in a script."""

from investchn_crawler.extract.cms.hanweb import hanweb_pager, stored_records
from investchn_crawler.extract.cms.script_pager import ScriptPager
from investchn_crawler.extract.cms.trs import trs_article_pages, trs_pager
from investchn_crawler.extract.page import Page

__all__ = ["ScriptPager", "script_pager", "stored_records", "trs_article_pages"]


def script_pager(page: Page) -> ScriptPager | None:
    """The pager that a script of the page draws, None where links are all there is."""
    return hanweb_pager(page) or trs_pager(page)
