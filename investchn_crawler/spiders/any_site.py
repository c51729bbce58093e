"""The spider `site`: any address, a home page, a list or an article; what it is, its structure tells."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from investchn_crawler.address import host_of
from investchn_crawler.extract.listing import read_listing, shows_several_lists
from investchn_crawler.extract.sections import is_home
from investchn_crawler.site import Site
from investchn_crawler.sites import declared_sites
from investchn_crawler.spiders.arguments import web_address
from investchn_crawler.spiders.news import LISTING_PRIORITY, NewsSpider, Yielded


class AnySiteSpider(NewsSpider):
    """Crawls what an address leads to: scrapy crawl site -a url=https://www.example.gov.cn/news/"""

    name = "site"

    def __init__(self, url: str = "", name: str = "", **kwargs: Any) -> None:
        self.url = web_address(url)
        self.site = site_at(self.url, name)
        super().__init__(name="site", **kwargs)

    def begin(self) -> Iterator[Request]:
        """The home page as for any site, else the page itself."""
        if is_home(self.url) or self.arguments.sections:
            yield from super().begin()
        else:
            known = self.run.discovered([self.url], "other").get(self.url)
            if known and known.kind == "article" and (request := self._ask_article(self.url, None, None, known)):
                yield request
            else:
                yield from self._ask(self.url, self.any_page, LISTING_PRIORITY)

    @property
    def _whole(self) -> bool:
        return super()._whole and is_home(self.url)

    def any_page(self, response: Response) -> Iterable[Yielded]:
        """An article, a list, or a page that leads to lists."""
        page = self._page(response)
        if page is None:
            return
        if self.reader.is_article(page):
            yield from self.article(response, None, None)
            return
        listing = read_listing(page, self.reader.now)
        name = self.reader.name_of(page)
        if listing.entries and (listing.next_url or not shows_several_lists(page, self.reader.now)):
            yield from self._listed(response, listing, name, response.url)
        else:
            yield from self.home(response)


def site_at(url: str, name: str) -> Site:
    """The declared site that an address belongs to, else a site of its own, named after its host."""
    declared = next((site for site in declared_sites().values() if site.owns(url)), None)
    if declared is not None and name in ("", declared.name):
        return declared
    host = host_of(url)
    return Site(name=name or host.removeprefix("www."), publisher=host, home=urljoin(url, "/"))
