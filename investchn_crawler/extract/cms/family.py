"""A family of content management systems: how its pages are known, and what of them only its scripts draw."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from investchn_crawler.extract.page import Page


@dataclass(frozen=True, slots=True)
class ScriptPager:
    """The address of the page after this one (None on the last) and the number of pages, where it is known."""

    next_url: str | None
    total: int | None


def draws_nothing(page: Page) -> None:
    """Most families send their pages whole."""


def has_no_pages(page: Page) -> list[str]:  # noqa: ARG001 - the signature of what counts pages
    """Most families link the further pages of an article."""
    return []


@dataclass(frozen=True, kw_only=True)
class Family:
    """What the sites of one CMS have in common, whoever runs them.

    `marks` are patterns, each of which stands in the source or the address of its pages and hardly on others.
    `containers` are the classes and ids, in lower case, that hold a body. `pager` reads the pager that a script
    draws; on a list whose rows stand elsewhere it leads there. `drawn` gives the HTML that a browser would show
    where scripts draw the rows of a list or the text of an article; None where the page shows them itself.
    `article_pages` are the further pages of an article that a script counts.
    """

    name: str
    title: str
    marks: tuple[str, ...]
    containers: frozenset[str] = frozenset()
    pager: Callable[[Page], ScriptPager | None] = draws_nothing
    drawn: Callable[[Page], str | None] = draws_nothing
    article_pages: Callable[[Page], list[str]] = has_no_pages

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
