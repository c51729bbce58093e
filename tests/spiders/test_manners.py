"""How a crawl behaves: it waits as it is asked to, keeps cookies, asks nobody else, and walks what it is told to."""

import time
from collections.abc import Mapping
from itertools import pairwise

import pytest
from command import HASTE, Behind, Ended
from small_web import (
    LIST,
    ORIGIN,
    Page,
    SmallWeb,
    article,
    date,
    html,
    listing,
    moved,
    neighbours,
    rows,
    small_site,
    title,
    url,
)

from investchn_crawler.demo.web import Answer

TEXT = (("Content-Type", "text/plain"),)
# the clock of the log is read when an answer leaves, the delay runs from question to question
SLACK = 0.1


def gaps(crawl: Ended) -> list[float]:
    return [after.time - before.time for before, after in pairwise(crawl.asked)]


@pytest.mark.parametrize("options", [HASTE, ("-s", "DOWNLOAD_DELAY=0"), ("-s", "DOWNLOAD_DELAY=0.01", *HASTE[2:])])
def test_the_crawl_delay_of_robots_txt_is_kept(behind: Behind, options: tuple[str, ...]) -> None:
    robots = Answer(200, b"User-agent: *\nCrawl-delay: 0.3\n", TEXT)
    shell = behind(SmallWeb(small_site(range(1, 4)) | {f"{ORIGIN}/robots.txt": robots}))
    shell.options = (*options, "-s", "AUTOTHROTTLE_START_DELAY=0")
    crawl = shell.crawl("site", "-a", f"url={LIST}")
    assert len(shell.articles) == 3
    assert min(gaps(crawl)[1:]) >= 0.3 - SLACK


def test_robots_txt_for_another_robot_is_not_meant(behind: Behind) -> None:
    robots = Answer(200, b"User-agent: otherbot\nCrawl-delay: 50\nDisallow: /\n", TEXT)
    shell = behind(SmallWeb(small_site(range(1, 4)) | {f"{ORIGIN}/robots.txt": robots}))
    assert shell.crawl("site", "-a", f"url={LIST}").code == 0
    assert len(shell.articles) == 3


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(behind: Behind, status: int) -> None:
    asked: list[float] = []

    def busy_once(_headers: Mapping[str, str]) -> Answer:
        asked.append(time.time())
        return html("忙", status, Retry_After="1") if len(asked) == 1 else article(2)

    shell = behind(SmallWeb({**small_site(range(1, 5)), url(2): busy_once}))
    crawl = shell.crawl("site", "-a", f"url={LIST}")
    assert set(shell.articles) == set(map(url, range(1, 5)))
    (held,) = [number for number, request in enumerate(crawl.asked) if request.status == status]
    assert crawl.asked[held + 1].time - crawl.asked[held].time >= 1 - SLACK


def test_a_retry_after_too_long_to_wait_for_is_told(behind: Behind) -> None:
    pages: dict[str, Page] = {**small_site(range(1, 4)), url(2): html("忙", 503, Retry_After="86400")}
    shell = behind(SmallWeb(pages))
    shell.options += ("-s", "LONGEST_WAIT=0.2")
    crawl = shell.crawl("site", "-a", f"url={LIST}")
    assert crawl.times(url(2)) == 1
    assert "86400" in crawl.err
    assert shell.failures == {url(2): "rate-limited"}


def with_memory(headers: Mapping[str, str]) -> Answer:
    """A page that sends to itself until the cookie it sets comes back."""
    known = "pass=1" in headers.get("cookie", "")
    return article(2) if known else moved(url(2), Set_Cookie="pass=1; path=/")


def test_a_cookie_is_sent_back_and_nobody_else_is_asked(behind: Behind) -> None:
    shell = behind(SmallWeb({**small_site(range(1, 4)), url(2): with_memory}))
    with shell.crawling("site", "-a", f"url={LIST}") as process:
        process.communicate()
    assert {request.url for request in shell.proxy.log if ORIGIN not in request.url} == set()
    assert url(2) in shell.articles


def test_the_robot_says_who_it_is(behind: Behind) -> None:
    seen: list[str] = []

    def noting(headers: Mapping[str, str]) -> Answer:
        seen.append(headers["user-agent"])
        return listing(rows([1, 2, 3]))

    shell = behind(SmallWeb({**small_site([1, 2, 3]), LIST: noting}))
    shell.crawl("site", "-a", f"url={LIST}", INVESTCHN_CONTACT="mailto:archiv@qinglan.example")
    assert seen == ["investchn_crawler/0.1 (+mailto:archiv@qinglan.example)"]


# --- what is walked


def chain_web() -> SmallWeb:
    """A list of two pages; the newest article's neighbours lead to two that no list shows."""
    pages = small_site(range(1, 7)) | {LIST: listing(rows(range(1, 4)), "/xw/index_2.html")}
    pages[f"{LIST}index_2.html"] = listing([(url(n), title(n), date(n)) for n in range(4, 7)])
    pages[url(6)] = article(6, date(6), neighbours("orphan", 5))
    pages[url("orphan")] = article("orphan", date(7), neighbours("last", 6))
    pages[url("last")] = article("last", date(8), neighbours(None, "orphan"))
    return SmallWeb(pages)


CHAIN = {*map(url, range(1, 7)), url("orphan"), url("last")}


