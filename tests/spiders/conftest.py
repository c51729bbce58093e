"""An archive in an empty folder behind the web that a test has written."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from command import Behind, Shell

from investchn_crawler.demo.proxy import DemoProxy


@pytest.fixture(scope="session")
def behind_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """As `behind`, for the crawls that several tests look at."""
    with ExitStack() as running:
        yield lambda web: Shell(running.enter_context(DemoProxy(web)), tmp_path_factory.mktemp("archive"))


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Behind]:
    """A shell whose crawls see this web, and no other."""
    with ExitStack() as running:
        yield lambda web: Shell(running.enter_context(DemoProxy(web)), tmp_path / "archive")
