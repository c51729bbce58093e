"""A spider for every declared site, named as the site is."""

import sys

from investchn_crawler.sites import SiteError, declared_sites
from investchn_crawler.spiders.news import NewsSpider

try:
    _sites = declared_sites()
except SiteError as error:  # whatever command was typed, Scrapy would show a traceback
    sys.exit(str(error))

# Scrapy finds the spiders of a module among its names.
for _site in _sites.values():
    globals()[f"{_site.name.title()}Spider"] = type(
        f"{_site.name.title()}Spider",
        (NewsSpider,),
        {"name": _site.name, "site": _site, "__module__": __name__, "__doc__": f"{_site.publisher}, {_site.home}"},
    )
