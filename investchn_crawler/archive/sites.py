"""The sites as they are stored: who they are, and what the last probe found of them."""

import json
import sqlite3
from collections.abc import Sequence

from investchn_crawler.site import Site


def introduce(db: sqlite3.Connection, site: Site) -> None:
    """Who the site is, as it is declared today."""
    db.execute(
        "insert into sites(name, publisher, home, region) values (?, ?, ?, ?) on conflict(name) do update set "
        "publisher = excluded.publisher, home = excluded.home, region = excluded.region",
        (site.name, site.publisher, site.home, site.region),
    )


def made_with(db: sqlite3.Connection, site: Site, family: str) -> None:
    """Which family of CMS the site is made with, as its home page shows."""
    db.execute("update sites set family = ? where name = ?", (family, site.name))


def probed(db: sqlite3.Connection, site: Site, at: str, family: str | None, sections: Sequence[str]) -> None:
    """The live site was looked at: what it is made with, and the names of the lists that a crawl would walk."""
    introduce(db, site)
    db.execute(
        "update sites set probed_at = ?, family = ?, probed_sections = ? where name = ?",
        (at, family, json.dumps(list(sections), ensure_ascii=False), site.name),
    )
