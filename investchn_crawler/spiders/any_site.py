"""The spider `site`: any address, a home page, a list or an article; what it is, its structure tells."""

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from investchn_crawler.address import host_of
from investchn_crawler.extract.kind import kind_of
from investchn_crawler.extract.sections import is_home
from investchn_crawler.site import Site
from investchn_crawler.sites import declared_sites
from investchn_crawler.spiders.arguments import ArgumentError, web_address
from investchn_crawler.spiders.articles import Yielded
from investchn_crawler.spiders.lists import LISTING_PRIORITY
from investchn_crawler.spiders.news import NewsSpider


class AnySiteSpider(NewsSpider):
    """Crawls what an address leads to: scrapy crawl site -a url=https://www.example.gov.cn/news/"""

    name = "site"

    def __init__(self, url: str = "", name: str = "", **kwargs: str) -> None:
        self.url = web_address(url)
        self.site = site_at(self.url, name)
        super().__init__(name="site", **kwargs)
        if not self.from_home:
            self.wanted.clear()

    @property
    def from_home(self) -> bool:
        """Whether the address stands for the whole site."""
        return is_home(self.url) or bool(self.arguments.sections)

    @property
    def whole_site(self) -> bool:
        """A list or an article is a part of a site."""
        return super().whole_site and is_home(self.url)

    def begin(self) -> Iterator[Request]:
        """The home page as for any site, else the page itself."""
        if self.from_home:
            yield from super().begin()
            return
        known = self.discover([self.url], "other").get(self.url)
        if known and known.kind == "article":
            yield from self.ask_article(self.url, None, None, known)
        else:
            yield from self.ask(self.url, self.any_page, LISTING_PRIORITY)

    def any_page(self, response: Response) -> Iterable[Yielded]:
        """An article, a list, or a page that leads to lists."""
        page = self.page_of(response)
        if page is None:
            return
        kind = kind_of(page, self.reader.now)
        if kind.name == "article":
            yield from self.article(response, None, None, kind)
            return
        if (elsewhere := kind.listing.elsewhere) and not kind.is_served:
            if self.reader.refuse_list(page, response):
                return
            yield from self.ask(elsewhere, self.any_page, LISTING_PRIORITY)
        if kind.is_empty:
            yield from self.without_entries(page, response, self.reader.name_of(page), response.url)
        elif kind.name == "listing" and (kind.entries or kind.is_served):
            yield from self.listed(response, kind.listing, self.reader.name_of(page), response.url)
        else:
            yield from self.home(response)


def site_at(url: str, name: str) -> Site:
    """The declared site that an address belongs to, else a site of its own, named after its host."""
    sites, host = declared_sites(), host_of(url)
    declared = next((site for site in sites.values() if site.owns(url)), None)
    if declared is not None and name in ("", declared.name):
        return declared
    if name in sites:
        raise ArgumentError(f"name={name} is a declared site, and {host} is none of its hosts: choose another name.")
    return Site(name=name or host.removeprefix("www."), publisher=host, home=urljoin(url, "/"))
