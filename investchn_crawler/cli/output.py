"""How an answer is printed: a table for a person at a terminal, tab-separated lines for a pipe, JSON for a program."""

import json
import sys
from collections.abc import Collection, Iterable, Sequence

import click


def echo_json(value: object) -> None:
    """JSON with Chinese as Chinese, where the other end can take it."""
    click.echo(json.dumps(value, ensure_ascii=not _takes_chinese(), indent=2))


def echo_table(columns: Sequence[str], rows: Iterable[Sequence[object]], cut: Collection[str] = ()) -> None:
    """A table for a person; for a pipe the same without frames and without headings.

    With columns to `cut`, a row is one line: these end in … where the terminal is narrow. Else long cells are wrapped.
    """
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    if sys.stdout.isatty():
        _echo_framed(columns, texts, cut)
    else:
        for row in texts:
            click.echo("\t".join(" ".join(text.split()) for text in row))


def _echo_framed(columns: Sequence[str], rows: Iterable[Sequence[str]], cut: Collection[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    frame = box.SIMPLE_HEAD if _takes_chinese() else box.ASCII
    table = Table(box=frame, pad_edge=False, padding=(0, 0 if cut else 1))
    for name in columns:
        table.add_column(name, no_wrap=bool(cut) and name not in cut)
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=bool(cut), overflow="ellipsis") for cell in row))
    Console().print(table)


def _takes_chinese() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "gb18030"}
