"""Every declared site is facts that can be true: its name, its publisher, its address, and nobody else's."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from investchn_crawler import sites
from investchn_crawler.address import host_of, page_key
from investchn_crawler.site import Site
from investchn_crawler.sites import declared_sites

DECLARED = declared_sites()
FILES = sorted(Path(sites.__file__).parent.glob("[!_]*.py"))
# codes of GB/T 2260 begin with the province
PROVINCES = set(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)

every_site = pytest.mark.parametrize("site", DECLARED.values(), ids=DECLARED)


def is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and "." in host_of(text) and not re.search(r"[\s{}<>]", text)


def test_the_catalogue_is_there() -> None:
    assert {"investchn", "shqp", "ndrc", "hebeiczt", "guangzhou"} <= DECLARED.keys()
    assert len(DECLARED) >= 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_one_site_and_facts_only(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    site = DECLARED[file.stem]
    assert len(text.splitlines()) <= 15
    assert text.startswith('"""')
    assert re.findall(r"^(?:from|import) .*", text, re.MULTILINE) == ["from investchn_crawler.site import Site"]
    assert re.findall(r"^\w+ = |^(?:def|class|for|if) ", text, re.MULTILINE) == ["SITE = "]
    assert site.name == file.stem


@every_site
def test_its_name_can_be_typed(site: Site) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]{1,11}", site.name)
    assert site.name != "site"


@every_site
def test_its_publisher_is_written_in_chinese(site: Site) -> None:
    assert re.fullmatch(r"[\u4e00-\u9fff、（）]+", site.publisher)


@every_site
def test_its_home_is_an_address_of_a_host(site: Site) -> None:
    assert is_address(site.home)
    assert urlsplit(site.home).path == "/"
    assert site.owns(site.home)
    assert all(host == host.lower() and re.fullmatch(r"[a-z0-9.-]+", host) for host in site.hosts)


@every_site
def test_its_sections_are_names_or_its_own_addresses(site: Site) -> None:
    assert len({page_key(section) for section in site.sections}) == len(site.sections)
    for section in site.sections:
        if "/" in section:
            assert is_address(section)
            assert site.owns(section)
            assert page_key(section) != page_key(site.home)
        else:
            assert re.fullmatch(r"\S+", section)


@every_site
def test_its_region_is_a_code(site: Site) -> None:
    assert site.region is None or (re.fullmatch(r"\d{6}", site.region) and site.region[:2] in PROVINCES)


@every_site
def test_its_home_is_nobody_elses(site: Site) -> None:
    assert [other.name for other in DECLARED.values() if other.owns(site.home)] == [site.name]


def test_scrapy_lists_every_site() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=Path(sites.__file__).parents[2], capture_output=True, text=True
    )
    assert done.stdout.split() == sorted([*DECLARED, "site"])
