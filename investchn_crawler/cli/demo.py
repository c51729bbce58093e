"""`investchn demo`: what a newcomer sees first, the real spiders at work on a small made-up web."""

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import click

from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.show import Show, ShowError
from investchn_crawler.demo.web import DemoWeb

MARKER = "made-by-investchn-demo"
SITES = ("investchn", "shqp", "yunxi")
WORD = "冷链物流"
LONGEST_LIST = 12


@click.command(
    "demo",
    epilog="Example:  investchn demo --data data/demo",
    short_help="Crawl a small made-up web with the real spiders.",
)
@click.option(
    "--data",
    metavar="FOLDER",
    help="Where the archive lands; an earlier demo's is replaced, anything else is left alone.  [default: data/demo]",
)
@click.pass_context
def command(ctx: click.Context, data: str | None) -> None:
    """Crawl a small made-up web with the real spiders, and show what landed.

    Three invented sites are served on loopback through a proxy; nothing is asked of the internet. They are crawled,
    crawled again, changed, crawled once more, and searched.
    """
    started = time.monotonic()
    folder = Path(data or ctx.obj or "data/demo")
    _prepare(folder)
    web = DemoWeb()
    with DemoProxy(web) as proxy:
        show = Show(web, proxy, folder)
        try:
            _first_crawl(show)
            _second_crawl(show)
            _changes(show)
            _search(show)
        except ShowError as error:
            raise click.ClickException(str(error)) from error
    _conclude(show)
    click.echo(f"\nThat took {time.monotonic() - started:.0f} s. The archive is {folder / 'archive.db'}.")
    _what_next(folder)


def _prepare(folder: Path) -> None:
    """An empty folder with our mark in it; somebody else's files are never removed."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).exists():
            raise click.ClickException(f"{folder} is not empty and no demo's archive; name another folder with --data.")
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_text("This folder is emptied by the next `investchn demo`.\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error


def _conclude(show: Show) -> None:
    """Say what did not land as the made-up web has it, and end with exit code 1."""
    if show.problems:
        lines = [f"   {problem[:300]}" for problem in show.problems[:LONGEST_LIST]]
        more = len(show.problems) - len(lines)
        lines += [f"   ... and {more} more"] if more else []
        raise click.ClickException("\n".join(["Not all is as it should be:", *lines, f"The crawls said: {show.log}"]))


def _heading(number: int, text: str) -> None:
    click.secho(f"\n{number}. {text}", bold=True)


def _first_crawl(show: Show) -> None:
    truth = Counter(article.site for article in show.web.articles())
    _heading(1, f"First crawl: {truth.total()} articles on three made-up sites, one of them GBK, two of them https")
    for site in SITES:
        asked = show.crawl(site)
        run = show.last_run(site)
        landed = f"{run['new']:>3} articles from {asked.total():>3} pages, {run['failed']} failed"
        click.echo(f"   scrapy crawl {site:<10} {landed}")
        for failure, count, url in show.failures(site):
            click.echo(f"      {failure}: {url}" + (f" and {count - 1} more" if count > 1 else ""))
    show.compare()
    if not show.problems:
        orphans = sum(not article.listed for article in show.web.articles())
        click.echo(
            f"   All {truth.total()} landed; title, date, source, text, neighbours and files are those of the pages.\n"
            f"   {orphans} of them stand in no list and were found by their neighbours (上一条/下一条)."
        )


def _second_crawl(show: Show) -> None:
    _heading(2, "The same crawl again: what is known is not asked for")
    for site in SITES:
        asked = show.crawl(site)
        click.echo(
            f"   scrapy crawl {site:<10} {asked['article'] + asked['sheet']} articles and "
            f"{asked['home'] + asked['listing']} home and list pages asked for, {show.last_run(site)['new']} new"
        )
        show.expect(f"articles of {site} asked for again", asked["article"] + asked["sheet"], 0)
        show.expect(f"new articles of {site} in the second crawl", show.last_run(site)["new"], 0)


def _changes(show: Show) -> None:
    _heading(3, "An editor adds a sentence to one article, another one is taken down; everything is checked")
    edited, withdrawn = show.web.edit(), show.web.withdraw()
    for site in SITES[:2]:
        asked = show.crawl(site, "-a", "full=1")
        run = show.last_run(site)
        click.echo(
            f"   scrapy crawl {site:<10} -a full=1: {asked['article']} articles checked, {show.not_modified()} not "
            f"modified (304), {run['changed']} changed, {run['missing']} missing"
        )
    for url, title in show.changed():
        click.echo(f"   changed: {title}  {url}")
    for url, title in show.missing():
        click.echo(f"   missing: {title}  {url}  (its text stays)")
    show.expect("the changed articles", [url for url, _ in show.changed()], [edited])
    show.expect("the missing articles", [url for url, _ in show.missing()], [withdrawn])


def _search(show: Show) -> None:
    _heading(4, f"investchn search {WORD}")
    found = show.search(WORD)
    show.expect(f"whether a search for {WORD} finds something", bool(found), True)
    for hit in found[:3]:
        click.echo(f"   {hit['date']}  {hit['title']}  ({hit['source']})")
    if len(found) > 3:
        click.echo(f"   ... {len(found)} articles in all")


def _what_next(folder: Path) -> None:
    database = folder / "archive.db"
    scripts = Path(os.path.relpath(Path(sys.executable).parent))
    click.secho("\nWhat to type next:", bold=True)
    for line in (
        f"{scripts / 'investchn'} search 青岚县 --data {folder}",
        f"{scripts / 'investchn'} report --data {folder}",
        f'sqlite3 {database} "select date, title, source from articles order by date desc limit 10"',
        f"{scripts / 'scrapy'} crawl investchn   # the real site, into data/archive.db",
    ):
        click.echo(f"   {line}")
