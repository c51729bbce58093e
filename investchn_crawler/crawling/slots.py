"""The queue in which Scrapy's downloader holds the requests to one host."""

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler


def slot_of(crawler: Crawler, request: Request) -> Slot | None:
    """The queue of a request's host; None where nothing waits for it any more."""
    assert crawler.engine is not None
    downloader = crawler.engine.downloader
    return downloader.slots.get(downloader.get_slot_key(request))
