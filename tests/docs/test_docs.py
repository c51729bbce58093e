"""The documents name what there is: every table and column, every command, every failure class."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from investchn_crawler.archive import Archive
from investchn_crawler.archive.frontier import TRANSIENT
from investchn_crawler.cli import COMMANDS
from investchn_crawler.crawling.failures import EXCEPTIONS
from investchn_crawler.crawling.ledger import BLOCKED
from investchn_crawler.extract.refusals import SIGNALS, STUBS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "investchn_crawler"
CLASS = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def documented_tables() -> dict[str, str]:
    """Each table of docs/schema.md with what is written about it."""
    chapters = (chapter.partition("\n") for chapter in read("docs/schema.md").split("\n## ")[1:])
    return {table: text for heading, _, text in chapters for table in heading.split(", ")}


def documented_columns(text: str) -> set[str]:
    rows = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return {column for cell in rows for column in re.findall(r"`(\w+)`", cell)}


def real_tables(folder: Path) -> dict[str, set[str]]:
    """Each table and view of a fresh archive with its columns; those that SQLite and sqlite-utils keep are theirs."""
    with Archive(folder) as archive:
        names = [
            name
            for name, kind in archive.connection.execute(
                "select name, type from pragma_table_list where schema = 'main' and type <> 'shadow'"
            )
        ]
        own = [name for name in names if not name.startswith(("sqlite_", "_"))]
        columns = "select name from pragma_table_info(?)"
        return {name: {column for (column,) in archive.connection.execute(columns, (name,))} for name in own}


def answers(node: ast.expr) -> Iterator[str]:
    """The classes that an expression may give: of a condition both ends, of a tuple or a Finding its first."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CLASS.fullmatch(node.value):
        yield node.value
    parts = {ast.IfExp: ("body", "orelse"), ast.BoolOp: ("values",), ast.Tuple: ("elts",), ast.Call: ("args",)}.get(
        type(node), ()
    )
    for part in parts:
        value = getattr(node, part)
        inner = value[:1] if isinstance(node, ast.Tuple | ast.Call) else value if isinstance(value, list) else [value]
        for each in inner:
            yield from answers(each)


def failure_classes() -> set[str]:
    """What the code calls failures: the tables of classes, what is returned as one, what pages are refused with."""
    found = {*TRANSIENT, *BLOCKED, *EXCEPTIONS.values(), *(signal.failure_class for signal in (*SIGNALS, *STUBS))}
    deciders = [PACKAGE / "crawling" / "failures.py", PACKAGE / "pipelines" / "validate.py"]
    for file in [*deciders, *(PACKAGE / "spiders").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if file in deciders and isinstance(node, ast.Return) and node.value:
                found.update(answers(node.value))
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "_refuse":
                found.update(answers(node.args[1]))
    return found


def test_every_table_and_column_is_explained(tmp_path: Path) -> None:
    documented = {table: documented_columns(text) for table, text in documented_tables().items()}
    real = real_tables(tmp_path)
    assert set(documented) == set(real)
    for table, columns in real.items():
        told = documented[table] if table != "articles_fts" else columns
        assert told == columns, table


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    assert re.search(rf"^\| `investchn {command}\b", read(readme), re.MULTILINE)


def test_every_failure_class_is_explained() -> None:
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|.*\|.*\|.*\|$", read("docs/operations.md"), re.MULTILINE))
    assert "soft-404" in failure_classes()
    assert explained == failure_classes()


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "README.zh.md",
        "CONTRIBUTING.md",
        *(f"docs/{file.name}" for file in sorted((ROOT / "docs").glob("*.md"))),
    ],
)
def test_links_lead_somewhere(document: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", read(document))
    assert [target for target in targets if not ((ROOT / document).parent / target).exists()] == []
