"""A client behind the demo's proxy: one connection, the certificates not checked, as a crawler reads this web."""

import http.client
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from investchn_crawler.demo.proxy import DemoProxy


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes


def trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def connection(proxy: DemoProxy, url: str) -> http.client.HTTPConnection:
    """A connection through the proxy to the host of an address."""
    host, port = urlsplit(proxy.url).hostname, urlsplit(proxy.url).port
    assert host is not None
    if urlsplit(url).scheme == "http":
        return http.client.HTTPConnection(host, port)
    tunnel = http.client.HTTPSConnection(host, port, context=trusting())
    tunnel.set_tunnel(urlsplit(url).netloc, 443)
    return tunnel


def ask(line: http.client.HTTPConnection, url: str, headers: Mapping[str, str] | None = None) -> Reply:
    """One request on an open connection: absolute over http, the path in a tunnel."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    line.request("GET", url if parts.scheme == "http" else path, headers=dict(headers or {}))
    response = line.getresponse()
    return Reply(response.status, response.headers, response.read())


def fetch(proxy: DemoProxy, url: str, headers: Mapping[str, str] | None = None) -> Reply:
    """One request on a connection of its own."""
    with closing(connection(proxy, url)) as line:
        return ask(line, url, headers)
