"""A small archive, and the command as a shell types it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest
from archive.build import AT, LATER, SITE, article, fetch, reading, url

from investchn_crawler.archive import Archive
from investchn_crawler.items import Failure

COMMAND = Path(sys.executable).with_name("investchn")


class Typed(Protocol):
    def __call__(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """Run `investchn` in an empty folder, in its own process."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "INVESTCHN_DATA"}
        done = subprocess.run(
            [COMMAND, *words], cwd=tmp_path, env=kept | environment, capture_output=True, text=True, encoding="utf-8"
        )
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of an archive of one site: 25 articles, one edited, one missing, two failures."""
    folder = tmp_path_factory.mktemp("filled")
    with Archive(folder) as archive:
        run = archive.start_run(SITE)
        for n in range(25):
            run.save(reading(article(n, date=f"2026-10-{n + 1:02}")))
        run.save(reading(article(1, body="改写后提到氢能。", date="2026-10-02"), LATER))
        run.missing(fetch(url(3), LATER, 404), 3, 3)
        for failure_class in ("challenge", "timeout"):
            run.fail(Failure(url(90), failure_class, "", AT))
        run.finish("finished")
    return str(folder)
