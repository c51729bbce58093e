"""The declared sites: one file each, its `SITE` the whole of what is known about it.

A folder that INVESTCHN_SITES names holds further files, for who does not work in this package; of two files of one
name, the folder's is read.
"""

import importlib
import os
import pkgutil
from pathlib import Path

from investchn_crawler.site import Site

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
    return site
