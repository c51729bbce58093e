"""Whether the made-up web holds together: the same at every start, no dead link, and a way to every article."""

import codecs
import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin

import pytest

from investchn_crawler.address import host_of, page_key
from investchn_crawler.demo.pages import Expected, Page
from investchn_crawler.demo.web import Answer, DemoWeb

LINK = re.compile(r'<a\s[^>]*?href="([^"]+)"')
TRS_PAGER = re.compile(r'createPageHTML\((\d+), \d+, "index", "html"\)')
TAG = re.compile(r"<[^>]*>|\s|\u3000|\u00a0")


def text_of(page: Page) -> str:
    encoding = "gbk" if "investchn" in page.url else "utf-8-sig"
    return page.body.decode(encoding)


def links_of(page: Page) -> list[str]:
    found = [unescape(link) for link in LINK.findall(text_of(page)) if not link.startswith(("#", "javascript:"))]
    found += [f"index_{n}.html" for pages in TRS_PAGER.findall(text_of(page)) for n in range(1, int(pages))]
    return [urljoin(page.url, link) for link in found]


def pages_of(web: DemoWeb, *kinds: str) -> list[Page]:
    return [page for page in web.pages() if page.kind in kinds]


def article_of(web: DemoWeb, url: str) -> Expected:
    return next(article for article in web.articles() if article.url == url)


def get(web: DemoWeb, url: str) -> Answer:
    return web.answer(url, {})


def test_two_webs_are_the_same(web: DemoWeb) -> None:
    other = DemoWeb()
    assert [(page.url, page.body, page.modified) for page in web.pages()] == [
        (page.url, page.body, page.modified) for page in other.pages()
    ]
    assert web.articles() == other.articles()


def test_there_are_some_150_articles_of_three_sites(web: DemoWeb) -> None:
    counts = Counter(article.site for article in web.articles())
    assert set(counts) == {"investchn", "shqp", "yunxi"}
    assert 140 <= counts.total() <= 170
    assert min(counts.values()) >= 40


def test_every_link_within_the_web_leads_to_a_page(web: DemoWeb) -> None:
    dead = {
        (page.url, link)
        for page in pages_of(web, "home", "listing", "article", "sheet", "other", "trap")
        for link in links_of(page)
        if host_of(link) in web.hosts and get(web, link).status != 200
    }
    assert not dead


def test_every_listed_article_is_on_a_list_that_its_home_leads_to(web: DemoWeb) -> None:
    pages = {page_key(page.url): page for page in web.pages()}
    waiting = [page for page in pages.values() if page.kind == "home"]
    seen: set[str] = set()
    while waiting:
        for link in links_of(waiting.pop()):
            key = page_key(link)
            if key in pages and key not in seen:
                seen.add(key)
                waiting += [pages[key]] if pages[key].kind == "listing" else []
    listed = {page_key(article.url) for article in web.articles() if article.listed}
    assert listed <= seen


def test_an_orphan_stands_in_no_list_but_its_neighbours_lead_to_it(web: DemoWeb) -> None:
    orphans = [article for article in web.articles() if not article.listed]
    assert {article.site for article in orphans} == {"investchn", "shqp"}
    shown = {link for page in pages_of(web, "home", "listing") for link in links_of(page)}
    neighbours = {link.url for article in web.articles() for link in (article.prev, article.next) if link}
    assert not shown & {article.url for article in orphans}
    assert {article.url for article in orphans} <= neighbours


def test_every_article_prints_its_truth(web: DemoWeb) -> None:
    pages = {page.url: page for page in web.pages()}
    for article in web.articles():
        text = "".join(unescape(text_of(pages[url])) for url in (article.url, *article.pages))
        bare = TAG.sub("", text)
        printed = [article.title, article.date, article.source or "", *article.paragraphs]
        printed += [link.title or "" for link in (article.prev, article.next) if link]
        printed += [article.editor or "", article.author or "", *(value for _, value in article.policy)]
        printed += [file.title or "" for file in article.attachments] + [i.caption or "" for i in article.images]
        assert [value for value in printed if TAG.sub("", value) not in bare] == [], article.url


