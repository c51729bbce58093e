"""Walls, shells and polite errors: each is named with its address, and takes no article's place."""

import socket
import socketserver
import struct
import threading
from collections.abc import Mapping

import pytest
from command import Behind, Shell
from small_web import (
    LIST,
    ORIGIN,
    Page,
    SmallWeb,
    article,
    date,
    home,
    html,
    listing,
    moved,
    rows,
    small_site,
    title,
    url,
)
from walls import ABSENT, APP, SLIDER, WALLS, Wall

from investchn_crawler import page_of
from investchn_crawler.demo.web import Answer
from investchn_crawler.extract.refusals import SIGNALS, refusals

START = ("site", "-a", f"url={LIST}", "-s", "RETRY_ENABLED=0")
EVERY = WALLS | ABSENT
HOSTS = frozenset({"www.qinglan.example", "www.other.example"})


def first_signal(wall: Wall) -> object:
    answer = wall.answer
    return next(refusals(page_of(answer.body, url(1)), answer.status, answer.headers), None)


def test_every_signal_has_a_page_that_shows_it() -> None:
    assert set(SIGNALS) == {first_signal(wall) for wall in EVERY.values()} - {None}


def site_of(names: list[str]) -> SmallWeb:
    """A list of articles on the days of one month."""
    shown = [(url(name), title(name), date(rank % 20)) for rank, name in enumerate(names)]
    return SmallWeb({LIST: listing(shown), **{url(name): article(name) for name in names}}, HOSTS)


@pytest.fixture(scope="module")
def new(behind_for_all: Behind) -> Shell:
    """A list whose entries are all refused but one."""
    web = site_of(["1", *EVERY])
    web.pages |= {url(name): wall.answer for name, wall in EVERY.items()}
    shell = behind_for_all(web)
    assert shell.crawl(*START).code == 0
    return shell


@pytest.mark.parametrize("name", EVERY)
def test_a_refusal_is_named_with_its_address(new: Shell, name: str) -> None:
    ((failure_class, detail),) = new.query("select class, detail from failures where url = ?", url(name))
    assert failure_class == EVERY[name].failure_class
    assert EVERY[name].signal in detail


def test_no_refusal_is_an_article_and_none_is_solved(new: Shell) -> None:
    assert new.articles == [url(1)]
    asked = [request.url for request in new.proxy.log]
    assert [address for address in asked if "other.example" in address or address == f"{ORIGIN}/"] == []
    assert {address for address in asked if asked.count(address) > 1} == {url("refresh-itself")}
    assert asked.count(url("refresh-itself")) == 2


@pytest.fixture(scope="module")
def known(behind_for_all: Behind) -> Shell:
    """Articles that were stored, and what stands in their place when all of them are checked; some lead there."""
    names = [*EVERY, "home-wall"]
    web = site_of(names)
    shell = behind_for_all(web)
    shell.crawl(*START)
    assert set(shell.articles) == set(map(url, names))
    web.pages |= {url(name): wall.answer for name, wall in EVERY.items()}
    web.pages |= {url("home-wall"): moved("/"), f"{ORIGIN}/": html(SLIDER)}
    shell.crawl(*START, "-a", "full=1")
    return shell


@pytest.mark.parametrize("name", [*WALLS, "home-wall"])
def test_a_known_article_behind_a_wall_is_not_missing(known: Shell, name: str) -> None:
    assert known.query("select status, body like '%远帆科技%' from articles where url = ?", url(name)) == [("live", 1)]
    wall = WALLS.get(name, WALLS["slider"])
    assert known.failures[url(name)] == wall.failure_class


@pytest.mark.parametrize("name", ABSENT)
def test_a_known_article_whose_page_says_that_it_is_gone_is_missing(known: Shell, name: str) -> None:
    assert known.query("select status from articles where url = ?", url(name)) == ["missing"]
    assert url(name) not in known.failures


# --- articles that speak of all this, with signs of publication that differ

