"""No page is fetched twice in a crawl, under whatever address a redirect leads to it."""

from urllib.parse import urljoin

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from investchn_crawler.address import page_key

ANSWERED = frozenset({200, 203, 304})
MOVED = frozenset({301, 302, 303, 307, 308})


class AlreadyAnswered(IgnoreRequest):
    """A request whose page has answered in this crawl, or is just being asked for, at `url`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class Once:
    """Knows which pages have answered and which are on their way; a redirect to one of them is not followed."""

    def __init__(self) -> None:
        self.answered: set[int] = set()
        self.on_its_way: set[int] = set()

    def process_request(self, request: Request) -> None:
        """Stops a request whose page answers under another address; it waits in line with others of its host."""
        key = hash(page_key(request.url))
        if key in self.answered or key in self.on_its_way:
            raise AlreadyAnswered(request.url)
        self.on_its_way.add(key)

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes the page that answered; stops at a redirect to one that has."""
        self.on_its_way.discard(hash(page_key(request.url)))
        if response.status in ANSWERED:
            self.answered.add(hash(page_key(response.url)))
        elif response.status in MOVED and (location := response.headers.get("Location")):
            target = urljoin(request.url, location.decode("latin-1"))
            if hash(page_key(target)) in self.answered:
                raise AlreadyAnswered(target)
            way = [page_key(url) for url in (*request.meta.get("redirect_urls", ()), request.url)]
            if way.count(page_key(target)) > 1:  # once is a site that sets a cookie first
                raise IgnoreRequest("it redirects in a circle")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A request without an answer may be sent again by Scrapy's retries."""
        if not isinstance(exception, AlreadyAnswered):
            self.on_its_way.discard(hash(page_key(request.url)))
