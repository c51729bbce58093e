"""A real archive in a folder of its own, and a crawl that is under way in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from investchn_crawler.archive import Archive, Run

from .build import SITE


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def run(archive: Archive) -> Run:
    return archive.start_run(SITE)
