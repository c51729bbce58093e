"""What a page gets while it is rendered: scripts and data of its own site, through Scrapy, as robots.txt allows."""

from urllib.parse import urljoin

from playwright.async_api import Request as Asked
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from investchn_crawler.crawling.once import MOVED
from investchn_crawler.crawling.slots import PARTS

# Style sheets too: bundlers start a part of a page only after its style sheet has come.
NEEDED = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
# asked for once in a crawl; what data a page gets may hang on more than its address
SHARED = frozenset({"script", "stylesheet"})
MOST_KEPT = 100
META = {"download_slot": PARTS, "dont_redirect": True, "autothrottle_dont_adjust_delay": True}
MOST_REDIRECTS = 4
OURS = frozenset({"user-agent", "cookie", "host", "connection", "accept-encoding", "content-length"})


class Parts:
    """The parts of all pages of a crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.site = crawler.spider.site  # type: ignore[union-attr]
        self.kept: dict[str, Response] = {}

    async def part(self, asked: Asked) -> Response | None:
        """What a page asks for; None for what it can do without: pictures, other hosts, what robots.txt forbids."""
        if asked.resource_type not in NEEDED:
            return None
        if asked.resource_type not in SHARED:
            return await self._fetched(asked)
        part = self.kept.pop(asked.url, None) or await self._fetched(asked)
        if part is not None and part.status in (200, 404):
            self.kept[asked.url] = part  # the one that was used last stays longest
            if len(self.kept) > MOST_KEPT:
                del self.kept[next(iter(self.kept))]
        return part

    async def _fetched(self, asked: Asked) -> Response | None:
        headers = {name: value for name, value in asked.headers.items() if name not in OURS and name[:4] != "sec-"}
        url = asked.url
        for _ in range(MOST_REDIRECTS):
            if not self.site.owns(url):
                return None
            request = Request(
                url, NO_CALLBACK, method=asked.method, headers=headers, body=asked.post_data_buffer, meta=dict(META)
            )
            try:
                response = await self.crawler.engine.download_async(request)
            except IgnoreRequest:
                return None
            location = response.headers.get("Location")
            if response.status not in MOVED or not location:
                return response
            url = urljoin(url, safe_url_string(location))
        return None
