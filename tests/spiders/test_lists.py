"""Lists as sites have them: without dates, in frames, behind stubs, with entries that lead elsewhere."""

import pytest
from command import Behind
from small_web import LIST, ORIGIN, Page, SmallWeb, article, date, home, html, listing, rows, small_site, title, url

SITE = ("site", "-a", f"url={ORIGIN}/")
NAMES = [301, 302, 303, 304]
CRUMB = '<div class="wz">当前位置：<a href="/">首页</a> &gt; 青岚新闻</div>'


def art(name: int) -> str:
    """An address that is an article's by its dialect."""
    return f"{ORIGIN}/art/2026/6/{name - 290}/art_31_{name}.html"


def undated(names: list[int], beside: str = "") -> Page:
    items = "".join(f'<li><a href="{art(name)}">{title(name)}</a></li>' for name in names)
    return html(f"<title>青岚新闻</title>{CRUMB}<ul>{items}</ul>{beside}")


def articles(names: list[int]) -> dict[str, Page]:
    return {art(name): article(name, date(rank)) for rank, name in enumerate(names)}


def test_a_list_without_dates_and_pager(behind: Behind) -> None:
    shell = behind(SmallWeb({f"{ORIGIN}/": home(("/xw/", "青岚新闻")), LIST: undated(NAMES), **articles(NAMES)}))
    assert shell.crawl(*SITE).code == 0
    assert sorted(shell.articles) == [art(name) for name in NAMES]
    assert shell.query("select name, url from sections") == [("青岚新闻", LIST)]


def test_undated_links_beside_a_text_are_no_section(behind: Behind) -> None:
    """A page about the county with a few articles beside it is no list named after the county."""
    text = "<p>" + "青岚县位于云雾山南麓，三面环海，有二十三个乡镇，以茶、海产和新材料闻名。" * 6 + "</p>"
    shell = behind(
        SmallWeb({f"{ORIGIN}/": home(("/gk/", "青岚概况")), f"{ORIGIN}/gk/": undated(NAMES, text), **articles(NAMES)})
    )
    assert shell.crawl(*SITE).code == 0
    assert shell.query("select name from sections") == []


FRAME = f"{ORIGIN}/xw/list_frame.html"
FRAMED = html(f'<title>青岚新闻</title>{CRUMB}<iframe src="list_frame.html" width="700" height="900"></iframe>')


@pytest.fixture
def framed() -> dict[str, Page]:
    """A section whose rows stand in a frame."""
    return small_site(NAMES) | {LIST: FRAMED, FRAME: listing(rows(NAMES))}


@pytest.mark.parametrize("more", [(), ("-a", "section=青岚新闻")])
def test_a_list_in_a_frame(behind: Behind, framed: dict[str, Page], more: tuple[str, ...]) -> None:
    web = SmallWeb(framed)
    shell = behind(web)
    assert shell.crawl(*SITE, *more).code == 0
    assert sorted(shell.articles) == [url(name) for name in NAMES]
    web.pages |= {FRAME: listing(rows([305, *NAMES])), url(305): article(305)}
    assert shell.crawl(*SITE, *more).code == 0
    assert url(305) in shell.articles
    assert shell.query("select count(*) from failures") == [0]


def test_a_list_in_a_frame_given_by_its_address(behind: Behind, framed: dict[str, Page]) -> None:
    shell = behind(SmallWeb(framed))
    assert shell.crawl("site", "-a", f"url={LIST}").code == 0
    assert sorted(shell.articles) == [url(name) for name in NAMES]


def test_a_home_page_of_frames(behind: Behind) -> None:
    frames = '<frameset rows="90,*"><frame name="top" src="/top.html"><frame name="main" src="/main.html"></frameset>'
    pages = small_site(NAMES)
    pages |= {f"{ORIGIN}/main.html": pages[f"{ORIGIN}/"], f"{ORIGIN}/": html(f"<title>青岚县</title>{frames}")}
    shell = behind(SmallWeb(pages))
    assert shell.crawl(*SITE).code == 0
    assert sorted(shell.articles) == [url(name) for name in NAMES]


def test_a_home_page_and_a_section_that_only_send_on(behind: Behind) -> None:
    stub = '<html><head><meta http-equiv="Refresh" content="0;URL={}"></head></html>'
    pages = small_site(NAMES)
    pages |= {
        f"{ORIGIN}/": html(stub.format("/gov/index.html")),
        f"{ORIGIN}/gov/index.html": home(("/xw/", "青岚新闻")),
        LIST: html(stub.format("./ywyw/")),
        f"{LIST}ywyw/": listing(rows(NAMES)),
    }
    shell = behind(SmallWeb(pages))
    crawl = shell.crawl(*SITE)
    assert (crawl.code, crawl.err) == (0, "")
    assert sorted(shell.articles) == [url(name) for name in NAMES]
    assert shell.query("select url from sections") == [f"{LIST}ywyw/"]


def test_a_section_of_another_site_is_told_of_and_not_asked_for(behind: Behind) -> None:
    far = "http://www.yunshan.example/xw/"
    shell = behind(SmallWeb(small_site(NAMES)))
    crawl = shell.crawl(*SITE, "-a", f"section=青岚新闻,{far}")
    assert (crawl.code, len(shell.articles)) == (0, len(NAMES))
    assert f"no section named {far} was found" in crawl.err
    assert far not in crawl.urls


def test_entries_that_lead_elsewhere_are_told_of_and_not_asked_for(behind: Behind) -> None:
    far = [("https://mp.weixin.qq.com/s/Qx7aa", "青岚发布：春茶上市", "2026-06-29")]
    shell = behind(SmallWeb(small_site(NAMES) | {LIST: listing([*far, *rows(NAMES)])}))
    crawl = shell.crawl(*SITE, "-L", "INFO")
    assert crawl.code == 0
    assert "1 entries lead to mp.weixin.qq.com" in crawl.err
    assert [asked for asked in crawl.urls if "weixin" in asked] == []
    assert len(shell.articles) == len(NAMES)


def test_pages_that_no_address_leads_to_are_told_of_once(behind: Behind) -> None:
    posted = (
        "共 9 页<form method='post' action='list.do'><input type='hidden' name='page' value='1'></form>"
        '<a href="javascript:turnTo(2)">下一页</a>'
    )
    items = "".join(f'<li><a href="{href}">{text}</a><b>{day}</b></li>' for href, text, day in rows(NAMES))
    page = html(f"<title>青岚新闻</title>{CRUMB}<ul>{items}</ul><div>{posted}</div>")
    shell = behind(SmallWeb(small_site(NAMES) | {LIST: page}))
    first, again = shell.crawl(*SITE), shell.crawl(*SITE)
    assert (first.code, again.code) == (0, 0)
    assert f"counts 9 pages, but no address leads to the second; only {LIST} is read" in first.err
    assert again.err == ""


def test_a_wall_in_a_frame_is_a_wall(behind: Behind) -> None:
    wall = '<script>$_ts=window["$_ts"];</script><body><iframe src="/check.html"></iframe></body>'
    shell = behind(SmallWeb({f"{ORIGIN}/": html(wall), LIST: html(wall)}))
    for words in (SITE, ("site", "-a", f"url={LIST}")):
        crawl = shell.crawl(*words)
        assert crawl.code == 1
        assert [asked for asked in crawl.urls if "check" in asked] == []
    assert set(shell.failures.values()) == {"challenge"}
