"""No page is fetched twice in a crawl, under whatever address a redirect leads to it."""

from collections.abc import Callable
from typing import Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from investchn_crawler.address import page_key

ANSWERED = frozenset({200, 203, 304})
MOVED = frozenset({301, 302, 303, 307, 308})


class AlreadyAnswered(IgnoreRequest):
    """A request whose page has answered in this crawl, at `url`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class Circle(IgnoreRequest):
    """A redirect that leads where it has led before; one that sets a cookie each time is a wall (openresty's CT6T)."""

    def __init__(self, sets_cookie: bool) -> None:
        super().__init__("it redirects in a circle")
        self.sets_cookie = sets_cookie


class Once:
    """Knows which pages have answered. A redirect is followed unless it leads to an article that was read already:
    a home page, a wall or a polite 404 that many addresses lead to says something of each of them."""

    def __init__(self, is_read: Callable[[int], bool]) -> None:
        """`is_read` tells of a page's number, hash(page_key(url)), whether it was read as an article in this crawl."""
        self.is_read = is_read
        self.answered: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl; its spider knows which articles it has read."""
        return cls(lambda key: key in getattr(crawler.spider, "landed", ()))

    def process_request(self, request: Request) -> None:
        """Stops a request that waited in line while its page answered under another address."""
        if _is_no_page(request):
            return
        key = hash(page_key(request.url))
        redirected = bool(request.meta.get("redirect_times"))
        if self.is_read(key) if redirected else key in self.answered:
            raise AlreadyAnswered(request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes the page that answered; stops at a redirect to an article that has, and at a circle."""
        if _is_no_page(request):
            return response
        if response.status in ANSWERED:
            self.answered.add(hash(page_key(response.url)))
        elif response.status in MOVED and (location := response.headers.get("Location")):
            target = urljoin(request.url, safe_url_string(location))
            if self.is_read(hash(page_key(target))):
                raise AlreadyAnswered(target)
            # once is a site that sets a cookie first; http may lead to https before that
            if [*request.meta.get("redirect_urls", ()), request.url].count(target) > 1:
                raise Circle(sets_cookie=target == request.url and "Set-Cookie" in response.headers)
        return response


def _is_no_page(request: Request) -> bool:
    """What no spider asks for: robots.txt, of which each host and scheme has one, files, parts of a rendered page."""
    return request.callback is NO_CALLBACK
