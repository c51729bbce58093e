"""A page as a reader sees it: its lines of text in order, each with the block that holds it and its links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree
from parsel import Selector
from w3lib.html import get_base_url
from w3lib.url import safe_url_string

Node = etree._Element
_Place = tuple[Node, Node, Node | None, bool]

# Elements that begin a line of their own on the screen.
BLOCKS = frozenset(
    "html body div p table thead tbody tfoot tr td th ul ol li dl dt dd h1 h2 h3 h4 h5 h6 section article header "
    "footer nav aside main center form fieldset blockquote pre hr figure figcaption address caption frameset "
    "frame ucapcontent ucaptitle publishtime".split()
)
UNSEEN = frozenset("script style noscript template textarea select option object iframe head title svg button".split())
# queries for attributes are ten times as fast as queries for elements that have them
STYLED = etree.XPath("//@style/..")
HIDDEN_BY_NAME = etree.XPath("//@hidden/..")
SPACE = " \t\r\n"
SCRIPTS = etree.XPath("//script/text()", smart_strings=False)
ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
PARSER = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True, remove_pis=True)
NO_BREAKS = str.maketrans("", "", "\r\n\t")
# Browsers go on after a stray closing tag in an included header; libxml2 would begin a second tree.
STRAY_END = re.compile(r"</(?:html|body)\s*>", re.I)
UNSEEN_CHARACTERS = "\u200b\u200e\u200f\u2060\ufeff"
UNSEEN_CHARACTER = re.compile(f"[{UNSEEN_CHARACTERS}]+")
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
# what safe_url_string would leave as it is; it takes ten times as long to find that out
SAFE_ADDRESS = re.compile(r"https?://[a-z\d.-]+(?::\d+)?/[\w/.~=&+-]*(?:\?[\w/.~=&?+-]+)?", re.A)
ORIGIN = re.compile(r"(https?://[a-z\d.-]+(?::\d+)?)/", re.A)
ROOTED = re.compile(r"/[\w~=&+-][\w/.~=&+-]*(?:\?[\w/.~=&?+-]+)?", re.A)
WEB_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?(?:[/?]|$)", re.IGNORECASE)
NO_ADDRESS = re.compile(r"(?:#|javascript:|mailto:|tel:|data:|about:|file:|[a-z]:\\)", re.I)


class Line:
    """A line of the screen. `parts` are its text nodes as written, `anchors` the link that each of them stands in."""

    __slots__ = ("_links", "anchors", "has_link", "index", "node", "parts", "text")

    def __init__(self, node: Node, part: str, anchor: Node | None) -> None:
        self.node = node
        self.parts = [part]
        self.anchors = [anchor]
        self.has_link = anchor is not None
        self.index = 0
        self.text = ""
        self._links: list[tuple[Node, str]] | None = None

    @property
    def links(self) -> list[tuple[Node, str]]:
        """The line's links, each with its text."""
        if not self.has_link:
            return []
        if self._links is None:
            self._links = self._read_links()
        return self._links

    def _read_links(self) -> list[tuple[Node, str]]:
        only = self.anchors[0]
        if only is not None and self.anchors.count(only) == len(self.anchors):
            return [(only, self.text)]
        found: dict[Node, str] = {}
        for anchor, part in zip(self.anchors, self.parts, strict=True):
            if anchor is not None:
                found[anchor] = found.get(anchor, "") + part
        return [(anchor, " ".join(text.split())) for anchor, text in found.items()]

    @property
    def link_length(self) -> int:
        """How many characters of the line are link text."""
        if not self.has_link:
            return 0
        return sum(
            [len(part.strip()) for anchor, part in zip(self.anchors, self.parts, strict=True) if anchor is not None]
        )

    @property
    def is_heading(self) -> bool:
        """Whether the line is an h1 … h6."""
        tag = self.node.tag
        return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()


