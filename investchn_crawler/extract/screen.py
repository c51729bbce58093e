"""How a tree breaks into lines on the screen, each with the block that holds it and its links; what is not seen."""

import re
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree

from investchn_crawler.extract.tree import Node, elements, text_of

# elements that begin a line of their own on the screen
BLOCKS = frozenset(
    "html body div p table thead tbody tfoot tr td th ul ol li dl dt dd h1 h2 h3 h4 h5 h6 section article header "
    "footer nav aside main center form fieldset blockquote pre hr figure figcaption address caption frameset "
    "frame ucapcontent ucaptitle publishtime".split()
)
UNSEEN = frozenset(
    {
        *"script style noscript template textarea select option object iframe head title svg button".split(),
        # what lxml gives as the tag of nodes that are no elements
        *(etree.Comment, etree.ProcessingInstruction, etree.Entity),
    }
)
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
# queries for attributes are ten times as fast as queries for elements that have them
MAYBE_HIDDEN = elements("//@style[contains(translate(., 'NOE', 'noe'), 'none')]/..")
HIDDEN_BY_NAME = elements("//@hidden/..")
# nobody reads a page of more
MOST_ELEMENTS = 600_000
# what an element is to the screen; those that only dress their text are nothing to it
ROLES = {
    **dict.fromkeys(BLOCKS, "block"),
    **dict.fromkeys(UNSEEN, "unseen"),
    "a": "link",
    "br": "mark",
    "img": "mark",
}
ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
# stands outside of every tree: when its end comes, all elements that are still open are left
OUTSIDE = etree.Element("outside")
END = etree.SubElement(OUTSIDE, "end")


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
        linked = [part for anchor, part in zip(self.anchors, self.parts, strict=True) if anchor is not None]
        return sum([len(part.strip()) for part in linked])

    @property
    def unlinked(self) -> list[str]:
        """The texts of the line that are no link's."""
        return [part.strip() for anchor, part in zip(self.anchors, self.parts, strict=True) if anchor is None]

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


class Screen:
    """The lines and pictures of a tree, top to bottom; `is_whole` is False where they go on without end."""

    def __init__(self, root: Node) -> None:
        self.lines: list[Line] = []
        self.pictures: list[Picture] = []
        self._line: Line | None = None
        self._hidden = _hidden(root)
        self._lay_out(root)
        self._number()

    def _lay_out(self, root: Node) -> None:
        """Go through the elements with the block and the link around them; once for each, so the loop is kept flat."""
        hidden, show, role_of = self._hidden, self._show, ROLES.get
        around, block, link, seen = root, root, None, root not in hidden
        places: list[tuple[Node, Node, Node | None, bool]] = [(OUTSIDE, root, None, False)]
        elements = root.iterdescendants()
        for element in chain(islice(elements, MOST_ELEMENTS), (END,)):
            parent = element.getparent()
            while around is not parent:
                left = around
                around, block, link, seen = places.pop()
                if seen and (text := left.tail) and not text.isspace():
                    show(left, text, block, link, behind=True)
            places.append((around, block, link, seen))
            around, role = element, role_of(element.tag)
            if role is not None:
                if role == "block":
                    block = element
                elif role == "link":
                    link = element
                elif role == "unseen":
                    seen = False
                    continue
                else:
                    self._mark(element, seen=seen)
            if seen and hidden:
                seen = element not in hidden
            if seen and (text := element.text) and not text.isspace():
                show(element, text, block, link, behind=False)
        self.is_whole = next(elements, None) is None

    def _mark(self, element: Node, *, seen: bool) -> None:
        """A br ends the line, seen or not; a picture is kept."""
        if element.tag == "br":
            self._line = None
        elif seen and element not in self._hidden:
            self.pictures.append(Picture(element, len(self.lines)))

    def _show(self, node: Node, text: str, block: Node, link: Node | None, *, behind: bool) -> None:
        """Add a text, which stands behind a node or begins it, to the line; a new one where a block begins or ends."""
        line = self._line
        if line is None or line.node is not block or (behind and node.tag in BLOCKS):
            self._line = Line(block, text, link)
            self.lines.append(self._line)
            return
        if text[0] in ASCII_WORD and line.parts[-1][-1] in ASCII_WORD and _spaced(node, behind=behind):
            line.parts[-1] += " "
        line.parts.append(text)
        line.anchors.append(link)
        if link is not None:
            line.has_link = True

    def _number(self) -> None:
        """Keep the lines that show text, spaces of any kind folded into one; move pictures to the next of them."""
        shown: list[Line] = []
        following = []
        for line in self.lines:
            following.append(len(shown))
            line.text = " ".join("".join(line.parts).split())
            if line.text:
                line.index = len(shown)
                shown.append(line)
        following.append(len(shown))
        for picture in self.pictures:
            picture.before = following[picture.before]
        self.lines = shown


def _hidden(root: Node) -> set[Node]:
    return {node for node in MAYBE_HIDDEN(root) if HIDDEN.search(node.get("style", ""))}.union(HIDDEN_BY_NAME(root))


def _spaced(node: Node, *, behind: bool) -> bool:
    """Whether white space that stands alone between two tags parts two words: Harbor <b>52</b>."""
    if behind:
        return text_of(node).isspace()
    element: Node | None = node
    while element is not None and element.tag not in BLOCKS:
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            return (before.tail or text_of(before))[-1:].isspace()
        if parent is not None and parent.text:
            return parent.text[-1:].isspace()
        element = parent
    return False
