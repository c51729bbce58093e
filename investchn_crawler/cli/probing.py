"""How a command probes a site: Scrapy's own crawler in this process, with the project's settings and manners."""

import logging
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from investchn_crawler.crawling.typed_settings import SettingError, check_settings
from investchn_crawler.extract.probe.findings import Findings
from investchn_crawler.spiders.arguments import ArgumentError, web_address
from investchn_crawler.spiders.probe import MOST_PAGES, ProbeSpider

FC = TypeVar("FC", bound=Callable[..., Any])
# what these say of a page that does not come, the findings say in a sentence
TOLD_BY_THE_FINDINGS = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.retry")


def _address(ctx: click.Context, parameter: click.Parameter, url: str) -> str:  # noqa: ARG001 - click's signature
    try:
        return web_address(url)
    except ArgumentError:
        raise click.BadParameter(f"{url} is no web address: write https://www.example.gov.cn/") from None


def _settings(ctx: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> Settings:  # noqa: ARG001
    """The project's settings, with those that were typed."""
    settings = Settings()
    settings.setmodule("investchn_crawler.settings", priority="project")
    settings.set("LOG_LEVEL", "ERROR", priority="command")
    for pair in pairs:
        name, equals, value = pair.partition("=")
        try:
            settings.set(name, value, priority="cmdline")
            check_settings(settings)
        except SettingError as error:
            raise click.BadParameter(str(error)) from None
        except ValueError:
            equals = ""
        if not equals:
            raise click.BadParameter(f"{pair} is no setting: write NAME=VALUE, as DOWNLOAD_DELAY=2.")
    return settings


url_argument = click.argument("url", metavar="URL", callback=_address)
set_option = click.option(
    "-s",
    "--set",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_settings,
    help="A setting of this probe, as for scrapy crawl.",
)


def transport_options(command: FC) -> FC:
    """What a site may declare of its servers, for one that has no file yet."""
    legacy = click.option("--legacy-tls", is_flag=True, help="Offer outdated TLS: after a failure `tls`.")
    browser = click.option("--browser", is_flag=True, help="Render the pages: after a failure `needs-browser`.")
    return legacy(browser(command))


def findings_at(url: str, settings: Settings, **facts: object) -> Findings:
    """Says what will be asked for, asks for it, and gives what was found; ClickException where it was broken off.

    `facts` are what the site's file would declare.
    """
    if facts.get("legacy_tls") and facts.get("browser"):
        raise click.UsageError("--legacy-tls and --browser exclude each other: no browser speaks outdated TLS.")
    declared = {name: value for name, value in facts.items() if value}
    _announce(url, settings)
    process = AsyncCrawlerProcess(settings)
    for name in TOLD_BY_THE_FINDINGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found: list[Findings] = []
    crawler = process.create_crawler(ProbeSpider)

    def keep(item: Any) -> None:
        found.append(item)

    crawler.signals.connect(keep, signal=signals.item_scraped)
    with _status() as status:
        told = _Counter(status)
        crawl = process.crawl(crawler, url=url, facts=declared, tell=told.next)
        process.start()
    if crawl.done() and not crawl.cancelled() and (error := crawl.exception()):
        raise click.ClickException(f"The probe could not begin: {error}.")
    if not found:
        raise click.ClickException("The probe was ended before its time; nothing is told of the site.")
    return found[0]


class _Counter:
    """Shows on a terminal which page is asked for, and how many may follow."""

    def __init__(self, status: Any) -> None:
        self.status = status
        self.count = 0

    def next(self, url: str) -> None:
        self.count += 1
        if self.status is not None:
            self.status.update(f"{self.count} of at most {MOST_PAGES}  {url}")


def _announce(url: str, settings: Settings) -> None:
    host, delay = urlsplit(url).hostname, settings.getfloat("DOWNLOAD_DELAY")
    click.echo(
        f"Asks {host} for robots.txt and at most {MOST_PAGES} pages, one at a time, {delay:g} s or more apart, "
        f"as {settings['USER_AGENT']}.",
        err=True,
    )


def _status() -> Any:
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True, highlight=False).status("robots.txt")
