"""Opening an archive: made where there is none, brought up to date from every version, refused with a sentence."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from investchn_crawler.archive import Archive, ArchiveError, SiteLocked
from investchn_crawler.archive.schema import APPLICATION_ID, TRIGGERS, migrations
from investchn_crawler.archive.search import register, search

from .build import OTHER, SITE, article, column, one, reading

CONTRACT = {
    "articles": "id url site section breadcrumb title date published_at source author editor body region_code "
    "region_name content_hash status first_seen_at last_seen_at last_checked_at changed_at capture_id evidence",
    "neighbours": "article_id rel url title",
    "revisions": "id article_id n seen_at title date source body content_hash changed capture_id",
    "captures": "id url fetched_at status digest warc offset length etag last_modified",
    "images": "article_id n url title file digest bytes",
    "attachments": "article_id n url title file digest bytes",
    "policies": "article_id index_number document_number issuer written_date subject",
    "sites": "name family newest last_update_crawl_at last_full_crawl_at probed_at",
    "sections": "site name url newest last_update_crawl_at last_full_crawl_at",
    "pages": "url site kind next_check_at misses",
    "runs": "id site started_at finished_at reason requests new changed unchanged missing failed",
    "failures": "run_id url class detail at",
    "articles_fts": "title body",
}


def versions() -> list[str]:
    empty = Database(memory=True)
    names = [migration.name for migration in migrations.pending(empty)]
    empty.conn.close()
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.mark.parametrize("table", CONTRACT)
def test_the_tables_have_the_columns_that_users_rely_on(archive: Archive, table: str) -> None:
    assert set(CONTRACT[table].split()) <= set(
        column(archive.connection, f"select name from pragma_table_info('{table}')")
    )


def test_every_table_is_strict_and_the_journal_is_a_wal(archive: Archive) -> None:
    sql = "select name from pragma_table_list where type = 'table' and not strict and name not like '%sqlite_%'"
    assert column(archive.connection, sql) == []
    assert one(archive.connection, "pragma journal_mode") == "wal"


def test_opened_again_it_is_the_same(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.start_run(SITE).save(reading(article()))
        before = column(archive.connection, "select sql from sqlite_schema")
    with Archive(folder) as archive:
        assert column(archive.connection, "select sql from sqlite_schema") == before
        assert len(search(archive, "光伏")) == 1


@pytest.mark.parametrize("version", [*versions(), None])
def test_from_every_version(folder: Path, version: str | None) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "archive.db", isolation_level=None)
    with closing(connection):
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        register(connection)
        migrations.apply(Database(connection), stop_before=version or ())
    with Archive(folder) as archive:
        assert archive.start_run(SITE).save(reading(article())) == "new"
        assert len(search(archive, "光伏")) == 1
        assert [migration.name for migration in migrations.applied(archive.db)] == versions()


def test_triggers_that_a_tool_dropped_come_back(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.start_run(SITE).save(reading(article()))
        archive.db.table("articles").transform(drop=["region_name"])
        assert not set(TRIGGERS) & set(column(archive.connection, "select name from sqlite_schema"))
    with Archive(folder) as archive:
        archive.start_run(SITE).save(reading(article(2)))
        assert len(search(archive, "光伏")) == 2


def test_triggers_of_an_older_text_are_replaced(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.connection.execute("drop trigger articles_ai")
        archive.connection.execute("create trigger articles_ai after insert on articles begin select 1; end")
    with Archive(folder) as archive:
        archive.start_run(SITE).save(reading(article()))
        assert len(search(archive, "光伏")) == 1


def test_opening_takes_no_lock(folder: Path) -> None:
    with Archive(folder) as writer:
        writer.connection.execute("begin immediate")
        with Archive(folder) as other:
            assert one(other.connection, "select count(*) from articles") == 0
        writer.connection.execute("rollback")


def test_an_empty_file_becomes_an_archive(folder: Path) -> None:
    folder.mkdir()
    (folder / "archive.db").touch()
    with Archive(folder) as archive:
        assert one(archive.connection, "pragma application_id") == APPLICATION_ID


def test_reading_writes_nothing(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.start_run(SITE).save(reading(article()))
    with Archive(folder, read_only=True) as archive:
        assert len(search(archive, "光伏")) == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            archive.connection.execute("delete from articles")


def test_reading_where_there_is_no_archive(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="scrapy crawl"):
        Archive(folder, read_only=True)
    assert not folder.exists()


def test_reading_an_older_archive(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
    with pytest.raises(ArchiveError, match="older version"):
        Archive(folder, read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_another_program(folder: Path, read_only: bool) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("create table bookmarks (url)")
    before = (folder / "archive.db").read_bytes()
    with pytest.raises(ArchiveError, match="another program"):
        Archive(folder, read_only=read_only)
    assert (folder / "archive.db").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["archive.db"]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_archive(folder: Path, read_only: bool) -> None:
    with Archive(folder) as archive:
        archive.db.table("_sqlite_migrations").insert(
            {"migration_set": "investchn_crawler", "name": "of_the_future", "applied_at": "later"}
        )
    with pytest.raises(ArchiveError, match=r"newer version.*of_the_future.*update"):
        Archive(folder, read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("content", [b"no database at all, but long enough " * 9, b"SQLite format 3\0" + b"\xff" * 600])
def test_a_file_that_is_no_database(folder: Path, content: bytes, read_only: bool) -> None:
    folder.mkdir()
    (folder / "archive.db").write_bytes(content)
    with pytest.raises(ArchiveError, match="not a SQLite file"):
        Archive(folder, read_only=read_only)
    assert (folder / "archive.db").read_bytes() == content


def test_a_folder_that_is_a_file(folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(ArchiveError, match="choose a folder that you may write to"):
        Archive(folder)


def test_a_folder_that_cannot_be_made() -> None:
    with pytest.raises(ArchiveError, match="choose a folder that you may write to"):
        Archive(Path("/proc/nowhere/data"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(ArchiveError, match="may not be written"):
        Archive(folder)


def test_one_crawl_of_a_site_at_a_time(folder: Path) -> None:
    with Archive(folder) as first, Archive(folder) as second:
        run = first.start_run(SITE)
        with pytest.raises(SiteLocked, match="yunxi is already being crawled"):
            second.start_run(SITE)
        with pytest.raises(SiteLocked), second.lock("yunxi"):
            pass
        with pytest.raises(SiteLocked):
            first.start_run(SITE)
        second.start_run(OTHER).save(reading(article(2)))
        assert run.save(reading(article())) == "new"
        run.finish("finished")
        with second.lock("yunxi"):
            second.start_run(SITE).finish("finished")
        assert column(first.connection, "select reason from runs order by id") == ["finished", None, "finished"]


def test_a_lock_is_let_go_when_the_archive_is_closed(folder: Path) -> None:
    with Archive(folder) as first:
        first.start_run(SITE)
    with Archive(folder) as second:
        second.start_run(SITE).finish("finished")


def test_a_site_may_be_named_after_its_address(archive: Archive) -> None:
    site = type(SITE)(name="127.0.0.1:8000/新闻", publisher="x", home="http://127.0.0.1:8000/")
    archive.start_run(site).save(reading(article()))
    assert len(list((archive.folder / "warc").iterdir())) == 1
