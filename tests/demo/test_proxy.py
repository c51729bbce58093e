"""What a client behind the proxy gets over http and https, with validators, compressed, cut or from nowhere."""

import gzip
import http.client
import threading
from collections.abc import Mapping
from contextlib import closing

import pytest
from loopback import ask, connection, fetch

from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.web import Answer, DemoWeb

HOMES = ("http://www.investchn.com/", "https://www.shqp.gov.cn/", "https://www.yunxi.example/")


class OnePage:
    """A web of one answer, whatever is asked."""

    def __init__(self, answer: Answer) -> None:
        self.given = answer
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.asked.append((url, headers))
        return self.given


@pytest.mark.parametrize("home", HOMES)
def test_a_home_page_arrives_whole(proxy: DemoProxy, home: str) -> None:
    reply = fetch(proxy, home)
    assert reply.status == 200
    assert int(reply.headers["Content-Length"]) == len(reply.body)


@pytest.mark.parametrize("home", HOMES)
def test_a_connection_serves_several_requests(proxy: DemoProxy, home: str) -> None:
    with closing(connection(proxy, home)) as line:
        first = ask(line, home)
        socket = line.sock
        assert ask(line, home).body == first.body
        assert line.sock is socket


@pytest.mark.parametrize("home", HOMES[:2])
@pytest.mark.parametrize(("asked", "given"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")])
def test_a_client_that_has_the_page_gets_304(proxy: DemoProxy, home: str, asked: str, given: str) -> None:
    validator = fetch(proxy, home).headers[given]
    reply = fetch(proxy, home, {asked: validator})
    assert (reply.status, reply.body) == (304, b"")
    assert proxy.log[-1].conditional == (asked.lower(),)


def test_an_old_validator_gets_the_page(proxy: DemoProxy) -> None:
    assert fetch(proxy, HOMES[0], {"If-None-Match": '"old"'}).status == 200
    assert fetch(proxy, HOMES[0], {"If-Modified-Since": "Fri, 01 Jan 2010 00:00:00 GMT"}).status == 200
    assert fetch(proxy, HOMES[0], {"If-Modified-Since": "yesterday"}).status == 200


def test_the_third_site_has_no_validators(proxy: DemoProxy) -> None:
    headers = fetch(proxy, HOMES[2]).headers
    assert headers["ETag"] is None
    assert headers["Last-Modified"] is None


def test_one_site_compresses_on_request(proxy: DemoProxy) -> None:
    plain = fetch(proxy, HOMES[1])
    small = fetch(proxy, HOMES[1], {"Accept-Encoding": "gzip, deflate"})
    assert plain.headers["Content-Encoding"] is None
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body)


def test_an_unknown_host_gets_502_and_a_sentence(proxy: DemoProxy) -> None:
    reply = fetch(proxy, "http://www.linbo.example/")
    assert reply.status == 502
    assert b"www.linbo.example" in reply.body
    with pytest.raises(OSError, match="502"):
        fetch(proxy, "https://www.linbo.example/")


def test_the_other_scheme_leads_to_the_right_one(proxy: DemoProxy) -> None:
    reply = fetch(proxy, "http://www.shqp.gov.cn/shqp/xwzx/?a=1")
    assert (reply.status, reply.headers["Location"]) == (301, "https://www.shqp.gov.cn/shqp/xwzx/?a=1")


def test_head_has_no_body_but_says_how_long_it_would_be(proxy: DemoProxy) -> None:
    with closing(connection(proxy, HOMES[0])) as line:
        line.request("HEAD", HOMES[0])
        response = line.getresponse()
        assert response.read() == b""
        assert int(response.headers["Content-Length"]) > 0


def test_the_log_knows_every_request(proxy: DemoProxy) -> None:
    for home in HOMES:
        fetch(proxy, home)
    assert [(request.method, request.url, request.status) for request in proxy.log] == [
        ("GET", home, 200) for home in HOMES
    ]
    assert all(request.bytes > 500 and not request.conditional for request in proxy.log)


@pytest.mark.parametrize("url", ["http://any.example/", "https://any.example/"])
def test_a_cut_answer_promises_more_than_it_brings(url: str) -> None:
    with DemoProxy(OnePage(Answer(body=b"x" * 5000, cut_at=100))) as proxy:
        with pytest.raises(http.client.IncompleteRead) as caught:
            fetch(proxy, url)
        assert (len(caught.value.partial), caught.value.expected) == (100, 4900)


def test_a_delayed_answer_waits_until_it_is_let_go() -> None:
    held = threading.Event()
    url = "http://any.example/"
    with DemoProxy(OnePage(Answer(body=b"late", delay=held))) as proxy, closing(connection(proxy, url)) as line:
        line.request("GET", url)
        assert proxy.log == []
        held.set()
        assert line.getresponse().read() == b"late"


def test_the_proxy_closes_while_an_answer_is_held() -> None:
    with DemoProxy(OnePage(Answer(delay=threading.Event()))) as proxy:
        line = connection(proxy, "http://any.example/")
        line.request("GET", "http://any.example/")
    line.close()


def test_the_environment_sends_both_schemes_here(proxy: DemoProxy) -> None:
    environment = proxy.environment()
    assert environment["http_proxy"] == environment["HTTPS_PROXY"] == proxy.url
    assert environment["no_proxy"] == ""


def test_a_web_with_hosts_is_asked_for_these_only(web: DemoWeb, proxy: DemoProxy) -> None:
    assert all(proxy.knows(host) for host in web.hosts)
    assert not proxy.knows("www.linbo.example")
