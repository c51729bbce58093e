"""Renders the pages of a site that declares `browser`: each fetched like any page, drawn by Chromium, read as drawn.

Chromium reaches no network. It is handed the page that Scrapy has fetched, and what the page asks for is asked for by
Scrapy too; so the manners, the proxy and the failures are what they always are, and no script of a wall ever runs.
"""

import asyncio
import logging
from contextlib import suppress
from time import monotonic
from typing import Self

from playwright.async_api import Error, Page, Route, TimeoutError
from playwright.async_api import Request as Asked
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Headers, HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from investchn_crawler.crawling.answers import headers_of, page_in
from investchn_crawler.crawling.failures import of_page, of_status
from investchn_crawler.crawling.ledger import BLOCKED
from investchn_crawler.crawling.parts import Parts
from investchn_crawler.crawling.slots import slot_of

logger = logging.getLogger(__name__)
# it logs a traceback for each page that fails, which has its failure class like any other
logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)

HTML = "text/html; charset=utf-8"
# said of the empty page: its validators would say that nothing has changed, whatever is drawn
OF_THE_ANSWER = ("Content-Type", "ETag", "Last-Modified")
UNFIT = frozenset({"content-length", "content-encoding", "transfer-encoding", "set-cookie"})


class Browser:
    """A middleware behind all that may send a request elsewhere: what comes here is a page to be read."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.site = crawler.spider.site  # type: ignore[union-attr]
        self.parts = Parts(crawler)
        self.playwright = ScrapyPlaywrightDownloadHandler.from_crawler(crawler)
        self.ending: asyncio.Future[None] | None = None
        self.context = {
            "user_agent": crawler.settings["USER_AGENT"],
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "service_workers": "block",
            "accept_downloads": False,
        }

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl; its Chromium starts with the first page and ends with the crawl."""
        browser = cls(crawler)
        crawler.signals.connect(browser.playwright.close, signal=signals.engine_stopped)
        return browser

    async def process_response(self, request: Request, response: Response) -> Response:
        """A page as Chromium draws it; files, robots.txt, walls and failures as they came."""
        if request.callback is NO_CALLBACK or not self._is_page(response):
            return response
        page = page_in(response, self.site)
        found = of_page(page, headers_of(response))
        if found is not None and found.failure_class in BLOCKED - {"needs-browser"}:
            return response  # the scripts of a wall are not run
        visit = Visit(response, page.source, self.parts)
        try:
            text = await self._drawn(visit)
        finally:
            slot = slot_of(self.crawler, request)
            if slot is not None:
                slot.lastseen = monotonic()  # the delay runs from the last thing that the page has asked for
        if visit.fault is not None:
            return visit.fault.replace(url=response.url, request=request)
        headers = _headers(response.headers, self.playwright.browser.version)
        return response.replace(body=text.encode("utf-8", "replace"), headers=headers, encoding="utf-8")

    def _is_page(self, response: Response) -> bool:
        """Whether an answer is a page for Chromium."""
        return isinstance(response, HtmlResponse) and response.status != 304 and of_status(response, self.site) is None

    async def _drawn(self, visit: "Visit") -> str:
        """The document after its scripts have run; where a part of it did not come, that part's error."""
        url = visit.answer.url
        meta = {
            "playwright": True,
            "playwright_context_kwargs": self.context,
            "playwright_page_init_callback": visit.begin,
            "playwright_page_event_handlers": {"popup": _close},
            "playwright_page_methods": [PageMethod(_fall_quiet)],
        }
        try:
            drawn = await self.playwright.download_request(Request(url, meta=meta))
        except TimeoutError as error:
            raise visit.error or DownloadTimeoutError(f"the browser did not finish {url}") from error
        except Error as error:
            if error.message.startswith("BrowserType.launch"):
                self._end(error)
            raise visit.error or ResponseDataLossError(
                f"the browser could not draw {url}: {error.message.splitlines()[0]}"
            ) from error
        if visit.pending:
            raise DownloadTimeoutError(f"{url} was still waiting for a part of it")
        if visit.error is not None:
            raise visit.error
        return str(drawn.text)

    def _end(self, error: Error) -> None:
        """Ends a crawl whose Chromium does not start: the pages that follow would be asked for in vain."""
        lines = error.message.splitlines()
        said = [line.partition("[err]")[2].strip() for line in lines if "[err]" in line] or lines[:1]
        logger.error("Chromium cannot be started: %s", " ".join(said)[:500])
        if self.ending is None:
            self.ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="no browser"))


class Visit:
    """One page in Chromium. `error` or `fault`: the first part that did not come, for whatever is drawn without the
    data of a page is not what the page says."""

    def __init__(self, answer: Response, source: str, parts: Parts) -> None:
        self.answer = answer
        self.source = source
        self.parts = parts
        self.pending = 0
        self.error: Exception | None = None
        self.fault: Response | None = None

    async def begin(self, page: Page, _request: Request) -> None:
        """Stands between the page and all that it asks for."""

        async def decide(route: Route, asked: Asked) -> None:
            with suppress(Error):  # the page is closed already
                if not asked.is_navigation_request() or asked.frame != page.main_frame:
                    await self._answer(route, asked)
                elif page.url == "about:blank":
                    await route.fulfill(status=self.answer.status, content_type=HTML, body=self.source)
                else:  # to go elsewhere is for Scrapy; any other error than this would take the page's place
                    await route.abort("aborted")

        await page.route("**", decide)

    async def _answer(self, route: Route, asked: Asked) -> None:
        part = None
        self.pending += 1
        try:
            part = await self.parts.part(asked)
        except Exception as error:  # whatever a download ends in
            self.error = self.error or error
        self.pending -= 1
        if part is None:
            logger.info("%s: rendered without %s", self.answer.url, asked.url)
            await route.abort()
            return
        found = of_status(part, self.parts.site)
        if found is not None and found.failure_class in BLOCKED:
            self.fault = self.fault or part
        headers = {
            name.decode("latin-1"): b", ".join(values).decode("latin-1")
            for name, values in part.headers.items()
            if name.decode("latin-1").lower() not in UNFIT
        }
        await route.fulfill(status=part.status, headers=headers, body=part.body)


def _headers(answered: Headers, version: str) -> Headers:
    """The headers of the answer, with the mark that its body is not what the server sent."""
    headers = Headers(answered)
    for name in OF_THE_ANSWER:
        if name in headers:
            headers.setlist(f"X-Crawl-{name}", headers.getlist(name))
            del headers[name]
    headers["Content-Type"] = HTML
    headers["X-Crawl-Rendered"] = f"Chromium {version}"
    return headers


async def _fall_quiet(page: Page) -> None:
    """Waits until a page has asked for nothing for half a second; one that never stops is taken as it stands."""
    with suppress(TimeoutError):
        await page.wait_for_load_state("networkidle")


async def _close(popup: Page) -> None:
    with suppress(Error):
        await popup.close()
