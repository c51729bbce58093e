"""Attachments: which links lead to files, which lines are nothing but such links, which files an article carries."""

import re

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node
from investchn_crawler.items import Attachment

FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|wps|et|ofd|txt|csv|jpe?g|png|mp4)(?:$|[?#])", re.I)
# files that a page links to for other reasons: they are attachments only where the text of the link says so
SELDOM_ATTACHED = re.compile(r"\.(?:jpe?g|png|mp4|txt)(?:$|[?#])", re.I)
DOWNLOAD = re.compile(r"downfile|download|/attach|fileid=|filename=|attachment", re.I)
CLICK = re.compile(r"^\W*(?:点击(?:下载|查看)?|下载)\s*[:：]\s*")
LEAD = re.compile(
    r"^\W*(?:附件|相关附件|附件下载|下载)?\W*\d{0,2}\W*$"
    r"|^\W*(?:附件|相关附件|附件下载|点击下载)\W*\d{0,2}\s*[:：.、]?\s*"
)
SIZE = re.compile(r"[(（\[]?\s*\d{1,7}(?:\.\d{1,4})?\s*[KMG]i?B?\s*[)）\]]?", re.I)
LONGEST_LEAD = 20


def attachments_of(page: Page, first: int, last: int, container: Node) -> list[Attachment]:
    """The files linked between two lines or shown in the body's block, each once, under the name its link gives."""
    files: dict[str, Attachment] = {}
    for line in page.lines[first:last]:
        for anchor, text in line.links:
            href = anchor.get("href") or ""
            url = page.absolute(href) if _is_file(href, text) else None
            if url and url not in files:
                files[url] = Attachment(url, _name(anchor, text))
    _add_embedded(page, container, files)
    return list(files.values())


def is_attachment_line(line: Line) -> bool:
    """Whether a line is a link to a file and nothing but its label: 附件1：<a>….pdf</a>."""
    if not any(FILE.search(anchor.get("href") or "") for anchor, _ in line.links):
        return False
    rest = SIZE.sub("", "".join(line.unlinked))
    return len(rest) < LONGEST_LEAD and LEAD.match(rest) is not None


def _is_file(href: str, text: str) -> bool:
    if FILE.search(href):
        return SELDOM_ATTACHED.search(href) is None or FILE.search(text) is not None
    return DOWNLOAD.search(href) is not None and (FILE.search(text) is not None or "附件" in text)


def _name(anchor: Node, text: str) -> str | None:
    """The text of the link, or its title attribute where the text is cut off."""
    whole = " ".join((anchor.get("title") or "").split())
    text = CLICK.sub("", text)
    return (text if len(text) >= len(whole) or not whole.startswith(text.rstrip(".…")) else whole) or whole or None


def _add_embedded(page: Page, container: Node, files: dict[str, Attachment]) -> None:
    """A file shown in the page itself: its address stands in an iframe, an embed or an object."""
    for node in container.iter("iframe", "embed", "object"):
        source = node.get("src") or node.get("data") or ""
        url = page.absolute(source) if FILE.search(source) else None
        if url and url not in files:
            files[url] = Attachment(url, None)
