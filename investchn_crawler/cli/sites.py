"""`investchn sites`: which sites can be crawled by name, and what the archive has of each."""

import sys
from pathlib import Path

import click

from investchn_crawler.archive.opening import DATABASE
from investchn_crawler.archive.report import SiteFigures, site_figures
from investchn_crawler.cli.options import data_option, json_option, to_read
from investchn_crawler.cli.output import echo_json, echo_table
from investchn_crawler.sites import declared_sites

COLUMNS = (
    "name", "publisher", "home", "sections", "articles", "newest", "last_run", "ended", "region", "family", "probed",
)  # fmt: skip
ON_A_TERMINAL = ("name", "publisher", "region", "family", "sections", "newest", "last_run", "probed")
DAYS = ("last_run", "probed")

Row = dict[str, object]


@click.command("sites", epilog="Example:  investchn sites 河北")
@click.argument("word", required=False, default="")
@data_option
@json_option
def command(word: str, folder: Path, as_json: bool) -> None:
    """The sites that are declared or were crawled, with what the archive has of them.

    WORD narrows them down: a part of the name, the publisher or the address, or the beginning of the region's code.

    Columns: name, publisher, home, sections (none: all that the home page leads to), articles, date of the newest,
    last crawl and how it ended, region (GB/T 2260), family of its CMS, when `investchn probe` last checked it against
    the live site. A terminal shows what it has room for, a pipe and --json all.
    """
    sites = [site for site in _sites(folder) if _has(site, word.casefold())]
    if not sites:
        raise click.ClickException(f"No site has {word} in it: `investchn sites` lists them all.")
    rows = [_row(site) for site in sites]
    if as_json:
        echo_json(rows)
    elif sys.stdout.isatty():
        _echo_short(rows)
    else:
        echo_table(COLUMNS, ([_text(name, row[name]) for name in COLUMNS] for row in rows))


def _sites(folder: Path) -> list[SiteFigures]:
    sites = _crawled(folder)
    for name, site in declared_sites().items():
        figures = sites.setdefault(name, SiteFigures(name, site.publisher, site.home))
        figures.publisher, figures.home, figures.region = site.publisher, site.home, site.region
        figures.sections = list(site.sections) or figures.sections
    return [site for _, site in sorted(sites.items())]


def _crawled(folder: Path) -> dict[str, SiteFigures]:
    if not (folder / DATABASE).exists():
        return {}
    with to_read(folder) as archive:
        return site_figures(archive)


def _has(site: SiteFigures, word: str) -> bool:
    told = (text.casefold() for text in (site.name, site.publisher, site.home))
    return any(word in text for text in told) or (site.region or "").startswith(word)


def _row(site: SiteFigures) -> Row:
    return {
        "name": site.name,
        "publisher": site.publisher,
        "home": site.home,
        "sections": site.sections,
        "articles": site.articles,
        "newest": site.last,
        "last_run": site.last_run_at,
        "ended": site.last_run_reason,
        "region": site.region,
        "family": site.family,
        "probed": site.probed_at,
    }


def _text(name: str, value: object) -> object:
    if name == "probed":
        return value or "never"
    return ", ".join(value) if isinstance(value, list) else value


def _echo_short(rows: list[Row]) -> None:
    """What a terminal has room for; a column in which no site has anything is left out."""
    cells = [{name: _short(name, row[name]) for name in ON_A_TERMINAL} for row in rows]
    shown = [name for name in ON_A_TERMINAL if any(row[name] for row in cells)]
    echo_table(shown, ([row[name] for name in shown] for row in cells), cut=("publisher", "family"))


def _short(name: str, value: object) -> object:
    if isinstance(value, list):
        return len(value) or None
    text = _text(name, value)
    return text[:10] if name in DAYS and isinstance(text, str) else text
