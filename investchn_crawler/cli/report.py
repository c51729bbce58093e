"""`investchn report`: what is in the archive, in figures."""

from dataclasses import asdict
from pathlib import Path

import click

from investchn_crawler.archive.report import Figures, SiteFigures, figures
from investchn_crawler.cli.options import data_option, json_option, to_read
from investchn_crawler.cli.output import echo_json, echo_table

COLUMNS = (
    "site", "articles", "missing", "withdrawn", "revisions", "first", "last", "runs", "last_run", "ended", "failures",
)  # fmt: skip


@click.command("report", epilog="Example:  investchn report --data data/demo")
@data_option
@json_option
def command(folder: Path, as_json: bool) -> None:
    """What is in the archive: for each site its articles, revisions and dates, its runs, its failures by class.

    Columns: site, articles, of them missing, of them withdrawn, revisions, first and last date, runs, last run and how
    it ended, failures of all runs.
    """
    with to_read(folder) as archive:
        found = figures(archive)
    if as_json:
        echo_json(asdict(found))
        return
    echo_table(COLUMNS, map(_row, found.sites))
    click.echo(_sentence(found), err=True)


def _row(site: SiteFigures) -> list[object]:
    failures = ", ".join(f"{name} {count}" for name, count in site.failures.items())
    return [
        site.name, site.articles, site.missing, site.withdrawn, site.revisions, site.first, site.last, site.runs,
        site.last_run_at, site.last_run_reason, failures,
    ]  # fmt: skip


def _sentence(found: Figures) -> str:
    return (
        f"{found.folder}: {found.articles} articles in {found.revisions} revisions; the database has "
        f"{_megabytes(found.database_bytes)}, {found.captures} stored pages have {_megabytes(found.warc_bytes)}."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
