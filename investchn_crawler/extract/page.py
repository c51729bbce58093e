"""A page as a reader sees it: its lines of text in order, each with the block that holds it and its links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree
from parsel import Selector
from w3lib.html import get_base_url
from w3lib.url import safe_url_string

Node = etree._Element

# Elements that begin a line of their own on the screen.
BLOCKS = frozenset(
    "html body div p table thead tbody tfoot tr td th ul ol li dl dt dd h1 h2 h3 h4 h5 h6 section article header footer "
    "nav aside main center form fieldset blockquote pre hr figure figcaption address caption frameset frame "
    "ucapcontent ucaptitle publishtime".split()
)
UNSEEN = frozenset("script style noscript template textarea select option object iframe head title svg button".split())
# A page is the text that is seen, the breaks in it and its pictures; one query in C is twice as fast as a walk.
SEEN = etree.XPath("//text()[normalize-space()] | //br | //img")
SCRIPTS = etree.XPath("//script/text()", smart_strings=False)
ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
NO_BREAKS = str.maketrans("", "", "\r\n\t")
# Browsers go on after a stray closing tag in an included header; libxml2 would begin a second tree.
STRAY_END = re.compile(r"</(?:html|body)\s*>", re.I)
END_TAGS = ("</html", "</HTML", "</body", "</BODY")
UNSEEN_CHARACTERS = "\u200b\u200e\u200f\u2060\ufeff"
UNSEEN_CHARACTER = re.compile(f"[{UNSEEN_CHARACTERS}]+")
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
NO_ADDRESS = re.compile(r"(?:#|javascript:|mailto:|tel:|data:|about:|file:|[a-z]:\\)", re.I)


@dataclass(slots=True, eq=False)
class Line:
    """A line of the screen. `parts` are its text nodes as written, `anchors` the link that each of them stands in."""

    node: Node
    index: int = 0
    parts: list[str] = field(default_factory=list)
    anchors: list[Node | None] = field(default_factory=list)
    text: str = ""
    has_link: bool = False

    @property
    def links(self) -> list[tuple[Node, str]]:
        """The line's links, each with its text."""
        found: dict[Node, str] = {}
        if not self.has_link:
            return []
        for anchor, part in zip(self.anchors, self.parts, strict=True):
            if anchor is not None:
                found[anchor] = found.get(anchor, "") + part
        return [(anchor, " ".join(text.split())) for anchor, text in found.items()]

    @property
    def link_length(self) -> int:
        """How many characters of the line are link text."""
        if not self.has_link:
            return 0
        return sum(len(part.strip()) for anchor, part in zip(self.anchors, self.parts, strict=True) if anchor is not None)

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
        parser = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True, remove_pis=True)
        root = etree.fromstring(data, parser) if data.strip() else None
        self.root: Node = etree.Element("html") if root is None else root
        self._absolute: dict[str, str | None] = {}

    @cached_property
    def selector(self) -> Selector:
        """The page for XPath and CSS."""
        return Selector(root=self.root, type="html")

    @cached_property
    def base(self) -> str:
        """The address that the page's relative links start from."""
        return get_base_url(self.source, self.url) if "<base" in self.source[:8192].lower() else self.url

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
        return _laid_out(self.root)

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
        href = href.replace("\\", "/").translate(NO_BREAKS).partition("#")[0]
        try:
            url = safe_url_string(urljoin(self.base, href), encoding=self.encoding)
        except (ValueError, LookupError):
            return None
        return url if url.startswith(("http://", "https://")) else None


def _mended(text: str) -> str:
    """Without unseen characters, and without closing tags that stand before the end of the page."""
    if any(character in text for character in UNSEEN_CHARACTERS):
        text = UNSEEN_CHARACTER.sub("", text)
    ends = [text.find(tag) for tag in END_TAGS]
    if any(0 <= end < len(text) - 64 for end in ends):
        text = STRAY_END.sub("", text)
    return text


@dataclass(slots=True)
class _Place:
    """Where the text of an element stands: its line's block, its link, whether it is hidden."""

    block: Node
    link: Node | None
    hidden: bool


def _laid_out(root: Node) -> tuple[list[Line], list[Picture]]:
    """The lines and pictures of a tree; the loop runs once for each text of a page, so it is kept flat."""
    lines: list[Line] = []
    pictures: list[Picture] = []
    places: dict[Node, _Place] = {}
    line: Line | None = None
    for item in SEEN(root):
        if not isinstance(item, str):
            if item.tag == "br":
                line = None
            elif not _place(item, places).hidden:
                pictures.append(Picture(item, len(lines)))
            continue
        host = item.getparent()
        if item.is_tail:
            if host.tag in BLOCKS:
                line = None
            host = host.getparent()
        place = places.get(host) or _place(host, places)
        if place.hidden:
            continue
        if line is None or line.node is not place.block:
            line = Line(place.block)
            lines.append(line)
        if line.parts and item[0] in ASCII_WORD and line.parts[-1][-1] in ASCII_WORD and _spaced(item):
            line.parts[-1] += " "
        line.parts.append(item)
        line.anchors.append(place.link)
        if place.link is not None:
            line.has_link = True
    return _numbered(lines, pictures), pictures


def _spaced(item: "etree._ElementUnicodeResult") -> bool:
    """Whether white space that stands alone between two tags parts two words: Harbor <b>52</b>."""
    element = item.getparent()
    if item.is_tail:
        return "".join(element.itertext()).isspace()
    while element is not None and element.tag not in BLOCKS:
        before = next(element.itersiblings("*", preceding=True), None)
        text = element.getparent().text if before is None else before.tail or "".join(before.itertext())
        if text or before is not None:
            return (text or "")[-1:].isspace()
        element = element.getparent()
    return False


def _place(node: Node, places: dict[Node, _Place]) -> _Place:
    chain = []
    element: Node | None = node
    while element is not None and element not in places:
        chain.append(element)
        element = element.getparent()
    above = places[element] if element is not None else _Place(chain[-1], None, False)
    for inner in reversed(chain):
        above = places[inner] = _inside(inner, above)
    return above


def _inside(element: Node, above: _Place) -> _Place:
    tag = element.tag
    hidden = above.hidden or tag in UNSEEN or not isinstance(tag, str)
    if not hidden and element.attrib:
        style = element.get("style")
        hidden = (style is not None and HIDDEN.search(style) is not None) or element.get("hidden") is not None
    return _Place(element if tag in BLOCKS else above.block, element if tag == "a" else above.link, hidden)


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
