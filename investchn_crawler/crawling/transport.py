"""How the pages of a site are fetched where the usual way would not do: what its declaration sets."""

from scrapy.settings import BaseSettings

from investchn_crawler.site import Site


def prepare(settings: BaseSettings, site: Site) -> None:
    """Sets what a site declares; a site that declares nothing is fetched by Scrapy as it comes."""
    if site.legacy_tls:
        handlers = {"https": "investchn_crawler.crawling.legacy_tls.LegacyTls"}
        settings.set("DOWNLOAD_HANDLERS", handlers, "spider")
