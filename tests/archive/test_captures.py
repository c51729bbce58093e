"""Raw answers: what is in a WARC file, that other tools accept it, and that it never holds more than is committed."""

import gzip
import hashlib
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from investchn_crawler.archive import Archive, ArchiveError, Run
from investchn_crawler.archive.captures import read_capture
from investchn_crawler.items import Article, Reading

from .build import AT, LATER, OTHER, SITE, article, column, fetch, one, reading, url


def warcs(archive: Archive) -> list[Path]:
    return sorted((archive.folder / "warc").glob("*"))


def warcio(command: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "warcio.cli", command, path], capture_output=True, text=True)


def every_capture_reads(archive: Archive) -> int:
    rows = archive.connection.execute("select warc, offset, length, digest from captures").fetchall()
    for warc, offset, length, digest in rows:
        _, _, body = read_capture(archive.folder, warc, offset, length)
        assert digest == "sha256:" + hashlib.sha256(body).hexdigest()
    return len(rows)


def test_a_run_without_a_capture_makes_no_file(archive: Archive, run: Run) -> None:
    run.discovered([url(1)])
    run.finish("finished")
    assert warcs(archive) == []


def test_an_answer_is_read_back_as_it_came(archive: Archive, run: Run) -> None:
    headers = (
        ("Content-Type", "text/html; charset=gbk"),
        ("content-encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Length", "7"),
        ("X-Odd", "青\r\nX-Forged: 1"),
    )
    body = "<p>\r\n\r\n青浦</p>".encode("gbk") + b"\r\n\r\n"
    run.save(reading(article(), headers=headers, body=body, status=299))
    place = one(archive.connection, "select warc, offset, length from captures")
    status, kept, read = read_capture(archive.folder, *place)
    assert (status, read) == (299, body)
    assert kept == [
        ("Content-Type", "text/html; charset=gbk"),
        ("X-Crawl-content-encoding", "gzip"),
        ("X-Crawl-Transfer-Encoding", "chunked"),
        ("X-Crawl-Content-Length", "7"),
        ("X-Odd", "青 X-Forged: 1"),
        ("Content-Length", str(len(body))),
    ]
    assert place[0] == f"warc/{warcs(archive)[0].name}"


@pytest.mark.parametrize("body", [b"", b"x", b"\0" * 200_000, bytes(range(256)) * 9])
def test_other_tools_accept_every_file(archive: Archive, run: Run, body: bytes) -> None:
    run.save(reading(article(), body=body))
    odd = "http://www.yunxi.example/新闻 1?a=<b>"
    run.save(Reading(article(2), (fetch(url(2), body=body), fetch(odd, body=body))))
    run.finish("finished")
    (path,) = warcs(archive)
    check = warcio("check", path)
    assert (check.returncode, check.stdout) == (0, "")
    index = warcio("index", path)
    assert index.returncode == 0
    assert index.stdout.count("\n") == 4
    with path.open("rb") as file:
        records = [
            (r.rec_type, r.rec_headers["WARC-Date"], r.rec_headers["WARC-Target-URI"]) for r in ArchiveIterator(file)
        ]
    assert records[0][0] == "warcinfo"
    assert records[1:3] == [("response", AT, url(1)), ("response", AT, url(2))]


def test_the_first_record_says_who_made_the_file(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    offset = one(archive.connection, "select offset from captures")
    text = gzip.decompress(warcs(archive)[0].read_bytes()[:offset]).decode()
    assert "WARC/1.1" in text
    for name in ("software: investchn_crawler/", "format: WARC File Format 1.1", "conformsTo: http", "robots: "):
        assert name in text


def test_the_record_is_on_the_disk_when_save_returns(archive: Archive, run: Run) -> None:
    for n in (1, 2):
        run.save(reading(article(n)))
        assert every_capture_reads(archive) == n


def test_a_capture_that_was_lost_is_told(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    place = one(archive.connection, "select warc, offset, length from captures")
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_capture(archive.folder, place[0], place[1] + 1, place[2])
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_capture(archive.folder, "warc/none.warc.gz", 0, 9)


def broken(n: int) -> Article:
    """An article that the tables refuse, after its answer was written."""
    return replace(article(n), images=[("http://x.example/1.jpg", b"no text")])  # type: ignore[list-item]


def test_what_is_not_committed_is_in_no_file(archive: Archive, run: Run) -> None:
    with pytest.raises(Exception, match="cannot store"):
        run.save(reading(broken(1)))
    assert warcs(archive) == []
    run.save(reading(article(2)))
    size = warcs(archive)[0].stat().st_size
    with pytest.raises(Exception, match="cannot store"):
        run.save(reading(broken(3)))
    assert warcs(archive)[0].stat().st_size == size
    run.save(reading(article(4)))
    assert every_capture_reads(archive) == 2
    assert column(archive.connection, "select url from articles") == [url(2), url(4)]
    assert (run.counts["new"], one(archive.connection, "select new from runs")) == (2, 2)
    assert warcio("check", warcs(archive)[0]).returncode == 0


@contextmanager
def full_disk(at: int) -> Iterator[None]:
    """No file may grow beyond this size: what the kernel answers is what a full disk answers."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("room", [10, 300, 3000])
def test_a_full_disk_loses_nothing_and_is_told(archive: Archive, run: Run, room: int) -> None:
    run.save(reading(article()))
    size = warcs(archive)[0].stat().st_size
    noise = hashlib.shake_128(b"seed").digest(20_000)
    with full_disk(size + room), pytest.raises(ArchiveError, match="cannot be written"):
        run.save(reading(article(2), body=noise))
    assert warcs(archive)[0].stat().st_size == size
    assert run.save(reading(article(2), body=noise)) == "new"
    assert every_capture_reads(archive) == 2


def test_the_tail_that_a_killed_run_left_is_cut(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    archive.close()
    (path,) = (archive.folder / "warc").glob("*")
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x1f\x8b torn")
    with Archive(archive.folder) as again:
        again.start_run(SITE)
        assert path.read_bytes() == whole
        assert every_capture_reads(again) == 1
        assert column(again.connection, "select reason from runs order by id") == ["killed", None]


def test_a_file_of_a_killed_run_without_a_capture_goes(archive: Archive, run: Run) -> None:
    warc = one(archive.connection, "select warc from runs where id = ?", run.id)
    archive.close()
    (archive.folder / "warc").mkdir()
    (archive.folder / warc).write_bytes(b"\x1f\x8b torn")
    with Archive(archive.folder) as again:
        again.start_run(SITE)
        assert warcs(again) == []


def test_a_run_of_another_site_is_left_alone(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    archive.start_run(OTHER)
    run.save(reading(article(2), LATER))
    assert every_capture_reads(archive) == 2
    assert column(archive.connection, "select reason from runs") == [None, None]
