"""Lists in JSON whatever their fields are called, and what no family may take for something else."""

import json
from typing import Any

import pytest

from investchn_crawler.extract import cms
from investchn_crawler.extract.article import read_article
from investchn_crawler.extract.listing import read_listing
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import says_empty

API = "https://www.qinglan.example/api/list"
TITLE = "青岚县举行春茶采摘节"


def entries(data: Any, url: str = API) -> list[tuple[str, str, str | None]]:
    text = data if isinstance(data, str) else json.dumps(data)
    return [(entry.url, entry.title, entry.date) for entry in read_listing(Page(text, url)).entries]


@pytest.mark.parametrize(
    ("record", "path", "date"),
    [
        ({"title": TITLE, "url": "/a/#.html", "date": "2025-06-03"}, "/a/#.html", "2025-06-03"),
        ({"docTitle": TITLE, "docPubUrl": "./#.html", "docPubTime": "2025/06/03 08:00"}, "/api/#.html", "2025-06-03"),
        ({"TITLE": TITLE, "URL": "a/#.html", "DOCRELPUBTIME": "2025.06.03"}, "/a/#.html", "2025-06-03"),
        ({"name": TITLE, "link": "../b/#.shtml", "publishedTime": 1748880000000}, "/b/#.shtml", "2025-06-03"),
        ({"title": TITLE, "href": "//www.qinglan.example/#.htm", "time": 1748880000}, "/#.htm", "2025-06-03"),
        ({"title": TITLE, "imgUrl": "/p/#.jpg", "detailUrl": "/d/#", "createTime": "2025-06-03"}, "/d/#", None),
        (
            {"title": TITLE, "url": "/#.html", "writeDate": "2025-05-01", "display": "2025-06-03"},
            "/#.html",
            "2025-06-03",
        ),
        ({"subTitle": "副题", "title": TITLE, "url": "/#.html", "date": "下周"}, "/#.html", None),
        ({"title": TITLE, "url": "/#.html", "post_url": "/0.html", "pubtime": 0, "day": 1}, "/#.html", None),
    ],
)
def test_fields_are_known_by_what_they_say(record: dict[str, object], path: str, date: str | None) -> None:
    data = json.dumps({"code": 200, "data": {"list": [record], "tags": [{"id": 1}] * 9}})
    three = data.replace(json.dumps(record), ", ".join(json.dumps(record).replace("#", n) for n in "123"))
    assert entries(three) == [(f"https://www.qinglan.example{path.replace('#', n)}", TITLE, date) for n in "123"]


@pytest.mark.parametrize("wrapped", ["{}", "callback({})", " jQuery183_1( {} );", "window.show({})"])
def test_json_and_jsonp(wrapped: str) -> None:
    text = json.dumps([{"title": f"<em>{TITLE}</em>&amp;续", "url": "/1.html", "pubDate": "2025-06-03"}])
    assert entries(wrapped.replace("{}", text)) == [("https://www.qinglan.example/1.html", f"{TITLE}&续", "2025-06-03")]


@pytest.mark.parametrize(
    ("asked", "numbers", "following", "pages"),
    [
        ("?page=1", {"total": 5}, "?page=2", 3),
        ("?page=3", {"totalPage": 3}, None, 3),
        ("?pageNo=2&pageSize=2", {"totalCount": "4"}, None, 2),
        ("?currpage=2", {}, "?currpage=3", None),
        ("?pageIndex=1", {"viewCount": 900}, "?pageIndex=2", None),
        ("?pageIndex=1", {"page": {"pageCount": 7, "size": 2}}, "?pageIndex=2", 7),
        ("?channel=7", {"total": 90}, None, 45),
        ("", {}, None, None),
        (f"?page={'9' * 5000}", {"total": "9" * 5000}, None, None),
    ],
)
def test_the_page_that_is_asked_for_next(asked: str, numbers: Any, following: str | None, pages: int | None) -> None:
    rows = [{"title": f"{TITLE}{n}", "url": f"/{n}.html", "date": "2025-06-03"} for n in (1, 2)]
    listing = read_listing(Page(json.dumps({"data": {**numbers, "rows": rows}}), f"{API}{asked}"))
    assert (listing.next_url, listing.total_pages) == (following and f"{API}{following}", pages)


def test_an_empty_answer_is_the_end() -> None:
    listing = read_listing(Page('{"total": 90, "rows": []}', f"{API}?page=9"))
    assert (listing.entries, listing.next_url) == ([], None)


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ('{"total": 0, "rows": []}', True),
        ('callback({"data": {"list": []}})', True),
        ('{"code": 500, "msg": "系统繁忙"}', False),
        ('{"rows": [{"title": "青岚县举行春茶采摘节", "url": "/1.html", "files": []}]}', False),
    ],
)
def test_an_empty_list_says_so_and_a_fault_does_not(text: str, empty: bool) -> None:
    assert says_empty(Page(text, API)) is empty


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"data": [{"title": "\\ud800\\udfff乱码标题一", "url": "http://[::1", "date": {"a": 1}}]}',
        f"<script>createPageHTML({'9' * 5000}, 0, 'index', 'html')</script>",
        "<script>new Pager({size:²,current:1,prefix:'a',suffix:'b'})</script>",
        "<script>$.post('//[dataproxy.jsp')</script>",
        "<record><![CDATA[" * 20_000,
        "dataproxy<nextgroup><![CDATA[href" * 20_000,
        "<!--enpproperty" * 50_000,
        "<script>vsb_pdf_image_data=[" * 20_000,
        '<script>window._CONFIG={SID:\'1\',DETAIL:{"title":"a","content":' + "[" * 50_000 + "</script>",
    ],
    ids=range(11),
)
def test_no_page_breaks_them(text: str) -> None:
    page = Page(text, "http://www.songming.example/dataproxy.jsp?startrecord=²&endrecord=9")
    assert read_listing(page).entries == []
    assert read_article(page) is None


def test_a_page_that_speaks_of_a_script_is_none() -> None:
    page = Page(
        "<h1>变量</h1><p>vsb_pdf_image_data = ['a.jpg'] 是图片的列表。</p>", "http://www.songming.example/1.htm"
    )
    assert [line.text for line in cms.as_drawn(page).lines] == [line.text for line in page.lines]


def test_a_number_that_is_no_count_of_pages() -> None:
    text = "<script>var currentPage = 0; var countPage = 20250101;</script>"
    assert cms.article_pages(Page(text, "http://www.songming.example/xw/202501/t20250101_7.html")) == []


def test_a_list_with_dated_rows_of_its_own_is_not_sought_elsewhere() -> None:
    rows = "".join(f'<li><a href="/{n}.html">{TITLE}{n}</a><span>2025-06-0{n}</span></li>' for n in (1, 2, 3))
    search = "<meta name='channelid' content='c100001'><script>$.get('/searchList/' + word)</script>"
    assert read_listing(Page(f"<ul>{rows}</ul>{search}", "http://www.qinglan.example/xw/")).next_url is None
