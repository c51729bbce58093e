"""Pages as the web breaks them: reading ends in an article, none, or a listing, never in an exception."""

import random
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from golden import load
from hypothesis import given, settings
from hypothesis import strategies as st

from investchn_crawler import Article, Listing, extract_article, extract_listing, page_of
from investchn_crawler.address import host_of, page_key
from investchn_crawler.extract.page import Page
from investchn_crawler.site import Site

CASES = load()
PAGES = {case.name: case.page.read_bytes() for case in CASES}
URL = "https://www.qinglan.example/xw/2024/0318/c12.html?id=5"
TAG = re.compile(rb"<[^>]*>")
DEEP = 5_000
names = st.sampled_from(sorted(PAGES))
steady = settings(deadline=None, derandomize=True, max_examples=60)
quick = settings(steady, max_examples=400)


def addresses(article: Article | None, listing: Listing) -> Iterator[str]:
    """Every address in what was read."""
    yield from (entry.url for entry in listing.entries)
    yield from filter(None, [listing.next_url])
    if article is not None:
        yield from (each.url for each in (*article.images, *article.attachments))
        yield from (link.url for link in (article.prev, article.next) if link)
        yield from article.pages


def read(body: bytes, encoding: str | None = None) -> tuple[Article | None, Listing]:
    """A page read as both; what is said of every page is checked here."""
    article, listing = extract_article(body, URL, encoding), extract_listing(body, URL, encoding)
    assert article is None or article.title
    wrong = [url for url in addresses(article, listing) if not is_web_address(url)]
    assert wrong == []
    return article, listing


def is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s#]", url)


@pytest.mark.parametrize("name", PAGES)
def test_golden_pages_lead_to_web_addresses_only(name: str) -> None:
    read(PAGES[name])


@steady
@given(names, st.floats(0, 1))
def test_cut_off_anywhere(name: str, part: float) -> None:
    read(PAGES[name][: int(len(PAGES[name]) * part)])


@steady
@given(names, names)
def test_one_page_behind_another(first: str, second: str) -> None:
    read(PAGES[first] + PAGES[second])


