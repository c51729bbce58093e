"""`investchn sites`: which sites can be crawled by name, and what the archive has of each."""

from dataclasses import asdict
from pathlib import Path

import click

from investchn_crawler.archive.opening import DATABASE
from investchn_crawler.archive.report import SiteFigures, site_figures
from investchn_crawler.cli.options import data_option, json_option, to_read
from investchn_crawler.cli.output import echo_json, echo_table
from investchn_crawler.sites import declared_sites

COLUMNS = ("name", "publisher", "home", "sections", "articles", "newest", "last_run", "ended")


@click.command("sites", epilog="Example:  investchn sites --json")
@data_option
@json_option
def command(folder: Path, as_json: bool) -> None:
    """The sites that are declared or were crawled, with what the archive has of them.

    Columns: name, publisher, home, sections (none: all that the home page leads to), articles, date of the newest,
    last crawl and how it ended.
    """
    rows = _rows(folder)
    if as_json:
        echo_json(rows)
    else:
        echo_table(COLUMNS, ([_text(row[name]) for name in COLUMNS] for row in rows))


def _rows(folder: Path) -> list[dict[str, object]]:
    declared = declared_sites()
    crawled = _crawled(folder)
    for name, site in declared.items():
        crawled.setdefault(name, SiteFigures(name, site.publisher, site.home))
    sections = {name: list(site.sections) for name, site in declared.items()}
    return [_row(site, sections.get(name, [])) for name, site in sorted(crawled.items())]


def _row(site: SiteFigures, sections: list[str]) -> dict[str, object]:
    values = asdict(site)
    return {
        **{name: values[name] for name in ("name", "publisher", "home")},
        "sections": sections,
        "articles": site.articles,
        "newest": site.last,
        "last_run": site.last_run_at,
        "ended": site.last_run_reason,
    }


def _crawled(folder: Path) -> dict[str, SiteFigures]:
    if not (folder / DATABASE).exists():
        return {}
    with to_read(folder) as archive:
        return site_figures(archive)


def _text(value: object) -> object:
    return ", ".join(value) if isinstance(value, list) else value
