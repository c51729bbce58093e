"""The declared sites: one file each, its `SITE` the whole of what is known about it.

A folder that INVESTCHN_SITES names holds further files, for who does not work in this package; of two files of one
name, the folder's is read.
"""

import codecs
import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from investchn_crawler.address import is_address
from investchn_crawler.site import RESERVED, Site

VARIABLE = "INVESTCHN_SITES"
FOLDER = Path(os.environ[VARIABLE]).expanduser().resolve() if os.environ.get(VARIABLE) else None

if FOLDER:
    __path__.insert(0, str(FOLDER))


class SiteError(Exception):
    """A site's file that says nothing usable; its text is a sentence for the person who wrote it."""


def declared_sites() -> dict[str, Site]:
    """Every declared site by its name, in the order of the names."""
    if FOLDER and not FOLDER.is_dir():
        raise SiteError(f"{VARIABLE} names {FOLDER}, which is no folder.")
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return {name: _site_of(name) for name in names}


def _site_of(name: str) -> Site:
    try:
        site = importlib.import_module(f"{__name__}.{name}").SITE
    except Exception as error:  # a file of somebody else's hand
        raise SiteError(f"The site file {name}.py cannot be used: {type(error).__name__}: {error}.") from error
    if not isinstance(site, Site) or site.name != name:
        raise SiteError(f'The site file {name}.py must declare SITE = Site(name="{name}", ...).')
    if wrong := next(_wrong(site), None):
        raise SiteError(f"The site file {name}.py cannot be used: {wrong}.")
    return site


def _wrong(site: Site) -> Iterator[str]:
    """What cannot be meant in a declaration; a crawl would find out late, or never."""
    if site.name in RESERVED:
        yield f"no site can be called {site.name}: another spider is"
    if not is_address(site.home):
        yield f'home="{site.home}" is no web address: write home="https://www.example.gov.cn/"'
    for field, value in (("sections", site.sections), ("hosts", site.hosts)):
        if not isinstance(value, tuple):
            yield f'{field} is no list of names: write {field}=("{value}",), with a comma'
    for section in site.sections:
        if "://" in section and not is_address(section):
            yield f"the section {section} is no web address"
        elif "://" in section and not site.owns(section):
            yield f"the section {section} is on a host that is not the site's: name that in hosts"
    if site.encoding and not _is_known(site.encoding):
        yield f'encoding="{site.encoding}" is none that is known'


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
