"""What a site may declare about itself: facts only, so that one crawl algorithm serves all sites."""

from dataclasses import dataclass

from investchn_crawler.address import host_of


@dataclass(frozen=True, slots=True)
class Site:
    """One web presence. `name` is its module, its spider and its value in the column `site`.

    `sections` are names as the site writes them, or addresses of lists; none means every listing of dated
    entries that the home page leads to. `hosts` are further hosts that belong to the site. `encoding` is what
    its pages are written in where they label themselves wrongly.
    """

    name: str
    publisher: str
    home: str
    sections: tuple[str, ...] = ()
    region: str | None = None
    hosts: tuple[str, ...] = ()
    encoding: str | None = None

    def owns(self, url: str) -> bool:
        """Whether an address belongs to the site: its home's host, with or without www, or a declared one."""
        host = host_of(url)
        mine = {host_of(self.home), *self.hosts}
        return host in mine or host.removeprefix("www.") in {name.removeprefix("www.") for name in mine}
