"""A site whose list and articles are drawn by scripts, read with the system's Chromium."""

import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import Behind, Ended, Shell
from small_web import LIST, ORIGIN, Page, SmallWeb, article, html, moved, small_site, url

from investchn_crawler.archive.captures import read_capture
from investchn_crawler.crawling.transport import NAMES
from investchn_crawler.demo.web import Answer

needs_chromium = pytest.mark.skipif(
    not any(map(shutil.which, NAMES)), reason="there is no Chromium in the PATH: the browser is NOT tested"
)
HOSTS = frozenset({"www.qinglan.example", "data.qinglan.example", "counter.example"})
TEXT = (("Content-Type", "text/plain"),)
ROBOTS = f"{ORIGIN}/robots.txt"
# in an encoding that it does not have, as it happens; no address of the site answers with more
EMPTY = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>青岚县人民政府</title>
<link rel="stylesheet" href="/app.css"><script src="http://counter.example/hit.js"></script></head>
<body><div id="app"></div><img src="/logo.png"><script src="/app.js"></script></body></html>"""
DRAW = """
const host = location.pathname.endsWith("f.html") ? "http://data.qinglan.example" : "";
const data = location.pathname.replace(/[^/]*$/, name => "data/" + (name || "index.html"));
fetch(host + data, {headers: {"X-Asked": "yes"}})
  .then(answer => answer.text()).then(text => {
    document.getElementById("app").innerHTML = text;
    new WebSocket("ws://counter.example/");
    new Image().src = "/photo.jpg";
    window.open("http://counter.example/");
    fetch("http://counter.example/hit");
    fetch("/private/note.txt");
    location.href = "/elsewhere.html";
  });
