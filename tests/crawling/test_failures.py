"""How an answer, or the lack of one, gets its failure class."""

import pytest
from scrapy import exceptions
from scrapy.http import HtmlResponse
from twisted.python.failure import Failure

from investchn_crawler.crawling.failures import Finding, of_exception, of_page, of_status
from investchn_crawler.crawling.once import Circle
from investchn_crawler.extract.page import Page
from investchn_crawler.site import Site

URL = "http://www.qinglan.example/xw/1.html"
SITE = Site("qinglan", "青岚县人民政府", "http://www.qinglan.example/")
WALL = b"<html><script>$_ts=window['$_ts'];</script></html>"
CAPTCHA = "<html><p>请完成安全验证</p></html>"


def answer(status: int, body: bytes = b"", **headers: str) -> HtmlResponse:
    return HtmlResponse(URL, status=status, body=body, headers={n.replace("_", "-"): v for n, v in headers.items()})


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, None), (203, None), (304, None), (404, "gone"), (410, "gone"), (400, "http-4xx"), (403, "http-4xx"),
        (451, "http-4xx"), (412, "challenge"), (202, "challenge"), (204, "challenge"), (521, "challenge"),
        (512, "challenge"), (488, "challenge"), (429, "rate-limited"), (500, "http-5xx"), (502, "http-5xx"),
        (503, "http-5xx"), (302, "http-4xx"), (206, "not-an-article"),
    ],
)  # fmt: skip
def test_a_status(status: int, kind: str | None) -> None:
    found = of_status(answer(status), SITE)
    assert (found and found.failure_class) == kind
    assert found is None or str(status) in found.detail


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 500, 503])
def test_a_wall_counts_whatever_its_status(status: int) -> None:
    assert of_status(answer(status, WALL), SITE) == Finding("challenge", f"瑞数, HTTP {status}")
    assert of_status(answer(status, CAPTCHA.encode("gbk"), Content_Type="text/html; charset=gbk"), SITE) == Finding(
        "challenge", f"安全验证, HTTP {status}"
    )


def test_what_else_an_answer_says() -> None:
    assert of_status(answer(503, Retry_After="60"), SITE) == Finding("rate-limited", "HTTP 503")
    assert of_status(answer(403, b"<p>403</p>", cf_mitigated="challenge"), SITE) == Finding(
        "challenge", "cf-mitigated, HTTP 403"
    )
    gone = "<html><script>$_ts={}</script><p>您访问的页面不存在</p></html>"
    assert of_status(answer(404, gone.encode()), SITE) == Finding("gone", "HTTP 404")


def test_a_page_is_named_by_its_surest_signal() -> None:
    assert of_page(Page(CAPTCHA, URL)) == Finding("challenge", "安全验证")
    assert of_page(Page("<p>联系我们</p>", URL)) is None
    assert of_page(Page("<script></script>", URL), [("Set-Cookie", "a=1"), ("cf-mitigated", "challenge")]) == Finding(
        "challenge", "cf-mitigated"
    )


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (exceptions.CannotResolveHostError("no such host"), "dns"),
        (exceptions.DownloadTimeoutError("60 s"), "timeout"),
        (exceptions.DownloadConnectionRefusedError("refused"), "refused"),
        (exceptions.ResponseDataLossError("short"), "truncated"),
        (exceptions.DownloadCancelledError("too large"), "truncated"),
        (exceptions.DownloadFailedError("[ConnectionLost: lost in a non-clean fashion]"), "refused"),
        (exceptions.DownloadFailedError("[SSL: CERTIFICATE_VERIFY_FAILED]"), "tls"),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (exceptions.IgnoreRequest("max redirections reached"), "http-4xx"),
        (Circle(sets_cookie=True), "challenge"),
        (Circle(sets_cookie=False), "http-4xx"),
        (OSError("broken"), "refused"),
    ],
)
def test_an_exception(error: Exception, kind: str) -> None:
    name, detail = of_exception(Failure(error))
    assert name == kind
    assert detail
    assert len(detail) <= 300
