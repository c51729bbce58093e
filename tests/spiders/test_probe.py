"""`investchn probe`: what it asks for, what it tells of a home page, a list, an article, and of what cannot be read."""

import json
import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from command import HASTE
from small_web import LIST, ORIGIN, SmallWeb, article, date, home, html, listing, moved, rows, small_site, title, url
from typing_behind import COMMAND, Done, typed

from investchn_crawler.archive import Archive
from investchn_crawler.archive.report import site_figures
from investchn_crawler.demo.proxy import DemoProxy

ROBOTS = f"{ORIGIN}/robots.txt"
OTHER = "http://www.yunshan.example"
SECOND = f"{ORIGIN}/xw/index_1.html"
LISTS = ("通知公告", "招商动态", "政策文件", "园区新闻", "工作动态", "部门动态", "图片新闻")


def large_site() -> SmallWeb:
    """Eight lists, the first of them with a script for its pager, and articles enough."""
    pages = small_site(range(10, 18))
    script = '<script>createPageHTML(3, 0, "index", "html");</script>'
    first = listing(rows(range(10, 18))).body.decode()
    pages[LIST] = html(first.replace("</body>", f"{script}</body>"))
    pages[SECOND] = listing(rows(range(30, 38)))
    for number, name in enumerate(LISTS):
        pages[f"{ORIGIN}/l{number}/"] = listing(rows(range(100 * number + 50, 100 * number + 56)), name=name)
    links = [("/xw/", "青岚新闻"), *((f"/l{number}/", name) for number, name in enumerate(LISTS)), ("/gk/", "概况")]
    pages[f"{ORIGIN}/"] = home(*links)
    for number in range(50, 56):
        pages[url(number)] = article(number)
    pages[ROBOTS] = html("User-agent: *\nCrawl-delay: 0.05\nDisallow: /l1/\n")
    return SmallWeb(pages)


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> Done:
    return typed(large_site(), tmp_path_factory.mktemp("probe"), "probe", f"{ORIGIN}/", "--json")


@pytest.fixture(scope="module")
def told(probed: Done) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(probed.out)
    return found


def test_it_asks_for_a_handful_and_says_so_first(probed: Done) -> None:
    assert probed.code == 0, probed.err
    assert probed.asked[:2] == [ROBOTS, f"{ORIGIN}/"]
    assert len(probed.asked) == len(set(probed.asked)) <= 12
    assert f"{ORIGIN}/l1/" not in probed.asked
    assert probed.err.startswith("Asks www.qinglan.example for robots.txt and at most 11 pages, one at a time")


def test_it_keeps_nothing(tmp_path: Path) -> None:
    typed(large_site(), tmp_path, "probe", f"{ORIGIN}/")
    assert list(tmp_path.rglob("*")) == []


def test_the_object_has_its_parts(told: dict[str, Any]) -> None:
    assert set(told) == {
        "url", "kind", "readable", "failure", "site", "family", "sections", "unseen", "listing", "articles", "crawl",
        "manners", "encodings", "labelled", "asked",
    }  # fmt: skip
    assert (told["url"], told["kind"], told["readable"], told["failure"]) == (f"{ORIGIN}/", "home", True, None)
    assert told["site"] == {
        "name": "qinglan.example",
        "declared": False,
        "publisher": "青岚县人民政府",
        "home": f"{ORIGIN}/",
        "declared_sections": [],
        "sections_not_found": [],
    }
    assert (told["encodings"], told["labelled"]) == (["utf-8"], ["utf-8"])


def test_the_family_is_told_with_its_marks(told: dict[str, Any]) -> None:
    assert (told["family"]["name"], told["family"]["marks"]) == ("trs", ["createPageHTML(3"])


def test_sections_are_told(told: dict[str, Any]) -> None:
    sections = {section["name"]: section for section in told["sections"]}
    assert len(sections) == 5
    assert (sections["青岚新闻"]["kind"], sections["青岚新闻"]["entries"]) == ("listing", 8)
    assert (sections["青岚新闻"]["newest"], sections["青岚新闻"]["total_pages"]) == (date(0), 3)
    assert sections["招商动态"]["failure"]["class"] == "robots"
    unseen = {link["title"] for link in told["unseen"]}
    assert unseen | set(sections) == {"青岚新闻", "概况", *LISTS}
    assert "概况" in unseen


def test_the_list_with_a_second_page_is_told(told: dict[str, Any]) -> None:
    found = told["listing"]
    assert (found["url"], len(found["entries"]), found["next_url"]) == (LIST, 8, SECOND)
    assert (found["total_pages"], found["new_on_page_2"]) == (3, 8)
    assert "TRS" in found["pager"]


