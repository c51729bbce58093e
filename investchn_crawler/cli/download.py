"""How one page is fetched by hand: http and https only, within a time and a size, through the environment's proxy."""

import urllib.error
import urllib.request
import zlib
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple

import click

from investchn_crawler.settings import USER_AGENT

SECONDS = 30
MEGABYTES = 20


class Download(NamedTuple):
    """A page, the address that answered, and the encoding that the server named."""

    url: str
    body: bytes
    encoding: str | None


def download(url: str) -> Download:
    """The page of an address; ClickException with a sentence where there is none."""
    if not url.lower().startswith(("http://", "https://")):
        raise click.ClickException(f"{url} is no http or https address.")
    try:
        request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})
        with _opener().open(request, timeout=SECONDS) as answer:
            return Download(answer.url, _body(answer, url), answer.headers.get_content_charset())
    except urllib.error.HTTPError as error:
        error.close()
        raise click.ClickException(f"{url} answered {error.code} {error.reason}.") from error
    except urllib.error.URLError as error:
        raise click.ClickException(f"{url} cannot be reached: {error.reason}.") from error
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise click.ClickException(f"{url} cannot be read: {error}.") from error


def _opener() -> urllib.request.OpenerDirector:
    """Without the handlers for files and FTP, to which a server could redirect."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: HTTPResponse, url: str) -> bytes:
    most = MEGABYTES * 1_000_000
    body = answer.read(most + 1)
    if answer.headers.get("Content-Encoding", "").lower() in {"gzip", "deflate"}:
        body = zlib.decompressobj(47).decompress(body, most + 1)
    if len(body) > most:
        raise click.ClickException(f"{url} is larger than {MEGABYTES} MB.")
    return body
