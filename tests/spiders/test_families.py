"""`scrapy crawl site` on a site that nobody declared, built with each family: every article and field by structure."""

import json
from typing import Any

import pytest
from command import Behind, Ended, Shell
from families import LAYOUTS
from families.fetched import Fetched
from families.frame import SECTIONS, Layout
from small_web import SmallWeb, article, date, html, title, url

from investchn_crawler.address import host_of

FIELDS = "select url, title, date, source, section, body from articles"
NEAR = "select a.url, n.rel, n.url, n.title from articles a join neighbours n on n.article_id = a.id"
Crawled = tuple[Layout, Shell, Ended]


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda layout: f"{layout.name}-{type(layout).__name__}")
def crawled(request: pytest.FixtureRequest, behind_for_all: Behind) -> Crawled:
    layout: Layout = request.param
    shell = behind_for_all(SmallWeb(layout.web(), frozenset({host_of(layout.origin)})))
    return layout, shell, shell.crawl("site", "-a", f"url={layout.origin}/")


def test_every_field_of_every_article(crawled: Crawled) -> None:
    layout, shell, _ = crawled
    near: dict[str, dict[str, Any]] = {}
    for address, rel, beside, named in shell.query(NEAR):
        near.setdefault(address, {})[rel] = (beside, named)
    assert {address: (*fields, near.get(address, {})) for address, *fields in shell.query(FIELDS)} == layout.truth()


def test_nothing_else_is_asked_and_nothing_twice(crawled: Crawled) -> None:
    layout, shell, crawl = crawled
    assert (crawl.code, crawl.err, shell.failures, crawl.twice) == (0, "", {}, [])
    assert set(crawl.urls) - {f"{layout.origin}/robots.txt"} <= layout.web().keys()


def test_the_family_of_the_site_is_kept(crawled: Crawled) -> None:
    layout, shell, _ = crawled
    assert shell.query("select family from sites") == [layout.name]


def test_the_next_crawl_asks_again_for_rows_that_stand_elsewhere(crawled: Crawled) -> None:
    layout, shell, _ = crawled
    if isinstance(layout, Fetched):
        crawl = shell.crawl("site", "-a", f"url={layout.origin}/")
        assert {layout.origin + layout.list_path(section, 1) for section in SECTIONS} <= set(crawl.urls)
        assert shell.query("select new from runs order by id desc limit 1") == [0]


def test_a_server_that_shows_one_page_for_ever_is_left(behind: Behind) -> None:
    """It counts no records and takes no notice of the page that is asked for."""
    records = {"list": [{"title": title(n), "link": f"/xw/{n}.html", "pubtime": date(n)} for n in (1, 2, 3)]}
    start = "http://www.qinglan.example/api/news?channel=7&pageNo="
    pages = {f"{start}{page}": html(json.dumps(records)) for page in range(1, 9)}
    shell = behind(SmallWeb(pages | {url(n): article(n, date(n)) for n in (1, 2, 3)}))
    crawl = shell.crawl("site", "-a", f"url={start}1")
    assert (crawl.code, sorted(shell.articles)) == (0, [url(1), url(2), url(3)])
    assert [address for address in crawl.urls if "/api/" in address] == [f"{start}1", f"{start}2"]
