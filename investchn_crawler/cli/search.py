"""`investchn search`: articles by what they say."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from investchn_crawler.archive import Archive, ArchiveError
from investchn_crawler.archive.report import site_names
from investchn_crawler.archive.search import Hit, search
from investchn_crawler.cli.options import data_option, json_option, to_read
from investchn_crawler.cli.output import echo_json, echo_table
from investchn_crawler.sites import declared_sites

COLUMNS = ("date", "title", "source", "site", "url", "snippet")


@click.command(
    "search",
    context_settings={"ignore_unknown_options": True},  # -转载 is part of a query
    epilog="Example:  investchn search '青浦 (光伏 OR 氢能) -转载' --json --limit 0",
)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=0), help="At most so many; 0: all.")
@click.option("--site", metavar="NAME", help="Only articles of this site.")
@data_option
@json_option
def command(query: Sequence[str], limit: int, site: str | None, folder: Path, as_json: bool) -> None:
    """Find articles that hold all words of QUERY, best first.

    A word of Chinese is found wherever its characters stand together. OR, NOT or a leading -, brackets, "quotes" for a
    phrase, and 5G* for words that begin so.
    """
    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    with to_read(folder) as archive:
        _must_be_known(archive, site)
        hits = search(archive, " ".join(query), limit, site)
    if as_json:
        echo_json([hit._asdict() for hit in hits])
    elif hits:
        _echo(hits)
    else:
        click.echo("Nothing was found.", err=True)


def _must_be_known(archive: Archive, site: str | None) -> None:
    if site is not None and site not in {*declared_sites(), *site_names(archive)}:
        raise ArchiveError(f"There is no site {site}: `investchn sites` lists them.")


def _echo(hits: Sequence[Hit]) -> None:
    if not sys.stdout.isatty():
        echo_table(COLUMNS, ([getattr(hit, name) for name in COLUMNS] for hit in hits))
        return
    for hit in hits:
        click.echo(f"{hit.date or 'undated':10}  {click.style(hit.title, bold=True)}")
        click.echo(f"            {click.style(' · '.join(filter(None, (hit.source, hit.site, hit.url))), dim=True)}")
        click.echo(f"            {hit.snippet}")
