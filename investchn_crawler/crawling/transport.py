"""How the pages of a site are fetched where the usual way would not do: what its declaration sets."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from scrapy.settings import BaseSettings

from investchn_crawler.crawling.slots import PARTS
from investchn_crawler.site import Site

VARIABLE = "INVESTCHN_CHROMIUM"
# as Debian, Ubuntu and Google name it
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Chromium asks nobody: its proxy is the port that discards, for addresses of this machine too. Between the hosts of one
# site, which are all that it hears of, no origin need be guarded from another.
NO_NETWORK = ["--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>", "--disable-web-security"]
UNDELAYED = {"concurrency": 1, "delay": 0, "jitter": 0}


class TransportError(Exception):
    """What a site declares cannot be done here; its text is a sentence that says what to install."""


def prepare(settings: BaseSettings, site: Site) -> None:
    """Sets what a site declares; a site that declares nothing is fetched by Scrapy as it comes."""
    if site.legacy_tls:
        handlers = {"https": "investchn_crawler.crawling.legacy_tls.LegacyTls"}
        settings.set("DOWNLOAD_HANDLERS", handlers, "spider")
    if site.browser:
        _prepare_browser(settings, site)


def _prepare_browser(settings: BaseSettings, site: Site) -> None:
    if find_spec("scrapy_playwright") is None:
        raise TransportError(f"{site.name} is rendered by a browser: pip install 'investchn_crawler[browser]' first.")
    launch = {
        "executable_path": _chromium(site.name),
        "chromium_sandbox": os.geteuid() != 0,  # as root, Chromium starts without its sandbox or not at all
        "args": NO_NETWORK,
        "handle_sigint": False,  # one Ctrl-C ends a crawl in order: the page that is being drawn is finished
    }
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", launch, "spider")
    settings.set("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", settings.getfloat("DOWNLOAD_TIMEOUT") * 1000, "spider")
    settings.set("DOWNLOAD_SLOTS", settings.getdict("DOWNLOAD_SLOTS") | {PARTS: UNDELAYED}, "spider")
    # behind Scrapy's decompression and redirects (590, 600) and our stubs (580): what is rendered is a page
    renders = {"investchn_crawler.crawling.browser.Browser": 575}
    settings.set("DOWNLOADER_MIDDLEWARES", settings.getdict("DOWNLOADER_MIDDLEWARES") | renders, "spider")


def _chromium(name: str) -> str:
    """Where Chromium lies: what INVESTCHN_CHROMIUM names, else the first in the PATH."""
    named = os.environ.get(VARIABLE)
    wanted = [str(Path(named).expanduser())] if named else NAMES
    program = next(filter(None, map(shutil.which, wanted)), None)
    if program is None:
        why = f"{VARIABLE} names {named}, which cannot be run" if named else "there is no Chromium in the PATH"
        raise TransportError(
            f"{name} is rendered by a browser, and {why}: install it (Debian, Ubuntu: apt install chromium), "
            f"or name the program in {VARIABLE}."
        )
    return program