@pytest.mark.parametrize("start", [f"{ORIGIN}/", LIST, "www.qinglan.example/xw/"])
def test_a_home_or_a_list_leads_to_every_article(behind: Behind, start: str) -> None:
    shell = behind(chain_web())
    crawl = shell.crawl("site", "-a", f"url={start}")
    assert (crawl.code, crawl.err, crawl.twice) == (0, "", [])
    assert set(shell.articles) == CHAIN
    assert shell.query("select distinct site from articles") == ["qinglan.example"]


def test_an_article_leads_along_its_chain(behind: Behind) -> None:
    shell = behind(chain_web())
    crawl = shell.crawl("site", "-a", f"url={url('orphan')}", "-a", "name=qinglan")
    assert crawl.code == 0
    assert {url("orphan"), url("last"), url(6)} <= set(shell.articles)
    assert shell.query("select distinct site from articles") == ["qinglan"]


def test_an_update_stops_where_all_is_known_and_old(behind: Behind) -> None:
    shell = behind(chain_web())
    shell.crawl("site", "-a", f"url={LIST}")
    second = shell.crawl("site", "-a", f"url={LIST}", "-s", "OVERLAP_DAYS=30")
    assert second.urls == [f"{ORIGIN}/robots.txt", LIST]
    full = shell.crawl("site", "-a", f"url={LIST}", "-a", "full=1")
    assert f"{LIST}index_2.html" in full.urls
    assert {*map(url, range(1, 7))} <= set(full.urls)


def test_an_update_looks_for_back_dated_posts_within_the_overlap(behind: Behind) -> None:
    web = chain_web()
    shell = behind(web)
    shell.crawl("site", "-a", f"url={LIST}")
    web.pages[f"{LIST}index_2.html"] = listing(rows([4, "late", 5, 6]))
    web.pages[url("late")] = article("late", date(4))
    shell.crawl("site", "-a", f"url={LIST}", "-s", "OVERLAP_DAYS=3650")
    assert url("late") in shell.articles


def test_a_new_entry_is_all_that_an_update_asks_for(behind: Behind) -> None:
    web = chain_web()
    shell = behind(web)
    shell.crawl("site", "-a", f"url={LIST}")
    web.pages[LIST] = listing(rows(["new", 1, 2]), "/xw/index_2.html")
    web.pages[url("new")] = article("new", date(0))
    crawl = shell.crawl("site", "-a", f"url={LIST}")
    assert {request for request in crawl.urls if request.endswith(".html") and "index" not in request} == {url("new")}
    assert shell.query("select new, changed, unchanged from runs order by id desc limit 1") == [(1, 0, 0)]


def test_a_list_that_turns_in_a_circle_ends(behind: Behind) -> None:
    web = SmallWeb(small_site([1, 2, 3]) | {LIST: listing(rows([1, 2, 3]), "/xw/index_2.html")})
    web.pages[f"{LIST}index_2.html"] = listing(rows([1, 2, 3]), "/xw/index_3.html")
    web.pages[f"{LIST}index_3.html"] = listing(rows([1, 2, 3]), "/xw/index_2.html")
    shell = behind(web)
    crawl = shell.crawl("site", "-a", f"url={LIST}")
    assert (crawl.code, crawl.twice) == (0, [])


def test_an_article_of_several_pages_is_one(behind: Behind) -> None:
    pager = '<p><a href="2.html">1</a> <a href="2_2.html">2</a> <a href="2_3.html">3</a></p>'
    second, third = (
        html(f"""<html><head><title>{title(2)}</title></head><body><h1>{title(2)}</h1>
<div class="content"><p>第{n}页的正文，讲的是远帆科技在青岚县的投资计划和建设进度。</p></div>{pager}</body></html>""")
        for n in "二三"
    )
    pages: dict[str, Page] = {**small_site([1, 2, 3]), url(2): article(2, more=pager)}
    shell = behind(SmallWeb(pages | {url("2_2"): second, url("2_3"): third}))
    crawl = shell.crawl("site", "-a", f"url={LIST}")
    assert crawl.twice == []
    (body,) = shell.query("select body from articles where url = ?", url(2))
    assert [line[:4] for line in body.split("\n")[2:]] == ["第二页的", "第三页的"]
    assert shell.query("select count(*) from articles") == [3]
    assert shell.query("select count(*) from captures where page_of is not null") == [2]


def test_a_home_page_that_only_sends_on(behind: Behind) -> None:
    pages = small_site([1, 2, 3])
    pages[f"{ORIGIN}/main.html"] = pages[f"{ORIGIN}/"]
    pages[f"{ORIGIN}/"] = html('<html><head><meta http-equiv="refresh" content="0; url=/main.html"></head></html>')
    shell = behind(SmallWeb(pages))
    assert shell.crawl("site", "-a", f"url={ORIGIN}/").code == 0
    assert len(shell.articles) == 3


def test_http_that_became_https_is_the_same_site(behind: Behind) -> None:
    pages = small_site([1, 2, 3])
    web = SmallWeb(dict(pages))
    shell = behind(web)
    shell.crawl("site", "-a", f"url={LIST}")
    web.pages |= {address: moved(address.replace("http:", "https:"), 301) for address in pages}
    web.pages |= {address.replace("http:", "https:"): page for address, page in pages.items()}
    crawl = shell.crawl("site", "-a", f"url={LIST}", "-a", "full=1")
    assert (crawl.code, crawl.twice) == (0, [])
    assert shell.query("select new, changed, unchanged from runs order by id") == [(3, 0, 0), (0, 0, 3)]
    assert shell.query("select count(*) from articles") == [3]
