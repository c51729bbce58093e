"""How an answer, or the lack of one, gets its failure class."""

import pytest
from scrapy import exceptions
from scrapy.http import HtmlResponse
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure

from investchn_crawler.crawling.failures import is_wall, of_exception, of_status, of_text

URL = "http://www.qinglan.example/xw/1.html"
WALL = b"<html><script>$_ts=window['$_ts'];</script></html>"


def answer(status: int, body: bytes = b"", **headers: str) -> HtmlResponse:
    return HtmlResponse(URL, status=status, body=body, headers={n.replace("_", "-"): v for n, v in headers.items()})


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, None), (203, None), (304, None), (404, "gone"), (410, "gone"), (400, "http-4xx"), (403, "http-4xx"),
        (451, "http-4xx"), (412, "challenge"), (202, "challenge"), (521, "challenge"), (512, "challenge"),
        (429, "rate-limited"), (500, "http-5xx"), (502, "http-5xx"), (503, "http-5xx"), (302, "http-4xx"),
    ],
)  # fmt: skip
def test_a_status(status: int, kind: str | None) -> None:
    assert of_status(answer(status)) == kind


def test_what_else_an_answer_says() -> None:
    assert of_status(answer(503, Retry_After="60")) == "rate-limited"
    assert of_status(answer(403, WALL)) == "challenge"
    assert of_status(answer(404, WALL)) == "gone"


NEWS = "青岚县春茶采摘节开幕，首日接待客商两千余人。" * 40


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        (NEWS, "青岚县春茶采摘节开幕", None),
        ("请完成安全验证后继续访问", "", "challenge"),
        ("您的访问过于频繁，请稍后再试", "", "challenge"),
        ("", "网站防火墙", "challenge"),
        ("您访问的页面不存在", "", "soft-404"),
        ("该信息已被删除！", "系统提示", "soft-404"),
        ("首页 新闻 " * 30, "404 Not Found", "soft-404"),
        ("首页 联系我们 电话", "联系我们", None),
    ],
)
def test_a_text(text: str, title: str, kind: str | None) -> None:
    assert of_text(text.encode(), text, title) == kind


def test_an_article_about_walls_is_no_wall() -> None:
    text = f"{NEWS}会议强调，要加强网站防火墙建设，推广人机验证。{NEWS}"
    assert of_text(text.encode(), text, "松溟市加强网络安全工作") is None


@pytest.mark.parametrize(
    ("body", "wall"),
    [
        (WALL, True),
        (b"<script>var arg1='A3';document.cookie='acw_sc__v2='+arg1</script>", True),
        (b"<script>document.cookie = ('__jsl_clearance=1')</script>", True),
        (b"<html><body>Forbidden</body></html>", False),
        (b"x" * 70_000 + WALL, False),
    ],
)
def test_a_wall_is_known_by_its_script(body: bytes, wall: bool) -> None:
    assert is_wall(body) is wall


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (exceptions.CannotResolveHostError("no such host"), "dns"),
        (exceptions.DownloadTimeoutError("60 s"), "timeout"),
        (exceptions.DownloadConnectionRefusedError("refused"), "refused"),
        (exceptions.ResponseDataLossError("short"), "truncated"),
        (exceptions.DownloadCancelledError("too large"), "truncated"),
        (ConnectionLost(), "truncated"),
        (exceptions.DownloadFailedError("[SSL: CERTIFICATE_VERIFY_FAILED]"), "tls"),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (exceptions.IgnoreRequest("max redirections reached"), "http-4xx"),
        (OSError("broken"), "refused"),
    ],
)
def test_an_exception(error: Exception, kind: str) -> None:
    name, detail = of_exception(Failure(error))
    assert name == kind
    assert detail
    assert len(detail) <= 300
