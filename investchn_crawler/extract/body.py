"""The body: the block with as much running text and as little else as possible, from the title to the article's end."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from investchn_crawler.extract.cms import CONTAINERS
from investchn_crawler.extract.furniture import before_the_end, without_furniture
from investchn_crawler.extract.labels import Label
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.prose import PUNCTUATION
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.title import compact
from investchn_crawler.extract.tree import Node, elements, lineage, summed

# and those of sites of no known family; they name the evidence and find bodies without text
KNOWN = CONTAINERS | frozenset(
    "zoomcon articlecontent news_content newscontent bt-content wzcon view wp_articlecontent content-text contenttext "
    "artcontent text_con contentzoom".split()
)
NAMED = elements("//*[@id or @class]")
BY_DENSITY = "density"
# a paragraph is no container, however long it is
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "figcaption"})
# what may be a container, but rather is a part of one
PARTS = frozenset({"td", "blockquote", "pre"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body's paragraphs, the lines they come from, and the block that holds them."""

    paragraphs: tuple[str, ...]
    lines: tuple[Line, ...]
    container: Node
    reader: str

    @property
    def text(self) -> str:
        """The paragraphs joined by a line feed."""
        return "\n".join(self.paragraphs)


class _Mass(NamedTuple):
    """The text of a block: running text, and all of it; its linked text counts twice, as no body is made of links."""

    running: int
    all: int

    @property
    def worth(self) -> float:
        """How much of a body the block would be: much running text, little else."""
        return self.running * self.running / self.all if self.all else 0.0


def body_of(
    page: Page, start: int, stop: int, labels: Iterable[Label], title: str, *, bounded: bool = False
) -> Body | None:
    """The body between two lines of the page; None where there is no running text there.

    `bounded`: the article surely ends at `stop`, so that a few words without a sentence are its text too.
    """
    lines = before_the_end(page.lines[start:stop], len(page.lines))
    container = _container(_masses(lines))
    if container is None and bounded:
        container = _common([line.node for line in lines if not line.has_link] or [line.node for line in lines])
    if container is None:
        return None
    blocks = set(container.iter())
    inside = [line for line in lines if line.node in blocks]
    reader = _reader(container)
    kept = without_furniture(inside, labels, container)
    if not kept and reader != BY_DENSITY:
        kept = inside  # a text may be made of links alone
    paragraphs = _paragraphs(kept, container, title) or [line.text for line in kept]
    return Body(tuple(paragraphs), tuple(kept), container, reader)


def known_container(page: Page) -> Node | None:
    """The first known container of the page: for a body that is pictures or a file."""
    return next((node for node in NAMED(page.root) if not KNOWN.isdisjoint(_names(node))), None)


def _masses(lines: list[Line]) -> dict[Node, _Mass]:
    """The mass of every block that holds one of the lines."""
    running: dict[Node, int] = defaultdict(int)
    everything: dict[Node, int] = defaultdict(int)
    for line in lines:
        length, linked = len(line.text), line.link_length
        runs = (length >= 10 and PUNCTUATION.search(line.text) is not None) or length >= 40
        running[line.node] += length if runs and linked * 2 < length else 0
        everything[line.node] += length + linked
    all_running = summed(running)
    return {node: _Mass(all_running[node], count) for node, count in summed(everything).items()}


def _container(masses: dict[Node, _Mass]) -> Node | None:
    best = max(masses, key=lambda node: masses[node].worth, default=None)
    if best is None or not masses[best].running:
        return None
    while (parent := best.getparent()) is not None and parent.tag not in ("body", "html"):
        if not _gives_way(best, masses[best], parent, masses[parent]):
            break
        best = parent
    own = _own_container(best, masses)
    return best if own is None else own


def _own_container(container: Node, masses: dict[Node, _Mass]) -> Node | None:
    """The block within a container that this CMS has for the body, where it holds the most of the text."""
    least = 0.6 * masses[container].running
    worthy = (node for node, mass in masses.items() if mass.running >= least and node is not container)
    known = (node for node in worthy if not KNOWN.isdisjoint(_names(node)) and container in lineage(node))
    return max(known, key=lambda node: masses[node].all, default=None)


def _gives_way(block: Node, mass: _Mass, parent: Node, around: _Mass) -> bool:
    """Whether the block around a block is the better container: it adds little, and is what a CMS has for a body."""
    if block.tag in PARAGRAPHS:
        return True
    if around.all - mass.all > 0.25 * around.all:
        return False
    return block.tag in PARTS or (around.worth >= 0.6 * mass.worth and not KNOWN.isdisjoint(_names(parent)))


def _common(nodes: list[Node]) -> Node | None:
    """The innermost block that holds all of these."""
    shared: list[Node] = []
    for node in nodes:
        above = list(lineage(node))
        shared = [element for element in shared if element in above] if shared else above
    return shared[0] if shared else None


def _paragraphs(lines: list[Line], container: Node, title: str) -> list[str]:
    """The texts of the lines without the repeated title, the cells of a table's row in one."""
    paragraphs: list[str] = []
    row: Node | None = None
    cells: dict[Node, str] = {}
    whole = compact(title)
    for line in lines:
        here, cell = _row_of(line.node, container)
        if here is not row:
            paragraphs += _joined(cells)
            row, cells = here, {}
        if here is not None and cell is not None:
            cells[cell] = f"{cells[cell]} {line.text}" if cell in cells else line.text
        elif compact(line.text) != whole:
            paragraphs.append(line.text)
    return paragraphs + _joined(cells)


def _joined(cells: dict[Node, str]) -> list[str]:
    return ["\t".join(cells.values())] if cells else []


def _row_of(node: Node, container: Node) -> tuple[Node | None, Node | None]:
    """The table row and cell of a line inside the container, if the row has several cells."""
    cell: Node | None = None
    for element in lineage(node):
        if element is container:
            break
        if element.tag in ("td", "th"):
            cell = element
        elif element.tag == "tr" and cell is not None:
            return (element, cell) if sum(child.tag in ("td", "th") for child in element) > 1 else (None, None)
    return None, None


def _reader(container: Node) -> str:
    """What found the body, as evidence has it: the known container that it is or stands in, or its density of text."""
    for element, _ in zip(lineage(container), range(3), strict=False):
        known = KNOWN & _names(element)
        if known:
            return f"container {min(known)}"
    return BY_DENSITY


def _names(node: Node) -> set[str]:
    return {node.tag, *(node.get("id") or "").lower().split(), *(node.get("class") or "").lower().split()}
