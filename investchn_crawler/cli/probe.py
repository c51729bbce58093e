"""`investchn probe`: what a crawl of a site would find and ask for, from a handful of its pages."""

import sys
from pathlib import Path

import click
from scrapy.settings import Settings

from investchn_crawler.archive import Archive
from investchn_crawler.archive.frontier import now_utc
from investchn_crawler.cli.findings_told import as_object, blocks_of
from investchn_crawler.cli.options import data_option, json_option
from investchn_crawler.cli.output import echo_blocks, echo_json
from investchn_crawler.cli.probing import findings_at, set_option, transport_options, url_argument
from investchn_crawler.extract.probe.findings import Findings
from investchn_crawler.sites import declared_sites


@click.command("probe", epilog="Example:  investchn probe https://www.example.gov.cn/")
@url_argument
@transport_options
@set_option
@data_option
@json_option
def command(url: str, legacy_tls: bool, browser: bool, settings: Settings, folder: Path, as_json: bool) -> None:
    """What a crawl of a site would find and ask for, from a few of its pages.

    URL is a home page, a list or an article. Asked for, at most: that page, the home page, five lists or pages that
    lead to lists, page 2 of one, three articles. Nothing of them is stored; of a declared site that can be read, the
    archive notes when it was probed and what was found (`investchn sites` shows it).

    Confidence of a field: sure (two readers say the same, or the page names it), likely (one reader), weak (a guess
    by its place, or readers contradict each other), none.

    Exit code 0: it can be read; 1: it cannot, and the failure class says why; 2: wrong usage.
    """
    found = findings_at(url, settings, legacy_tls=legacy_tls, browser=browser)
    if as_json:
        echo_json(as_object(found))
    else:
        echo_blocks(blocks_of(found))
    if found.failure:
        why = f"{found.failure.url}: {found.failure.failure_class}, {found.failure.detail}"
        click.echo(f"Error: {why} (docs/operations.md has what to do).", err=True)
        sys.exit(1)
    if found.site.name in declared_sites():
        _note(found, folder)


def _note(found: Findings, folder: Path) -> None:
    """Keeps in the archive that a declared site was looked at."""
    family = found.family.name if found.family else None
    lists = [section.name for section in found.sections if section.kind == "listing"]
    with Archive(folder) as archive:
        archive.note_probe(found.site, now_utc(), family, lists)
