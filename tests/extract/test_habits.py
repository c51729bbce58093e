"""Habits of old layouts, each as small as it can be: what a reader would say of them at a glance."""

from datetime import UTC, datetime

import pytest

from investchn_crawler import extract_article, extract_listing, page_of
from investchn_crawler.extract.breadcrumb import breadcrumb_of
from investchn_crawler.extract.listing import ListPage
from investchn_crawler.items import Article

URL = "http://www.qinglan.example/news/show.php?id=5&cid=2"
INFO = "<p>发布时间：2019-06-26 来源：青岚日报</p>"
TEXT = (
    "<p>远帆科技的首条生产线今天在青岚县正式投产，年产值可达三亿元。</p><p>县长表示，要做好服务，让企业安心发展。</p>"
)


def page(inside: str, title: str = "远帆科技首条生产线正式投产") -> bytes:
    return f'<meta charset="utf-8"><title>{title}</title><body>{inside}</body>'.encode()


def read(inside: str, title: str = "远帆科技首条生产线正式投产", url: str = URL) -> Article:
    article = extract_article(page(inside, title), url)
    assert article is not None
    return article


HEAD = f"<h1>远帆科技首条生产线正式投产</h1>{INFO}"


@pytest.mark.parametrize(
    "foot",
    [
        "<table><tr><td align=center>主办：青岚县人民政府 今日访问 11</td></tr></table>",
        "<div><p>主办单位：青岚县商务局</p></div>",
        "<div><p>青岚县商务局主办 联系电话：0510-1234567</p></div>",
        "<div><p>版权所有：青岚县商务局</p></div>",
    ],
)
def test_a_footer_without_a_name_is_no_text(foot: str) -> None:
    article = read(f"{HEAD}<div><div>{TEXT}</div></div>{foot}")
    assert article.body.endswith("让企业安心发展。")


def test_a_counter_in_the_footer_is_no_edit() -> None:
    foot = "<table><tr><td>主办：青岚县人民政府 今日访问 {}</td></tr></table>"
    bodies = {read(f"{HEAD}<div><div>{TEXT}</div></div>{foot.format(n)}").body for n in (11, 12)}
    assert len(bodies) == 1


def test_contact_lines_of_the_text_stay() -> None:
    contact = "<p>联系电话：0510-1234567</p>"
    article = read(f"{HEAD}<div>{TEXT}{contact}</div><p>上一篇：没有了</p>")
    assert article.body.endswith("联系电话：0510-1234567")


@pytest.mark.parametrize(
    ("crumb", "names"),
    [
        ("<div>首页 | 新闻中心 | <a href=/zc/>政策解读</a></div>", ("首页", "新闻中心", "政策解读")),
        (
            "<div><b>招商快报</b><span><a href=/>首页</a> &gt; <a href=/x/>新闻</a> &gt; "
            "<a href=/z/>招商快报</a></span></div>",
            ("首页", "新闻", "招商快报"),
        ),
        (
            "<nav class=breadcrumb><ol><li><a href=/>首页</a></li><li><a href=/x/>新闻</a></li></ol></nav>",
            ("首页", "新闻"),
        ),
        (
            "<p>当前位置：<a href=/>首页</a><img src=j.gif>招商引资<img src=j.gif><a href=/d/>招商动态</a></p>",
            ("首页", "招商引资", "招商动态"),
        ),
        (
            "<p><a href=/>青岚招商网</a><em>›</em><a href=/x/>招商快讯</a><em>›</em>查看内容</p>",
            ("青岚招商网", "招商快讯", "查看内容"),
        ),
        ("<ul><li><a href=/>首页</a></li><li><a href=/a/>新闻</a></li><li><a href=/b/>公告</a></li></ul>", ()),
        ("<div><a href=/>首页</a> | <a href=/a/>新闻</a> | <a href=/b/>公告</a></div>", ()),
        ("<div><a href=/>首页</a><a href=/a/>新闻</a></div><div>青岚县商务局</div>", ()),
    ],
)
def test_crumbs_and_menus(crumb: str, names: tuple[str, ...]) -> None:
    assert breadcrumb_of(page_of(page(crumb + HEAD), URL)).names == names


def test_labels_without_colons_between_bars() -> None:
    bars = "<i>|</i>".join(
        f"<span>{text}</span>" for text in ("2019年6月26日", "来源 青岚发布", "编辑 吕怀远", "阅读 365")
    )
    article = read(f"<h1>远帆科技首条生产线正式投产</h1><div>{bars}</div><div>{TEXT}</div>")
    assert (article.date, article.source, article.editor) == ("2019-06-26", "青岚发布", "吕怀远")


