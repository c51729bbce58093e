"""What is asked of a parsed page: its elements and texts by XPath, the text in an element, its names."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from lxml import etree

Node = etree._Element


def elements(path: str) -> Callable[[Node], list[Node]]:
    """A query for elements."""
    return cast("Callable[[Node], list[Node]]", etree.XPath(path))


def texts(path: str) -> Callable[[Node], list[str]]:
    """A query for texts."""
    return cast("Callable[[Node], list[str]]", etree.XPath(path, smart_strings=False))


def strings_of(node: Node) -> list[str]:
    """The texts within an element; lxml has none for a comment, and raises."""
    return list(cast("Iterator[str]", node.itertext())) if isinstance(node.tag, str) else []


def text_of(node: Node) -> str:
    """The texts within an element as one."""
    return "".join(strings_of(node))


def names_of(node: Node) -> str:
    """The classes and the id of an element, as one text to search in."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def summed(own: Mapping[Node, int], top: Node | None = None) -> dict[Node, int]:
    """What stands in each element together with all elements in it, given what stands in each itself; up to `top`."""
    sums: dict[Node, int] = defaultdict(int)
    rising = own
    while rising:
        above: dict[Node, int] = defaultdict(int)
        for node, count in rising.items():
            sums[node] += count
            parent = node.getparent()
            if parent is not None and node is not top:
                above[parent] += count
        rising = above
    return sums


def lineage(node: Node) -> Iterator[Node]:
    """An element and what is around it, from the inside out."""
    yield node
    yield from node.iterancestors()
