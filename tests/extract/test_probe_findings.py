"""What a handful of pages says of its site, without a network: names, the next page to see, the estimate."""

from dataclasses import replace

import pytest

from investchn_crawler import page_of
from investchn_crawler.extract.kind import kind_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.probe.choice import articles_to_see, best_channel, links_to_walk, next_page_to_see
from investchn_crawler.extract.probe.estimate import estimate
from investchn_crawler.extract.probe.findings import Manners, findings_of
from investchn_crawler.extract.probe.naming import name_for, publisher_of
from investchn_crawler.extract.probe.seen import Seen
from investchn_crawler.items import Failure, Fetch
from investchn_crawler.site import Site

HOME = "http://www.qinglan.example/"
SITE = Site("qinglan", "青岚县人民政府", HOME)
AT = "2026-11-20T08:00:00Z"


def page(html: str, url: str = HOME) -> Page:
    return page_of(html.encode(), url, "utf-8")


def seen(role: str, url: str, html: str, name: str | None = None) -> Seen:
    fetch = Fetch(url, url, AT, 200, (("Content-Type", "text/html; charset=utf-8"),), html.encode())
    return Seen(role, url, name, fetch=fetch, kind=kind_of(page(html, url)))


def failed(role: str, url: str, failure_class: str) -> Seen:
    return Seen(role, url, failure=Failure(url, failure_class, "HTTP 412", AT))


def home(*links: tuple[str, str]) -> Seen:
    items = "".join(f'<li><a href="{href}">{name}</a></li>' for href, name in links)
    return seen("page", HOME, f"<title>青岚县人民政府门户网站</title><ul>{items}</ul>")


def listing(path: str, count: int, pager: str = "", name: str | None = None) -> Seen:
    rows = "".join(
        f'<li><a href="{n}.html">青岚县第{n}个光伏项目在园区开工</a><span>2026-06-{n:02}</span></li>'
        for n in range(1, count + 1)
    )
    html = f"<p>当前位置：<a href='/'>首页</a> &gt; 新闻</p><ul>{rows}</ul><p>{pager}</p>"
    return seen("section", f"{HOME}{path}/", html, name)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.shqp.gov.cn", "shqp"),
        ("www.mof.gov.cn", "mof"),
        ("www.gov.cn", "gov"),
        ("www.investchn.com", "investchn"),
        ("jyj.yunxi.gov.cn", "yunxijyj"),
        ("qing-lan.org.cn", "qinglan"),
        ("www.12371.cn", "s12371"),
        ("192.0.2.7", "s20192"),
        ("www.import.example", "import2"),
        ("site.example", "site2"),
        ("xn--55qx5d.cn", "xn55qx5d"),
        ("青岚.example", "site2"),
        ("", "site2"),
    ],
)
def test_a_name_from_a_host(host: str, name: str) -> None:
    assert name_for(host, ()) == name


def test_a_name_is_given_once() -> None:
    assert name_for("www.mof.gov.cn", {"mof", "mof2"}) == "mof3"


@pytest.mark.parametrize(
    ("html", "publisher"),
    [
        ('<title>x</title><meta name="SiteName" content="青岚县人民政府门户网站">', "青岚县人民政府"),
        ('<title>首页_青岚县人民政府</title><meta name="SiteName" content="网站名称">', "青岚县人民政府"),
        ("<title>欢迎访问青岚县商务局官方网站</title>", "青岚县商务局"),
        ("<title>青岚县 - 首页</title>", "青岚县"),
        ("<title></title><p>新闻</p><p>主办单位：青岚县人民政府办公室 承办：信息中心</p>", "青岚县人民政府办公室"),
        ("<title></title><p>新闻</p>", None),
    ],
)
def test_the_publisher(html: str, publisher: str | None) -> None:
    assert publisher_of(page(html), [page(html)]) == publisher


def test_links_to_lists_are_the_sites_own_and_no_rows() -> None:
    first = home(("/xw/", "要闻"), ("http://www.yunxi.example/xw/", "云溪要闻"), ("/a.pdf", "年度报告"), ("/", "青岚"))
    assert [link.title for link in links_to_walk([first], SITE)] == ["要闻"]


def test_what_sounds_like_news_is_looked_at_first() -> None:
    first = home(("/gk/", "青岚概况"), ("/xw/", "青岚要闻"), ("/hd/", "互动"))
    link = best_channel(links_to_walk([first], SITE), [first])
    assert link is not None
    assert link.title == "青岚要闻"


def test_of_declared_sections_nothing_else_is_looked_at() -> None:
    first = home(("/gk/", "青岚概况"), ("/xw/", "青岚要闻"), ("/hd/", "互 动"))
    declared = replace(SITE, sections=("互动", f"{HOME}zc/list.html"))
    assert [link.url for link in links_to_walk([first], declared)] == [f"{HOME}zc/list.html", f"{HOME}hd/"]


def test_nothing_is_looked_at_twice() -> None:
    first = home(("/xw/", "要闻"))
    done = failed("section", f"{HOME}xw/", "challenge")
    assert best_channel(links_to_walk([first], SITE), [first, done]) is None


def test_the_newest_of_each_list_in_turn() -> None:
    lists = [listing("xw", 4), listing("gg", 2)]
    urls = [entry.url.removeprefix(HOME) for entry in articles_to_see(lists, SITE.owns, 3)]
    assert urls == ["xw/4.html", "gg/2.html", "xw/3.html"]


def test_an_estimate_is_pages_by_entries_and_like_the_rest() -> None:
    pager = '<a href="index_1.html">下一页</a> 共5页'
    pages = [home(("/xw/", "要闻")), listing("xw", 4, pager), listing("gg", 2)]
    alone, with_two_more = estimate(pages, 0, 2.0), estimate(pages, 2, 2.0)
    assert (alone.list_pages, alone.articles, alone.at_least) == (6, 22, False)
    assert (alone.requests, alone.seconds) == (1 + 6 + 22, 58)
    assert (with_two_more.list_pages, with_two_more.articles) == (12, 44)


def test_a_list_that_goes_on_without_a_total_is_at_least_two_pages() -> None:
    found = estimate([listing("xw", 4, '<a href="index_1.html">下一页</a>')], 0, 1.0)
    assert (found.list_pages, found.articles, found.at_least) == (2, 8, True)


def test_the_second_page_of_the_first_list_that_has_one() -> None:
    pages = [listing("gg", 2), listing("xw", 4, '<a href="index_1.html">下一页</a>')]
    assert next_page_to_see(pages, SITE.owns) == f"{HOME}xw/index_1.html"
    assert next_page_to_see(pages[:1], SITE.owns) is None


def test_a_site_is_unreadable_by_its_first_page_its_lists_or_all_its_articles() -> None:
    manners = Manners("agent", 1.0)
    wall = failed("page", HOME, "challenge")
    assert findings_of([wall], SITE, manners).failure == wall.failure
    articles = [failed("article", f"{HOME}xw/{n}.html", "http-4xx") for n in (1, 2)]
    found = findings_of([home(("/xw/", "要闻")), listing("xw", 4), *articles], SITE, manners).failure
    assert found is not None
    assert (found.failure_class, "none of its articles" in found.detail) == ("http-4xx", True)
    found = findings_of([home(("/xw/", "要闻"))], SITE, manners).failure
    assert found is not None
    assert (found.failure_class, "no page of it shows entries" in found.detail) == ("not-an-article", True)


def test_a_slow_site_is_not_asked_faster_than_it_answers() -> None:
    assert Manners("agent", 1.0, crawl_delay=5.0).pace == 5.0
    assert Manners("agent", 1.0, latency=2.5).pace == 2.5
