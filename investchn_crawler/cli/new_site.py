"""`investchn new-site`: a probe, then the site's file and golden cases, and what a person must look at."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click
from scrapy.settings import Settings

import investchn_crawler
from investchn_crawler.address import host_of, page_key
from investchn_crawler.cli.probing import findings_at, set_option, transport_options, url_argument
from investchn_crawler.cli.site_draft import Case, cases_of, site_file
from investchn_crawler.cli.whole_files import write_whole
from investchn_crawler.extract.confidence import FIELDS
from investchn_crawler.extract.probe.findings import Findings
from investchn_crawler.extract.probe.naming import name_for
from investchn_crawler.extract.sections import is_home
from investchn_crawler.site import RESERVED, Site
from investchn_crawler.sites import declared_sites

NAME = re.compile(r"[a-z][a-z0-9]*")
OWN = (
    "The saved pages belong to their publisher: keep the golden cases in your own copy. For the project, replace "
    "names and text by invented ones (CONTRIBUTING.md)."
)


class Place(NamedTuple):
    """Where sites and golden cases lie."""

    sites: Path
    cases: Path


@click.command("new-site", epilog="Example:  investchn new-site https://www.example.gov.cn/ --sections 要闻,通知公告")
@url_argument
@click.option("--name", help="What to call it: lower-case letters and digits.  [default: from its host]")
@click.option("--publisher", help="The body behind it.  [default: as its pages write it]")
@click.option("--sections", default="", help="The lists to walk, with commas.  [default: all the home page leads to]")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="INVESTCHN_SITES",
    help="The folder of your own sites.  [env: INVESTCHN_SITES; default: this checkout of the project]",
)
@click.option("--dry-run", is_flag=True, help="Print the files, write none.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@transport_options
@set_option
def command(
    url: str,
    name: str | None,
    publisher: str | None,
    sections: str,
    into: Path | None,
    dry_run: bool,
    force: bool,
    legacy_tls: bool,
    browser: bool,
    settings: Settings,
) -> None:
    """Probe a site, write its file and golden cases, and say what to check by eye.

    The file declares the site, so that `scrapy crawl NAME` crawls it. The golden cases are an article and a list as
    they were sent, beside what was read in them: tests/extract/test_golden.py holds the readers against them.

    Exit code 0: written; 1: the site cannot be read, or a file cannot be written; 2: wrong usage.
    """
    place = _place(into)
    declared = _declared(url, name, force=force)
    wanted = tuple(each.strip() for each in sections.replace("，", ",").split(",") if each.strip())
    found = findings_at(url, settings, sections=wanted, legacy_tls=legacy_tls, browser=browser)
    if found.failure:
        raise click.ClickException(
            f"{found.failure.url}: {found.failure.failure_class}, {found.failure.detail}. Nothing was written."
        )
    site = _site(found, declared, name, publisher)
    cases = list(cases_of(found))
    files = {place.sites / f"{site.name}.py": site_file(site).encode()}
    for case in cases:
        files |= case.files(place.cases / site.name)
    if dry_run:
        _show(files)
    else:
        write_whole(files, force=force)
        for path in files:
            click.echo(f"Wrote {path}")
    _advise(found, site, cases, into)


def _place(into: Path | None) -> Place:
    """A folder of the user's own, else the checkout that this package is of."""
    if into:
        return Place(into, into / "cases")
    package = Path(investchn_crawler.__file__).parent
    if not (package.parent / "scrapy.cfg").is_file():
        raise click.UsageError(
            "This program is not run from a checkout of the project: name a folder with --into or INVESTCHN_SITES."
        )
    return Place(package / "sites", package.parent / "tests" / "sites")


