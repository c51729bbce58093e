"""What a site may declare about itself: facts only, so that one crawl algorithm serves all sites."""

from dataclasses import dataclass

from investchn_crawler.address import host_of

RESERVED = frozenset({"site", "probe"})  # spiders that are of no site


@dataclass(frozen=True, slots=True)
class Site:
    """One web presence. `name` is its module, its spider and its value in the column `site`.

    `sections` are names as the site writes them, or addresses of lists; none means every listing of dated
    entries that the home page leads to. `hosts` are further hosts that belong to the site. `encoding` is what
    its pages are written in where they label themselves wrongly. `legacy_tls`: its servers speak nothing newer than
    TLS 1.0 or 1.1, or only old ciphers. `browser`: its pages are drawn by scripts, so Chromium renders them.
    """

    name: str
    publisher: str
    home: str
    sections: tuple[str, ...] = ()
    region: str | None = None
    hosts: tuple[str, ...] = ()
    encoding: str | None = None
    legacy_tls: bool = False
    browser: bool = False

    @property
    def all_hosts(self) -> frozenset[str]:
        """The hosts of the site: its home's and the declared ones, each with and without www."""
        names = {name.removeprefix("www.") for name in (host_of(self.home), *self.hosts)}
        return frozenset(names | {f"www.{name}" for name in names})

    def owns(self, url: str) -> bool:
        """Whether an address belongs to the site."""
        return host_of(url) in self.all_hosts
