"""`investchn extract`: a page from a file or from the web, and what is said when there is none."""

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from .conftest import Typed

ARTICLE = """<html><head><title>云溪区光伏项目开工</title>
<meta name="ArticleTitle" content="云溪区光伏项目开工">
<meta name="PubDate" content="2026-11-19 09:30">
<meta name="ContentSource" content="云溪日报"></head><body><h1>云溪区光伏项目开工</h1><div class="TRS_Editor">
<p>本报讯 总投资50亿元的光伏项目在云溪经济开发区开工，计划明年底建成投产，年产值预计超过一百亿元。</p>
<p>项目由云溪新能源公司投资，首期占地三百亩，将带动上下游企业集聚，形成完整的产业链条。</p></div>
<a href="2.html">下一篇：云溪区招商大会</a></body></html>"""
LIST = (
    "<html><head><title>云溪要闻</title></head><body><ul>"
    + "".join(
        f'<li><a href="/yw/{n}.html">云溪区第{n}个光伏项目在开发区正式开工</a><span>2026-11-{n:02}</span></li>'
        for n in range(1, 16)
    )
    + "</ul></body></html>"
)
PAGES = {
    "/yw/1.html": (200, {"Content-Type": "text/html; charset=gbk"}, ARTICLE.encode("gbk")),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(ARTICLE.encode())),
    "/moved": (302, {"Location": "/yw/1.html"}, b""),
    "/trap": (302, {"Location": "file:///etc/passwd"}, b""),
    "/broken": (200, {"Content-Encoding": "gzip"}, b"no gzip"),
    "/large": (200, {}, b"x" * 20_000_001),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 30_000_000)),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.removeprefix("http://www.yunxi.example")
        status, headers, body = PAGES.get(path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """The command hangs up on a page that is too large."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_a_page_that_says_why_it_is_neither(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<div id='app'></div><script src='/js/chunk.js'></script>", encoding="utf-8")
    assert "nothing was read (needs-browser: #app)." in typed("extract", "page.html").stderr


def test_an_article_from_a_file(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(ARTICLE, encoding="gb18030")
    done = typed("extract", "page.html", "--url", "http://www.yunxi.example/yw/1.html", "--encoding", "gb18030")
    found = json.loads(done.stdout)
    assert (found["title"], found["date"], found["source"]) == ("云溪区光伏项目开工", "2026-11-19", "云溪日报")
    assert found["next"]["url"] == "http://www.yunxi.example/yw/2.html"
    assert found["evidence"]["title"]
    assert "云溪" in done.stdout


def test_a_list_from_a_file(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "list.html").write_text(LIST, encoding="utf-8")
    found = json.loads(typed("extract", "list.html").stdout)
    assert len(found["entries"]) == 15
    assert found["entries"][0] == {
        "url": "http://localhost/yw/1.html",
        "title": "云溪区第1个光伏项目在开发区正式开工",
        "date": "2026-11-01",
        "whole": True,
    }


@pytest.mark.parametrize("path", ["/yw/1.html", "/packed", "/moved"])
def test_an_article_from_the_web(typed: Typed, server: str, path: str) -> None:
    found = json.loads(typed("extract", server + path, no_proxy="*").stdout)
    assert found["title"] == "云溪区光伏项目开工"
    assert found["url"] == server + ("/yw/1.html" if path == "/moved" else path)


def test_the_proxy_of_the_environment_is_asked(typed: Typed, server: str) -> None:
    done = typed("extract", "http://www.yunxi.example/yw/1.html", http_proxy=server, no_proxy="")
    assert json.loads(done.stdout)["title"] == "云溪区光伏项目开工"


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("/none", "answered 404"),
        ("/trap", "file"),
        ("/broken", "cannot be read"),
        ("/large", "larger than 20 MB"),
        ("/bomb", "larger than 20 MB"),
    ],
)
def test_what_the_web_does_not_give_is_told(typed: Typed, server: str, page: str, sentence: str) -> None:
    done = typed("extract", server + page, no_proxy="*")
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("none.html",), "none.html cannot be read: No such file"),
        (("/",), "/ cannot be read: Is a directory"),
        (("ftp://www.yunxi.example/",), "no http or https address"),
        (("file:///etc/passwd",), "no http or https address"),
        (("http://",), "cannot be re"),
        (("http://[::1/",), "cannot be re"),
        (("http://a b/",), "cannot be re"),
        (("http://127.0.0.1:1/",), "cannot be reached"),
        (("note.txt",), "neither an article nor a list"),
        (("note.txt", "--encoding", "gbkk"), "There is no encoding gbkk"),
    ],
)
def test_what_cannot_be_read_is_told(typed: Typed, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    (tmp_path / "note.txt").write_text("青浦", encoding="utf-8")
    done = typed("extract", *words, no_proxy="*")
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
