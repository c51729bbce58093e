"""The real spiders on the made-up web, crawl after crawl: all of it, nothing twice, then only what changed."""

import json
from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from command import Behind, Ended, Shell

from investchn_crawler.demo.pages import Expected
from investchn_crawler.demo.web import DemoWeb
from investchn_crawler.items import Article

SITES = ("investchn", "shqp", "yunxi")


@dataclass
class Demo:
    """The made-up web and three crawls of it: the first, the same again, a full one after two changes."""

    web: DemoWeb
    shell: Shell
    first: dict[str, Ended]
    second: dict[str, Ended]
    full: dict[str, Ended]
    truth: list[Expected]
    feeds: Path
    edited: str
    withdrawn: str
    landed: dict[str, dict[str, Any]]
    revisions: int

    def of(self, site: str) -> list[Expected]:
        return [article for article in self.truth if article.site == site]

    def feed(self, site: str, crawl: str) -> list[dict[str, Any]]:
        text = (self.feeds / f"{site}-{crawl}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def demo(behind_for_all: Behind, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    web, feeds = DemoWeb(), tmp_path_factory.mktemp("feeds")
    shell, truth = behind_for_all(web), web.articles()
    first = {site: shell.crawl(site, "-O", str(feeds / f"{site}-first.jsonl")) for site in SITES}
    names = ("url", "title", "date", "published_at", "source", "author", "editor", "section", "body")
    landed = {
        row[0]: dict(zip(names, row, strict=True)) for row in shell.query(f"select {', '.join(names)} from articles")
    }
    second = {site: shell.crawl(site, "-O", str(feeds / f"{site}-second.jsonl")) for site in SITES}
    (revisions,) = shell.query("select count(*) from revisions")
    edited, withdrawn = web.edit(), web.withdraw()
    full = {site: shell.crawl(site, "-a", "full=1", "-O", str(feeds / f"{site}-full.jsonl")) for site in SITES[:2]}
    return Demo(web, shell, first, second, full, truth, feeds, edited, withdrawn, landed, revisions)


def kinds(demo: Demo, crawl: Ended) -> Counter[str]:
    return Counter(demo.web.kind(url) for url in crawl.urls)


@pytest.mark.parametrize("site", SITES)
def test_a_crawl_that_went_well_says_nothing_and_ends_with_0(demo: Demo, site: str) -> None:
    for crawl in (demo.first[site], demo.second[site]):
        assert (crawl.code, crawl.out, crawl.err) == (0, "", "")


@pytest.mark.parametrize("site", SITES)
def test_every_article_landed_and_nothing_else(demo: Demo, site: str) -> None:
    wanted = {article.url for article in demo.of(site)}
    hosts = {article.host for article in demo.of(site)}
    assert {url for url in demo.landed if url.split("/")[2] in hosts} == wanted


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("field", ["title", "date", "published_at", "source", "author", "editor", "section", "body"])
def test_a_field_is_what_the_page_says(demo: Demo, site: str, field: str) -> None:
    wrong = {
        article.url: (demo.landed[article.url][field], getattr(article, field))
        for article in demo.of(site)
        if article.url in demo.landed and demo.landed[article.url][field] != getattr(article, field)
    }
    assert wrong == {}


@pytest.mark.parametrize("site", SITES)
def test_no_address_is_asked_for_twice(demo: Demo, site: str) -> None:
    assert [crawl.twice for crawl in (demo.first[site], demo.second[site])] == [[], []]


@pytest.mark.parametrize("site", SITES)
def test_the_second_crawl_asks_for_lists_only(demo: Demo, site: str) -> None:
    asked = kinds(demo, demo.second[site])
    challenged = demo.shell.query("select url from failures where class = 'challenge'")
    asked["trap"] -= sum(url in challenged for url in demo.second[site].urls)  # a wall may have fallen since
    assert set(+asked) <= {"home", "listing", "robots", "missing"}, asked
    assert asked["home"] == 1


def test_the_second_crawl_makes_no_revision(demo: Demo) -> None:
    assert demo.revisions == len(demo.truth)


@pytest.mark.parametrize("site", SITES)
def test_a_feed_has_a_line_an_article(demo: Demo, site: str) -> None:
    lines = demo.feed(site, "first")
    assert sorted(line["url"] for line in lines) == sorted(article.url for article in demo.of(site))
    assert all(line.keys() == {field.name for field in fields(Article)} for line in lines)
    assert {line["site"] for line in lines} == {site}


@pytest.mark.parametrize("site", SITES)
def test_the_second_feed_is_empty(demo: Demo, site: str) -> None:
    assert demo.feed(site, "second") == []


def test_a_full_crawl_asks_for_every_article_with_its_validators(demo: Demo) -> None:
    for site in SITES[:2]:
        asked = {request.url: request for request in demo.full[site].asked}
        known = {article.url for article in demo.of(site)}
        assert known <= asked.keys()
        assert [url for url in known if not asked[url].conditional] == []
        assert {asked[url].status for url in known - {demo.edited, demo.withdrawn}} <= {200, 304}
        assert demo.full[site].twice == []


def test_an_edit_is_one_more_revision_of_one_article(demo: Demo) -> None:
    rows = demo.shell.query(
        "select url, n, revisions.changed, revisions.body = articles.body from revisions "
        "join articles on articles.id = article_id where n > 1"
    )
    assert rows == [(demo.edited, 2, '["body"]', 1)]
    assert [line["url"] for line in demo.feed("investchn", "full") if line["url"] == demo.edited] == [demo.edited]


def test_a_withdrawn_article_is_missing_and_keeps_its_text(demo: Demo) -> None:
    text = next(article.body for article in demo.truth if article.url == demo.withdrawn)
    assert demo.shell.query("select url, body from articles where status != 'live'") == [(demo.withdrawn, text)]
    assert demo.full["shqp"].code == 0


def test_new_neighbours_make_no_revision(demo: Demo) -> None:
    """Beside a withdrawn article the chain closes: two pages have changed, no text has."""
    assert demo.shell.query("select count(*) from runs where changed > 1") == [0]


def test_every_run_is_counted(demo: Demo) -> None:
    columns = "site, reason, new, changed, unchanged, missing, requests"
    rows = demo.shell.query(f"select {columns} from runs order by id")
    counts = [len(demo.of(site)) for site in SITES]
    assert [row[:3] for row in rows[:3]] == [(s, "finished", n) for s, n in zip(SITES, counts, strict=True)]
    assert [row[2:6] for row in rows[3:6]] == [(0, 0, 0, 0)] * 3
    assert [row[2:6] for row in rows[6:]] == [(0, 1, counts[0] - 1, 0), (0, 0, counts[1] - 1, 1)]
    assert [row[6] for row in rows[:3]] == [len(demo.first[site].asked) for site in SITES]


def test_since_asks_for_nothing_older(behind: Behind) -> None:
    web = DemoWeb()
    shell, since = behind(web), "2022-01-01"
    crawl = shell.crawl("investchn", "-a", f"since={since}")
    young = {article.url for article in web.articles() if article.site == "investchn" and article.date >= since}
    assert crawl.code == 0
    assert young <= set(shell.articles)
    older = {article.url for article in web.articles() if article.date < since and article.listed}
    assert set(crawl.urls) & older == set()


def test_a_section_is_all_that_is_crawled(behind: Behind) -> None:
    web = DemoWeb()
    shell = behind(web)
    crawl = shell.crawl("investchn", "-a", "section=招商动态，没有这一栏")
    assert crawl.code == 0
    assert "没有这一栏" in crawl.err
    assert "招商动态" not in crawl.err
    wanted = {a.url for a in web.articles() if (a.site, a.section) == ("investchn", "招商动态")}
    assert set(shell.articles) == wanted
    assert shell.query("select name from sections") == ["招商动态"]
