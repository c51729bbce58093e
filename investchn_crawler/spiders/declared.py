"""A spider for every declared site, named as the site is."""

from investchn_crawler.sites import declared_sites
from investchn_crawler.spiders.news import NewsSpider

# Scrapy finds the spiders of a module among its names.
for _site in declared_sites().values():
    globals()[f"{_site.name.title()}Spider"] = type(
        f"{_site.name.title()}Spider",
        (NewsSpider,),
        {"name": _site.name, "site": _site, "__module__": __name__, "__doc__": f"{_site.publisher}, {_site.home}"},
    )
