"""One list whose entries fail in every way: each failure has its name, and no failure becomes an article."""

from dataclasses import dataclass, replace

import pytest
from command import Behind, Ended, Shell
from small_web import LIST, ORIGIN, Page, SmallWeb, article, date, home, html, listing, moved, title, url

from investchn_crawler.demo.web import Answer

WALL = "<html><head><script>$_ts=window['$_ts'];</script></head><body></body></html>"
GONE = "<html><head><title>系统提示</title></head><body><p>您访问的页面不存在或已被删除！</p></body></html>"
ABOUT = (
    "<html><head><title>机构简介</title></head><body><h1>机构简介</h1>"
    "<p>本中心内设三个科室，负责全县招商引资工作。</p></body></html>"
)
PAGED = '<p><b>1</b> <a href="paged_2.html">2</a></p>'


FAILING: dict[str, tuple[Page, str]] = {
    "404": (html(GONE, 404), "gone"),
    "410": (html(GONE, 410), "gone"),
    "soft": (html(GONE), "soft-404"),
    "403": (html("<html><body>Forbidden</body></html>", 403), "http-4xx"),
    "500": (html("<html><body>Internal Server Error</body></html>", 500), "http-5xx"),
    "412": (html(WALL, 412), "challenge"),
    "202": (html(WALL, 202), "challenge"),
    "521": (html("<script>document.cookie=('__jsl_clearance=1')</script>", 521), "challenge"),
    "wall": (html(WALL), "challenge"),
    "cut": (replace(article("cut"), cut_at=200), "truncated"),
    "pdf": (Answer(200, b"%PDF-1.7 ...", (("Content-Type", "application/pdf"),)), "not-an-article"),
    "about": (html(ABOUT), "not-an-article"),
    "list": (listing([(url(n), title(n), date(n)) for n in (1, 2, 3)]), "not-an-article"),
    "home": (moved(f"{ORIGIN}/"), "gone"),
    "loop": (moved(url("loop2")), "http-4xx"),
    "encoding": (html(f"{article('encoding').body.decode()}".replace("本报讯", "本\ufffd讯")), "encoding"),
    "paged": (article("paged", more=PAGED), "http-5xx"),
}
REFUSED = f"{ORIGIN}/admin/9.html"
READ = ("1", "2", "3", "secure", "stub", "short")
LISTED = ("1", "2", "3", *FAILING, "secure", "stub", "again", "short")


def fault_web() -> SmallWeb:
    rows = [(url(name), title(name), date(rank % 20)) for rank, name in enumerate(LISTED)]
    rows += [
        (REFUSED, "管理员才能看到的一篇文章", date(3)),
        ("http://www.other.example/xw/1.html", title("x"), date(4)),
    ]
    rows += [(f"{ORIGIN}/files/report.pdf", "青岚县国民经济和社会发展统计公报", date(5))]
    secure = url("secure").replace("http:", "https:")
    pages: dict[str, Page] = {
        f"{ORIGIN}/robots.txt": Answer(200, b"User-agent: *\nDisallow: /admin/\n", (("Content-Type", "text/plain"),)),
        f"{ORIGIN}/": home(("/xw/", "青岚新闻")),
        LIST: listing(rows),
        **{url(name): article(name, date(rank)) for rank, name in enumerate(("1", "2", "3"))},
        **{url(name): page for name, (page, _) in FAILING.items()},
        url("loop2"): moved(url("loop")),
        url("paged_2"): html("<html><body>Internal Server Error</body></html>", 500),
        url("secure"): moved(secure, 301),
        secure: article("secure"),
        url("again"): moved(url("1")),
        url("stub"): html('<html><head><meta http-equiv="Refresh" content="0;URL=stubbed.html"></head></html>'),
        url("stubbed"): article("stub"),
        url("short"): article("short"),
        REFUSED: article("admin"),
        f"{ORIGIN}/files/report.pdf": Answer(200, b"%PDF-1.7 ...", (("Content-Type", "application/pdf"),)),
    }
    return SmallWeb(pages, hosts=frozenset({"www.qinglan.example", "www.other.example"}))


