"""What becomes of a response: what is kept of it, whether it is text, when its server may be asked again."""

import time
from email.utils import formatdate

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from investchn_crawler.address import page_key
from investchn_crawler.crawling.answers import fetch_of, is_text, page_in
from investchn_crawler.crawling.once import AlreadyAnswered, Once
from investchn_crawler.crawling.patience import retry_after
from investchn_crawler.site import Site

URL = "http://www.qinglan.example/xw/1.html"
SITE = Site("qinglan", "青岚县人民政府", "http://www.qinglan.example/")


def answer(body: bytes = b"", status: int = 200, url: str = URL, **headers: str) -> Response:
    return HtmlResponse(url, status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/html; charset=gbk", b"<p>", True),
        ("", b"<p>", True),
        ("application/xhtml+xml", b"<p>", True),
        ("application/json", b"{}", True),
        ("text/xml", b"<record>", True),
        ("application/pdf", b"", False),
        ("text/html", b"%PDF-1.7", False),
        ("image/jpeg", b"\xff\xd8\xff", False),
        ("application/octet-stream", b"PK\x03\x04", False),
        ("application/msword", b"<p>", False),
        ("text/plain", b"\xd0\xcf\x11\xe0", False),
    ],
)
def test_which_answers_are_text(kind: str, body: bytes, text: bool) -> None:
    assert is_text(answer(body, Content_Type=kind)) is text


def test_a_fetch_remembers_what_was_asked_for() -> None:
    response = answer(b"raw", ETag='"1"')
    response.request = Request(URL, meta={"redirect_urls": ["http://www.qinglan.example/old", "http://x.example/"]})
    fetch = fetch_of(response)
    assert (fetch.url, fetch.asked_url) == (URL, "http://www.qinglan.example/old")
    assert (fetch.status, fetch.body, fetch.header("etag"), fetch.header("nothing")) == (200, b"raw", '"1"', None)


def test_a_fetch_keeps_headers_of_one_name_apart() -> None:
    response = Response(URL, headers={"Set-Cookie": [b"a=1", b"b=\xe9"]}, request=Request(URL))
    assert [value for name, value in fetch_of(response).headers if name == "Set-Cookie"] == ["a=1", "b=\xe9"]


@pytest.mark.parametrize(
    ("header", "declared", "encoding"),
    [("text/html; charset=gbk", None, "gb18030"), ("text/html", "gbk", "gb18030"), ("text/html", None, "gb18030")],
)
def test_a_page_is_decoded(header: str, declared: str | None, encoding: str) -> None:
    body = "<p>青岚县春茶采摘节开幕，首日接待客商两千余人。</p>".encode("gbk")
    site = Site("qinglan", "青岚县人民政府", SITE.home, encoding=declared)
    page = page_in(answer(body, Content_Type=header), site)
    assert (page.encoding, page.lines[0].text) == (encoding, "青岚县春茶采摘节开幕，首日接待客商两千余人。")


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), (" 5 ", 5), ("0", 0), ("", None), ("soon", None), ("-1", None), ("1.5", None)]
)
def test_how_long_to_wait(value: str, seconds: float | None) -> None:
    assert retry_after(answer(Retry_After=value).headers) == seconds


def test_how_long_to_wait_for_a_date() -> None:
    wait = retry_after(answer(Retry_After=formatdate(time.time() + 60, usegmt=True)).headers)
    assert wait is not None
    assert 50 < wait <= 60
    assert retry_after(answer(Retry_After="Wed, 21 Oct 2015 07:28:00 GMT").headers) == 0


# --- no page twice


OTHER = "http://www.qinglan.example/xw/2.html"


def once(*read: str) -> Once:
    """The middleware, where these pages were read as articles."""
    return Once({hash(page_key(url)) for url in read}.__contains__)


def test_a_page_that_has_answered_is_not_asked_again() -> None:
    crawl = once()
    crawl.process_request(Request(URL))
    crawl.process_response(Request(URL), answer())
    with pytest.raises(AlreadyAnswered):
        crawl.process_request(Request(URL.replace("http:", "https:")))


@pytest.mark.parametrize("status", [500, 503, 302])
def test_a_page_that_has_not_answered_may_be_asked_again(status: int) -> None:
    crawl = once()
    crawl.process_request(Request(URL))
    crawl.process_response(Request(URL), answer(status=status, Location="/other"))
    crawl.process_request(Request(URL))


@pytest.mark.parametrize("location", [URL, "/xw/1.html", "1.html", URL.replace("http:", "https:")])
def test_a_redirect_to_an_article_that_was_read_is_not_followed(location: str) -> None:
    with pytest.raises(AlreadyAnswered, match=r"xw/1\.html"):
        once(URL).process_response(Request(OTHER), answer(status=302, url=OTHER, Location=location))


def test_a_redirect_to_a_page_that_is_no_article_is_followed() -> None:
    """A home page or a wall that many addresses lead to says something of each of them."""
    crawl, home = once(), "http://www.qinglan.example/"
    crawl.process_response(Request(home), answer(url=home))
    moved = answer(status=302, url=OTHER, Location="/")
    assert crawl.process_response(Request(OTHER), moved) is moved
    crawl.process_request(Request(home, meta={"redirect_times": 1, "redirect_urls": [OTHER]}))


def test_what_no_spider_asks_for_is_no_page() -> None:
    crawl, robots = once(), Request("http://www.qinglan.example/robots.txt", NO_CALLBACK)
    for _ in range(2):
        crawl.process_request(robots)
        crawl.process_response(robots, answer(url=robots.url))
