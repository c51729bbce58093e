"""The queues in which Scrapy's downloader holds requests: those to one host, and the parts of rendered pages."""

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler

# what pages ask for while they are rendered: one after the other, without the delay that lies between pages
PARTS = "parts of pages"


def slot_of(crawler: Crawler, request: Request) -> Slot | None:
    """The queue of a request's host; None where nothing waits for it any more."""
    assert crawler.engine is not None
    downloader = crawler.engine.downloader
    return downloader.slots.get(downloader.get_slot_key(request))
