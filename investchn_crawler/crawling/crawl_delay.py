"""Applies the Crawl-delay of robots.txt, which Scrapy reads and then leaves alone."""

import logging
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import RobotParser

from investchn_crawler.crawling.slots import slot_of

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Slows a host down to what it asks for: neither jitter nor AutoThrottle may go below."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest = crawler.settings.getfloat("LONGEST_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listens for parsed robots.txt files."""
        extension = cls(crawler)
        crawler.signals.connect(extension.apply, signal=signals.robots_parsed)
        return extension

    def apply(self, robotparser: RobotParser, request: Request) -> None:
        """Sets the delay of the host that a robots.txt belongs to."""
        asked = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        if not asked:
            return
        delay = min(float(asked), self.longest)
        if delay < asked:
            logger.warning("%s asks for %s s between requests; %s s are kept.", request.url, asked, delay)
        slot = slot_of(self.crawler, request)
        if slot is not None and slot.delay < delay:
            slot.delay, slot.jitter = delay, 0.0
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, delay)