def test_three_articles_are_told_field_by_field(told: dict[str, Any]) -> None:
    assert len(told["articles"]) == 3
    fields = told["articles"][0]["fields"]
    assert fields["title"] == {"value": title(10), "reader": "heading", "confidence": "sure"}
    assert (fields["date"]["value"], fields["date"]["confidence"]) == (date(0), "sure")
    assert (fields["source"]["value"], fields["source"]["confidence"]) == ("青岚县融媒体中心", "likely")
    assert fields["prev"] == {"value": None, "reader": None, "confidence": "none"}


def test_a_crawl_is_estimated(told: dict[str, Any]) -> None:
    crawl = told["crawl"]
    assert (crawl["home"], crawl["unseen"], crawl["at_least"]) == (1, 4, False)
    # four lists of five that were looked at: 3 pages of 8, three of one page of 6; and four links like them
    assert (crawl["list_pages"], crawl["articles"]) == (6 + 6, 42 + 42)
    assert crawl["requests"] == sum(crawl[name] for name in ("home", "channels", "list_pages", "articles"))


def test_manners_are_told(told: dict[str, Any]) -> None:
    manners = told["manners"]
    assert (manners["robots"], manners["crawl_delay"], manners["delay"]) == (True, 0.05, 0.0)
    assert manners["user_agent"].startswith("investchn_crawler/")
    assert manners["pace"] >= 0.05


def test_every_request_is_told(probed: Done, told: dict[str, Any]) -> None:
    asked = {each["url"] for each in told["asked"]}
    assert asked == {*probed.asked, f"{ORIGIN}/l1/"} - {ROBOTS}
    assert [each["for"] for each in told["asked"]] == ["page", *["section"] * 5, "next", *["article"] * 3]


def test_lines_for_a_pipe(tmp_path: Path) -> None:
    done = typed(SmallWeb(small_site(range(10, 14))), tmp_path, "probe", f"{ORIGIN}/")
    assert done.code == 0
    assert ["site", "publisher", "青岚县人民政府"] in done.rows
    assert ["section", "青岚新闻", LIST, "listing", "4", date(0), "1"] in done.rows
    assert ["entry", date(0), title(10), url(10)] in done.rows
    assert ["article", "date", date(0), "labels", "sure"] in done.rows
    assert ["crawl", "in all", "about 6 requests"] in done.rows


