"""Frames: where the list stands that a page shows in a frame, on the same host."""

import re
from urllib.parse import urlsplit

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.tree import Node, elements, names_of

FRAMES = elements("//iframe | //frame")
# parts of a page that sites include by a frame, and what other services put into one
BESIDE = re.compile(
    r"head(?!line)|top|foot|bottom|nav|menu|left|side|login|search|count|stat|weather|tianqi|banner|share|map|video|calendar"
    r"|link|vote|msg|chat|kefu|(?:^|[/_.-])ad(?:s|_|\b)",
    re.I,
)
MIDDLE = re.compile(r"main|list|content|right|center|body|news|info", re.I)
SMALLEST = 100
PIXELS = re.compile(r"^\s*(\d{1,9})(?:px)?\s*$")


def frame_of(page: Page) -> str | None:
    """The frame that a page's list may stand in: one named as the middle of the page, else the first."""
    if "frame" not in page.source and "FRAME" not in page.source:
        return None
    found = [(frame, url) for frame in FRAMES(page.root) if (url := _address(frame, page))]
    middle = [url for frame, url in found if MIDDLE.search(_names(frame))]
    return next(iter(middle or [url for _, url in found]), None)


def _address(frame: Node, page: Page) -> str | None:
    """Where a frame leads, None for what is no part of the site, too small to read, or beside the list."""
    url = page.absolute(frame.get("src"))
    if not url or url == page.url or urlsplit(url).netloc != urlsplit(page.url).netloc:
        return None
    sizes = [int(found[1]) for side in ("width", "height") if (found := PIXELS.match(frame.get(side) or ""))]
    hidden = "none" in (frame.get("style") or "").lower()
    return None if hidden or min(sizes, default=SMALLEST) < SMALLEST or BESIDE.search(_names(frame)) else url


def _names(frame: Node) -> str:
    file = urlsplit(frame.get("src") or "").path.rpartition("/")[2]
    return f"{names_of(frame)} {frame.get('name') or ''} {file}"