@steady
@given(names, st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_bytes_put_in_anywhere(name: str, put: list[tuple[float, bytes]]) -> None:
    body = PAGES[name]
    for place, more in put:
        at = int(len(body) * place)
        body = body[:at] + more + body[at:]
    read(body)


@steady
@given(names, st.integers(0, 2**32), st.floats(0.05, 1))
def test_tags_left_out(name: str, seed: int, part: float) -> None:
    chance = random.Random(seed)
    read(TAG.sub(lambda tag: b"" if chance.random() < part else tag[0], PAGES[name]))


@steady
@given(names, st.integers(0, 2**32))
def test_tags_in_another_order(name: str, seed: int) -> None:
    tags = TAG.findall(PAGES[name])
    random.Random(seed).shuffle(tags)
    shuffled = iter(tags)
    read(TAG.sub(lambda _: next(shuffled), PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_every_tag_left_out(name: str) -> None:
    read(TAG.sub(b"", PAGES[name]))


@pytest.mark.parametrize(
    "tag", ["div", "table><tr><td", "ul><li", "span", "b", "a href='1.html'", "blockquote", "font"]
)
@pytest.mark.parametrize("closed", [True, False])
def test_nested_too_deep(tag: str, closed: bool) -> None:
    ends = "".join(f"</{name.split()[0]}>" for name in reversed(tag.split("><"))) * DEEP if closed else ""
    text = "<h1>青岚县对外开放茶产业园</h1><p>2024-03-18 来源：青岚县</p><p>3月17日，青岚县茶产业园对外开放。</p>"
    read(f"<html><body>{f'<{tag}>' * DEEP}{text}{ends}</body></html>".encode())


@quick
@given(st.binary(max_size=300), st.sampled_from([None, "gb2312", "utf-8", "big5", "utf-16", "nonsense", ""]))
def test_any_bytes(body: bytes, encoding: str | None) -> None:
    read(body, encoding)


MARKUP = "<>/=\"'& \n年月日-:：发布时间来源上一条下一页首页abp0123456789"


@quick
@given(st.text(MARKUP, max_size=200))
def test_any_markup(text: str) -> None:
    read(f"<html><title>{text}</title><body>{text}</body></html>".encode())


@quick
@given(st.one_of(st.text(max_size=80), st.text("htps:/.?#[]@&=%\\x2 中", max_size=40).map("http://".__add__)))
def test_any_href_is_a_web_address_or_none(href: str) -> None:
    for base in ("", '<base href="//[">', '<base href="../x/">'):
        url = Page(f"<html><head>{base}</head><body></body></html>", URL).absolute(href)
        assert url is None or is_web_address(url)


@quick
@given(st.text("htps:/.?#[]@&=%x2中 :8", max_size=40).map("http://a".__add__))
def test_any_href_in_a_page(href: str) -> None:
    quoted = href.replace("'", "")
    rows = "".join(f"<li><a href='{quoted}{n}'>青岚县春茶采摘节开幕</a> 2024-03-0{n}</li>" for n in range(1, 5))
    read(f"<ul>{rows}</ul><p><a href='{quoted}'>下一页</a> 上一条：<a href='{quoted}'>青岚县</a></p>".encode())


HOSTS = st.sampled_from(["a.example", "A.Example", "www.qinglan.example:80", "b.example:8080", "u:p@c.example"])
PATHS = st.sampled_from(["", "/", "/x/1.html", "/x/../y", "/中", "//x", "/index.html"])
QUERIES = st.sampled_from(["", "?", "?id=1", "?a=1&b=%20", "?url=http://z.example/"])
URLS = st.builds("{}://{}{}{}".format, st.sampled_from(["http", "https"]), HOSTS, PATHS, QUERIES)


@quick
@given(URLS, st.sampled_from(["", "#top", "#a?b"]))
def test_the_key_is_blind_to_scheme_and_fragment(url: str, fragment: str) -> None:
    scheme, rest = url.split("://", 1)
    other = {"http": "https", "https": "http"}[scheme]
    assert page_key(url) == page_key(f"{other}://{rest}{fragment}")


@quick
@given(URLS)
def test_the_key_of_a_key_is_itself(url: str) -> None:
    key = page_key(url)
    assert page_key(f"http://{key}") == key
    assert not key.startswith(("http", "//"))


@quick
@given(URLS, URLS)
def test_other_queries_and_paths_are_other_pages(one: str, other: str) -> None:
    first, second = urlsplit(one), urlsplit(other)
    if host_of(one) != host_of(other) or first.query != second.query:
        assert page_key(one) != page_key(other)


@quick
@given(st.text(max_size=60))
def test_a_page_at_any_address(url: str) -> None:
    """The functions are called from notebooks: an address that is none must not hide what the page says."""
    article = extract_article(PAGES["trs/meta"], url)
    assert article is not None
    assert article.title == "远帆科技二期项目在澜汐区开工建设"


def test_a_site_owns_its_hosts_and_no_others() -> None:
    site = Site("qinglan", "青岚县人民政府", "https://www.qinglan.example/", hosts=("zs.qinglan.example",))
    mine = ["http://qinglan.example/x", "https://WWW.qinglan.example:443/", "http://zs.qinglan.example/"]
    others = [
        "http://xqinglan.example/",
        "http://qinglan.example.org/",
        "mailto:a@qinglan.example",
        "http://a.qinglan.example",
    ]
    assert [site.owns(url) for url in mine + others] == [True] * 3 + [False] * 4


def test_page_of_says_which_encoding() -> None:
    assert page_of(PAGES["encodings/utf16"], URL).encoding.startswith("utf-16")


def test_a_long_row_of_numbers_that_is_no_pager() -> None:
    """Where a row could be taken apart in many ways, each of them would be tried."""
    row = f'<p><a href="/">{"1 - " * 40}</a>号楼</p>'
    head = "<h1>青岚县公布楼盘编号</h1><p>发布时间：2026-06-01 来源：青岚县住房局</p>"
    text = f"{head}<div><p>青岚县住房局公布本月楼盘编号，请各单位核对。</p>{row}<p>如有疑问，请与住房局联系。</p></div>"
    article = extract_article(text.encode(), "http://www.qinglan.example/1.html")
    assert article is not None
    assert "号楼" in article.body
