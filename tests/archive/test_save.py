"""Storing an article: what makes it new, edited or the same, and that all of it lands."""

import json
from typing import Any

import pytest

from investchn_crawler.archive import Archive, Run
from investchn_crawler.items import Attachment, Image, Link, Reading

from .build import AT, HOME, LATER, SITE, article, column, fetch, one, reading, url


def test_every_field_of_a_new_article_lands(archive: Archive, run: Run) -> None:
    assert run.save(reading(article())) == "new"
    row = next(archive.db.query("select * from articles"))
    assert {name: row[name] for name in ("url", "site", "section", "breadcrumb", "title", "date", "published_at")} == {
        "url": url(1),
        "site": "yunxi",
        "section": "云溪要闻",
        "breadcrumb": "首页 > 云溪要闻",
        "title": "云溪区第1个光伏项目开工",
        "date": "2026-11-19",
        "published_at": "2026-11-19T09:30:00+08:00",
    }
    assert (row["source"], row["author"], row["editor"]) == ("云溪日报", "张三", "李四")
    assert (row["status"], row["changed_at"]) == ("live", None)
    assert {row["first_seen_at"], row["last_seen_at"], row["last_checked_at"]} == {AT}
    assert json.loads(row["evidence"]) == {"title": "meta:ArticleTitle"}
    assert "项目\n在云溪" in row["body"]


def test_what_stands_around_the_text_lands(archive: Archive, run: Run) -> None:
    run.save(reading(article(2)))
    db = archive.connection
    assert db.execute("select rel, url, title from neighbours order by rel").fetchall() == [
        ("next", url(3), "下一篇的标题"),
        ("prev", url(1), "上一篇的标题"),
    ]
    assert db.execute("select n, url, title from images").fetchall() == [(1, f"{HOME}/1.jpg", "开工现场")]
    assert db.execute("select n, url, title, file from attachments").fetchall() == [(1, f"{HOME}/1.pdf", "附件1", None)]
    assert db.execute("select index_number, issuer, subject from policies").fetchall() == [
        ("000-2", "云溪区人民政府办公室", None)
    ]


def test_the_first_text_is_revision_one_with_its_capture(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    n, changed, digest, capture = one(archive.connection, "select n, changed, content_hash, capture_id from revisions")
    assert (n, json.loads(changed)) == (1, [])
    assert (digest, capture) == one(archive.connection, "select content_hash, capture_id from articles")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"title": "改了的标题"}, ["title"]),
        ({"date": "2026-11-18"}, ["date"]),
        ({"source": "新华社"}, ["source"]),
        ({"body": "总投资60亿元。"}, ["body"]),
        ({"attachments": []}, ["attachments"]),
        ({"attachments": [Attachment(f"{HOME}/1.pdf", "附件一")]}, ["attachments"]),
    ],
)
def test_an_edit_is_a_revision_that_names_its_fields(
    archive: Archive, run: Run, change: dict[str, Any], fields: list[str]
) -> None:
    run.save(reading(article()))
    assert run.save(reading(article(**change), LATER)) == "changed"
    rows = archive.connection.execute("select n, seen_at, changed from revisions order by n").fetchall()
    assert [(n, at) for n, at, _ in rows] == [(1, AT), (2, LATER)]
    assert json.loads(rows[1][2]) == fields
    assert one(archive.connection, "select changed_at, first_seen_at from articles") == (LATER, AT)
    assert one(archive.connection, "select count(*) from captures") == 2


def test_an_edit_keeps_the_old_text_and_moves_the_index(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    run.save(reading(article(body="全部改写。"), LATER))
    db = archive.connection
    assert "总投资" in one(db, "select body from revisions where n = 1")
    hits = "select count(*) from articles_fts where articles_fts match cjk_query(?)"
    assert (one(db, hits, "总投资"), one(db, hits, "改写")) == (0, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"prev": Link(url(7), "别的")},
        {"next": None},
        {"author": None},
        {"editor": "王五"},
        {"section": "部门动态"},
        {"images": []},
        {"policy": {}},
        {"evidence": {"title": "label"}},
        {"body": "本报讯  总投资50亿元的第1个项目 \n\n在云溪经济开发区开工。\n"},
        {"title": "云溪区第1个光伏项目开工\u3000"},
        {"attachments": [Attachment(f"{HOME.replace('http', 'https')}/1.pdf", "附件1")]},
    ],
)
def test_what_is_no_edit_makes_no_revision_and_no_capture(archive: Archive, run: Run, change: dict[str, Any]) -> None:
    run.save(reading(article()))
    assert run.save(reading(article(**change), LATER)) == "unchanged"
    db = archive.connection
    assert one(db, "select count(*) from revisions") == 1
    assert one(db, "select count(*) from captures") == 1
    assert one(db, "select first_seen_at, last_seen_at, last_checked_at, changed_at from articles") == (
        AT, LATER, LATER, None,
    )  # fmt: skip


