"""When two addresses are the same page: http and https of a page are, and so is a page with a fragment."""

from urllib.parse import urlsplit, urlunsplit


def page_key(url: str) -> str:
    """The address without scheme, default port and fragment; host in lower case. Equal keys are the same page."""
    parts = urlsplit(url)
    host = parts.netloc.lower().rpartition("@")[2].removesuffix(":80").removesuffix(":443")
    return urlunsplit(("", host, parts.path or "/", parts.query, "")).removeprefix("//")


def host_of(url: str) -> str:
    """The host of an address, in lower case, without a port; empty where there is none."""
    return (urlsplit(url).hostname or "").lower()
