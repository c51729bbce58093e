"""A family of content management systems: how its pages are known, and what of them a reader's browser adds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from investchn_crawler.extract.meta import Tags
from investchn_crawler.extract.page import Page

# an argument of createPageHTML, which TRS and Ucap call each in its own way
QUOTED = r"\s*[\"']([^\"']*)[\"']\s*"
SCRIPT_END = re.compile("</script", re.I)


@dataclass(frozen=True, slots=True)
class ScriptPager:
    """The address of the page after this one (None on the last) and the number of pages, where it is known."""

    next_url: str | None
    total: int | None


def nothing(page: Page) -> None:
    """Most families send their pages whole."""


def script_around(source: str, place: int, after: int = 0) -> tuple[int, int] | None:
    """Where the script that begins behind `after` and holds a place begins and ends; None where there is none."""
    begin = max(source.rfind("<script", after, place), source.rfind("<SCRIPT", after, place))
    if begin < 0 or SCRIPT_END.search(source, begin, place):
        return None
    end = SCRIPT_END.search(source, place)
    return begin, end.start() if end else len(source)


@dataclass(frozen=True, kw_only=True)
class Family:
    """What the sites of one CMS have in common, whoever runs them.

    `marks` are patterns, each of which stands in the source or the address of its pages and hardly on others.
    `containers` are the classes and ids, in lower case, that hold a body. All else looks at a page, and begins with
    a test that costs next to nothing, as it looks at every page:
    `pager` is the pager that a script draws; None where links are all there is.
    `rows_at` is the address that serves the rows of a list whose page has none.
    `drawn` is the page as a browser shows it, where scripts draw the rows of a list or the text of an article.
    `article_pages` are the further pages of an article that a script counts.
    `stated` is what the page says of itself elsewhere than in meta tags, under the names of those.
    `bounds` are the lines between which the page says that the body stands.
    """

    name: str
    title: str
    marks: tuple[str, ...]
    containers: frozenset[str] = frozenset()
    pager: Callable[[Page], ScriptPager | None] = nothing
    rows_at: Callable[[Page], str | None] = nothing
    drawn: Callable[[Page], str | None] = nothing
    article_pages: Callable[[Page], list[str] | None] = nothing
    stated: Callable[[Page], Tags | None] = nothing
    bounds: Callable[[Page], tuple[int, int] | None] = nothing

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(mark, re.I) for mark in self.marks]

    def marks_on(self, page: Page) -> list[str]:
        """Which of its marks a page bears."""
        return [each.pattern for each in self._patterns if each.search(page.source) or each.search(page.url)]

    def seen_on(self, page: Page) -> list[str]:
        """What of its marks stands on a page, in the page's own words."""
        found = (each.search(page.source) or each.search(page.url) for each in self._patterns)
        return [match.group() for match in found if match]
