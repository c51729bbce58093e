"""An answer of a server as the other rooms know it: a Fetch to keep, a Page to read."""

import re

from scrapy.http import Response

from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.crawling.file_kinds import BINARY
from investchn_crawler.extract.encoding import decode
from investchn_crawler.extract.page import Page
from investchn_crawler.items import Fetch
from investchn_crawler.site import Site

NOT_TEXT = re.compile(r"^(?:image|audio|video|font)/|^application/(?!xhtml|xml|json|javascript|x-javascript)", re.I)


def fetch_of(response: Response) -> Fetch:
    """What came back, and what had been asked for before any redirect."""
    asked = (response.meta.get("redirect_urls") or [response.url])[0]
    return Fetch(response.url, asked, now_utc(), response.status, headers_of(response), response.body)


def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """The headers of an answer, those of one name apart."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )


def page_in(response: Response, site: Site | None = None) -> Page:
    """The decoded page of an answer; a site may declare what its pages are written in."""
    header = response.headers.get("Content-Type")
    text, name = decode(response.body, header.decode("latin-1") if header else None, site.encoding if site else None)
    return Page(text, response.url, name, response.body)


def is_text(response: Response) -> bool:
    """Whether an answer can be a page: not a document, a picture or an archive."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return not NOT_TEXT.match(kind) and not response.body.startswith(BINARY)
