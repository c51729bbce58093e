"""A site whose servers were last renewed in 2008: read where that is declared, and nobody else is offered the like."""

import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import Shell
from cryptography.hazmat.primitives.asymmetric import rsa
from small_web import SmallWeb, article, html, moved, small_site, url

from investchn_crawler.demo.certificate import Certificates
from investchn_crawler.demo.proxy import DemoProxy

HOME = "https://www.qinglan.example/"
OTHER = "https://www.other.example/1.html"
SHORT_PRIME = Path(__file__).with_name("dh1024.pem")


class RsaCertificates(Certificates):
    """As the old ciphers want them."""

    def __init__(self) -> None:
        super().__init__()
        self._key = rsa.generate_private_key(65537, 2048)


class OldServers(DemoProxy):
    """Every host behind this proxy speaks TLS up to `newest`, with one cipher, over a group of 1024 bits."""

    def __init__(self, web: SmallWeb, newest: ssl.TLSVersion) -> None:
        super().__init__(web)
        self._old = RsaCertificates().context("www.qinglan.example")
        self._old.set_ciphers("DHE-RSA-AES128-SHA:@SECLEVEL=0")
        self._old.load_dh_params(SHORT_PRIME)
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            self._old.minimum_version = ssl.TLSVersion.TLSv1
            self._old.maximum_version = newest

    def context(self, host: str) -> ssl.SSLContext:  # noqa: ARG002
        return self._old


def secured() -> SmallWeb:
    """The small site, all of it on https, with one article that has moved to another host."""
    pages = {at.replace("http:", "https:"): page for at, page in small_site("abc").items()}
    pages = {at: html(page.body.decode().replace("http:", "https:")) for at, page in pages.items()}
    pages |= {url("c").replace("http:", "https:"): moved(OTHER), OTHER: article("c")}
    return SmallWeb(pages, hosts=frozenset({"www.qinglan.example", "www.other.example"}))


@contextmanager
def behind_old_servers(folder: Path, newest: ssl.TLSVersion) -> Iterator[Shell]:
    with OldServers(secured(), newest) as proxy:
        yield Shell(proxy, folder / "archive")


@pytest.mark.parametrize("newest", ["TLSv1", "TLSv1_1", "TLSv1_2"])
def test_old_servers_are_read_where_they_are_declared(tmp_path: Path, newest: str) -> None:
    with behind_old_servers(tmp_path, ssl.TLSVersion[newest]) as shell:
        shell.declare(home=HOME, legacy_tls=True)
        assert shell.crawl("qinglan").code == 0
        assert sorted(shell.articles) == [url(name).replace("http:", "https:") for name in "ab"]


def test_old_servers_are_a_failure_where_they_are_not(tmp_path: Path) -> None:
    with behind_old_servers(tmp_path, ssl.TLSVersion.TLSv1) as shell:
        shell.declare(home=HOME)
        crawl = shell.crawl("qinglan")
        assert crawl.code == 1
        assert "legacy_tls=True" in crawl.err
        assert shell.failures == {HOME: "tls"}


@pytest.mark.parametrize("newest", ["TLSv1", "TLSv1_1", "TLSv1_2"])
def test_another_host_is_offered_nothing_old(tmp_path: Path, newest: str) -> None:
    """Not even where the site redirects to it."""
    with behind_old_servers(tmp_path, ssl.TLSVersion[newest]) as shell:
        shell.declare(home=HOME, legacy_tls=True)
        crawl = shell.crawl("qinglan")
        assert shell.failures == {url("c").replace("http:", "https:"): "tls"}
        assert OTHER not in crawl.urls