def _declared(url: str, name: str | None, *, force: bool) -> Site | None:
    """The declared site of an address, which only --force writes anew; no name is given twice."""
    sites = declared_sites()
    owner = next((site for site in sites.values() if site.owns(url)), None)
    if owner and (not force or name not in (None, owner.name)):
        raise click.ClickException(f"{host_of(url)} is declared already, as {owner.name}: --force writes that anew.")
    if name and not NAME.fullmatch(name):
        raise click.UsageError(f"--name {name}: lower-case letters and digits, a letter first.")
    if name and not owner and name in (*RESERVED, *sites):
        raise click.UsageError(f"--name {name}: another spider has that name.")
    return owner


def _site(found: Findings, declared: Site | None, name: str | None, publisher: str | None) -> Site:
    home = found.home_url if is_home(found.home_url) else found.site.home
    named = declared.name if declared else name_for(host_of(home), declared_sites())
    body = declared.publisher if declared else found.publisher or host_of(home)
    sections = found.site.sections or _stray_list(found)
    return replace(found.site, name=name or named, publisher=publisher or body, home=home, sections=sections)


def _stray_list(found: Findings) -> tuple[str, ...]:
    """The address of the list that was named, where the home page leads to no list: a crawl would not come upon it."""
    lists = [section.url for section in found.sections if section.kind == "listing" and section.entries]
    first = found.seen[0].url
    led_to = {
        page_key(link.url) for each in found.seen if each.role == "home" and each.kind for link in each.kind.links
    }
    return (first,) if lists == [first] and page_key(first) not in led_to else ()


def _show(files: dict[Path, bytes]) -> None:
    for path, body in files.items():
        click.secho(f"\n{path}", bold=True)
        if path.suffix == ".html":
            click.echo(f"({len(body)} bytes, as the server sent them)")
        else:
            click.echo(body.decode(), nl=False)


def _advise(found: Findings, site: Site, cases: list[Case], into: Path | None) -> None:
    """What could not be read, what a person must look at, and what to type next."""
    for heading, lines in (("Not read:", list(_unread(found, cases))), ("Check by eye:", list(_doubts(found, site)))):
        if lines:
            click.secho(f"\n{heading}", bold=True)
        for line in lines:
            click.echo(f"  {line}")
    click.secho("\nThen:", bold=True)
    sites = f"INVESTCHN_SITES={into} " if into else ""
    click.echo(f"  {sites}scrapy crawl {site.name} -s ARCHIVE_DIR=/tmp/{site.name} -s CLOSESPIDER_PAGECOUNT=100")
    if not into:
        click.echo(f"  python -m pytest tests/extract/test_golden.py -k {site.name}")


def _unread(found: Findings, cases: list[Case]) -> Iterator[str]:
    for each in found.seen:
        if each.failure:
            yield f"{each.asked_url}: {each.failure.failure_class}, {each.failure.detail}"
    read = [article for article in found.articles if article.article]
    never = [name for name in FIELDS if all(article.confidence[name] == "none" for article in read)]
    if never:
        yield f"in none of {len(read)} articles: {', '.join(never)}"
    if "list" not in {case.name for case in cases}:
        yield "a list: no golden case of one"
    yield from (f"section {name}: no link of the pages seen has that name" for name in found.missing)


def _doubts(found: Findings, site: Site) -> Iterator[str]:
    yield f"publisher: {site.publisher}" + ("" if found.publisher else " (its pages do not say)")
    if site.region is None:
        yield "region: none is declared; add its code where the site is one county's, city's or province's"
    for each in found.articles:
        weak = [name for name, grade in each.confidence.items() if grade == "weak"]
        if each.article and weak:
            told = ", ".join(f"{name} {getattr(each.article, name)!s:.40}" for name in weak)
            yield f"{each.url}: weak {told}"
    if found.listing and found.listing.new_on_page_2 == 0:
        yield f"{found.listing.next_url}: page 2 shows no entry that page 1 has not"
    if site.sections != found.site.sections:
        yield f"sections: only {site.sections[0]}, for no list was found that the home page leads to"
    if not found.site.sections and found.estimate.unseen:
        yield f"{found.estimate.unseen} links that were not looked at may lead to lists; --sections names those to walk"
    yield OWN
