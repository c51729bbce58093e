"""What an article carries beside its text: pictures with their captions, and files to download."""

import re

from investchn_crawler.extract.body import FILE, Body
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line, Picture
from investchn_crawler.extract.tree import Node
from investchn_crawler.items import Attachment, Image

# where a picture's address stands when the page loads it late
SOURCES = ("data-original", "data-src", "data-lazy-src", "data-echo", "src")
# icons of file types and editors, share buttons, counters: pictures of the page, not of the article
ICON = re.compile(
    r"icon|/ico/|filetype|fileTypeImages|/images/(?:ext|share|print|close|back|top|line|dot|arrow)|spacer|blank\.|loading|pixel|qrcode|erweima|logo|/count|weixin|weibo|\.svg|sharing",
    re.I,
)
CAPTION = re.compile(r"^[（(【]?(?:图[:：为]|图片(?:说明|来源)?[:：]|△|▲|摄影|\W*图/|图\d)")
LONGEST_CAPTION = 60
DOWNLOAD = re.compile(r"downfile|download|/attach|fileid=|filename=|attachment", re.I)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])", re.I)
CLICK = re.compile(r"^\W*(?:点击(?:下载|查看)?|下载)\s*[:：]\s*")
SMALLEST = 40


def images_of(page: Page, first: int, last: int, container: Node, title: str) -> list[Image]:
    """The pictures between two lines of the page that stand in the body's block, each once."""
    images: dict[str, Image] = {}
    inside = set(container.iter("img"))
    for picture in page.pictures:
        if not (first <= picture.before <= last) or picture.node not in inside:
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
    """Whether a picture is the icon beside or inside the link to a file."""
    beside = [node.getparent(), node.getnext(), node.getprevious()]
    return any(
        each is not None and each.tag == "a" and FILE.search(each.get("href") or "") for each in beside
    ) and not (PICTURE.search((node.getparent().get("href") or "") if node.getparent() is not None else ""))


def _is_small(node: Node) -> bool:
    sizes = [node.get("width", ""), node.get("height", "")]
    return any(size.removesuffix("px").isdigit() and int(size.removesuffix("px")) < SMALLEST for size in sizes)


def _caption(picture: Picture, page: Page, title: str) -> str | None:
    """A figcaption, the short line under the picture that says it is one, or the alternative text, unless it is a file's name."""
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


def attachments_of(page: Page, first: int, last: int, body: Body | None) -> list[Attachment]:
    """The files linked between two lines of the page, each once, under the name that the link gives."""
    files: dict[str, Attachment] = {}
    for line in page.lines[first:last]:
        if not line.has_link:
            continue
        for anchor, text in line.links:
            href = anchor.get("href") or ""
            if not _is_file(href, text):
                continue
            url = page.absolute(href)
            if url and url not in files:
                files[url] = Attachment(url, _name(anchor, text))
    if body is not None:
        _embedded(page, body, files)
    return list(files.values())


def _is_file(href: str, text: str) -> bool:
    if FILE.search(href):
        return re.search(r"\.(?:jpe?g|png|mp4|txt)(?:$|[?#])", href, re.I) is None or FILE.search(text) is not None
    return DOWNLOAD.search(href) is not None and (FILE.search(text) is not None or "附件" in text)


def _name(anchor: Node, text: str) -> str | None:
    whole = " ".join((anchor.get("title") or "").split())
    text = CLICK.sub("", text)
    return (text if len(text) >= len(whole) or not whole.startswith(text.rstrip(".…")) else whole) or whole or None


def _embedded(page: Page, body: Body, files: dict[str, Attachment]) -> None:
    """A file shown in the page itself: its address stands in an iframe, an embed or an object."""
    for node in body.container.iter("iframe", "embed", "object"):
        source = node.get("src") or node.get("data") or ""
        url = page.absolute(source) if FILE.search(source) else None
        if url and url not in files:
            files[url] = Attachment(url, None)
