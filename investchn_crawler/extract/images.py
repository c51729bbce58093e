"""Images: which pictures of a page are the article's, and which words are their captions."""

import re

from investchn_crawler.extract.attachments import FILE
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.page_number import is_number
from investchn_crawler.extract.screen import Line, Picture
from investchn_crawler.extract.tree import Node
from investchn_crawler.items import Image

# where a picture's address stands when the page loads it late
SOURCES = ("data-original", "data-src", "data-lazy-src", "data-echo", "src")
# icons of file types and editors, share buttons, counters: pictures of the page, not of the article
ICON = re.compile(
    r"icon|/ico/|filetype|fileTypeImages|/images/(?:ext|share|print|close|back|top|line|dot|arrow)"
    r"|spacer|blank\.|loading|pixel|qrcode|erweima|logo|/count|weixin|weibo|\.svg|sharing",
    re.I,
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])", re.I)
SMALLEST = 40
CAPTION = re.compile(r"^[（(【]?(?:图[:：为]|图片(?:说明|来源)?[:：]|△|▲|摄影|\W*图/|图\d)")
LONGEST_CAPTION = 60


def images_of(page: Page, first: int, last: int, container: Node, title: str) -> list[Image]:
    """The pictures between two lines of the page that stand in the body's block, each once."""
    images: dict[str, Image] = {}
    inside = set(container.iter("img"))
    for picture in page.pictures:
        if not (first < picture.before <= last) or picture.node not in inside:
            continue
        url = _source(picture.node, page)
        if url and url not in images:
            images[url] = Image(url, _caption(picture, page, title))
    return list(images.values())


def _source(node: Node, page: Page) -> str | None:
    url = next((url for name in SOURCES if (url := page.absolute(node.get(name)))), None)
    if url is None or ICON.search(url) or _is_small(node) or _stands_for_file(node):
        return None
    return url


def _stands_for_file(node: Node) -> bool:
    """Whether a picture is the icon beside or inside the link to a file; a picture may well link to itself."""
    holder = node.getparent()
    if holder is not None and PICTURE.search(holder.get("href") or ""):
        return False
    beside = (holder, node.getnext(), node.getprevious())
    return any(each is not None and each.tag == "a" and FILE.search(each.get("href") or "") for each in beside)


def _is_small(node: Node) -> bool:
    sizes = [node.get(name, "").removesuffix("px") for name in ("width", "height")]
    return any(is_number(size) and int(size) < SMALLEST for size in sizes)


def _caption(picture: Picture, page: Page, title: str) -> str | None:
    """A figcaption, the short line under the picture that says it is one, or the alternative text; no file's name."""
    below = page.lines[picture.before : picture.before + 1]
    if below and _is_caption(below[0], picture, title):
        return below[0].text
    for name in ("alt", "title"):
        text = " ".join((picture.node.get(name) or "").split())
        if text and not FILE.search(text) and len(text) > 1:
            return text
    return None


def _is_caption(line: Line, picture: Picture, title: str) -> bool:
    if len(line.text) > LONGEST_CAPTION or line.link_length:
        return False
    if line.node.tag == "figcaption" or line.text == title or CAPTION.match(line.text):
        return True
    holder = picture.node.getparent()
    return holder is not None and line.node is holder and not line.text.endswith(("。", "；"))
