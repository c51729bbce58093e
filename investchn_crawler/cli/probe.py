"""`investchn probe`: what a crawl of a site would find and ask for, from a handful of its pages."""

import sys

import click

from investchn_crawler.cli.findings_told import as_object, blocks_of
from investchn_crawler.cli.options import json_option
from investchn_crawler.cli.output import echo_blocks, echo_json
from investchn_crawler.cli.probing import findings_at, set_option, url_argument


@click.command("probe", epilog="Example:  investchn probe https://www.example.gov.cn/")
@url_argument
@set_option
@json_option
def command(url: str, settings: dict[str, str], as_json: bool) -> None:
    """What a crawl of a site would find and ask for, from a few of its pages.

    URL is a home page, a list or an article. Asked for, at most: that page, the home page, five lists or pages that
    lead to lists, page 2 of one, three articles. Nothing is stored.

    Confidence of a field: sure (two readers say the same, or the page names it), likely (one reader), weak (a guess
    by its place, or readers contradict each other), none.

    Exit code 0: it can be read; 1: it cannot, and the failure class says why; 2: wrong usage.
    """
    found = findings_at(url, settings)
    if as_json:
        echo_json(as_object(found))
    else:
        echo_blocks(blocks_of(found))
    if found.failure:
        click.echo(f"Error: {found.failure.url}: {found.failure.failure_class}, {found.failure.detail}.", err=True)
        sys.exit(1)
