"""Whether a client already has a page (RFC 9110, 13.2.2), and whether it takes it compressed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

CHINA = timedelta(hours=8)


def http_date(moment: datetime) -> str:
    """A moment of China's clock as HTTP headers print it."""
    return format_datetime((moment - CHINA).replace(tzinfo=UTC, microsecond=0), usegmt=True)


def revalidated(headers: Mapping[str, str], etag: str, modified: datetime) -> bool:
    """Whether the request's validators say that the client has this page; If-None-Match goes first."""
    known = headers.get("if-none-match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag in tags or "*" in tags
    since = headers.get("if-modified-since")
    return since is not None and _not_after(http_date(modified), since)


def takes_gzip(headers: Mapping[str, str]) -> bool:
    """Whether the request allows a gzip answer."""
    return "gzip" in headers.get("accept-encoding", "")


def _not_after(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