def test_attachments_and_images_can_be_fetched(web: DemoWeb) -> None:
    files = [file.url for article in web.articles() for file in (*article.attachments, *article.images)]
    starts = {"pdf": b"%PDF", "docx": b"PK", "png": b"\x89PNG"}
    assert files
    assert all(get(web, url).body.startswith(starts[url.rpartition(".")[2]]) for url in files)


def test_each_site_has_its_encoding(web: DemoWeb) -> None:
    investchn = get(web, "http://www.investchn.com/")
    assert dict(investchn.headers)["Content-Type"] == "text/html"
    assert b"charset=gb2312" in investchn.body
    assert "开发区新闻" in investchn.body.decode("gbk")
    assert get(web, "https://www.yunxi.example/").body.startswith(codecs.BOM_UTF8)
    assert "charset=utf-8" in dict(get(web, "https://www.shqp.gov.cn/").headers)["Content-Type"]


def test_each_site_has_its_robots_txt(web: DemoWeb) -> None:
    assert get(web, "http://www.investchn.com/robots.txt").status == 404
    assert b"Crawl-delay: 0.05" in get(web, "https://www.shqp.gov.cn/robots.txt").body
    assert get(web, "https://www.yunxi.example/robots.txt").body == b""


def test_lists_shorten_long_titles_and_pages_do_not(web: DemoWeb) -> None:
    rows = "".join(text_of(page) for page in pages_of(web, "listing"))
    assert rows.count("…</a>") > 20
    assert not any("…" in article.title for article in web.articles())


def test_one_article_spans_three_pages(web: DemoWeb) -> None:
    long = [article for article in web.articles() if article.pages]
    assert [len(article.pages) for article in long] == [2]
    assert all(get(web, url).status == 200 for url in long[0].pages)


def test_some_rows_lead_to_no_article(web: DemoWeb) -> None:
    shown = {link for page in pages_of(web, "listing") for link in links_of(page)}
    traps = {page.url for page in pages_of(web, "trap")}
    assert len(traps) == 2
    assert traps <= shown
    strangers = {host_of(link) for link in shown} - web.hosts
    assert strangers == {"www.linbo.example"}


def test_most_dates_are_old_and_span_ten_years(web: DemoWeb) -> None:
    dates = [article.date for article in web.articles()]
    assert min(dates) < "2017-07-01"
    assert max(dates) == "2026-06-12"
    assert sum(date > "2026-05-01" for date in dates) < 15


def test_an_edit_changes_one_article_and_its_validators() -> None:
    web = DemoWeb()
    before = {article.url: article for article in web.articles()}
    etags = {url: dict(get(web, url).headers).get("ETag") for url in before}
    url = web.edit()
    changed = [article for article in web.articles() if article != before[article.url]]
    assert [article.url for article in changed] == [url]
    assert len(changed[0].paragraphs) == len(before[url].paragraphs) + 1
    assert dict(get(web, url).headers)["ETag"] != etags.pop(url)
    assert all(dict(get(web, other).headers).get("ETag") == etag for other, etag in etags.items())


@pytest.mark.parametrize("times", [1, 2])
def test_a_withdrawn_article_leaves_list_and_chain(times: int) -> None:
    web = DemoWeb()
    before = len(web.articles())
    gone = [web.withdraw() for _ in range(times)]
    assert all(get(web, url).status == 404 for url in gone)
    assert len(web.articles()) == before - times
    shown = {link for page in web.pages() if page.content_type.startswith("text/html") for link in links_of(page)}
    assert not shown & set(gone)


def test_a_withdrawal_changes_only_the_pages_that_led_to_it() -> None:
    web = DemoWeb()
    before = {article.url: get(web, article.url) for article in web.articles()}
    gone = web.withdraw()
    after = {article.url: get(web, article.url) for article in web.articles()}
    changed = [url for url, answer in after.items() if answer.body != before[url].body]
    assert 2 <= len(changed) <= 20
    assert all(after[url].headers != before[url].headers for url in changed)
    assert host_of(gone) == "www.shqp.gov.cn"
