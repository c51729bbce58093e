"""`investchn …` as a shell types it, behind the web that a test has written."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from command import HASTE, LONGEST

from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.web import Web

COMMAND = Path(sys.executable).with_name("investchn")


@dataclass(frozen=True)
class Done:
    """A command that has ended: what it said and what it asked for."""

    code: int
    out: str
    err: str
    asked: list[str]

    @property
    def rows(self) -> list[list[str]]:
        """The lines of a pipe."""
        return [line.split("\t") for line in self.out.splitlines()]


def typed(web: Web, folder: Path, *words: str, **environment: str) -> Done:
    """Run `investchn` in a folder, in its own process; nobody is shown a traceback."""
    return run(web, folder, [str(COMMAND), *words], **environment)


def run(web: Web, folder: Path, command: Sequence[str], **environment: str) -> Done:
    """Run a command that asks this web in haste; its archive would be `data` in the folder."""
    folder.mkdir(exist_ok=True)
    with DemoProxy(web) as proxy:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INVESTCHN_")}
        done = subprocess.run(
            [*command, *HASTE],
            cwd=folder,
            env={**kept, **proxy.environment(), "INVESTCHN_DATA": str(folder / "data"), **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr, [request.url for request in proxy.log])