def test_a_caption_that_repeats_the_title_is_no_headline() -> None:
    title = "远帆科技首条生产线正式投产"
    picture = f"<p align=center><img src=/a.jpg></p><p align=center>{title}</p>"
    foot = "<div><p>（来源：青岚日报）</p><p>发布于 2019-06-18 10:32</p></div>"
    article = read(f"<h1>{title}</h1><div>{TEXT}{picture}{TEXT}</div>{foot}")
    assert article.body.count("安心发展") == 2
    assert (article.date, article.source) == ("2019-06-18", "青岚日报")


def test_pages_in_another_order_of_the_query() -> None:
    pager = "<p><b>1</b> <a href='show.php?cid=2&id=5&page=2'>[2]</a></p>"
    assert read(f"{HEAD}<div>{TEXT}</div>{pager}").pages == [
        "http://www.qinglan.example/news/show.php?cid=2&id=5&page=2"
    ]


@pytest.mark.parametrize(
    "link", ["[2019-06-25] <a href=4.htm>青岚县发布白皮书</a>", "<a href=4.htm>[2019-06-25] 青岚县发布白皮书</a>"]
)
def test_the_date_of_a_neighbour_is_no_part_of_its_title(link: str) -> None:
    article = read(f"{HEAD}<div>{TEXT}</div><p>上一篇：{link}</p><p>下一篇：没有了</p>")
    assert article.prev is not None
    assert article.prev.title == "青岚县发布白皮书"
    assert article.next is None


def test_rows_in_font_tags_have_dates() -> None:
    rows = "<br>".join(f"<font>2019.06.2{n} <a href={n}.htm>青岚县第{n}次推介会</a></font>" for n in range(1, 5))
    listing = extract_listing(page(f"<table><tr><td>{rows}</td></tr></table>"), URL)
    assert [entry.date for entry in listing.entries] == [f"2019-06-2{n}" for n in range(1, 5)]


def test_a_last_group_of_one_row_belongs_to_the_list() -> None:
    rows = [f"<li><a href={n}.htm>青岚县第{n}次推介会</a><b>2019-06-{n}</b></li>" for n in range(10, 16)]
    listing = extract_listing(page(f"<div><ul>{''.join(rows[:5])}</ul><hr><ul>{rows[5]}</ul></div>"), URL)
    assert len(listing.entries) == 6


def test_the_date_of_today_makes_no_entries_of_a_menu() -> None:
    menu = " | ".join(f"<a href={n}.asp>{name}</a>" for n, name in enumerate(("首页", "动态", "走进开发区", "留言板")))
    found = ListPage(page_of(page(f"<p>今天是2026年11月24日 星期二　{menu}</p>"), URL), datetime.now(UTC))
    assert found.blocks == []


@pytest.mark.parametrize("title", ["500强企业走进青岚开发区", "404线青岚段改造工程开工", "出错的合同如何改正"])
def test_a_title_may_begin_like_an_error(title: str) -> None:
    assert read(f"<h1>{title}</h1>{INFO}<div>{TEXT}</div>", title).title == title


def test_a_paragraph_may_begin_like_an_end_mark() -> None:
    article = read(f"{HEAD}<div>{TEXT}<p>发表评论员文章，号召全县学习。</p>{TEXT}</div>")
    assert article.body.count("安心发展") == 2


@pytest.mark.parametrize(
    ("data", "published_at"),
    [
        (
            '{"@type": ["NewsArticle", "Article"], "datePublished": "2019-06-26T09:30:00+08:00"}',
            "2019-06-26T09:30:00+08:00",
        ),
        ('{"@type": [["Article"], {}, null]}', "2019-06-26"),
        ("[" * 100_000, "2019-06-26"),
        ('{"@graph": ' * 100_000, "2019-06-26"),
    ],
    ids=["of several types", "of no type", "arrays without end", "objects without end"],
)
def test_linked_data_of_several_types_or_of_none(data: str, published_at: str) -> None:
    article = read(f'<script type="application/ld+json">{data}</script>{HEAD}<div>{TEXT}</div>')
    assert article.published_at == published_at


@pytest.mark.parametrize("number", ["²", "1" * 5000])
def test_what_looks_like_a_number_and_is_none(number: str) -> None:
    picture, frame = f'<img src="/1.jpg" width="{number}">', f'<iframe src="/list.htm" width="{number}"></iframe>'
    row = f'<li><a href="/2.html">青岚县招商项目签约</a> 06-26 {number}</li>'
    article = read(f"{HEAD}<div>{TEXT}{picture}</div>", url=f"{URL}&page={number}")
    assert [image.url for image in article.images] == ["http://www.qinglan.example/1.jpg"]
    pager = f'<a href="?page={number}">下一页</a>'
    now = datetime(2026, 7, 1, tzinfo=UTC)
    listing = ListPage(page_of(page(f"{frame}<ul>{row * 3}</ul>{pager}"), f"{URL}&page={number}"), now).listing
    assert [entry.date for entry in listing.entries] == ["2026-06-26"]
    assert ListPage(page_of(page(frame), URL), now).listing.elsewhere == "http://www.qinglan.example/list.htm"