def test_what_is_no_edit_is_as_the_page_has_it_now(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    pictures = [Image(f"{HOME}/2.jpg", None), Image(f"{HOME}/1.jpg", "开工现场")]
    run.save(reading(article(prev=None, next=Link(url(9), "新"), editor="王五", images=pictures, policy={}), LATER))
    db = archive.connection
    assert db.execute("select rel, url, title from neighbours").fetchall() == [("next", url(9), "新")]
    assert one(db, "select editor from articles") == "王五"
    assert column(db, "select url from images order by n") == [f"{HOME}/2.jpg", f"{HOME}/1.jpg"]
    assert one(db, "select count(*) from policies") == 0


def test_a_known_title_of_a_neighbour_stays(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    run.save(reading(article(next=Link(url(2), None), prev=Link(url(8), None)), LATER))
    rows = archive.connection.execute("select rel, title from neighbours order by rel").fetchall()
    assert rows == [("next", "下一篇的标题"), ("prev", None)]


def test_a_section_that_this_reading_did_not_find_stays(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    run.save(reading(article(section=None, breadcrumb=()), LATER))
    assert one(archive.connection, "select section, breadcrumb from articles") == ("云溪要闻", "首页 > 云溪要闻")


def test_a_stored_file_stays_when_the_list_of_attachments_moves(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    archive.connection.execute("update attachments set file = 'files/a.pdf', digest = 'sha256:x', bytes = 3")
    first = Attachment(f"{HOME}/0.pdf", "附件0")
    run.save(reading(article(attachments=[first, *article().attachments]), LATER))
    rows = archive.connection.execute("select n, file from attachments order by n").fetchall()
    assert rows == [(1, None), (2, "files/a.pdf")]


def test_http_and_https_are_one_page_and_the_first_address_stays(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    secure = url(1).replace("http:", "https:") + "#top"
    assert run.save(reading(article(url=secure), LATER)) == "unchanged"
    assert column(archive.connection, "select url from articles") == [url(1)]
    assert one(archive.connection, "select count(*) from pages") == 1


def test_the_pages_of_a_long_article_are_captured_and_are_no_articles(archive: Archive, run: Run) -> None:
    further = [f"{HOME}/yw/1_{n}.html" for n in (2, 3)]
    run.save(Reading(article(), (fetch(url(1)), *map(fetch, further))))
    db = archive.connection
    assert column(db, "select page_of from captures order by id") == [None, 1, 1]
    assert one(db, "select capture_id from articles") == 1
    assert [page.kind for page in run.discovered(further).values()] == ["alias", "alias"]


def test_a_redirect_is_another_name_of_the_article(run: Run) -> None:
    old = f"{HOME}/?id=1"
    assert run.discovered([old]) == {}
    run.save(reading(article(), asked_url=old))
    known = run.discovered([old])[old]
    assert (known.kind, known.next_check_at, known.date) == ("alias", None, "2026-11-19")
    assert [page.url for page in run.due("2027-01-01T00:00:00Z")] == [url(1)]


def test_the_counts_are_stored_with_the_pages(archive: Archive, run: Run) -> None:
    run.counts["requests"] = 4
    run.save(reading(article()))
    run.save(reading(article(2)))
    run.save(reading(article(title="改"), LATER))
    run.save(reading(article(2), LATER))
    sql = "select requests, new, changed, unchanged, missing, failed, finished_at from runs"
    assert one(archive.connection, sql) == (4, 2, 1, 1, 0, 0, None)
    run.finish("finished")
    assert one(archive.connection, "select reason, finished_at is null from runs") == ("finished", 0)
    assert one(archive.connection, "select newest, last_full_crawl_at from sites") == ("2026-11-19", None)


def test_the_sections_of_a_site(archive: Archive, run: Run) -> None:
    run.section("云溪要闻", f"{HOME}/yw/", False, "2026-11-19")
    assert run.sections() == [("云溪要闻", f"{HOME}/yw/", None, "2026-11-19")]
    run.section("云溪要闻", f"{HOME}/yw/", True, "2026-11-18")
    run.section("云溪要闻", f"{HOME}/yw/", False, None)
    ((_, _, walked, _),) = run.sections()
    assert walked is not None
    assert one(archive.connection, "select newest from sections") == "2026-11-19"
    run.finish("finished")
    assert one(archive.connection, "select last_full_crawl_at from sites where name = ?", SITE.name) == walked
