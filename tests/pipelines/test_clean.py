"""What a cleaned article is made of: composed characters, no control characters, no empty paragraphs."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investchn_crawler.items import Article, Attachment, Fetch, Image, Link, Reading
from investchn_crawler.pipelines.clean import Clean, cleaned

URL = "http://www.qinglan.example/xw/1.html"
ARTICLE = Article(
    url=URL,
    title="青岚县春茶采摘节开幕",
    body="3月26日，青岚县春茶采摘节开幕。\n企业\t投资额",
    section="青岚新闻",
    breadcrumb=("首页", "青岚新闻"),
    date="2026-03-26",
    published_at="2026-03-26",
    source="青岚县融媒体中心",
    images=[Image(f"{URL}.jpg", "图为开幕式现场")],
    attachments=[Attachment(f"{URL}.pdf", "参展名单.pdf")],
    prev=Link(f"{URL}?prev", "瀚屿新材料项目封顶"),
    policy={"index_number": "000-1"},
    evidence={"title": "heading"},
)
texts = st.text(max_size=40)
steady = settings(deadline=None, derandomize=True, max_examples=200)


def test_a_clean_article_stays_as_it_is() -> None:
    assert cleaned(ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("cafe\u0301 青岚", "café 青岚"),
        ("青\x00岚\x07县", "青岚县"),
        ("青岚\ue003县\ufffc", "青岚县"),
        ("青岚\x85县\x9f", "青岚县"),
        ("  青岚县 \n", "青岚县"),
        ("青岚\U0002b36f县", "青岚\U0002b36f县"),
        ("（一）１２３Ａ", "（一）１２３Ａ"),
        ("坏\ufffd字", "坏\ufffd字"),
    ],
)
def test_a_text(dirty: str, clean: str) -> None:
    article = cleaned(replace(ARTICLE, title=dirty, source=dirty, section=dirty, breadcrumb=(dirty,), body=dirty))
    assert (article.title, article.source, article.section, article.breadcrumb) == (clean, clean, clean, (clean,))
    assert article.body == clean


@pytest.mark.parametrize("field", ["section", "source", "author", "editor"])
@pytest.mark.parametrize("nothing", ["", " ", "\x07", "\n", None])
def test_a_field_without_text_is_none(field: str, nothing: str | None) -> None:
    assert getattr(cleaned(replace(ARTICLE, **{field: nothing})), field) is None


def test_empty_paragraphs_names_and_policy_fields_are_left_out() -> None:
    article = replace(ARTICLE, body="一\n\n \n\x07\n二", breadcrumb=("首页", " ", "新闻"), policy={"issuer": "\ue003"})
    assert (cleaned(article).body, cleaned(article).breadcrumb) == ("一\n二", ("首页", "新闻"))
    assert cleaned(article).policy == {}


def test_cells_of_a_table_row_stay_apart() -> None:
    assert cleaned(replace(ARTICLE, body="企业\t投资额\t\n\t8亿元")).body == "企业\t投资额\t\n\t8亿元"


def test_the_pipeline_keeps_the_answers() -> None:
    fetch = Fetch(URL, URL, "2026-03-26T01:00:00Z", 200, (), b"raw\x00")
    reading = Clean().process_item(Reading(replace(ARTICLE, title=" 青岚\x00县 "), (fetch,)))
    assert (reading.article.title, reading.fetches) == ("青岚县", (fetch,))


@steady
@given(texts, texts, texts)
def test_cleaning_twice_changes_nothing(title: str, body: str, source: str) -> None:
    once = cleaned(replace(ARTICLE, title=title, body=body, source=source))
    assert cleaned(once) == once
    for text in (once.title, once.body, once.source or ""):
        assert unicodedata.is_normalized("NFC", text)
        assert text == text.strip(" \n")
    assert "" not in once.body.split("\n") or once.body == ""
