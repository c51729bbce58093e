"""A listing: the rows of a list page and the page that comes after it, decided by structure."""

import re
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from investchn_crawler.extract import pager
from investchn_crawler.extract.breadcrumb import Breadcrumb, breadcrumb_of
from investchn_crawler.extract.cms import as_drawn, rows_at, script_pager
from investchn_crawler.extract.dialects import shape_of
from investchn_crawler.extract.frames import frame_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import EMPTY
from investchn_crawler.extract.row import Row
from investchn_crawler.extract.rows import Group, groups_of
from investchn_crawler.items import Entry, Listing

FEWEST_UNDATED = 3
SHORTEST_UNDATED = 8.0
# so many titles of such a length are no menu, whatever their addresses look like
FEWEST_UNKNOWN = 5
SHORTEST_UNKNOWN = 15.0
# so much more makes a list of a group without dates beside dated rows (the weather's for one), or under 热点
OUTWEIGHED = 8.0
PAGER_WORDS = ("下一页", "下页", "尾页", "末页", "后一页", "下一頁", "下頁", "尾頁", "末頁", "上一页", "上一頁")
# how many lines of a row may stand between its title and the pager: summary, date, 详细
NEAR_PAGER = 8
# headings of lists that stand beside the list of a page
SIDE = re.compile(r"热[门点]|熱[門點]|排行|推荐|推薦|点击|點擊|相关|相關|猜你|大家都在|人气|浏览最多|阅读最多")
LONGEST_HEADING = 12
PROSE = 40
DIGIT = re.compile(r"\d{4}")


class ListPage:
    """A page as a page of lists, whose rows are read once: what it is about, and what else it shows."""

    def __init__(self, page: Page, now: datetime | None = None) -> None:
        """`now` is when the page was fetched, for 06-26."""
        self._page = page
        self._drawn = as_drawn(page)
        self._groups = groups_of(self._drawn, now)

    @cached_property
    def listing(self) -> Listing:
        """The listing; without entries where the page is none, or where its rows stand elsewhere."""
        script = script_pager(self._page)
        total = script.total if script and script.total else pager.total_pages(self._drawn)
        if self.is_served:
            return Listing([], self._served_at, total)
        entries = self._main_entries
        if not entries:
            return Listing([], None if self._is_empty else frame_of(self._page), total)
        return Listing(entries, script.next_url if script else pager.next_page(self._drawn), total)

    @property
    def is_served(self) -> bool:
        """Whether a script fetches the rows from another address; rows without a date beside it are a menu."""
        return self._served_at is not None and not _dated(self._main_entries)

    @cached_property
    def _served_at(self) -> str | None:
        return rows_at(self._page)

    @cached_property
    def _main_entries(self) -> list[Entry]:
        return self._entries(self._rows_of_main)

    @cached_property
    def blocks(self) -> list[Entry]:
        """The entries of all lists: those that show dates, and those whose addresses are articles'."""
        rows = [row for group in self._groups for row in _block_of(group)]
        return self._entries(rows)

    @property
    def is_list(self) -> bool:
        """Whether the page is a list: most of its rows are of one kind, or a pager or a script tells of more."""
        main, listing = self._main, self.listing
        if self.is_served:
            return True
        if main is None or not listing.entries:
            return False
        if listing.next_url is not None and (main.dated * 2 >= len(main.rows) or len(main.rows) >= FEWEST_UNDATED):
            return True
        if self._is_sure:
            return 10 * len(listing.entries) >= 6 * len(self.blocks)
        dated, in_all = _dated(listing.entries), _dated(self.blocks)
        return 2 * dated >= len(listing.entries) and 10 * dated >= 6 * in_all

    @property
    def shows_several(self) -> bool:
        """Whether a page without a breadcrumb shows dated rows in several places, as a home page does."""
        if self._breadcrumb.names:
            return False
        holders = {row.block.getparent() for group in self._groups for row in group.rows if row.date}
        return len(holders) > 1 or not (holders or self._is_sure)

    @cached_property
    def _main(self) -> Group | None:
        """The group that the page is about: the dated one above the pager, else the one with most dates and titles."""
        worthy = [group for group in self._groups if _is_list(group)]
        pager_at = _pager_line(self._drawn)
        if pager_at is not None:
            before = [group for group in worthy if group.rows[-1].line < pager_at]
            nearest = max(before, key=lambda group: group.rows[-1].line, default=None)
            if nearest and nearest.dated and pager_at - nearest.rows[-1].line <= NEAR_PAGER:
                return nearest
        central = [group for group in worthy if not self._is_side(group)]
        if self._is_empty:
            worthy = central = [group for group in central if group.dated or group.articles * 2 >= len(group.rows)]
        found, any_side = _heaviest(central), _heaviest(worthy)
        return any_side if found is None or _outweighs(any_side, found) else found

    @property
    def _rows_of_main(self) -> list[Row]:
        """The rows of the list, without other lists that an undated row among dated ones leads to."""
        rows = self._main.rows if self._main else []
        dated = [row for row in rows if row.date]
        own = _shape(self._page.url)
        if len(dated) in (0, len(rows)) or any(self._shape_of(row) == own for row in dated):
            return rows
        return [row for row in rows if row.date or self._shape_of(row) != own]

    def _shape_of(self, row: Row) -> str:
        return _shape(self._page.absolute(row.href) or "")

    @cached_property
    def _is_empty(self) -> bool:
        """Whether the page says that its list is empty (暂无信息); 没有更多信息 stands below full lists too."""
        lines = (line.text for line in self._page.lines if not line.has_link and len(line.text) <= PROSE)
        return any(EMPTY.match(text) for text in lines if "更多" not in text)

    @cached_property
    def _is_sure(self) -> bool:
        """Whether rows without dates are a list: by their addresses or their titles, and there is no text beside."""
        main = self._main
        if main is None or main.dated or self._is_side(main):
            return False
        many = len(main.rows) >= FEWEST_UNKNOWN and main.title_length >= SHORTEST_UNKNOWN
        if not many and main.articles * 2 < len(main.rows):
            return False
        blocks = {element for row in main.rows for element in row.block.iter()}
        prose = (len(line.text) for line in self._drawn.lines if not line.has_link and line.node not in blocks)
        return sum(length for length in prose if length > PROSE) < main.title_length * len(main.rows)

    def _entries(self, rows: list[Row]) -> list[Entry]:
        """The rows that lead to other pages than this one, the home page and the sections it belongs to."""
        entries: dict[str, Entry] = {}
        for row in rows:
            url = self._page.absolute(row.href)
            if url and url != self._page.url and urlsplit(url).path not in ("", "/"):
                if row.date is None and url in self._breadcrumb.links.values():
                    continue
                entries.setdefault(url, Entry(url, row.title, row.date, row.whole))
        return list(entries.values())

    @cached_property
    def _breadcrumb(self) -> Breadcrumb:
        return breadcrumb_of(self._page)

    def _is_side(self, group: Group) -> bool:
        """Whether a heading such as 热门文章 stands above a group, and is not the name of the page."""
        first = group.rows[0].line
        above = [line.text for line in self._drawn.lines[max(0, first - 2) : first] if not DIGIT.search(line.text)]
        headings = [text for text in above if len(text) <= LONGEST_HEADING and SIDE.search(text)]
        return bool(headings) and not set(headings) & set(self._breadcrumb.names)


