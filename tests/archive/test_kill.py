"""`kill -9` anywhere: nothing committed is lost, nothing is stored twice, and the next run takes up the rest."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from investchn_crawler.archive import Archive, Run
from investchn_crawler.items import Reading

from .build import LATER, SITE, article, column, fetch, one, reading
from .test_captures import every_capture_reads, warcio, warcs

POINTS = 48


def work() -> Iterator[Reading]:
    """New articles, an edit, the same again, an article of two pages."""
    yield reading(article(1))
    yield reading(article(2))
    yield reading(article(1, body="改了。"), LATER)
    yield reading(article(2), LATER)
    long = article(3)
    yield Reading(long, (fetch(long.url), fetch(long.url + "?p=2")))


def killer(at: int) -> Callable[[FrameType, str, object], None]:
    """Counts every call, of Python or of C, and kills the process at the given one."""
    left = at

    def count(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    count.left = lambda: at - left  # type: ignore[attr-defined]
    return count


def crawl_in_child(folder: Path, at: int) -> tuple[list[str], int]:
    """Save the work in a process that is killed at a call; what it said was stored, and how many calls it made."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        run = Archive(folder).start_run(SITE)
        count = killer(at)
        sys.setprofile(count)
        for number, item in enumerate(work()):
            os.write(writer, f"{number}:{run.save(item)} ".encode())
        sys.setprofile(None)
        os.write(writer, f"calls:{count.left()} ".encode())  # type: ignore[attr-defined]
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writer)
    with open(reader, "rb") as pipe:
        said = pipe.read().decode().split()
    os.waitpid(child, 0)
    calls = [int(word.split(":")[1]) for word in said if word.startswith("calls:")]
    return [word for word in said if not word.startswith("calls:")], calls[0] if calls else 0


def save_all(run: Run) -> list[str]:
    return [run.save(item) for item in work()]


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    said, made = crawl_in_child(tmp_path_factory.mktemp("whole"), 10**9)
    assert said == ["0:new", "1:new", "2:changed", "3:unchanged", "4:new"]
    return made


@pytest.mark.parametrize("point", range(POINTS))
def test_killed_at_any_call(tmp_path: Path, calls: int, point: int) -> None:
    said, _ = crawl_in_child(tmp_path, 1 + point * calls // POINTS)
    with Archive(tmp_path) as archive:
        db = archive.connection
        stored = one(db, "select new + changed + unchanged from runs")
        # The kill may fall between the commit and the word about it.
        assert stored - len(said) in (0, 1)
        assert one(db, "select count(*) from articles") == min(stored, 2) + (stored == 5)
        assert every_capture_reads(archive) == [0, 1, 2, 3, 3, 5][stored]
        run = archive.start_run(SITE)
        for path in warcs(archive):
            assert warcio("check", path).returncode == 0
        save_all(run)
        run.finish("finished")
        whole(archive)


def whole(archive: Archive) -> None:
    db = archive.connection
    assert column(db, "pragma integrity_check") == ["ok"]
    assert one(db, "select count(*), count(distinct url) from articles") == (3, 3)
    assert one(db, "select count(*) from articles where id not in (select id from articles_fts_docsize)") == 0
    assert column(db, "select reason from runs order by id") == ["killed", "finished"]
    assert one(db, "select body from articles where id = 1") == "改了。"
    every_capture_reads(archive)