@dataclass(slots=True, eq=False)
class Picture:
    """An image of the page and the index of the line that follows it."""

    node: Node
    before: int


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
    def selector(self) -> Selector:
        """The page for XPath and CSS."""
        return Selector(root=self.root, type="html")

    @cached_property
    def base(self) -> str:
        """The address that the page's relative links start from."""
        if "<base" not in self.source[:8192].lower():
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

    @cached_property
    def scripts(self) -> str:
        """All inline scripts of the page as one text."""
        return "\n".join(SCRIPTS(self.root))

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the page, top to bottom, without what is hidden; spaces of any kind folded into one."""
        return self._screen[0]

    @cached_property
    def pictures(self) -> list[Picture]:
        """The images that are not hidden, top to bottom."""
        return self._screen[1]

    @cached_property
    def _screen(self) -> tuple[list[Line], list[Picture]]:
        return _laid_out(self.root, may_hide="none" in self.source or "hidden" in self.source)

    @cached_property
    def text(self) -> str:
        """What is seen, without any space: to ask whether a value stands on the page."""
        return "".join([line.text for line in self.lines]).replace(" ", "")

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
            if not SAFE_ADDRESS.fullmatch(url):
                url = safe_url_string(url, encoding=self.encoding)
        except (ValueError, LookupError):
            return None
        return url if WEB_ADDRESS.match(url) else None


def _mended(text: str) -> str:
    """Without unseen characters, and without closing tags that stand before the end of the page."""
    if any(character in text for character in UNSEEN_CHARACTERS):
        text = UNSEEN_CHARACTER.sub("", text)
    end = STRAY_END.search(text)
    if end and end.start() < len(text) - 64:
        text = STRAY_END.sub("", text)
    return text


class _Screen:
    """Breaks the texts of a tree into lines as they come; a place is an element with its block, its link, and if it is seen."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.line: Line | None = None

    def close(self, places: list[_Place]) -> None:
        """Leave the innermost element: what stands behind it belongs to the one around it."""
        element = places.pop()[0]
        tail = element.tail
        if tail and places[-1][3] and tail.strip(SPACE):
            if element.tag in BLOCKS:
                self.line = None
            self.show(tail, places[-1], element, behind=True)

    def show(self, text: str, place: _Place, node: Node, *, behind: bool) -> None:
        """Add a text, which stands behind a node or begins it, to the line; a new one where the block is another."""
        _, block, link, _ = place
        line = self.line
        if line is None or line.node is not block:
            self.line = Line(block, text, link)
            self.lines.append(self.line)
            return
        if text[0] in ASCII_WORD and line.parts[-1][-1] in ASCII_WORD and _spaced(node, behind=behind):
            line.parts[-1] += " "
        line.parts.append(text)
        line.anchors.append(link)
        if link is not None:
            line.has_link = True


def _laid_out(root: Node, *, may_hide: bool) -> tuple[list[Line], list[Picture]]:
    """The lines and pictures of a tree; the loop runs once for each element of a page, so it is kept flat."""
    screen = _Screen()
    pictures: list[Picture] = []
    hidden = _hidden(root) if may_hide else set()
    places: list[_Place] = [(root, root, None, root not in hidden)]
    for element in root.iterdescendants():
        around = element.getparent()
        while places[-1][0] is not around:
            screen.close(places)
        _, block, link, seen = places[-1]
        tag = element.tag
        if tag in BLOCKS:
            block = element
        elif tag == "a":
            link = element
        elif tag == "br":
            screen.line = None
        elif tag == "img" and seen and element not in hidden:
            pictures.append(Picture(element, len(screen.lines)))
        seen = seen and tag not in UNSEEN and element not in hidden and isinstance(tag, str)
        place = (element, block, link, seen)
        places.append(place)
        if seen and (text := element.text) and text.strip(SPACE):
            screen.show(text, place, element, behind=False)
    while len(places) > 1:
        screen.close(places)
    return _numbered(screen.lines, pictures), pictures


def _hidden(root: Node) -> set[Node]:
    styled = [node for node in STYLED(root) if HIDDEN.search(node.get("style", ""))]
    return {*styled, *HIDDEN_BY_NAME(root)}


def _spaced(node: Node, *, behind: bool) -> bool:
    """Whether white space that stands alone between two tags parts two words: Harbor <b>52</b>."""
    if behind:
        return _content(node).isspace()
    element: Node | None = node
    while element is not None and element.tag not in BLOCKS:
        before = element.getprevious()
        text = element.getparent().text if before is None else before.tail or _content(before)
        if text or before is not None:
            return (text or "")[-1:].isspace()
        element = element.getparent()
    return False


def _content(node: Node) -> str:
    """The text within an element; lxml has none for a comment, and raises."""
    return "".join(node.itertext()) if isinstance(node.tag, str) else ""


def _numbered(lines: list[Line], pictures: Iterable[Picture]) -> list[Line]:
    """The lines that show text, numbered; the pictures are moved to the next of them."""
    shown: list[Line] = []
    following = []
    for line in lines:
        following.append(len(shown))
        line.text = " ".join("".join(line.parts).split())
        if line.text:
            line.index = len(shown)
            shown.append(line)
    following.append(len(shown))
    for picture in pictures:
        picture.before = following[picture.before]
    return shown
