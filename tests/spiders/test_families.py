"""`scrapy crawl site` on a site that nobody declared, built with each family: all articles, all fields, by structure."""

from typing import Any

import pytest
from command import Behind, Ended, Shell
from families import LAYOUTS
from families.frame import Layout
from small_web import SmallWeb

from investchn_crawler.address import host_of

FIELDS = "select url, title, date, source, section, body from articles"
NEAR = "select a.url, n.rel, n.url, n.title from articles a join neighbours n on n.article_id = a.id"


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda layout: f"{layout.name}-{type(layout).__name__}")
def crawled(request: pytest.FixtureRequest, behind_for_all: Behind) -> tuple[Layout, Shell, Ended]:
    layout: Layout = request.param
    shell = behind_for_all(SmallWeb(layout.web(), frozenset({host_of(layout.origin)})))
    return layout, shell, shell.crawl("site", "-a", f"url={layout.origin}/")


def test_every_field_of_every_article(crawled: tuple[Layout, Shell, Ended]) -> None:
    layout, shell, _ = crawled
    near: dict[str, dict[str, Any]] = {}
    for url, rel, beside, title in shell.query(NEAR):
        near.setdefault(url, {})[rel] = (beside, title)
    assert {url: (*fields, near.get(url, {})) for url, *fields in shell.query(FIELDS)} == layout.truth()


def test_nothing_else_is_asked_and_nothing_twice(crawled: tuple[Layout, Shell, Ended]) -> None:
    layout, shell, crawl = crawled
    assert (crawl.code, crawl.err, shell.failures, crawl.twice) == (0, "", {}, [])
    assert set(crawl.urls) - {f"{layout.origin}/robots.txt"} <= layout.web().keys()


def test_the_family_of_the_site_is_kept(crawled: tuple[Layout, Shell, Ended]) -> None:
    layout, shell, _ = crawled
    assert shell.query("select family from sites") == [layout.name]
