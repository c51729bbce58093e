"""Files of articles: each once on the disk, no row without its file, and the text of attachments in the search."""

import os
import signal
import sys
from pathlib import Path

import pytest

from investchn_crawler.archive import Archive, Run
from investchn_crawler.archive.errors import ArchiveError
from investchn_crawler.archive.file_store import keep
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.archive.search import search
from investchn_crawler.items import Attachment, Failure

from .build import AT, HOME, LATER, SITE, article, column, one, reading
from .test_kill import killer

POINTS = 24


def attached(*names: str, n: int = 1, **more: object) -> object:
    files = [Attachment(f"{HOME}/{n}/{name}", name) for name in names]
    return reading(article(n, attachments=files, images=[], **more))


def store(run: Run, url: str, data: bytes, ending: str = "pdf") -> None:
    run.files.save(url, keep(run.archive.folder, data, ending), None, None, None)


def texts(run: Run, **by_name: str) -> None:
    """Files with these texts for the attachments of these names, pdf being left out."""
    for name, text in by_name.items():
        urls = column(run.archive.connection, "select url from attachments where title = ?", f"{name}.pdf")
        for url in urls:
            store(run, url, name.encode())
        for file_id, _ in run.files.unread():
            run.files.read(file_id, text, None)


def test_the_same_bytes_lie_once_whatever_they_are_called(tmp_path: Path) -> None:
    first = keep(tmp_path, b"%PDF", "pdf")
    assert keep(tmp_path, b"%PDF", "doc") == first
    assert [path.name for path in (tmp_path / "files").rglob("*.*")] == [Path(first.file).name]


def test_a_file_that_is_damaged_on_the_disk_is_replaced(tmp_path: Path) -> None:
    kept = keep(tmp_path, b"%PDF", "pdf")
    (tmp_path / kept.file).write_bytes(b"%")
    assert keep(tmp_path, b"%PDF", "pdf") == kept
    assert (tmp_path / kept.file).read_bytes() == b"%PDF"


def test_a_disk_that_takes_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    with pytest.raises(ArchiveError, match="cannot keep a file of 4 bytes"):
        keep(tmp_path, b"%PDF", "pdf")


def test_a_known_address_needs_no_second_fetch(archive: Archive, run: Run) -> None:
    run.save(attached("a.pdf"))
    (wanted,) = run.files.wanted(whole_site=True)
    assert (wanted.url, wanted.page_url, wanted.name) == (f"{HOME}/1/a.pdf", article(1).url, "a.pdf")
    store(run, wanted.url, b"%PDF")
    run.save(reading(article(2, attachments=[Attachment(wanted.url, "又")], images=[])))
    assert one(archive.connection, "select count(distinct file), count(*) from attachments where bytes = 4") == (1, 2)
    run.finish("finished")
    assert list(archive.start_run(SITE).files.wanted(whole_site=True)) == []


@pytest.mark.parametrize(("name", "days"), [("timeout", 0), ("gone", 3), ("truncated", 3)])
def test_when_a_failed_file_is_due(archive: Archive, run: Run, name: str, days: int) -> None:
    run.save(attached("a.pdf"))
    run.files.fail(Failure(f"{HOME}/1/a.pdf", name, "", AT))
    assert list(run.files.wanted(whole_site=True)) == []
    at = one(archive.connection, "select next_check_at from downloads")
    assert int(at[8:10]) - int(AT[8:10]) == days
    assert column(archive.connection, "select key from pages") == [article(1).url.removeprefix("http://www.")]


def test_more_files_than_are_looked_up_at_once(run: Run) -> None:
    names = [f"{n}.pdf" for n in range(450)]
    run.save(attached(*names))
    wanted = []
    for file in run.files.wanted(whole_site=True):
        wanted.append(file.name)
        store(run, file.url, b"%PDF")
    assert wanted == names


def test_files_of_what_is_gone_are_left_alone(archive: Archive, run: Run) -> None:
    run.save(attached("a.pdf"))
    archive.connection.execute("update articles set status = 'missing'")
    assert list(run.files.wanted(whole_site=True)) == []


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("青柯生物", [(1, "甲.pdf")]),
        ("光伏 青柯生物", [(1, "甲.pdf")]),
        ("青柯生物 澜山重工", [(1, "甲.pdf")]),
        ("澜山重工", [(1, "乙.pdf")]),
        ("青柯生物 -澜山重工", []),
        ("青柯生物 -转载", [(1, "甲.pdf")]),
        ('"青柯 生物"', [(1, "甲.pdf")]),
        ("柯山", []),
        ("没有 OR 青柯", [(1, "甲.pdf")]),
        ("没有 青柯", []),
        ("QK20*", [(1, "甲.pdf")]),
        ("青柯 光伏 OR 第2个", [(2, None), (1, "甲.pdf")]),
        ("-青柯 光伏", [(2, None)]),
        ("光伏 (转移支付 OR 没有)", [(2, "丙.pdf")]),
    ],
)
def test_search_in_attachments(archive: Archive, run: Run, query: str, hits: list[tuple[int, str | None]]) -> None:
    run.save(attached("甲.pdf", "乙.pdf"))
    run.save(attached("丙.pdf", n=2, date="2026-11-20"))
    texts(run, 甲="企业：青柯生物，山中\nＱＫ2026", 乙="澜山重工", 丙="转移支付")
    found = search(archive, query)
    assert [(int(hit.url.split("/")[-1].removesuffix(".html")), hit.file) for hit in found] == hits


