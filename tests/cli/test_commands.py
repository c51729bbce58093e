"""The commands that read the archive: what a person sees, what a program gets, what is said when something is wrong."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from archive.build import AT

from investchn_crawler.archive import Archive
from investchn_crawler.cli import COMMANDS
from investchn_crawler.sites import declared_sites

from .conftest import Typed


def test_help_lists_the_commands(typed: Typed) -> None:
    done = typed("--help")
    assert done.returncode == 0
    for name, sentence in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert sentence in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(typed: Typed, name: str) -> None:
    done = typed(name, "--help")
    assert (done.returncode, f"Example:  investchn {name}" in done.stdout) == (0, True)


def test_help_imports_no_command(typed: Typed) -> None:
    done = typed("--help", PYTHONPROFILEIMPORTTIME="1")
    for heavy in ("scrapy", "rich", "sqlite_utils", "investchn_crawler.cli.search"):
        assert f" {heavy}\n" not in done.stderr


def test_search_for_a_program(typed: Typed, filled: str) -> None:
    hits = json.loads(typed("search", "氢能", "--json", INVESTCHN_DATA=filled).stdout)
    assert hits == [
        {
            "url": "http://www.yunxi.example/yw/1.html",
            "title": "云溪区第1个光伏项目开工",
            "date": "2026-10-02",
            "source": "云溪日报",
            "site": "yunxi",
            "snippet": "改写后提到氢能。",
        }
    ]


@pytest.mark.parametrize(("limit", "count"), [((), 20), (("--limit", "3"), 3), (("--limit", "0"), 25)])
def test_search_gives_as_many_as_asked(typed: Typed, filled: str, limit: tuple[str, ...], count: int) -> None:
    done = typed("search", "光伏", "--json", *limit, "--data", filled)
    assert len(json.loads(done.stdout)) == count


def test_chinese_is_chinese(typed: Typed, filled: str) -> None:
    assert "云溪区" in typed("search", "光伏", "--json", "--data", filled).stdout


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_without_chinese_gets_no_traceback(typed: Typed, filled: str, encoding: str) -> None:
    for words in (("search", "光伏"), ("sites",), ("report",)):
        assert typed(*words, "--data", filled, PYTHONIOENCODING=encoding).returncode == 0
    hits = json.loads(typed("search", "氢能", "--json", "--data", filled, PYTHONIOENCODING=encoding).stdout)
    assert hits[0]["source"] == "云溪日报"


def test_search_in_a_pipe_is_a_line_a_hit(typed: Typed, filled: str) -> None:
    done = typed("search", "光伏", "-氢能", "--limit", "2", "--data", filled)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [len(line) for line in lines] == [6, 6]
    assert lines[0][0] == "2026-10-25"
    assert lines[0][4] == "http://www.yunxi.example/yw/24.html"


def test_nothing_found_is_no_failure(typed: Typed, filled: str) -> None:
    done = typed("search", "没有这个", "--data", filled)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing was found.\n")
    done = typed("search", "没有这个", "--json", "--data", filled)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")


def test_the_folder_may_stand_before_the_command(typed: Typed, filled: str) -> None:
    assert typed("--data", filled, "search", "光伏", INVESTCHN_DATA="/nowhere").returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("search", "()"), "holds no word"),
        (("search", "光伏", "--site", "qinghe"), "There is no site qinghe: `investchn sites` lists them."),
        (("search", "光伏", "--data", "/nowhere"), "There is no archive at /nowhere/archive.db yet"),
        (("report", "--data", "/nowhere"), "There is no archive at /nowhere/archive.db yet"),
    ],
)
def test_what_cannot_be_done_is_told(typed: Typed, filled: str, words: tuple[str, ...], sentence: str) -> None:
    done = typed(*words, INVESTCHN_DATA=filled)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr


@pytest.mark.parametrize(
    "words", [("search",), ("search", "光伏", "--jsno"), ("search", "光伏", "--limit", "-1"), ("no",)]
)
def test_a_wrong_word_is_a_usage_error(typed: Typed, filled: str, words: tuple[str, ...]) -> None:
    done = typed(*words, INVESTCHN_DATA=filled)
    assert done.returncode == 2
    assert "Usage: investchn" in done.stderr


@pytest.mark.parametrize("words", [("search", "光伏"), ("report",), ("sites",)])
def test_a_file_of_another_program_is_told(typed: Typed, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "archive.db").write_bytes(b"something else" * 99)
    done = typed(*words, "--data", str(tmp_path))
    assert done.returncode == 1
    assert "is not a SQLite file" in done.stderr


def test_a_damaged_archive_is_told(typed: Typed, filled: str, tmp_path: Path) -> None:
    whole = bytearray((Path(filled) / "archive.db").read_bytes())
    with closing(sqlite3.connect(Path(filled) / "archive.db")) as connection:
        (page,) = connection.execute("select rootpage from sqlite_schema where name = 'articles'").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    whole[(page - 1) * size : page * size] = b"\xff" * size
    (tmp_path / "archive.db").write_bytes(whole)
    done = typed("report", "--data", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The archive cannot be read")


def test_sites_without_an_archive(typed: Typed) -> None:
    lines = [line.split("\t") for line in typed("sites").stdout.splitlines()]
    found = dict(zip((line[0] for line in lines), lines, strict=True))
    assert found["investchn"] == [
        "investchn", "投促中国", "http://www.investchn.com/", "", "0", "", "", "", "", "", "never",
    ]  # fmt: skip
    assert found["guizhoujyt"][3:] == ["https://jyt.guizhou.gov.cn/zwgk/tzgg/", "0", "", "", "", "520000", "", "never"]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    assert {"investchn", "shqp"} <= {line[0] for line in lines}


def test_sites_tell_what_the_archive_has(typed: Typed, filled: str) -> None:
    sites = {site["name"]: site for site in json.loads(typed("sites", "--json", "--data", filled).stdout)}
    assert (sites["yunxi"]["articles"], sites["yunxi"]["newest"], sites["yunxi"]["ended"]) == (
        25, "2026-10-25", "finished",
    )  # fmt: skip
    assert (sites["shqp"]["articles"], sites["shqp"]["region"], sites["shqp"]["probed"]) == (0, "310118", None)


def test_sites_tell_what_a_probe_found(typed: Typed, tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        for name in ("ndrc", "moe"):
            archive.note_probe(declared_sites()[name], AT, "trs", ["政策解读", "新闻发布"])
    sites = {site["name"]: site for site in json.loads(typed("sites", "--json", "--data", str(tmp_path)).stdout)}
    assert (sites["moe"]["probed"], sites["moe"]["family"]) == (AT, "trs")
    assert (sites["moe"]["sections"], sites["mof"]["probed"]) == (["政策解读", "新闻发布"], None)
    assert sites["ndrc"]["sections"] == list(declared_sites()["ndrc"].sections)


@pytest.mark.parametrize(
    ("word", "names"),
    [("mofcom", ["mofcom"]), ("河北", ["hebeiczt"]), ("GZ.gov.cn", ["guangzhou"]), ("3101", ["shqp"]), ("zn", [])],
)
def test_a_word_narrows_the_sites(typed: Typed, word: str, names: list[str]) -> None:
    done = typed("sites", word)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == names
    assert (done.returncode, "lists them all" in done.stderr) == ((0, False) if names else (1, True))


def test_report_in_figures(typed: Typed, filled: str) -> None:
    found = json.loads(typed("report", "--json", INVESTCHN_DATA=filled).stdout)
    assert (found["articles"], found["revisions"], found["captures"]) == (25, 26, 27)
    (site,) = found["sites"]
    assert (site["missing"], site["withdrawn"], site["first"], site["last"]) == (1, 0, "2026-10-01", "2026-10-25")
    assert (site["runs"], site["failures"]) == (1, {"challenge": 1, "timeout": 1})


def test_report_in_a_pipe(typed: Typed, filled: str) -> None:
    done = typed("report", INVESTCHN_DATA=filled)
    fields = done.stdout.rstrip("\n").split("\t")
    assert fields[:8] == ["yunxi", "25", "1", "0", "26", "2026-10-01", "2026-10-25", "1"]
    assert fields[10] == "challenge 1, timeout 1"
    assert "25 articles in 26 revisions" in done.stderr


def test_a_site_file_that_cannot_be_used_is_told_in_a_sentence(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "qinglan.py").write_text("SITE = None\n", encoding="utf-8")
    done = typed("sites", INVESTCHN_SITES=str(tmp_path))
    assert done.returncode == 1
    assert "qinglan.py must declare SITE" in done.stderr
