"""How sure a field is: what agrees, what stands alone, what contradicts."""

import pytest

from investchn_crawler import page_of
from investchn_crawler.extract.article import read_article
from investchn_crawler.extract.confidence import confidence_of
from investchn_crawler.items import Entry

URL = "http://www.qinglan.example/xw/1.html"
TITLE = "青岚县举行春茶采摘节开幕式"
TEXT = (
    "<p>　　本报讯（记者苏听澜）青岚县春茶采摘节日前举行，远帆科技、澄砺装备等企业代表参加，现场签约项目6个。</p>" * 3
)


def grades(head: str = "", info: str = "", named: str = TITLE, body: str = TEXT, listed: Entry | None = None) -> dict:
    html = f"""<html><head><title>{named}-青岚县人民政府</title>{head}</head><body><h1>{TITLE}</h1>
<p class="info">{info}</p><div class="wz">{body}</div><p>上一篇：<a href="2.html">云溪区光伏项目开工</a></p>
<p>下一篇：没有了</p></body></html>"""
    page = page_of(html.encode(), URL, "utf-8")
    article = read_article(page)
    assert article is not None
    return confidence_of(article, page, listed)


def meta(**tags: str) -> str:
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())


LABELLED = "发布时间：2026-06-20 来源：青岚县融媒体中心 作者：苏听澜"
BARE = "2026-06-20"


@pytest.mark.parametrize(
    ("field", "head", "info", "grade"),
    [
        ("date", meta(PubDate="2026-06-20"), LABELLED, "sure"),
        ("date", meta(PubDate="2026-06-20 09:15"), LABELLED, "sure"),
        ("date", "", LABELLED, "likely"),
        ("date", "", BARE, "weak"),
        ("date", meta(PubDate="2026-06-20"), BARE, "sure"),
        ("date", meta(PubDate="2026-05-01"), LABELLED, "weak"),
        ("date", meta(PubDate="2026-06-20"), "", "likely"),
        ("source", meta(ContentSource="青岚县融媒体中心"), LABELLED, "sure"),
        ("source", "", LABELLED, "likely"),
        ("source", meta(ContentSource="云溪日报"), LABELLED, "weak"),
        ("source", meta(ContentSource="云溪日报"), BARE, "likely"),
        ("source", "", BARE, "none"),
        ("author", meta(Author="苏听澜"), LABELLED, "sure"),
        ("author", "", LABELLED, "likely"),
        ("author", "", BARE, "likely"),
        ("editor", "", LABELLED, "none"),
        ("editor", "", f"{LABELLED} 责任编辑：周砚秋", "likely"),
        ("section", meta(ColumnName="青岚新闻"), LABELLED, "likely"),
        ("prev", "", LABELLED, "sure"),
        ("next", "", LABELLED, "none"),
    ],
)
def test_a_field(field: str, head: str, info: str, grade: str) -> None:
    assert grades(head, info)[field] == grade


def test_every_field_is_graded() -> None:
    assert list(grades(info=LABELLED)) == [
        "title", "date", "source", "author", "editor", "section", "body", "prev", "next",
    ]  # fmt: skip


def test_a_title_is_sure_where_the_document_or_the_list_says_it() -> None:
    assert grades(info=LABELLED)["title"] == "sure"
    assert grades(info=LABELLED, named="青岚县人民政府门户")["title"] == "likely"
    cut = Entry(URL, f"{TITLE[:9]}…")
    assert grades(info=LABELLED, named="青岚县人民政府门户", listed=cut)["title"] == "sure"
    other = Entry(URL, "云溪区光伏项目开工")
    assert grades(info=LABELLED, named="青岚县人民政府门户", listed=other)["title"] == "weak"


def test_the_list_speaks_for_a_date_and_against_it() -> None:
    assert grades(info=BARE, listed=Entry(URL, TITLE, "2026-06-20"))["date"] == "sure"
    assert grades(info=LABELLED, listed=Entry(URL, TITLE, "2026-06-21"))["date"] == "weak"
    assert grades(info=LABELLED, listed=Entry(URL, TITLE, "2026-06-01", whole=False))["date"] == "likely"


def test_a_body_is_sure_in_a_known_container_and_weak_where_it_is_short() -> None:
    assert grades(info=LABELLED)["body"] == "likely"
    assert grades(info=LABELLED, body=f'<div class="TRS_Editor">{TEXT}</div>')["body"] == "sure"
    assert grades(info=LABELLED, body="<p>青岚县春茶采摘节日前在青岚茶园举行，企业代表参加。</p>")["body"] == "weak"
