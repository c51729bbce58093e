"""Turning pages by script: the address that toPage(2) leads to, where the page says how it is made."""

import re
from functools import lru_cache
from urllib.parse import urlencode

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.page_number import PAGE_NAMES
from investchn_crawler.extract.tree import Node

CALL = re.compile(r"^\s*(?:javascript:)?\s*(?:return\s+)?(\w+)\(\s*[\"']?(\d{1,5})[\"']?\s*\)\s*;?", re.I)
# function toPage(n) { … }, as far as another begins
FUNCTION = r"function\s+{name}\s*\(\s*(\w+)[^()]*\)\s*\{{(.{{0,600}}?)(?:\bfunction\b|$)"
LOCATION = re.compile(r"(?:location(?:\.href)?\s*=|(?:open|replace|assign)\()\s*([^;\n}]+)", re.I)
# a string, the number, or (number - 1), and the plus behind it
PART = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|(\w+)|\(\s*(\w+)\s*([+-])\s*(\d+)\s*\))\s*(?:\+|\)?\s*$)")


def turned(script: str, page: Page) -> str | None:
    """The address that a call such as toPage(2) opens: by the function in the page, or by a form with a page number."""
    call = CALL.match(script)
    if call is None:
        return None
    name, number = call.groups()
    variable, code = _function(name, page.scripts)
    if not code:
        return None
    for place in LOCATION.finditer(code):
        if variable in place[1]:
            return page.absolute(_joined(place[1], variable, int(number)))
    return _sent(page, code, number) if "submit" in code else None


@lru_cache(maxsize=8)
def _function(name: str, scripts: str) -> tuple[str, str]:
    """The argument and the code of a function; all links of a pager call the same."""
    found = re.search(FUNCTION.format(name=re.escape(name)), scripts, re.S)
    return (found[1], found[2]) if found else ("", "")


def _joined(code: str, variable: str, number: int) -> str | None:
    """A sum of strings and the page number as one text, None where anything else is added."""
    parts, at = [], 0
    while at < len(code) and (part := PART.match(code, at)):
        double, single, plain, counted, sign, step = part.groups()
        if (plain or counted) not in (None, variable):
            return None
        shift = int(f"{sign}{step}") if counted else 0
        parts.append(str(number + shift) if plain or counted else double or single or "")
        at = part.end()
    return "".join(parts) if at == len(code) and parts else None


def _sent(page: Page, code: str, number: str) -> str | None:
    """What the form asks for whose page number the code sets; one that is posted has no address."""
    for form in page.root.iter("form"):
        if (form.get("method") or "get").lower() != "get":
            continue
        inputs = [field for field in form.iter("input") if _is_sent(field)]
        numbered = [field.get("name", "") for field in inputs if _is_set(field, code)]
        if numbered:
            fields = {field.get("name", ""): field.get("value") or "" for field in inputs}
            address = (form.get("action") or page.url).partition("?")[0]
            return page.absolute(f"{address}?{urlencode(fields | {numbered[0]: number})}")
    return None


def _is_sent(field: Node) -> bool:
    """Whether a form sends a field: no button, no box that is not ticked."""
    kind = (field.get("type") or "text").lower()
    sent = kind in ("text", "hidden", "number") or (kind in ("radio", "checkbox") and field.get("checked") is not None)
    return sent and bool(field.get("name"))


def _is_set(field: Node, code: str) -> bool:
    """Whether a field is the page number that the code sets."""
    name = field.get("name") or ""
    known = field.get("id") or name
    return name.lower().rpartition(".")[2] in PAGE_NAMES and (name in code or known in code)
