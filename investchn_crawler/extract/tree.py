"""What is asked of a parsed page: its elements and texts by XPath, the text in an element, its names."""

from collections.abc import Callable, Iterator
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


def lineage(node: Node) -> Iterator[Node]:
    """An element and what is around it, from the inside out."""
    yield node
    yield from node.iterancestors()
