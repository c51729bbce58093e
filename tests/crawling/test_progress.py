"""The progress of a crawl on a real terminal: a pseudo-terminal takes the place of the screen."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.web import DemoWeb

PROJECT = Path(__file__).parents[2]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COMMAND = (sys.executable, "-m", "scrapy", "crawl", "yunxi", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


@pytest.fixture(scope="module")
def proxy() -> Iterator[DemoProxy]:
    with DemoProxy(DemoWeb()) as running:
        yield running


def environment(proxy: DemoProxy, folder: Path) -> dict[str, str]:
    return {**os.environ, **proxy.environment(), "INVESTCHN_DATA": str(folder), "TERM": "xterm", "COLUMNS": "120"}


def seen_on(terminal: int) -> str:
    """Everything that is drawn until the other end is closed."""
    drawn = b""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last writer has gone
            break
        if not data:
            break
        drawn += data
    return ESCAPES.sub("", drawn.decode())


def test_a_terminal_shows_a_line_and_a_table(proxy: DemoProxy, tmp_path: Path) -> None:
    terminal, screen = pty.openpty()
    with subprocess.Popen(COMMAND, cwd=PROJECT, env=environment(proxy, tmp_path), stderr=screen) as crawl:
        os.close(screen)
        seen = seen_on(terminal)
    os.close(terminal)
    assert crawl.returncode == 0
    assert "Traceback" not in seen
    assert re.search(r"yunxi {2}\d+ pages {2}\d+ new", seen)
    assert re.search(r"yunxi: finished", seen)
    assert re.search(r"│\s+43 │", seen)
    assert "1 challenge" in seen


def test_a_pipe_is_told_nothing(proxy: DemoProxy, tmp_path: Path) -> None:
    crawl = subprocess.run(COMMAND, cwd=PROJECT, env=environment(proxy, tmp_path), capture_output=True, check=False)
    assert (crawl.returncode, crawl.stdout, crawl.stderr) == (0, b"", b"")
