"""A page of lists: what it is about, what else it shows, and how much of a row's date is its own."""

from datetime import UTC, datetime

import pytest

from investchn_crawler import page_of
from investchn_crawler.extract.listing import ListPage
from investchn_crawler.extract.sections import section_links

URL = "https://www.qinglan.example/xw/list.html"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
TITLES = (
    "青岚县春茶采摘节开幕",
    "县政府常务会议研究招商引资工作",
    "瀚屿新材料项目主体结构封顶",
    "远帆科技首条生产线投产",
)


def page(inside: str, url: str = URL, crumb: str = "青岚新闻") -> ListPage:
    crumbs = f'<div>当前位置：<a href="/">首页</a> &gt; {crumb}</div>' if crumb else ""
    return ListPage(page_of(f'<meta charset="utf-8"><body>{crumbs}{inside}</body>'.encode(), url), NOW)


def items(pattern: str, dates: tuple[str, ...] = ("",) * 4, name: str = "news") -> str:
    rows = zip(range(201, 205), TITLES, dates, strict=True)
    lines = (f'<li><a href="{pattern.format(number)}">{title}</a> {day}</li>' for number, title, day in rows)
    return f'<ul class="{name}">{"".join(lines)}</ul>'


DATED = items("{}.html", ("2026-03-26", "2026-03-24", "2026-03-19", "2026-03-11"))
ART = "/art/2026/3/4/art_12_{}.html"


@pytest.mark.parametrize(
    ("inside", "is_list"),
    [
        (DATED, True),
        (items(ART), True),
        (items("/info/1003/{}.htm"), True),
        (items("/xw/a{}b"), False),
        (items(ART) + "<p>" + "青岚县位于云雾山南麓，三面环海，以茶、海产和新材料闻名。" * 4 + "</p>", False),
        (f"<h3>热门文章</h3>{items(ART)}", False),
        (f"{items('/xw/a{}b')}<a href='list_2.html'>下一页</a>", True),
        ("<p>暂无信息</p>", False),
    ],
)
def test_what_is_a_list(inside: str, is_list: bool) -> None:
    assert page(inside).is_list == is_list


def test_long_titles_need_no_address_that_tells() -> None:
    long = "".join(f"<li><a href='/xw/a{n}b'>{title}，{title}</a></li>" for n, title in enumerate((*TITLES, TITLES[0])))
    assert page(f"<ul>{long}</ul>").is_list


def test_lists_in_several_places_are_no_list() -> None:
    places = "".join(f"<div class='box{n}'>{items(ART, name=f'n{n}')}</div>" for n in range(3))
    found = page(places.replace("art_12_", "art_{}_"), crumb="")
    assert not found.is_list or len(found.listing.entries) == len(found.blocks)


def test_articles_of_a_home_page_without_dates() -> None:
    menu = "".join(f"<li><a href='/zw/{n}/'>青岚县人民政府办公室{n}</a></li>" for n in range(9))
    blocks = page(f"<ul class='menu'>{menu}</ul>{items(ART)}", "https://www.qinglan.example/", "").blocks
    assert [entry.title for entry in blocks] == list(TITLES)


def test_a_year_is_whole_where_the_page_shows_it() -> None:
    days = ("03-26", "03-24", "02-19", "01-11")
    shown = page(f"<h4>2024年</h4>{items('{}.html', days)}").listing.entries
    assert [(entry.date, entry.whole) for entry in shown][:2] == [("2024-03-26", True), ("2024-03-24", True)]
    guessed = page(items("./202105/t20210512_{}.html", days)).listing.entries
    assert [(entry.date, entry.whole) for entry in guessed][:2] == [("2021-03-26", False), ("2021-03-24", False)]


def test_a_day_of_this_year_is_not_whole_because_it_repeats_the_year() -> None:
    entries = page(items("{}.html", ("03-26", "03-24", "02-19", "01-11"))).listing.entries
    assert (entries[0].date, entries[0].whole) == ("2026-03-26", False)