def read_listing(page: Page, now: datetime | None = None) -> Listing:
    """The listing of a list page; without entries where the page is none. `now` is when it was fetched, for 06-26."""
    return ListPage(page, now).listing


def _heaviest(groups: list[Group]) -> Group | None:
    """The group with most dates and titles; one without dates if nothing dated comes near it."""
    if not groups:
        return None
    heaviest = max(groups, key=lambda group: group.weight)
    dated = max((group for group in groups if group.dated), key=lambda group: group.weight, default=heaviest)
    articles = heaviest.articles * 2 >= len(heaviest.rows)
    return heaviest if articles and _outweighs(heaviest, dated) else dated


def _outweighs(group: Group | None, other: Group) -> bool:
    return group is not None and group.weight > OUTWEIGHED * other.weight


def _is_list(group: Group) -> bool:
    if group.dated * 2 >= len(group.rows):
        return True
    if group.title_length < SHORTEST_UNDATED:
        return False
    return len(group.rows) >= FEWEST_UNDATED or group.articles * 2 >= len(group.rows)


def _block_of(group: Group) -> list[Row]:
    """The rows of a group that are entries on a page of several lists."""
    if group.dated * 2 >= len(group.rows):
        return [row for row in group.rows if row.date]
    known = group.articles * 2 > len(group.rows) >= FEWEST_UNDATED and group.title_length >= SHORTEST_UNDATED
    return group.rows if known else []


def _shape(url: str) -> str:
    """The shape of an address as far as its first parameter: what a list is called by, whichever page of it."""
    return shape_of(url).partition("&")[0]


def _dated(entries: list[Entry]) -> int:
    return sum(entry.date is not None for entry in entries)


def _pager_line(page: Page) -> int | None:
    """The line of the last 下一页, 尾页 or 共n页: a list may have its pager above and below."""
    found = (
        line.index
        for line in reversed(page.lines)
        if len(line.text) <= 200 and any(word in line.text for word in PAGER_WORDS)
    )
    return next(found, None)
