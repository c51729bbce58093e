"""Bare Scrapy: walks the lists of the made-up site and fetches its articles, and does nothing with them."""

from collections.abc import Iterator

from scrapy import Request, Spider
from scrapy.http import Response


class BareSpider(Spider):
    """What `scrapy runspider` starts for benchmarks/crawl.py, with all settings at their defaults."""

    name = "bare"

    def __init__(self, url: str = "", **kwargs: str) -> None:
        super().__init__(**kwargs)
        self.start_urls = [url]

    def parse(self, response: Response) -> Iterator[Request]:
        """Follow lists, pages of lists and articles."""
        yield from response.follow_all(
            xpath="//div[@class='block' or @class='pager']//a[not(contains(@href, 'content'))]"
        )
        yield from response.follow_all(xpath="//ul[@class='list']//a", callback=self.parse_article)

    def parse_article(self, response: Response) -> None:
        """The page is here; that is all."""
