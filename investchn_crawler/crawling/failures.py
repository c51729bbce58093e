"""Names a failure: what an answer, or the lack of one, says about why a page could not be read."""

import re
from typing import NamedTuple

from scrapy import exceptions
from scrapy.http import Response
from twisted.python.failure import Failure as Raised

from investchn_crawler.crawling.answers import headers_of, page_in
from investchn_crawler.crawling.once import Circle
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import Headers, Signal, refusal_in, refusals
from investchn_crawler.site import Site

READ = frozenset({200, 203, 304})
GONE = frozenset({404, 410})
EXCEPTIONS: dict[type[Exception], str] = {
    exceptions.CannotResolveHostError: "dns",
    exceptions.DownloadTimeoutError: "timeout",
    exceptions.DownloadConnectionRefusedError: "refused",
    exceptions.ResponseDataLossError: "truncated",
    exceptions.DownloadCancelledError: "truncated",
    exceptions.UnsupportedURLSchemeError: "refused",
}
TLS = re.compile("ssl|tls|certificate", re.I)


class Finding(NamedTuple):
    """The class of a failure, and what was seen."""

    failure_class: str
    detail: str


def of_status(response: Response, site: Site) -> Finding | None:
    """What an answer fails by, where its status says that it is no page; None where its body must be read."""
    status = response.status
    if status in READ:
        return None
    found = refusals(page_in(response, site), status, headers_of(response))
    # a page that is gone may carry a wall's script as all pages do, but then its words say that it is gone
    signal = next(found, None) if status in GONE else next((s for s in found if s.failure_class == "challenge"), None)
    if signal is not None and signal.failure_class == "challenge":
        return Finding("challenge", f"{signal.name}, HTTP {status}")
    return Finding(_by_number(response), f"HTTP {status}")


def of_page(page: Page, headers: Headers = ()) -> Finding | None:
    """What a page that was answered with 200 and is no article says in its place: a wall, a polite 404, a shell."""
    return _finding(next(refusals(page, headers=headers), None))


def of_text(text: str) -> Finding | None:
    """What the text of something that looks like an article says in its first words: that it is a wall, or gone."""
    return _finding(refusal_in(text))


def _finding(signal: Signal | None) -> Finding | None:
    return Finding(signal.failure_class, signal.name) if signal else None


def _by_number(response: Response) -> str:
    status = response.status
    if status in GONE:
        return "gone"
    if status == 429:
        return "rate-limited"
    if status >= 500:
        return "rate-limited" if status == 503 and response.headers.get("Retry-After") else "http-5xx"
    return "http-4xx" if status >= 300 else "not-an-article"


def of_exception(raised: Raised) -> Finding:
    """The class of a request that got no answer, and what was seen."""
    error = raised.value
    detail = f"{type(error).__name__}: {error}"[:300]
    if isinstance(error, Circle):
        return Finding("challenge" if error.sets_cookie else "http-4xx", str(error))
    if isinstance(error, exceptions.IgnoreRequest):
        if "robots" in detail:
            return Finding("robots", "robots.txt forbids it")
        return Finding("http-4xx", "it redirects without end")
    for kind, name in EXCEPTIONS.items():
        if isinstance(error, kind):
            return Finding(name, detail)
    if TLS.search(detail):
        return Finding("tls", detail)
    return Finding("refused", detail)
