"""Pages of 20 MB that no honest server sends: read in bounded time and memory, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import PAGES, TITLE

READER = Path(__file__).with_name("hostile.py")
# what of these is an article or a list all the same
ARTICLES = frozenset({"paragraphs", "one paragraph", "colons", "digits"})
LISTS = {"rows": 190_000}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_end(name: str) -> None:
    done = subprocess.run([sys.executable, READER, name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    title, _, entries = done.stdout.strip().partition("|")
    assert title == (TITLE if name in ARTICLES else "None")
    assert int(entries) == LISTS.get(name, 0)
