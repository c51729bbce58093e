"""Names a failure: what an answer, or the lack of one, says about why a page could not be read."""

import re

from scrapy import exceptions
from scrapy.http import Response
from twisted.python.failure import Failure as Raised

GONE = frozenset({404, 410})
# statuses of challenge walls: Ruishu 412 and 202, 加速乐 521 and 512, VSB's own 488
CHALLENGED = frozenset({202, 412, 512, 521, 488})
EXCEPTIONS: dict[type[Exception], str] = {
    exceptions.CannotResolveHostError: "dns",
    exceptions.DownloadTimeoutError: "timeout",
    exceptions.DownloadConnectionRefusedError: "refused",
    exceptions.ResponseDataLossError: "truncated",
    exceptions.DownloadCancelledError: "truncated",
    exceptions.UnsupportedURLSchemeError: "refused",
}
# what stands on a wall's page, and on no article; $_ts is Ruishu's, acw_sc__v2 aliyun's, 安域 is 知道创宇's
WALL = re.compile(
    rb"\$_ts\b|acw_sc__v2|arg1=|__jsl_clearance|C3VK=|wzws_|HOY_TR|cf-mitigated|_guard/|eventID:"
    rb"|document\.cookie\s*=\s*[\"'(]",
)
WALL_WORDS = re.compile(
    "网站防火墙|请完成安全验证|滑动滑块|拖动滑块|正在检查您的浏览器|人机身份验证|人机验证|使用安域防护|安全验证|请输入验证码|访问过于频繁|浏览器安全检查|请开启JavaScript|请启用JavaScript"
)
ABSENT = re.compile(
    r"(?:页面|网页|内容|信息|文章|文件|记录|链接|地址)(?:已经?)?(?:不存在|未找到|找不到|无法找到|已?删除|已?失效|已?过期|不见|丢失)|无法找到(?:该|此|您)?|找不到(?:该|此|您|相关)?(?:页面|网页|内容|文件)"
    r"|错误页面|(?:不存在|已(?:被)?删除|已下线|已撤销|已关闭)(?:或|的|，|。|！|$)|404|not\s*found",
    re.I,
)
SHORT = 2000
SHORT_TEXT = 400


def of_status(response: Response) -> str | None:
    """The class of an answer by its status; None where its body must be read."""
    status = response.status
    if status in (200, 203, 304):
        return None
    if status in GONE:
        return "gone"
    if status == 429:
        return "rate-limited"
    if status in CHALLENGED:
        return "challenge"
    if 400 <= status < 500:
        return "challenge" if is_wall(response.body) else "http-4xx"
    if status >= 500:
        return "rate-limited" if status == 503 and response.headers.get("Retry-After") else "http-5xx"
    return "http-4xx" if status >= 300 else "not-an-article"


def of_text(body: bytes, text: str, title: str) -> str | None:
    """The class of a page that was answered with 200 and is no article: a wall, or a polite 404.

    `text` is what a reader sees, without navigation if that could be told; `title` the page's title.
    """
    if len(text) < SHORT_TEXT * 3 and (WALL_WORDS.search(text) or WALL_WORDS.search(title)):
        return "challenge"
    if len(text) < 120 and is_wall(body):
        return "challenge"
    if (len(text) < SHORT_TEXT and ABSENT.search(text)) or ABSENT.search(title):
        return "soft-404"
    return None


def is_wall(body: bytes) -> bool:
    """Whether a body carries the script of a challenge."""
    return WALL.search(body[:65536]) is not None


def of_exception(raised: Raised) -> tuple[str, str]:
    """The class of a request that got no answer, and what was seen."""
    error = raised.value
    detail = f"{type(error).__name__}: {error}"[:300]
    if isinstance(error, exceptions.IgnoreRequest):
        return ("robots", "robots.txt forbids it") if "robots" in detail else ("http-4xx", str(error))
    for kind, name in EXCEPTIONS.items():
        if isinstance(error, kind):
            return name, detail
    if "ssl" in detail.lower() or "tls" in detail.lower() or "certificate" in detail.lower():
        return "tls", detail
    if "redirect" in detail.lower():
        return "http-4xx", detail
    return "truncated" if "loss" in detail.lower() or "lost" in detail.lower() else "refused", detail
