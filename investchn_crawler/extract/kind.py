"""What a page is, read once: an article, a list, a page that leads to lists, or nothing that a crawl can use."""

from dataclasses import dataclass, field
from datetime import datetime

from investchn_crawler.extract.article import read_article
from investchn_crawler.extract.listing import ListPage
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import says_empty
from investchn_crawler.extract.sections import section_links
from investchn_crawler.items import Article, Entry, Link, Listing


@dataclass(frozen=True, slots=True)
class Kind:
    """What a page is: `name` is article, listing, channel (a home page is one) or nothing; the rest is what was read.

    A listing without entries is empty, or leads to the page that holds its rows. `blocks` are the dated entries of a
    channel, `links` those that may lead to lists. `is_served`: a script fetches the rows from another address.
    """

    page: Page
    name: str
    article: Article | None = None
    listing: Listing = field(default_factory=lambda: Listing([]))
    blocks: list[Entry] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    is_served: bool = False

    @property
    def entries(self) -> list[Entry]:
        """The rows of the list, or of all lists of the channel."""
        return self.listing.entries if self.name == "listing" else self.blocks

    @property
    def is_empty(self) -> bool:
        """Whether the page says that its list has no entries (暂无信息)."""
        return self.name == "listing" and not self.listing.entries and self.listing.next_url is None


def kind_of(page: Page, now: datetime | None = None) -> Kind:
    """What a page is, by its structure; `now` is when it was fetched."""
    article = read_article(page, now)
    if article is not None:
        return Kind(page, "article", article)
    lists, links = ListPage(page, now), section_links(page)
    listing, blocks = lists.listing, lists.blocks
    is_list = listing.entries and not lists.shows_several
    if listing.next_url or is_list or (not listing.entries and says_empty(page)):
        return Kind(page, "listing", listing=listing, links=links, is_served=lists.is_served)
    return Kind(page, "channel" if links or blocks else "nothing", listing=listing, blocks=blocks, links=links)
