"""`investchn extract`: one page, as the crawl would read it, with the reader that gave each field."""

import codecs
from dataclasses import asdict
from pathlib import Path

import click

from investchn_crawler import extract_article, extract_listing, page_of
from investchn_crawler.cli.download import Download, download
from investchn_crawler.cli.output import echo_json
from investchn_crawler.extract.refusals import refusals
from investchn_crawler.items import Article

NOWHERE = "http://localhost/"


@click.command("extract", epilog="Example:  investchn extract page.html --url http://www.investchn.com/news/1.html")
@click.argument("page", metavar="FILE|URL")
@click.option("--url", help=f"The address of a page that is read from a file, to tell its links from; else {NOWHERE}.")
@click.option("--encoding", help="What the page is written in, where it labels itself wrongly.")
def command(page: str, url: str | None, encoding: str | None) -> None:
    """Read one page and print it as JSON: the fields of an article with their evidence, or the entries of a list.

    Only http and https addresses are fetched, and only this one page.
    """
    found = download(page) if "://" in page else _from_file(page)
    _must_be_an_encoding(encoding)
    address, charset = url or found.url, encoding or found.encoding
    if article := extract_article(found.body, address, charset):
        echo_json(_plain(article))
        return
    listing = extract_listing(found.body, address, charset)
    if not listing.entries:
        said = next(refusals(page_of(found.body, address, charset)), None)
        why = f" ({said.failure_class}: {said.name})" if said else ""
        raise click.ClickException(f"{page} is neither an article nor a list of articles: nothing was read{why}.")
    echo_json(asdict(listing))


def _from_file(name: str) -> Download:
    try:
        return Download(NOWHERE, Path(name).read_bytes(), None)
    except OSError as error:
        raise click.ClickException(f"{name} cannot be read: {error.strerror or error}.") from error


def _must_be_an_encoding(name: str | None) -> None:
    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        raise click.ClickException(f"There is no encoding {name}: try utf-8 or gb18030.") from None


def _plain(article: Article) -> dict[str, object]:
    return {
        **asdict(article),
        "images": [image._asdict() for image in article.images],
        "attachments": [attachment._asdict() for attachment in article.attachments],
    }
