"""Pages that no honest server sends: read in bounded time and memory, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import PAGES, TITLE

READER = Path(__file__).with_name("hostile.py")
# what of these is an article or a list all the same
ARTICLES = frozenset({"paragraphs", "one paragraph", "colons", "digits"})
LISTS = {"rows": 190_000}


def read(name: str) -> tuple[str, int]:
    done = subprocess.run([sys.executable, READER, name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    title, _, entries = done.stdout.strip().partition("|")
    return title, int(entries)


def test_strings_that_could_be_read_in_ever_more_ways() -> None:
    assert read("strings") == ("None", 0)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_end(name: str) -> None:
    title, entries = read(name)
    assert title == (TITLE if name in ARTICLES else "None")
    assert entries == LISTS.get(name, 0)