COUNTER = "<script>document.cookie='visited=1';if(top!=self){location.href='/';}$_ts={};var arg1='1';</script>"
SPEAKING = {
    "captcha": "青岚县政务服务平台登录增加验证码",
    "404": "国道404线青岚段改造工程开工",
    "firewall": "网站防火墙",
    "secure": "青岚县推行安全验证",
    "error": "404错误页面整改情况通报",
    "gone": "该信息已被删除的举报如何查询",
    "script": "青岚县春茶采摘节开幕",
    "often": "您的访问过于频繁怎么办",
}
LINES = ("请完成安全验证后继续访问。", "您访问的页面不存在。", "滑动滑块即可。", "404")


def speaking(name: str, *, labelled: bool) -> Answer:
    page = article(name, named=SPEAKING[name], more=COUNTER).body.decode()
    steps = "".join(f"<p>{line}</p>" for line in LINES)
    page = page.replace("</p></div>", f"</p>{steps}</div>")
    return html(page if labelled else page.replace("发布时间：", "").replace(" 来源：青岚县融媒体中心", ""))


@pytest.mark.parametrize("labelled", [True, False])
def test_an_article_about_walls_is_an_article(behind: Behind, labelled: bool) -> None:
    web = SmallWeb({LIST: listing([(url(n), t, date(rank)) for rank, (n, t) in enumerate(SPEAKING.items())])})
    web.pages |= {url(name): speaking(name, labelled=labelled) for name in SPEAKING}
    shell = behind(web)
    shell.crawl(*START)
    assert (set(shell.articles), shell.failures) == (set(map(url, SPEAKING)), {})


# --- lists


def dead(text: str = "") -> Answer:
    return html(f"<html><head><title>青岚新闻</title></head><body>{text}</body></html>")


def long_list(last: Answer) -> SmallWeb:
    """Three list pages of which the third is what it is."""
    pages = small_site(range(1, 7)) | {LIST: listing(rows([1, 2, 3]), "/xw/index_1.html")}
    pages[f"{LIST}index_1.html"] = listing([(url(n), title(n), date(n)) for n in (4, 5, 6)], "/xw/index_2.html")
    return SmallWeb(pages | {f"{LIST}index_2.html": last})


@pytest.mark.parametrize(
    ("last", "failure_class"),
    [
        (dead(), "truncated"),
        (dead("<p>关于我们</p>" * 90), "truncated"),
        (html("<?xml version='1.0' encoding='utf-8'?><datastore/>"), "truncated"),
        (html(APP), "needs-browser"),
        (html(SLIDER), "challenge"),
    ],
)
def test_a_list_that_breaks_off_is_not_walked_to_its_end(behind: Behind, last: Answer, failure_class: str) -> None:
    shell = behind(long_list(last))
    crawl = shell.crawl(*START)
    assert shell.failures == {f"{LIST}index_2.html": failure_class}
    assert set(shell.articles) == set(map(url, range(1, 7)))
    assert ("breaks off here" in crawl.err) == (failure_class == "truncated")
    assert shell.query("select count(last_full_crawl_at) from sections") == [0]


@pytest.mark.parametrize("words", ["暂无信息", "本栏目暂无相关内容！", "对不起，没有更多数据"])
def test_a_list_that_says_that_it_has_no_more_is_walked_to_its_end(behind: Behind, words: str) -> None:
    shell = behind(long_list(dead(f"<p>{words}</p>")))
    crawl = shell.crawl(*START)
    assert (crawl.code, crawl.err, shell.failures) == (0, "", {})
    assert shell.query("select count(last_full_crawl_at) from sections") == [1]


@pytest.mark.parametrize("start", [LIST, f"{ORIGIN}/"])
def test_an_empty_list_is_no_alarm_today_and_tomorrow(behind: Behind, start: str) -> None:
    web = SmallWeb({LIST: dead("<p>暂无公告</p><script>count()</script>"), f"{ORIGIN}/": home(("/xw/", "青岚新闻"))})
    shell = behind(web)
    words = ("site", "-a", f"url={start}", "-a", "section=青岚新闻") if start != LIST else START
    for _ in range(2):
        crawl = shell.crawl(*words)
        assert (crawl.code, crawl.err, shell.failures) == (0, "", {})
    web.pages |= small_site([1, 2, 3])
    assert shell.crawl(*words).code == 0
    assert len(shell.articles) == 3


