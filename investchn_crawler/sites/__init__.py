"""The declared sites: one file each, its `SITE` the whole of what is known about it."""

import importlib
import pkgutil

from investchn_crawler.site import Site


def declared_sites() -> dict[str, Site]:
    """Every declared site by its name, in the order of the names."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return {module.SITE.name: module.SITE for module in modules}