@pytest.mark.parametrize("years", ["<b>2026年</b><br><b>2025年</b>", "<a href='?y=2024'>2024年</a>"])
def test_years_to_choose_from_are_no_heading(years: str) -> None:
    entries = page(years + items("{}.html", ("03-26", "03-24", "02-19", "01-11"))).listing.entries
    assert {entry.whole for entry in entries} == {False}


def test_yesterday_is_of_no_year_above() -> None:
    entries = page("<h4>2024年</h4>" + items("{}.html", ("昨天", "前天", "3天前", "5天前"))).listing.entries
    assert [entry.date for entry in entries][:2] == ["2026-11-19", "2026-11-18"]


def test_a_link_to_another_list_is_no_row() -> None:
    rows = [
        f"<tr><td><a href='show.php?id={n}'>{title}</a></td><td>2026-03-1{n}</td></tr>"
        for n, title in enumerate(TITLES)
    ]
    menu = "<tr><td><a href='list.php?cid=3'>开发区新闻</a></td></tr>"
    found = page(f"<table>{menu}{''.join(rows)}</table>", "https://www.qinglan.example/list.php?cid=7&page=2", "")
    assert [entry.title for entry in found.listing.entries] == list(TITLES)


def test_a_summary_is_no_title() -> None:
    text = "全县二十三家茶企参加，欢迎各地客商前来洽谈合作。"
    cards = "".join(
        f"<div><h3><a href='{n}.html'>{title[:6]}</a></h3><p>{text}</p><a href='{n}.html'>详情</a></div>"
        for n, title in enumerate(TITLES)
    )
    assert [entry.title for entry in page(f"<div>{cards}</div>").listing.entries] == []  # too short to be sure
    dated = cards.replace("<p>", "<i>2026-03-11</i><p>")
    assert [entry.title for entry in page(f"<div>{dated}</div>").listing.entries] == [title[:6] for title in TITLES]


def test_a_frame_only_where_there_are_no_rows() -> None:
    frame = '<iframe src="rows.html"></iframe>'
    assert page(frame).listing.next_url == "https://www.qinglan.example/xw/rows.html"
    assert page(DATED + frame).listing.next_url is None
    assert page(f"<p>暂无信息</p>{frame}").listing.next_url is None


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="https://map.example/1.html"></iframe>',
        '<iframe src="head.html"></iframe>',
        '<iframe src="rows.html" height="60"></iframe>',
        '<iframe src="rows.html" style="display:none"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<iframe src="list.html"></iframe>',
    ],
)
def test_frames_that_hold_no_list(frame: str) -> None:
    assert page(frame).listing.next_url is None


@pytest.mark.parametrize(
    ("call", "code", "following"),
    [
        ("toPage(2)", 'function toPage(n){ location.href = "list_" + n + ".html"; }', "/xw/list_2.html"),
        ("toPage('2')", "function toPage(p){ window.location='?page='+p+'&col=3'; }", "/xw/list.html?page=2&col=3"),
        ("go(2);", "function go(p){ if(p<2){location='list.html';}else{location='list_'+(p-1)+'.html';} }", "list_1"),
        ("toPage(2)", 'function toPage(n){ location.href = root + "list_" + n + ".html"; }', None),
        ("toPage(2)", "function toPage(n){ load(n); }", None),
        ("toPage(2)", "", None),
        ("toPage(next)", 'function toPage(n){ location.href = "list_" + n + ".html"; }', None),
    ],
)
def test_pages_that_a_script_turns_to(call: str, code: str, following: str | None) -> None:
    turn = f'<script>{code}</script><a href="javascript:void(0)" onclick="{call}">下一页</a>'
    found = page(DATED + turn).listing.next_url
    assert found is None if following is None else found is not None and following in found


def test_the_archive_of_a_month_is_no_section() -> None:
    links = "".join(
        f"<a href='/{n}'>{name}</a><br>" for n, name in enumerate(("园区动态", "2019年6月", "« 5月", "2025年"))
    )
    names = [link.title for link in section_links(page_of(f'<meta charset="utf-8">{links}'.encode(), URL))]
    assert names == ["园区动态", "2025年"]
