"""Sends a site's cookies back as any browser does, without asking a third party which domains are public suffixes."""

from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract

# Scrapy's extractor downloads the list of suffixes at its first cookie; the package carries a copy.
cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


class Cookies(cookies.CookiesMiddleware):
    """Scrapy's own, with the suffixes of the package."""
