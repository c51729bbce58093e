"""Speaks outdated TLS to the hosts of a site that declares it, and to no other host: some hang on such an offer."""

from typing import Any

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from investchn_crawler.site import Site

# Level 0 lets TLS 1.0, 1024-bit keys and SHA-1 signatures through; what OpenSSL was built without, nothing brings back.
CIPHERS = b"DEFAULT:@SECLEVEL=0"
LEGACY_SERVER_CONNECT = 0x4  # servers without RFC 5746; Scrapy offers it to every host


class LegacyTls(HTTP11DownloadHandler):
    """Scrapy's own handler, with a TLS policy that looks at the host; redirects to other hosts included."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        site = crawler.spider.site  # type: ignore[union-attr]
        self._contextFactory = ByHost(site, self._contextFactory)  # type: ignore[assignment]


@implementer(IPolicyForHTTPS)
class ByHost:
    """Which TLS a host is offered: the site's own hosts the old one, any other what Scrapy offers."""

    def __init__(self, site: Site, usual: Any) -> None:
        self.site = site
        self.usual = usual
        self.context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        self.context.set_min_proto_version(SSL.TLS1_VERSION)
        self.context.set_cipher_list(CIPHERS)
        self.context.set_options(LEGACY_SERVER_CONNECT)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 - Twisted's name
        """What makes the connections to a host."""
        if hostname.decode("ascii") in self.site.all_hosts:
            return Creator(self.context, hostname)
        return self.usual.creatorForNetloc(hostname, port)


@implementer(IOpenSSLClientConnectionCreator)
class Creator:
    """Connections that name their host; as with every host, its certificate is not checked."""

    def __init__(self, context: SSL.Context, hostname: bytes) -> None:
        self.context = context
        self.hostname = hostname

    def clientConnectionForTLS(self, protocol: TLSMemoryBIOProtocol) -> SSL.Connection:  # noqa: ARG002, N802 - Twisted's
        """One connection, before its handshake."""
        connection = SSL.Connection(self.context)
        connection.set_tlsext_host_name(self.hostname)
        return connection
