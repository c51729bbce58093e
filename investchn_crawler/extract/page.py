"""A page at its address: its text and tree, the lines that a reader sees, and where its links lead."""

import re
from functools import cached_property
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree
from parsel import Selector
from w3lib.html import get_base_url
from w3lib.url import safe_url_string

from investchn_crawler.extract.screen import Line, Picture, Screen
from investchn_crawler.extract.tree import Node, texts

PARSER = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True, remove_pis=True, collect_ids=False)
SCRIPTS = texts("//script/text()")
UNSEEN_CHARACTERS = "\u200b\u200e\u200f\u2060\ufeff"
UNSEEN_CHARACTER = re.compile(f"[{UNSEEN_CHARACTERS}]+")
# browsers go on after a stray closing tag in an included header; libxml2 would begin a second tree
STRAY_END = re.compile(r"</(?:html|body)\s*>", re.I)
BASE = re.compile("<base", re.I)

NO_ADDRESS = re.compile(r"(?:#|javascript:|mailto:|tel:|data:|about:|file:|[a-z]:\\)", re.I)
NO_BREAKS = str.maketrans("", "", "\r\n\t")
WEB_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?(?:[/?]|$)", re.I)
# what safe_url_string would leave as it is; it takes ten times as long to find that out
SAFE_ADDRESS = re.compile(r"https?://[a-z\d.-]+(?::\d+)?/[\w/.~=&+-]*(?:\?[\w/.~=&?+-]+)?", re.A)
ORIGIN = re.compile(r"(https?://[a-z\d.-]+(?::\d+)?)/", re.A)
ROOTED = re.compile(r"/[\w~=&+-][\w/.~=&+-]*(?:\?[\w/.~=&?+-]+)?", re.A)


class Page:
    """A decoded page at its address; its lines and pictures are laid out once, when first asked for."""

    def __init__(self, text: str, url: str, encoding: str = "utf-8", body: bytes | None = None) -> None:
        """`body` is the page's bytes, which spare a round of encoding where they are clean UTF-8."""
        self.url = url
        self.encoding = encoding
        self.source = _mended(text)
        clean = body is not None and encoding == "utf-8" and self.source is text
        data = body if clean and body is not None else self.source.encode("utf-8", "replace")
        root = etree.fromstring(data, PARSER) if data and not data.isspace() else None
        self.root: Node = etree.Element("html") if root is None else root
        self._absolute: dict[str, str | None] = {}

    @cached_property
    def scripts(self) -> str:
        """All inline scripts of the page as one text."""
        return "\n".join(SCRIPTS(self.root))

    @property
    def lines(self) -> list[Line]:
        """The lines of the page, top to bottom, without what is hidden; spaces of any kind folded into one."""
        return self._screen.lines

    @property
    def pictures(self) -> list[Picture]:
        """The images that are not hidden, top to bottom."""
        return self._screen.pictures

    @property
    def is_whole(self) -> bool:
        """Whether the lines are all that the page shows: a server may send one that never ends."""
        return self._screen.is_whole

    @cached_property
    def _screen(self) -> Screen:
        return Screen(self.root)

    @cached_property
    def selector(self) -> Selector:
        """The page for XPath and CSS."""
        return Selector(root=self.root, type="html")

    @cached_property
    def title(self) -> str:
        """What the document calls itself, most often with its site's name."""
        return " ".join((self.selector.xpath("string(//title)").get() or "").split())

    @cached_property
    def text(self) -> str:
        """What is seen, without any space: to ask whether a value stands on the page."""
        return "".join([line.text for line in self.lines]).replace(" ", "")

    @cached_property
    def base(self) -> str:
        """The address that the page's relative links start from."""
        if not BASE.search(self.source, 0, 8192):
            return self.url
        try:
            return get_base_url(self.source, self.url)
        except ValueError:
            return self.url

    @cached_property
    def _origin(self) -> str | None:
        """Scheme and host of the base, where both are plain: what a rooted link is appended to."""
        found = ORIGIN.match(self.base)
        return found.group(1) if found else None

    def absolute(self, href: str | None) -> str | None:
        """The address a link leads to, None for scripts, fragments of this page and what is no web address."""
        href = (href or "").strip()
        if href not in self._absolute:
            self._absolute[href] = self._resolved(href)
        return self._absolute[href]

    def _resolved(self, href: str) -> str | None:
        if not href or NO_ADDRESS.match(href):
            return None
        if self._origin and ROOTED.fullmatch(href) and "/." not in href:
            return self._origin + href
        href = href.replace("\\", "/").translate(NO_BREAKS).partition("#")[0]
        try:
            url = urljoin(self.base, href)
            if "/." in url:
                url = _without_dots(url)
            if not SAFE_ADDRESS.fullmatch(url):
                url = safe_url_string(url, encoding=self.encoding)
        except (ValueError, LookupError):
            return None
        return url if WEB_ADDRESS.match(url) else None


def _without_dots(url: str) -> str:
    """An address as browsers ask for it: urljoin leaves /../ in addresses that are whole already."""
    parts = urlsplit(url)
    names: list[str] = []
    for name in parts.path.split("/"):
        if name == "..":
            names[1:] = names[1:-1]
        elif name != ".":
            names.append(name)
    return urlunsplit(parts._replace(path="/".join(names) if len(names) > 1 else "/"))


def _mended(text: str) -> str:
    """Without unseen characters, and without closing tags that stand before the end of the page."""
    if any(character in text for character in UNSEEN_CHARACTERS):
        text = UNSEEN_CHARACTER.sub("", text)
    end = STRAY_END.search(text)
    if end and end.start() < len(text) - 64:
        text = STRAY_END.sub("", text)
    return text
