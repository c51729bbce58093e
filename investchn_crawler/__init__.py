"""Reads and archives the government and investment-promotion news of China; see extract_article and extract_listing."""

from datetime import UTC, datetime

from investchn_crawler.extract.article import read_article
from investchn_crawler.extract.encoding import decode
from investchn_crawler.extract.listing import read_listing
from investchn_crawler.extract.page import Page
from investchn_crawler.items import Article, Entry, Link, Listing

__all__ = ["Article", "Entry", "Link", "Listing", "extract_article", "extract_listing"]


def extract_article(body: bytes, url: str, encoding: str | None = None) -> Article | None:
    """The article of a page as it was sent; None if the page is no article.

    `encoding` is what the HTTP header said, if it said anything. Dates such as 昨天 are read against today.
    """
    return read_article(page_of(body, url, encoding), datetime.now(UTC))


def extract_listing(body: bytes, url: str, encoding: str | None = None) -> Listing:
    """The entries of a list page and the page after it; without entries if the page is no list."""
    return read_listing(page_of(body, url, encoding), datetime.now(UTC))


def page_of(body: bytes, url: str, encoding: str | None = None) -> Page:
    """The decoded page."""
    text, name = decode(body, f"text/html; charset={encoding}" if encoding else None)
    return Page(text, url, name, body)