def test_on_a_terminal_it_tells_where_it_is_and_draws_tables(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with DemoProxy(SmallWeb(small_site(range(10, 14)))) as proxy:
        environment = os.environ | proxy.environment() | {"COLUMNS": "160", "TERM": "xterm"}
        command = [COMMAND, "probe", LIST, "--data", str(tmp_path), *HASTE]
        child = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        drawn = b""
        with suppress(OSError), open(ours, "rb", buffering=0) as screen:
            while part := screen.read(4096):
                drawn += part
        assert child.wait() == 0
    seen = drawn.decode()
    assert "of at most 11  http://www.qinglan.example" in seen
    assert "Sections that were looked at" in seen
    assert "\t" not in seen


@pytest.mark.parametrize("words", [("probe", LIST), ("new-site", LIST, "--dry-run")])
def test_a_terminal_without_chinese_gets_no_traceback(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = typed(SmallWeb(small_site(range(10, 14))), tmp_path, *words, PYTHONIOENCODING="latin-1")
    assert (done.code, "\\u9752\\u5c9a" in done.out) == (0, True)


def test_from_a_list(tmp_path: Path) -> None:
    done = typed(SmallWeb(small_site(range(10, 14))), tmp_path, "probe", LIST, "--json")
    told = json.loads(done.out)
    assert (done.code, told["kind"], told["site"]["publisher"]) == (0, "listing", "青岚县人民政府")
    assert [(section["name"], section["url"]) for section in told["sections"]] == [("青岚新闻", LIST)]
    assert done.asked[1:3] == [LIST, f"{ORIGIN}/"]


def test_from_an_article(tmp_path: Path) -> None:
    done = typed(SmallWeb(small_site(range(10, 14))), tmp_path, "probe", url(12), "--json")
    told = json.loads(done.out)
    assert (done.code, told["kind"], told["articles"][0]["url"]) == (0, "article", url(12))
    assert len(told["articles"]) == 3
    assert done.asked[1:4] == [url(12), f"{ORIGIN}/", LIST]


def test_a_declared_site_is_known_by_name(tmp_path: Path) -> None:
    web = SmallWeb({}, hosts=frozenset({"www.yunxi.example"}))
    web.pages["https://www.yunxi.example/"] = home(("/yw/", "云溪要闻"))
    found = json.loads(typed(web, tmp_path, "probe", "https://www.yunxi.example/", "--json").out)["site"]
    assert (found["name"], found["declared"], found["sections_not_found"]) == ("yunxi", True, ["部门动态", "政策文件"])


def test_the_archive_notes_when_a_declared_site_was_probed(tmp_path: Path) -> None:
    there = "https://www.yunxi.example"
    pages = {address.replace(ORIGIN, there): page for address, page in small_site(range(10, 14)).items()}
    pages[f"{there}/"] = home(("/xw/", "云溪要闻"))
    pages[f"{there}/xw/"] = listing(
        [(link.replace(ORIGIN, there), text, day) for link, text, day in rows(range(10, 14))]
    )
    web = SmallWeb(pages, hosts=frozenset({"www.yunxi.example"}))
    assert typed(web, tmp_path, "probe", f"{there}/").code == 0
    with Archive(tmp_path / "data", read_only=True) as archive:
        found = site_figures(archive)["yunxi"]
    assert (found.sections, found.probed_at is not None, found.articles) == (["云溪要闻"], True, 0)


DRAWN = '<html><body><div id="app"></div><script src="/app.js"></script></body></html>'
SHELL = "<html><script>document.cookie='C3VK=1a; max-age=300'; location.reload()</script><body></body></html>"


@pytest.mark.parametrize(
    ("pages", "failure_class", "asked"),
    [
        pytest.param({f"{ORIGIN}/": html("<p>请完成安全验证</p>", 412)}, "challenge", 1, id="wall"),
        pytest.param({f"{ORIGIN}/": html(SHELL)}, "challenge", 1, id="wall with 200"),
        pytest.param({f"{ORIGIN}/": html(DRAWN)}, "needs-browser", 1, id="drawn by scripts"),
        pytest.param({ROBOTS: html("User-agent: *\nDisallow: /\n")}, "robots", 0, id="robots"),
        pytest.param({f"{ORIGIN}/": html("<p>ok</p>")}, "not-an-article", 1, id="nothing"),
        pytest.param({f"{ORIGIN}/": home(("/gy/", "关于青岚"))}, "gone", 2, id="no list"),
        pytest.param({f"{ORIGIN}/": html("", 500)}, "http-5xx", 3, id="fails, is asked again twice"),
        pytest.param({f"{ORIGIN}/": moved(f"{OTHER}/"), f"{OTHER}/": home()}, "not-an-article", 1, id="elsewhere"),
        pytest.param(
            {f"{ORIGIN}/": home(("/xw/", "新闻")), LIST: listing(rows([10])), url(10): html("", 403)},
            "http-4xx", 3, id="no article",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_name(
    tmp_path: Path, pages: dict[str, Any], failure_class: str, asked: int
) -> None:
    web = SmallWeb(pages, hosts=frozenset({"www.qinglan.example", "www.yunshan.example"}))
    done = typed(web, tmp_path, "probe", f"{ORIGIN}/", "--json")
    told = json.loads(done.out)
    assert (done.code, told["readable"], told["failure"]["class"]) == (1, False, failure_class), done.err
    mine = [address for address in done.asked if address.startswith(ORIGIN) and address != ROBOTS]
    assert len(mine) == asked
    assert f": {failure_class}, " in done.err.splitlines()[-1]


def test_where_the_named_page_fails_nothing_else_is_asked(tmp_path: Path) -> None:
    pages = small_site(range(10, 14)) | {LIST: html("", 403)}
    done = typed(SmallWeb(pages), tmp_path, "probe", LIST)
    assert (done.code, done.asked) == (1, [ROBOTS, LIST])


def test_a_host_that_is_dead(tmp_path: Path) -> None:
    done = typed(SmallWeb({}), tmp_path, "probe", "http://127.0.0.1:1/", no_proxy="*", NO_PROXY="*")
    assert (done.code, done.asked) == (1, [])
    assert ["failure", "refused"] in [row[:2] for row in done.rows]
    assert len(done.err.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("probe",),
        ("probe", "//"),
        ("probe", "ftp://www.qinglan.example/"),
        ("probe", ORIGIN, "-s", "X"),
        ("probe", ORIGIN, "--legacy-tls", "--browser"),
        ("probe", ORIGIN, "-s", "DOWNLOAD_DELAY=soon"),
        ("probe", ORIGIN, "-s", "EXTENSIONS={"),
    ],
)
def test_wrong_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = typed(SmallWeb({}), tmp_path, *words)
    assert (done.code, done.out, done.asked) == (2, "", [])
    assert "Usage: investchn probe" in done.err


def test_what_keeps_it_from_beginning_is_told(tmp_path: Path) -> None:
    done = typed(SmallWeb({}), tmp_path, "probe", ORIGIN, "-s", "SCHEDULER=nowhere.Scheduler")
    assert (done.code, done.out, done.asked) == (1, "", [])
    assert "The probe could not begin: No module named 'nowhere'." in done.err
