"""Chinese search: what is found is what a reader would find by eye, best first, whatever is typed."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investchn_crawler.archive import Archive, ArchiveError
from investchn_crawler.archive.query import MAX_LENGTH
from investchn_crawler.archive.search import cjk_query, cjk_snippet, register, search
from investchn_crawler.archive.tokens import VERSION, cjk

from .build import OTHER, SITE, article, column, reading

# title, body, date
TEXTS = [
    ("青浦区招商引资", "上海市青浦区签约氢能项目。", "2026-01-01"),
    ("要闻", "长江两岸草木青，浦江两岸灯火明。", "2026-01-02"),
    ("光伏项目开工", "总投资50亿元，5G网络覆盖全园，占地15G。", "2026-01-03"),
    ("光伏 与 氢能", "外资、内资一起来。转载自青浦发布。", "2026-01-04"),
    ("COVID-19防控", "专精特新企业；ＡＩ与５Ｇ；café，𠮷林，㙍头村。", "2026-01-05"),
    ("通知", "青\n浦区人民政府办公室", "2026-01-06"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("search")) as archive:
        run = archive.start_run(SITE)
        for n, (title, body, date) in enumerate(TEXTS):
            run.save(reading(article(n, title=title, body=body, date=date)))
        yield archive


def found(archive: Archive, query: str) -> set[int]:
    return {int(hit.url.rsplit("/", 1)[1].removesuffix(".html")) for hit in search(archive, query, limit=0)}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("青浦", {0, 3, 5}),
        ("青，浦", {1}),
        ("氢", {0, 3}),
        ("氢能", {0, 3}),
        ("光伏 氢能", {3}),
        ("光伏 AND 氢能", {3}),
        ("光伏　氢能", {3}),
        ("光伏 OR 氢能", {0, 2, 3}),
        ("青浦 (光伏 OR 氢能) -转载", {0}),
        ("青浦 （光伏 OR 氢能） －转载", {0}),
        ("青浦 NOT 转载", {0, 5}),
        ("-青浦", {1, 2, 4}),
        ("光伏 OR -青浦", {1, 2, 3, 4}),
        ("NOT NOT 青浦", {0, 3, 5}),
        ("两岸 -青浦", {1}),
        ('"青浦区招商"', {0}),
        ("“青浦区招商”", {0}),
        ("「招商引资」", {0}),
        ("总投资50亿元", {2}),
        ("总投资５０亿元", {2}),
        ("50亿", {2}),
        ("5亿", set()),
        ("5G", {2, 4}),
        ("5g", {2, 4}),
        ("15*", {2}),
        ("1*", {2, 4}),
        ("covid-19", {4}),
        ("COVID 19", {4}),
        ("ai", {4}),
        ("CAFÉ", {4}),
        ("𠮷林", {4}),
        ("㙍", {4}),
        ("外资内资", set()),
        ("外资 内资", {3}),
        ("光伏与", {3}),
        ('"光伏 与 氢能"', {3}),
        ("50亿元5G", set()),
        ("50亿元,5G", {2}),
        ('"COVID 19防控"', {4}),
        ("没有这个", set()),
    ],
)
def test_what_is_found(filled: Archive, query: str, numbers: set[int]) -> None:
    assert found(filled, query) == numbers


ALPHABET = "青浦光伏氢能区，。 \n"


@given(
    st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=6), st.text("青浦光伏氢能区", min_size=1, max_size=4)
)
@settings(deadline=None, max_examples=60)
def test_all_that_hold_the_word_are_found_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], word: str
) -> None:
    with Archive(tmp_path_factory.mktemp("recall")) as archive:
        run = archive.start_run(SITE)
        for n, body in enumerate(bodies):
            run.save(reading(article(n, title="题", body=body)))
        holding = {n for n, body in enumerate(bodies) if word in "".join(body.split())}
        assert found(archive, word) == holding
        assert found(archive, f"-{word}") == set(range(len(bodies))) - holding


SIGNS = st.lists(
    st.sampled_from([*"\"“”()（）-*:^+{}'~\\ \t\0　＊－ＯＲ青浦5Gaé,.\ud800", " OR ", " NOT ", " AND ", "NEAR("])
).map("".join)


@given(st.text() | SIGNS)
@settings(deadline=None, max_examples=400)
def test_no_query_is_an_error_of_sqlite(filled: Archive, query: str) -> None:
    filled.connection.execute(
        "select rowid from articles_fts where articles_fts match ?", (cjk_query(query),)
    ).fetchall()
    try:
        search(filled, query)
    except ArchiveError as error:
        assert "write at least one" in str(error)  # noqa: PT017 - most queries raise nothing


LONGEST = [
    opening * (MAX_LENGTH // len(opening) - 1) + "青" for opening in ("(", "(a OR (b ", "-", "a NOT ", "青 ", "-(")
]


@pytest.mark.parametrize("query", LONGEST)
def test_a_monstrous_query_is_no_error(filled: Archive, query: str) -> None:
    search(filled, query)


def test_a_query_that_is_too_long_is_told(filled: Archive) -> None:
    with pytest.raises(ArchiveError, match="a shorter one"):
        search(filled, "青" * (MAX_LENGTH + 1))
    assert column(filled.connection, "select cjk_query(?)", "青" * 9000) == ['"' + " ".join("青" * MAX_LENGTH) + '"']


@pytest.mark.parametrize("query", ["", "  ", '""', "()", "-", "，。", "OR NOT AND", "*"])
def test_a_query_without_a_word_is_told(filled: Archive, query: str) -> None:
    with pytest.raises(ArchiveError, match="write at least one"):
        search(filled, query)
    assert cjk_query(query) == '""'


def test_a_hit_in_the_title_comes_first_and_of_equal_ones_the_newest(archive: Archive) -> None:
    run = archive.start_run(SITE)
    texts = [
        ("甲", "氢能", "2026-01-01"),
        ("甲", "氢能", "2026-01-03"),
        ("甲", "氢能", "2026-01-02"),
        ("氢能", "甲", "2001-01-01"),
    ]
    for n, (title, body, date) in enumerate(texts):
        run.save(reading(article(n, title=title, body=body, date=date)))
    dates = [hit.date for hit in search(archive, "氢能")]
    assert dates == ["2001-01-01", "2026-01-03", "2026-01-02", "2026-01-01"]
    assert [hit.date for hit in search(archive, "氢能", limit=2)] == dates[:2]


def test_a_search_in_one_site(archive: Archive) -> None:
    archive.start_run(SITE).save(reading(article(1)))
    archive.start_run(OTHER).save(reading(article(2)))
    assert [hit.site for hit in search(archive, "光伏", site="qinghe")] == ["qinghe"]
    assert [hit.site for hit in search(archive, "-光伏伏", site="yunxi")] == ["yunxi"]


def test_a_deleted_article_is_found_no_more(archive: Archive) -> None:
    archive.start_run(SITE).save(reading(article()))
    archive.connection.execute("delete from articles")
    assert search(archive, "光伏") == []
    assert column(archive.connection, "select count(*) from revisions") == [0]
    archive.connection.execute("insert into articles_fts(articles_fts) values ('integrity-check')")


@pytest.mark.parametrize(
    ("text", "query", "width", "snippet"),
    [
        ("上海市青浦区签约氢能项目", "青浦", 6, "…海市青浦区签…"),
        ("青浦区签约氢能项目", "青浦", 4, "青浦区签…"),
        ("签约项目在青浦", "青浦", 4, "…目在青浦"),
        ("一\n二　 三", "没有", 60, "一 二 三"),
        ("占地５Ｇ园", "5g", 60, "占地５Ｇ园"),
        ("", "青浦", 9, ""),
        (None, "青浦", 9, ""),
    ],
)
def test_the_snippet_shows_the_word(text: str | None, query: str, width: int, snippet: str) -> None:
    assert cjk_snippet(text, query, width) == snippet


def test_the_functions_work_in_any_sqlite(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.start_run(SITE).save(reading(article()))
    connection = sqlite3.connect(tmp_path / "archive.db")
    register(connection)
    sql = (
        "select cjk_snippet(a.body, '总投资', 8) from articles_fts f join articles a on a.id = f.rowid "
        "where articles_fts match cjk_query('总投资 云溪')"
    )
    assert column(connection, sql) == ["…报讯 总投资50…"]
    plain = 'select count(*) from articles_fts where articles_fts match \'"光 伏" AND "开 发 区"\''
    assert column(connection, plain) == [1]
    connection.close()


def test_the_tokens_are_frozen() -> None:
    """Fails when the index would be given other tokens for a stored text: then deletions would corrupt it."""
    text = "总投资50亿元，ＡＢ１２（5G）あ한글𠮷々café\nx"
    spaced = " 总 投 资 50 亿 元 ，AB12（5G） あ 한 글 𠮷 々 café\nx"
    assert (VERSION, cjk(text), cjk(None)) == (1, spaced, None)