@dataclass
class Crawled:
    shell: Shell
    first: Ended
    second: Ended
    failures: dict[str, str]
    articles: list[str]


@pytest.fixture(scope="module")
def crawled(behind_for_all: Behind) -> Crawled:
    shell = behind_for_all(fault_web())
    words = ("site", "-a", f"url={LIST}", "-s", "RETRY_TIMES=1")
    first = shell.crawl(*words)
    failures, articles = shell.failures, shell.articles
    return Crawled(shell, first, shell.crawl(*words), failures, articles)


@pytest.mark.parametrize("name", FAILING)
def test_a_failure_has_its_name(crawled: Crawled, name: str) -> None:
    mine = [kind for address, kind in crawled.failures.items() if address in (url(name), url(f"{name}_2"))]
    assert mine == [FAILING[name][1]]


def test_what_robots_txt_forbids_is_not_asked_for(crawled: Crawled) -> None:
    assert crawled.failures[REFUSED] == "robots"
    assert REFUSED not in crawled.first.urls


def test_no_failure_without_a_cause(crawled: Crawled) -> None:
    caused = {REFUSED, url("paged_2"), *map(url, FAILING)}
    assert set(crawled.failures) - caused == set()


def test_no_failure_is_an_article(crawled: Crawled) -> None:
    secure = url("secure").replace("http:", "https:")
    wanted = {*map(url, READ)} - {url("secure"), url("stub")} | {secure, url("stubbed")}
    assert set(crawled.articles) == wanted


def test_other_hosts_and_files_are_not_asked_for(crawled: Crawled) -> None:
    assert [address for address in crawled.first.urls if "other.example" in address or "/files/" in address] == []


def test_a_redirect_to_a_known_page_is_not_followed(crawled: Crawled) -> None:
    assert crawled.first.times(url("1")) == 1
    assert crawled.first.times(url("again")) == 1


def test_nothing_is_asked_for_twice_but_what_failed_for_a_moment(crawled: Crawled) -> None:
    again = {url("500"), url("cut"), url("paged_2"), url("loop"), url("loop2")}
    assert set(crawled.first.twice) - again == set()


def test_a_circle_of_redirects_is_left_when_it_closes(crawled: Crawled) -> None:
    """A second time is allowed: the page may have set a cookie."""
    assert max(crawled.first.times(url(name)) for name in ("loop", "loop2")) <= 2


def test_a_page_that_failed_for_a_moment_is_tried_again(crawled: Crawled) -> None:
    assert [crawled.first.times(url(name)) for name in ("500", "cut")] == [2, 2]


def test_an_article_without_its_second_page_is_not_stored(crawled: Crawled) -> None:
    assert crawled.shell.query("select count(*) from captures where url like '%paged%'") == [0]


def test_the_crawl_ends_well_for_what_could_be_read(crawled: Crawled) -> None:
    assert crawled.first.code == 0


def test_the_run_counts_its_failures(crawled: Crawled) -> None:
    assert crawled.shell.query("select new, failed from runs where id = 1") == [(len(READ), len(crawled.failures))]


def test_the_next_crawl_asks_again_for_what_may_be_there_now(crawled: Crawled) -> None:
    asked = set(crawled.second.urls)
    assert {url(name) for name in ("500", "412", "202", "521", "wall", "cut", "paged")} <= asked


def test_the_next_crawl_leaves_alone_what_is_known(crawled: Crawled) -> None:
    asked = set(crawled.second.urls)
    assert (
        asked & {url(name) for name in ("1", "404", "soft", "about", "pdf", "list", "encoding", "again", "secure")}
        == set()
    )
    assert crawled.shell.articles == crawled.articles
    assert crawled.shell.query("select count(*) from revisions where n > 1") == [0]


def test_a_cut_answer_that_arrives_whole_is_stored_by_the_next_crawl(behind: Behind) -> None:
    web = SmallWeb({LIST: listing([(url(n), title(n), date(n)) for n in (1, 2, 3)])})
    web.pages |= {url(n): article(n) for n in (1, 2)} | {url(3): replace(article(3), cut_at=300)}
    shell = behind(web)
    shell.crawl("site", "-a", f"url={LIST}", "-s", "RETRY_ENABLED=0")
    assert set(shell.articles) == {url(1), url(2)}
    web.pages[url(3)] = article(3)
    assert shell.crawl("site", "-a", f"url={LIST}").urls == [f"{ORIGIN}/robots.txt", LIST, url(3)]
    assert set(shell.articles) == {url(1), url(2), url(3)}


