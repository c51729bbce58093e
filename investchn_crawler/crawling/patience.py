"""Honours Retry-After: a host that says when to come back is left alone until then."""

import logging
import time
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from investchn_crawler.crawling.slots import slot_of

logger = logging.getLogger(__name__)

TOO_MUCH = frozenset({429, 503})


class Patience:
    """Holds a host's queue before Scrapy sends the next request, which it does before middlewares see the answer."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest = crawler.settings.getfloat("LONGEST_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl, told of answers as they come."""
        patience = cls(crawler)
        crawler.signals.connect(patience.hold, signal=signals.response_downloaded)
        return patience

    def hold(self, response: Response, request: Request) -> None:
        """Keeps the host's next request back for as long as it asks, up to LONGEST_WAIT."""
        wait = retry_after(response.headers) if response.status in TOO_MUCH else None
        if not wait:
            return
        slot = slot_of(self.crawler, request)
        if slot is not None:
            # a slot looks at its delay only where it has one, and counts it from when it was last seen
            slot.delay = max(slot.delay, 0.001)
            slot.lastseen = max(slot.lastseen, monotonic() + min(wait, self.longest))

    def process_response(self, request: Request, response: Response) -> Response:
        """A wait that is too long for this run is left to the next; Scrapy's retries come after shorter ones."""
        wait = retry_after(response.headers) if response.status in TOO_MUCH else None
        if wait and wait > self.longest:
            logger.warning("%s asks to be left alone for %d s; it is asked again next time.", request.url, wait)
            request.meta["dont_retry"] = True
        return response


def retry_after(headers: Headers) -> float | None:
    """The seconds of a Retry-After header, given as a number or as a date; None where there is none."""
    value = (headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time()) if value else None
    except ValueError:
        return None
