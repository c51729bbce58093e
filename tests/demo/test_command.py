"""What `investchn demo` does with a folder, and that it says so when something did not land."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from investchn_crawler.cli.demo import MARKER, command
from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.show import Show, ShowError
from investchn_crawler.demo.web import DemoWeb


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_text("precious", encoding="utf-8")
    result = CliRunner().invoke(command, ["--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "no demo's archive" in result.output
    assert (tmp_path / "archive.db").read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / MARKER).exists()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = CliRunner().invoke(command, ["--data", str(tmp_path / "file" / "demo")])
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_a_difference_is_written_down(web: DemoWeb, proxy: DemoProxy, tmp_path: Path) -> None:
    show = Show(web, proxy, tmp_path)
    show.expect("the sum", 2, 2)
    show.expect("the sum", 1, 2)
    assert show.problems == ["the sum: 1 instead of 2"]


def test_a_missing_archive_is_told_in_a_sentence(web: DemoWeb, proxy: DemoProxy, tmp_path: Path) -> None:
    with pytest.raises(ShowError, match="cannot be read"):
        Show(web, proxy, tmp_path).compare()


def test_the_whole_demo(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--data", str(tmp_path / "demo")])
    assert result.exit_code == 0, result.output
    assert "All 159 landed" in result.output
    assert (tmp_path / "demo" / MARKER).exists()