def test_what_is_shown_of_an_attachment(archive: Archive, run: Run) -> None:
    run.save(reading(article(attachments=[Attachment(f"{HOME}/a.pdf", "附件"), Attachment(f"{HOME}/b.pdf", "附件")])))
    for url, text in ((f"{HOME}/a.pdf", "甲" * 99), (f"{HOME}/b.pdf", f"{'乙' * 99}青柯生物")):
        store(run, url, text.encode())
        run.files.read(run.files.unread()[0][0], text, None)
    (hit,) = search(archive, "青柯", site="yunxi", limit=1)
    assert (hit.file, hit.snippet[:2], hit.snippet[-4:]) == ("附件", "…乙", "青柯生物")
    assert search(archive, "青柯", site="other") == []


def test_a_text_that_is_read_anew_replaces_the_old(archive: Archive, run: Run) -> None:
    run.save(attached("甲.pdf"))
    texts(run, 甲="青柯生物")
    run.files.read(1, "澜山重工", None)
    assert [len(search(archive, word)) for word in ("青柯", "澜山")] == [0, 1]
    assert column(archive.connection, "insert into files_fts(files_fts) values ('integrity-check')") == []


def fetch_in_child(folder: Path, at: int) -> int:
    """Keep three files of two articles in a process that is killed at a call; how many calls it made."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        run = Archive(folder).start_run(SITE)
        count = killer(at)
        sys.setprofile(count)
        for wanted in run.files.wanted(whole_site=True):
            store(run, wanted.url, b"same" if "same" in wanted.url else wanted.url.encode())
        sys.setprofile(None)
        os.write(writer, str(count.left()).encode())  # type: ignore[attr-defined]
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writer)
    with open(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return int(said or 0)


def two_articles(folder: Path) -> Path:
    with Archive(folder) as archive:
        run = archive.start_run(SITE)
        run.save(attached("a.pdf", "same.pdf"))
        run.save(attached("same.pdf", n=2))
        run.finish("finished")
    return folder


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    return fetch_in_child(two_articles(tmp_path_factory.mktemp("whole")), 10**9)


@pytest.mark.parametrize("point", range(POINTS))
def test_killed_at_any_call_between_file_and_row(tmp_path: Path, calls: int, point: int) -> None:
    fetch_in_child(two_articles(tmp_path), 1 + point * calls // POINTS)
    with Archive(tmp_path) as archive:
        db = archive.connection
        for file, size in db.execute("select file, bytes from attachments where file is not null"):
            assert (tmp_path / file).stat().st_size == size
        run = archive.start_run(SITE)
        for wanted in run.files.wanted(whole_site=True):
            store(run, wanted.url, b"same" if "same" in wanted.url else wanted.url.encode())
        assert one(db, "select count(*), count(file), count(distinct file) from attachments") == (3, 3, 2)
        whole = [path for path in (tmp_path / "files").rglob("*.pdf") if not path.name.startswith("part-")]
        assert sorted(path.relative_to(tmp_path).as_posix() for path in whole) == column(
            db, "select file from files order by file"
        )
        assert column(db, "pragma foreign_key_check") == []


def test_an_edit_makes_its_files_due(archive: Archive, run: Run) -> None:
    run.save(attached("a.pdf"))
    store(run, f"{HOME}/1/a.pdf", b"%PDF")
    archive.connection.execute("update downloads set fetched_at = ?", (AT,))
    run.finish("finished")
    run = archive.start_run(SITE)
    assert list(run.files.wanted(whole_site=True)) == []
    files = [Attachment(f"{HOME}/1/a.pdf", "a.pdf")]
    assert run.save(reading(article(body="改了。", attachments=files, images=[]), LATER)) == "changed"
    assert [file.name for file in run.files.wanted(whole_site=True)] == ["a.pdf"]
    run.files.fail(Failure(f"{HOME}/1/a.pdf", "gone", "", now_utc()))
    run.finish("finished")
    assert list(archive.start_run(SITE).files.wanted(whole_site=True)) == []
