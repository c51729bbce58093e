"""The made-up web, and its proxy for the time of one test."""

from collections.abc import Iterator

import pytest

from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.web import DemoWeb


@pytest.fixture(scope="session")
def web() -> DemoWeb:
    return DemoWeb()


@pytest.fixture
def proxy(web: DemoWeb) -> Iterator[DemoProxy]:
    with DemoProxy(web) as running:
        yield running
