"""Links by script: the address that an onclick or a javascript: link opens."""

import re
from urllib.parse import unquote

from investchn_crawler.extract.tree import Node

OPENS = re.compile(
    r"""(?:location(?:\.href)?\s*=\s*(?:encodeURI\()?|"""
    r"""(?:go|to|jump|turn|open|url|page|replace|assign|view|detail|read)\w{0,40}\()\s*["']([^"'\s]+)["']""",
    re.I,
)
ADDRESS = re.compile(r"[./?]")
NOWHERE = re.compile(r"(?:#|javascript:|mailto:|tel:|$)", re.I)


def address_in(script: str) -> str | None:
    """The address that a script opens: location.href='/xw/1.html', window.open('1.html'); None where it counts one."""
    found = OPENS.search(unquote(script) if "%" in script else script)
    return found[1] if found and ADDRESS.search(found[1]) else None


def href_of(node: Node) -> str | None:
    """Where a click on an element leads, as the page writes it: its link, else the address that its script opens."""
    href = (node.get("href") or "").strip()
    if href and not NOWHERE.match(href):
        return href
    script = f"{node.get('onclick') or ''} {href}"
    return address_in(script) if len(script) > len("javascript:;") else None
