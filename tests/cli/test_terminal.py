"""What a person at a terminal sees: tables and words, no tabs."""

import os
import pty
import subprocess
from contextlib import suppress

import pytest

from .conftest import COMMAND


def on_a_terminal(*words: str) -> str:
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": "200", "TERM": "xterm"}
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


def test_a_hit_is_three_lines(filled: str) -> None:
    seen = on_a_terminal("search", "氢能", "--data", filled).splitlines()
    assert len(seen) == 3
    assert seen[0].startswith("2026-10-02")
    assert "云溪日报 · yunxi · http://" in seen[1]
    assert "氢能" in seen[2]
