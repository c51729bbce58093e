"""A listing: the rows of a list page and the page that comes after it, decided by structure."""

from datetime import datetime
from urllib.parse import urlsplit

from investchn_crawler.extract import pager
from investchn_crawler.extract.breadcrumb import breadcrumb_of
from investchn_crawler.extract.cms import as_drawn, rows_at, script_pager
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.row import Row
from investchn_crawler.extract.rows import Group, groups_of
from investchn_crawler.items import Entry, Listing

FEWEST_UNDATED = 3
SHORTEST_UNDATED = 8.0
PAGER_WORDS = ("下一页", "下页", "尾页", "末页", "后一页", "下一頁", "上一页")
# how many lines of a row may stand between its title and the pager: summary, date, 详细
NEAR_PAGER = 8


def read_listing(page: Page, now: datetime | None = None) -> Listing:
    """The listing of a list page; without entries where the page is none. `now` is when it was fetched, for 06-26.

    Where another address serves the rows, there are no entries, and that one is what comes next.
    """
    shown = as_drawn(page)
    main = _main_group(groups_of(shown, now), _pager_line(shown))
    entries = _entries(main.rows, page) if main else []
    script = script_pager(page)
    follows = script.next_url if script else pager.next_page(shown)
    total = script.total if script and script.total else pager.total_pages(shown)
    # rows without a date beside a script that fetches some are a menu
    if not any(entry.date for entry in entries) and (elsewhere := rows_at(page)):
        return Listing([], elsewhere, total)
    return Listing(entries, follows if entries else None, total)


def read_blocks(page: Page, now: datetime | None = None) -> list[Entry]:
    """The dated entries of all lists on a page: a home page or a channel page shows several."""
    groups = groups_of(as_drawn(page), now)
    dated = [row for group in groups for row in group.rows if row.date and group.dated * 2 >= len(group.rows)]
    return _entries(dated, page)


def _main_group(groups: list[Group], pager_at: int | None) -> Group | None:
    """The group that the page is about: the dated one above the pager, else the one with most dates and titles."""
    worthy = [group for group in groups if _is_list(group)]
    if not worthy:
        return None
    if pager_at is not None:
        before = [group for group in worthy if group.rows[-1].line < pager_at]
        nearest = max(before, key=lambda group: group.rows[-1].line, default=None)
        if nearest and nearest.dated and pager_at - nearest.rows[-1].line <= NEAR_PAGER:
            return nearest
    dated = [group for group in worthy if group.dated]
    return max(dated or worthy, key=lambda group: group.weight)


def _is_list(group: Group) -> bool:
    if group.dated * 2 >= len(group.rows):
        return True
    titles = sum(len(row.title) for row in group.rows) / len(group.rows)
    return len(group.rows) >= FEWEST_UNDATED and titles >= SHORTEST_UNDATED


def _pager_line(page: Page) -> int | None:
    """The line of the last 下一页, 尾页 or 共n页: a list may have its pager above and below."""
    found = (
        line.index
        for line in reversed(page.lines)
        if len(line.text) <= 200 and any(word in line.text for word in PAGER_WORDS)
    )
    return next(found, None)


def _entries(rows: list[Row], page: Page) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for row in rows:
        url = page.absolute(row.href)
        if url and url != page.url and urlsplit(url).path not in ("", "/"):
            entries.setdefault(url, Entry(url, row.title, row.date, row.whole))
    return list(entries.values())


def shows_several_lists(page: Page, now: datetime | None = None) -> bool:
    """Whether a page without a breadcrumb shows dated rows in several places, as a home page does."""
    if breadcrumb_of(page).names:
        return False
    holders = {row.block.getparent() for group in groups_of(page, now) for row in group.rows if row.date}
    return len(holders) > 1 or not holders
