"""Stores an article: the last pipeline, and the only one that writes."""

from typing import Self

from scrapy.crawler import Crawler

from investchn_crawler.crawling.ledger import Ledger
from investchn_crawler.items import Article, Reading


class Store:
    """Hands each reading to the run; feeds get the article itself."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls(crawler)

    def process_item(self, reading: Reading) -> Article:
        """Commits the article with its raw answers in one transaction."""
        outcome = Ledger.of(self.crawler).run.save(reading)
        self.crawler.stats.inc_value(f"article/{outcome}")
        return reading.article
