"""What a person at a terminal sees: tables and words, no tabs."""

import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from archive.build import AT, article, reading
from rich.cells import cell_len
from rich.text import Text

from investchn_crawler.archive import Archive
from investchn_crawler.sites import declared_sites

from .conftest import COMMAND


def on_a_terminal(*words: str, columns: int = 200) -> str:
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm"}
    child = subprocess.Popen([COMMAND, *words], stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    seen = b""
    with suppress(OSError), open(ours, "rb", buffering=0) as screen:
        while part := screen.read(4096):
            seen += part
    assert child.wait() == 0
    return seen.decode()


@pytest.mark.parametrize("words", [("sites",), ("report",)])
def test_a_table_with_headings(filled: str, words: tuple[str, ...]) -> None:
    seen = on_a_terminal(*words, "--data", filled)
    assert "last_run" in seen
    assert "yunxi" in seen
    assert "\t" not in seen


@pytest.mark.parametrize("columns", [80, 120])
def test_the_sites_are_a_line_each_in_columns(tmp_path: Path, columns: int) -> None:
    with Archive(tmp_path) as archive:
        run = archive.start_run(declared_sites()["ndrc"])
        run.save(reading(article()))
        run.finish("finished")
        archive.note_probe(declared_sites()["guizhoujyt"], AT, "guangdong", [])
    lines = [plain(line) for line in on_a_terminal("sites", "--data", str(tmp_path), columns=columns).splitlines()]
    rows = {line.split()[0]: line for line in lines if line.split() and line.split()[0] in declared_sites()}
    assert rows.keys() == declared_sites().keys()
    assert max(map(cell_len, lines)) <= columns
    (heading,) = (line for line in lines if "sections" in line)
    for name, column, value in (
        ("guizhoujyt", "region", "520000"),
        ("guizhoujyt", "probed", AT[:10]),
        ("ndrc", "sections", "4"),
        ("ndrc", "newest", "2026-11-19"),
        ("ndrc", "probed", "never"),
    ):
        assert cells_before(rows[name], value) == cells_before(heading, column)


def plain(line: str) -> str:
    return Text.from_ansi(line).plain


def cells_before(line: str, word: str) -> int:
    return cell_len(line[: line.index(word)])


def test_a_hit_is_three_lines(filled: str) -> None:
    seen = on_a_terminal("search", "氢能", "--data", filled).splitlines()
    assert len(seen) == 3
    assert seen[0].startswith("2026-10-02")
    assert "云溪日报 · yunxi · http://" in seen[1]
    assert "氢能" in seen[2]