# --- articles that were there in the first crawl, and what a full crawl finds in their place

LATER = {
    "wall": html(WALL, 412),
    "polite-wall": html(WALL),
    "503": html(GONE, 503),
    "cut": replace(article("cut"), cut_at=90),
    "file": Answer(200, b"%PDF-1.7 ...", (("Content-Type", "application/pdf"),)),
    "redesigned": html(ABOUT),
    "robots": article("robots"),
    "gone": html(GONE, 404),
    "gone-for-good": html(GONE, 410),
    "soft": html(GONE),
    "to-the-home-page": moved(f"{ORIGIN}/"),
    "same": article("same"),
}
ABSENT = ("gone", "gone-for-good", "soft", "to-the-home-page")
STILL_THERE = ("wall", "polite-wall", "503", "cut", "file", "redesigned", "robots")


@pytest.fixture(scope="module")
def later(behind_for_all: Behind) -> Shell:
    rows = [(url(name), title(name), date(rank)) for rank, name in enumerate(LATER)]
    web = SmallWeb({LIST: listing(rows), f"{ORIGIN}/": home(), **{url(name): article(name) for name in LATER}})
    shell = behind_for_all(web)
    shell.crawl("site", "-a", f"url={LIST}")
    assert set(shell.articles) == set(map(url, LATER))
    closed = f"User-agent: *\nDisallow: {url('robots').removeprefix(ORIGIN)}\n".encode()
    web.pages |= {f"{ORIGIN}/robots.txt": Answer(200, closed, (("Content-Type", "text/plain"),))}
    web.pages |= {url(name): page for name, page in LATER.items()}
    shell.crawl("site", "-a", f"url={LIST}", "-a", "full=1", "-s", "RETRY_ENABLED=0")
    return shell


@pytest.mark.parametrize("name", STILL_THERE)
def test_a_known_article_that_cannot_be_read_is_not_missing(later: Shell, name: str) -> None:
    assert later.query("select status from articles where url = ?", url(name)) == ["live"]
    assert url(name) in later.failures


@pytest.mark.parametrize("name", ABSENT)
def test_a_known_article_that_is_gone_is_missing_and_keeps_its_text(later: Shell, name: str) -> None:
    assert later.query("select status, body like '%远帆科技%' from articles where url = ?", url(name)) == [
        ("missing", 1)
    ]
    assert url(name) not in later.failures


def test_what_cannot_be_read_is_no_edit(later: Shell) -> None:
    assert later.query("select new, changed, unchanged, missing from runs where id = 2") == [(0, 0, 1, len(ABSENT))]
    assert later.query("select max(n) from revisions") == [1]


# --- short articles that speak of what walls and missing pages speak of

SPEAKING = {
    "route": "国道404线青岚段改造工程开工",
    "repealed": "青岚县人民政府关于宣布一批规范性文件失效的公告",
    "fraud": "青岚县公安局提醒：网页无法找到时谨防诈骗",
    "firewall": "松溟市开展网站防火墙专项检查",
    "secure": "青岚县政务服务平台启用新的安全验证方式",
}


@pytest.fixture(scope="module")
def speaking(behind_for_all: Behind) -> Shell:
    rows = [(url(name), named, date(rank)) for rank, (name, named) in enumerate(SPEAKING.items())]
    shell = behind_for_all(
        SmallWeb({LIST: listing(rows), **{url(n): article(n, named=t) for n, t in SPEAKING.items()}})
    )
    shell.crawl("site", "-a", f"url={LIST}")
    return shell


@pytest.mark.parametrize("name", SPEAKING)
def test_an_article_about_walls_and_absence_is_an_article(speaking: Shell, name: str) -> None:
    assert speaking.failures.get(url(name)) is None
    assert speaking.query("select title from articles where url = ?", url(name)) == [SPEAKING[name]]