def test_a_list_that_had_entries_and_says_that_it_has_none_is_an_alarm(behind: Behind) -> None:
    web = SmallWeb(small_site([1, 2, 3]))
    shell = behind(web)
    assert shell.crawl(*START).code == 0
    web.pages[LIST] = dead("<p>暂无信息</p>")
    crawl = shell.crawl(*START)
    assert crawl.code == 1
    assert "nothing could be read" in crawl.err


def test_a_home_page_for_a_browser_is_said_so(behind: Behind) -> None:
    shell = behind(SmallWeb({f"{ORIGIN}/": html(APP)}))
    crawl = shell.crawl("site", "-a", f"url={ORIGIN}/")
    assert crawl.code == 1
    assert "1 needs-browser" in crawl.err


# --- cookies that a site sets by header, redirects to itself


def guarded(page: Page, to: str, cookie: str = "CT6T=1") -> Page:
    """A page that sends to itself until the cookie that it sets comes back."""

    def answer(headers: Mapping[str, str]) -> Answer:
        known = cookie in headers.get("cookie", "") and isinstance(page, Answer)
        return page if known else moved(to, Set_Cookie=f"{cookie}; path=/")

    return answer


def test_a_redirect_to_itself_that_sets_a_cookie_is_followed_once(behind: Behind) -> None:
    """Everything of the site is behind it, robots.txt and the home page too."""
    pages = small_site([1, 2]) | {f"{ORIGIN}/robots.txt": Answer(200, b"User-agent: *\n", ())}
    web = SmallWeb({address: guarded(page, address, f"{rank}=1") for rank, (address, page) in enumerate(pages.items())})
    shell = behind(web)
    crawl = shell.crawl("site", "-a", f"url={ORIGIN}/")
    assert (crawl.code, crawl.err, shell.failures) == (0, "", {})
    assert set(shell.articles) == {url(1), url(2)}
    assert {crawl.times(address) for address in pages} == {2}


def test_it_is_followed_behind_a_redirect_to_https_too(behind: Behind) -> None:
    secure = url(2).replace("http:", "https:")
    pages = small_site([1, 2]) | {url(2): moved(secure, 301), secure: guarded(article(2), secure)}
    shell = behind(SmallWeb(pages))
    shell.crawl(*START)
    assert (set(shell.articles), shell.failures) == ({url(1), secure}, {})


@pytest.mark.parametrize(("headers", "failure_class"), [({"Set_Cookie": "CT6T=1"}, "challenge"), ({}, "http-4xx")])
def test_a_redirect_to_itself_without_end_is_named(behind: Behind, headers: dict[str, str], failure_class: str) -> None:
    shell = behind(SmallWeb(small_site([1, 2]) | {url(2): moved(url(2), **headers)}))
    crawl = shell.crawl(*START)
    assert shell.failures == {url(2): failure_class}
    assert crawl.times(url(2)) == 2


def with_session(page: Page) -> Page:
    """A page that answers nobody who comes without the session that the home page sets."""

    def answer(headers: Mapping[str, str]) -> Answer:
        known = "wzws_sessionid=a" in headers.get("cookie", "") and isinstance(page, Answer)
        return page if known else html("", 403)

    return answer


def test_a_cookie_of_the_home_page_is_sent_with_what_follows(behind: Behind) -> None:
    front = home(("/xw/", "青岚新闻"))
    pages = {address: with_session(page) for address, page in small_site([1, 2]).items()}
    pages[f"{ORIGIN}/"] = Answer(200, front.body, (*front.headers, ("Set-Cookie", "wzws_sessionid=a; path=/")))
    shell = behind(SmallWeb(pages))
    shell.crawl("site", "-a", f"url={ORIGIN}/")
    assert (set(shell.articles), shell.failures) == ({url(1), url(2)}, {})


# --- a fence around addresses: no answer at all


class Reset(socketserver.BaseRequestHandler):
    """Reads the request and resets the connection."""

    def handle(self) -> None:
        self.request.recv(65536)
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()


def test_a_reset_connection_is_refused(behind: Behind) -> None:
    shell = behind(SmallWeb({}))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Reset) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/xw/"
        crawl = shell.crawl("site", "-a", f"url={address}", "-s", "RETRY_ENABLED=0", no_proxy="127.0.0.1")
        server.shutdown()
    assert (crawl.code, shell.failures) == (1, {address: "refused"})