"""


def data_of(at: str) -> str:
    """Where the text of a page lies."""
    folder, _, name = at.rpartition("/")
    return f"{folder}/data/{name or 'index.html'}"


def inside(page: Page) -> Answer:
    """What stands in the body of a page."""
    assert isinstance(page, Answer)
    return html(page.body.decode().partition("<body>")[2].partition("</body>")[0])


def drawn_site(names: str) -> SmallWeb:
    """The small site, behind a script: its addresses answer all alike, their text lies beside them."""
    pages = small_site(names)
    empty = Answer(200, EMPTY.encode(), (("Content-Type", "text/html"), ("ETag", '"1"'), ("Set-Cookie", "seen=1")))
    files = {
        ROBOTS: Answer(200, b"User-agent: *\nDisallow: /private/\n", TEXT),
        f"{ORIGIN}/app.js": Answer(200, DRAW.encode(), (("Content-Type", "text/javascript"),)),
        f"{ORIGIN}/app.css": Answer(200, b"p { color: black }", (("Content-Type", "text/css"),)),
    }
    data = {data_of(at): inside(page) for at, page in pages.items()}
    return SmallWeb({**dict.fromkeys(pages, empty), **data, **files}, hosts=HOSTS)


def declared(shell: Shell) -> Shell:
    shell.declare(browser=True)
    return shell


@dataclass
class Crawled:
    shell: Shell
    first: Ended


@pytest.fixture(scope="module")
def crawled(behind_for_all: Behind) -> Crawled:
    shell = declared(behind_for_all(drawn_site("abc")))
    return Crawled(shell, shell.crawl("qinglan"))


@needs_chromium
def test_what_scripts_draw_is_read(crawled: Crawled) -> None:
    assert crawled.first.code == 0, crawled.first.err
    assert sorted(crawled.shell.articles) == [url(name) for name in "abc"]
    assert crawled.shell.query("select distinct source from articles") == ["青岚县融媒体中心"]


@needs_chromium
def test_nothing_is_asked_for_but_what_pages_need(crawled: Crawled) -> None:
    """Each page, then its text; what they share once; no picture, counter, popup or socket, nothing forbidden."""
    urls = crawled.first.urls
    shared = [f"{ORIGIN}/app.css", f"{ORIGIN}/app.js"]
    assert sorted(urls[2:4]) == shared
    pages = [address for address in urls if address not in shared]
    assert pages[:5] == [ROBOTS, f"{ORIGIN}/", data_of(f"{ORIGIN}/"), LIST, data_of(LIST)]
    assert sorted(pages[5::2]) == [url(name) for name in "abc"]
    assert pages[6::2] == [data_of(page) for page in pages[5::2]]


@needs_chromium
def test_a_capture_says_that_it_was_rendered(crawled: Crawled) -> None:
    (place,) = crawled.shell.query("select warc, offset, length from captures where url = ?", url("a"))
    _, headers, body = read_capture(crawled.shell.folder, *place)
    told = {name.lower(): value for name, value in headers}
    assert told["x-crawl-rendered"].startswith("Chromium ")
    assert told["x-crawl-etag"] == '"1"'
    assert "etag" not in told
    assert "青岚县融媒体中心" in body.decode()


@needs_chromium
def test_an_edit_behind_an_unchanged_page_is_found(crawled: Crawled) -> None:
    web = crawled.shell.proxy.web
    assert isinstance(web, SmallWeb)
    text = web.pages[data_of(url("a"))]
    assert isinstance(text, Answer)
    web.pages[data_of(url("a"))] = html(text.body.decode().replace("12.6亿元", "6.6亿元"))
    crawl = crawled.shell.crawl("qinglan", "-a", "full=1")
    assert [request.url for request in crawl.asked if request.conditional] == []
    assert crawled.shell.query("select new, changed, unchanged from runs where id = 2") == [(0, 1, 2)]


@needs_chromium
def test_what_goes_wrong_while_a_page_is_rendered(behind: Behind) -> None:
    """A part that does not come is its page's failure; no script of a wall runs; parts are asked for as scripts ask."""
    seen: list[Mapping[str, str]] = []

    def asked(headers: Mapping[str, str]) -> Answer:
        seen.append(headers)
        return inside(article("e"))

    web = drawn_site("abcdefg")
    web.pages |= {
        data_of(url("a")): html("", 500),
        data_of(url("b")): html("<script>$_ts=window['$_ts'];</script>", 412),
        data_of(url("c")): Answer(200, b"cut off", TEXT, cut_at=1),
        url("d"): html('<script>$_ts=1</script><p id="app"></p><script src="/app.js"></script>', 412),
        data_of(url("e")): moved("/api"),
        data_of(url("f")).replace("www", "data"): inside(article("f")),
        data_of(url("g")): Answer(200, b"never", TEXT, delay=threading.Event()),
        f"{ORIGIN}/api": asked,
    }
    shell = behind(web)
    shell.declare(browser=True, hosts=("data.qinglan.example",))
    crawl = shell.crawl("qinglan", "-s", "RETRY_ENABLED=0", "-s", "DOWNLOAD_TIMEOUT=8")
    failures = {"a": "http-5xx", "b": "challenge", "c": "truncated", "d": "challenge", "g": "timeout"}
    assert shell.failures == {url(name): failure for name, failure in failures.items()}
    assert sorted(shell.articles) == [url("e"), url("f")]
    assert data_of(url("d")) not in crawl.urls
    (headers,) = seen
    assert (headers["cookie"], headers["x-asked"]) == ("seen=1", "yes")
    assert headers["user-agent"].startswith("investchn_crawler/")


def test_without_a_declaration_no_script_is_run(behind: Behind) -> None:
    shell = behind(drawn_site("abc"))
    shell.declare()
    assert shell.crawl("qinglan").code == 1
    assert shell.articles == []


@pytest.mark.parametrize("environment", [{"PATH": "/nowhere"}, {"INVESTCHN_CHROMIUM": "/nowhere/chromium"}])
def test_a_missing_chromium_is_told_before_anything_is_fetched(behind: Behind, environment: dict[str, str]) -> None:
    crawl = declared(behind(drawn_site("a"))).crawl("qinglan", **environment)
    assert (crawl.code, crawl.asked) == (1, [])
    assert "apt install chromium" in crawl.err


def test_a_missing_extra_is_told_before_anything_is_fetched(behind: Behind, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['scrapy_playwright'] = None\n")
    crawl = declared(behind(drawn_site("a"))).crawl("qinglan", PYTHONPATH=str(tmp_path))
    assert (crawl.code, crawl.asked) == (1, [])
    assert "pip install 'investchn_crawler[browser]'" in crawl.err


def test_a_chromium_that_does_not_start_ends_the_crawl(behind: Behind, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho 'No usable sandbox!' >&2\nexit 1\n")
    program.chmod(0o700)
    crawl = declared(behind(drawn_site("a"))).crawl("qinglan", INVESTCHN_CHROMIUM=str(program))
    assert (crawl.code, crawl.urls) == (1, [ROBOTS, f"{ORIGIN}/"])
    assert "Chromium cannot be started: No usable sandbox!" in crawl.err
