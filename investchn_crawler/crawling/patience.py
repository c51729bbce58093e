"""Honours Retry-After: a host that says when to come back is left alone until then."""

import logging
import time
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

logger = logging.getLogger(__name__)


class Patience:
    """Holds a host's queue after a 429 or 503 with Retry-After; Scrapy's own retries then come after the wait."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest = crawler.settings.getfloat("LONGEST_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Looks at an answer before it is retried."""
        if response.status in (429, 503) and (wait := retry_after(response)):
            if wait > self.longest:
                logger.warning(
                    "%s asks to be left alone for %d s; it is asked again in the next run.", request.url, wait
                )
                request.meta["dont_retry"] = True
            self._hold(request, min(wait, self.longest))
        return response

    def _hold(self, request: Request, wait: float) -> None:
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            # the slot sends its next request `delay` after it was last seen
            slot.delay = max(slot.delay, 0.001)
            slot.lastseen = max(slot.lastseen, monotonic() + wait)


def retry_after(response: Response) -> float | None:
    """The seconds of a Retry-After header, given as a number or as a date."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None
