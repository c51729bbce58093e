"""Where the archive lies: what was chosen, the environment, the project, here."""

from pathlib import Path

import pytest

from investchn_crawler.archive import archive_folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INVESTCHN_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_here_where_there_is_no_project(elsewhere: Path) -> None:
    assert archive_folder() == elsewhere / "data"


def test_beside_the_nearest_scrapy_cfg(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "project" / "deep" / "er").mkdir(parents=True)
    (elsewhere / "scrapy.cfg").touch()
    (elsewhere / "project" / "scrapy.cfg").touch()
    monkeypatch.chdir(elsewhere / "project" / "deep" / "er")
    assert archive_folder() == elsewhere / "project" / "data"


def test_the_environment_before_the_project(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "scrapy.cfg").touch()
    monkeypatch.setenv("INVESTCHN_DATA", "/srv/news")
    assert archive_folder() == Path("/srv/news")
    assert archive_folder("") == Path("/srv/news")


def test_what_was_chosen_before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTCHN_DATA", "/srv/news")
    assert archive_folder("~/x") == Path.home() / "x"
    assert archive_folder(Path("y")) == Path("y")
