"""When two addresses are the same page: with http or https, with or without www, whatever the order of the query."""

import re
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://(?:localhost|(?:[\w-]+\.)+[\w-]+)(?::(?P<port>\d{1,5}))?(?:[/?#]\S*)?", re.IGNORECASE)
LAST_PORT = 65535


def page_key(url: str) -> str:
    """What is left of an address without scheme, www, default port, fragment and order. Equal keys are one page."""
    parts = urlsplit(url)
    host = parts.netloc.lower().rpartition("@")[2].removesuffix(":80").removesuffix(":443").removeprefix("www.")
    query = parts.query
    if "&" in query:
        query = "&".join(sorted(query.split("&")))
    path = parts.path or "/"
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def host_of(url: str) -> str:
    """The host of an address, in lower case, without a port; empty where there is none."""
    return (urlsplit(url).hostname or "").lower()


def is_address(url: str) -> bool:
    """Whether a text is the whole address of a page on the web."""
    match = ADDRESS.fullmatch(url)
    return match is not None and int(match["port"] or 0) <= LAST_PORT
