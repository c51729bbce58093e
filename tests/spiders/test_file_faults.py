"""Files that do not come, that are none, that have no end, that lie where no page of the web may lead."""

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from command import Behind, Ended, Shell
from files_site import CONTRACT, FILES, NAMES, SITE, attachments, link, rows_tell_no_lie, site
from small_web import LIST, ORIGIN, Page, SmallWeb, article, html, listing, moved, rows, url

from investchn_crawler.demo.web import Answer

FAULTS: dict[str, tuple[Page, str]] = {
    "absent": (Answer(404, b""), "gone"),
    "error": (html("<html><body>系统错误，请联系管理员</body></html>"), "soft-404"),
    "wall": (html("<html><body>网站防火墙 请完成安全验证</body></html>"), "challenge"),
    "json": (Answer(200, b'{"code": 500}'), "soft-404"),
    "empty": (Answer(200, b""), "truncated"),
    "cut": (Answer(200, NAMES, cut_at=300), "truncated"),
    "large": (Answer(200, NAMES + bytes(100_000)), "truncated"),
    "squeezed": (Answer(200, gzip.compress(NAMES + bytes(100_000)), (("Content-Encoding", "gzip"),)), "truncated"),
    "inside": (moved("http://127.0.0.1:1/secret.pdf"), "http-4xx"),
}


@pytest.fixture(scope="module")
def faults(behind_for_all: Behind) -> tuple[Shell, Ended]:
    pages = site(good=Answer(200, NAMES), **{name: page for name, (page, _) in FAULTS.items()})
    pages[f"{ORIGIN}/robots.txt"] = Answer(200, b"User-agent: *\nDisallow: /f/closed\n")
    outside = link("/f/closed.pdf") + link("http://0x7f.1/a.pdf") + link("http://intranet/b.pdf")
    pages[url("more")] = article("more", more=outside + link("http://files.example/f/other.pdf"))
    pages["http://files.example/f/other.pdf"] = Answer(200, CONTRACT)
    pages[LIST] = listing(rows([*FAULTS, "good", "more"]))
    shell = behind_for_all(SmallWeb(pages, frozenset({"www.qinglan.example", "files.example"})))
    return shell, shell.crawl(*SITE, *FILES, "-s", "FILE_MAXSIZE=90000", "-s", "RETRY_ENABLED=0")


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_does_not_come_is_a_failure_of_its_own(faults: tuple[Shell, Ended], name: str) -> None:
    shell, _ = faults
    assert shell.failures[f"{ORIGIN}/f/{name}.pdf"] == FAULTS[name][1]
    assert shell.query("select count(*) from articles where url = ?", url(name)) == [1]
    assert attachments(shell)[f"{name}.pdf"] is None


def test_robots_and_private_addresses(faults: tuple[Shell, Ended]) -> None:
    shell, ended = faults
    assert shell.failures[f"{ORIGIN}/f/closed.pdf"] == "robots"
    assert shell.failures["http://0x7f.1/a.pdf"] == "http-4xx"
    assert shell.failures["http://intranet/b.pdf"] == "http-4xx"
    hosts = {address.split("/")[2] for address in ended.urls}
    assert hosts == {"www.qinglan.example", "files.example"}
    assert "http://files.example/robots.txt" in ended.urls


def test_the_other_files_and_the_crawl_are_well(faults: tuple[Shell, Ended]) -> None:
    shell, ended = faults
    assert ended.code == 0
    assert rows_tell_no_lie(shell) == 2
    details = shell.query("select detail from failures where url like '%large%'")
    assert details == ["it is larger than FILE_MAXSIZE, 90000 bytes"]
    assert shell.query("select failed from runs") == [len(FAULTS) + 3]


@pytest.fixture
def endless() -> Iterator[str]:
    """A server on loopback whose one file has no end; its page lies on the same private address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endless) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class _Endless(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/f/endless.pdf":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"%PDF-1.4" * 1000)
        body = {"/one.html": article("one", more=link("/f/endless.pdf")).body}.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


def test_an_endless_file_ends(behind: Callable[[SmallWeb], Shell], endless: str) -> None:
    shell = behind(SmallWeb({}))
    direct = {"no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
    shell.crawl("site", "-a", f"url={endless}/one.html", *FILES, "-s", "FILE_MAXSIZE=1000000", **direct)
    assert shell.query("select class, detail from failures") == [
        ("truncated", "it is larger than FILE_MAXSIZE, 1000000 bytes")
    ]
