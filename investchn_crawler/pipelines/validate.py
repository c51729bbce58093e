"""Lets no broken article through: an article that is wrong in the archive is worse than one that is missing."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from investchn_crawler.crawling.ledger import Ledger
from investchn_crawler.items import Failure, Reading


class Validate:
    """The second pipeline; what is wrong is a failure of its page."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls(crawler)

    def process_item(self, reading: Reading) -> Reading:
        """Drops a reading whose article cannot be trusted, and says why."""
        found = fault(reading)
        if found is None:
            return reading
        fetch = reading.fetches[0]
        Ledger.of(self.crawler).fail(Failure(fetch.asked_url, *found, at=fetch.fetched_at))
        raise DropItem(f"{fetch.url}: {found[1]}")


def fault(reading: Reading) -> tuple[str, str] | None:
    """The failure class of an article that must not be kept, and what is wrong; None where nothing is."""
    article = reading.article
    if "\ufffd" in article.title or "\ufffd" in article.body:
        return "encoding", "the page holds characters that its encoding does not have"
    if not article.title:
        return "not-an-article", "no title is left after cleaning"
    if not article.body and not article.images and not article.attachments:
        return "not-an-article", "it has neither text nor a picture nor a file"
    return None
