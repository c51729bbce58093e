"""How an answer is printed: a table for a person at a terminal, tab-separated lines for a pipe, JSON for a program."""

import json
import sys
from collections.abc import Iterable, Sequence

import click


def echo_json(value: object) -> None:
    """JSON with Chinese as Chinese, where the other end can take it."""
    click.echo(json.dumps(value, ensure_ascii=not _takes_chinese(), indent=2))


def echo_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for a person; for a pipe the same without frames and without headings."""
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    if sys.stdout.isatty():
        _echo_framed(columns, texts)
    else:
        for row in texts:
            click.echo("\t".join(" ".join(text.split()) for text in row))


def _echo_framed(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD if _takes_chinese() else box.ASCII, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def _takes_chinese() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "gb18030"}
