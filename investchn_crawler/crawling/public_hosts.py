"""A page of the web does not lead into the network behind the crawler: a file at a private address is not asked for."""

import asyncio
import ipaddress
import socket
from contextlib import suppress
from urllib.request import getproxies, proxy_bypass

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from investchn_crawler.address import host_of

WANTED = "wanted"  # meta key of a request for a file: the WantedFile


class PublicHosts:
    """Looks at requests for files, and at the redirects of those; the pages of a private network may link its files."""

    async def process_request(self, request: Request) -> None:
        """IgnoreRequest where a file lies at a private address and its page does not."""
        wanted = request.meta.get(WANTED)
        if wanted and await _is_private(request.url) and not await _is_private(wanted.page_url):
            raise IgnoreRequest("its address lies in a private network")


async def _is_private(url: str) -> bool:
    host = host_of(url)
    address = _literal(host)
    if address:
        return not address.is_global
    if "." not in host.rstrip("."):
        return True
    if getproxies().get(url.partition(":")[0]) and not proxy_bypass(host):
        return False  # the proxy looks the name up, and decides where it leads
    with suppress(OSError):
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return any(not ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_global for each in found)
    return False


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The number that a host is, in any of the forms that a resolver takes: 127.1, 0x7f.1, 2130706433."""
    with suppress(ValueError):
        return ipaddress.ip_address(host)
    with suppress(OSError):
        return ipaddress.IPv4Address(socket.inet_aton(host))
    return None
