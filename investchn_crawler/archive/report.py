"""What is in an archive, in figures: of each site how much, from when to when, and how its crawls went."""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from investchn_crawler.archive.store import Archive


@dataclass
class SiteFigures:
    """One site in figures; `first` and `last` are dates of its articles, `failures` is by class over all runs.

    `sections` are the lists that were walked, before the first crawl those that a probe found.
    """

    name: str
    publisher: str
    home: str
    articles: int = 0
    missing: int = 0
    withdrawn: int = 0
    revisions: int = 0
    first: str | None = None
    last: str | None = None
    runs: int = 0
    last_run_at: str | None = None
    last_run_reason: str | None = None
    failures: dict[str, int] = field(default_factory=dict)
    region: str | None = None
    family: str | None = None
    sections: list[str] = field(default_factory=list)
    probed_at: str | None = None


@dataclass
class Figures:
    """An archive in figures; sizes in bytes."""

    folder: str
    articles: int
    revisions: int
    captures: int
    database_bytes: int
    warc_bytes: int
    sites: list[SiteFigures]


def figures(archive: "Archive") -> Figures:
    """The whole archive in figures; a site that was probed and never crawled is none of it."""
    sites = {name: site for name, site in site_figures(archive).items() if site.runs}
    (captures,) = archive.connection.execute("select count(*) from captures").fetchone()
    return Figures(
        folder=str(archive.folder),
        articles=sum(site.articles for site in sites.values()),
        revisions=sum(site.revisions for site in sites.values()),
        captures=captures,
        database_bytes=sum(path.stat().st_size for path in archive.folder.glob("archive.db*")),
        warc_bytes=sum(path.stat().st_size for path in archive.folder.glob("warc/*.warc.gz")),
        sites=list(sites.values()),
    )


def site_figures(archive: "Archive") -> dict[str, SiteFigures]:
    """Every site that the archive knows from a crawl or a probe, in figures, by its name."""
    db = archive.connection
    sites = _stored_sites(db)
    _count_articles(db, sites)
    _count_revisions(db, sites)
    _count_runs(db, sites)
    _count_failures(db, sites)
    return sites


def _stored_sites(db: sqlite3.Connection) -> dict[str, SiteFigures]:
    sites = {}
    rows = db.execute(
        "select name, publisher, home, region, family, probed_at, probed_sections from sites order by name"
    )
    for name, publisher, home, region, family, probed_at, found in rows.fetchall():
        sections = [row[0] for row in db.execute("select name from sections where site = ? order by name", (name,))]
        sites[name] = SiteFigures(
            name, publisher, home,
            region=region, family=family, sections=sections or json.loads(found or "[]"), probed_at=probed_at,
        )  # fmt: skip
    return sites


def _count_articles(db: sqlite3.Connection, sites: dict[str, SiteFigures]) -> None:
    sql = (
        "select site, count(*), sum(status = 'missing'), sum(status = 'withdrawn'), min(date), max(date) "
        "from articles group by site"
    )
    for name, articles, missing, withdrawn, first, last in db.execute(sql):
        site = sites[name]
        site.articles, site.missing, site.withdrawn, site.first, site.last = articles, missing, withdrawn, first, last


def _count_revisions(db: sqlite3.Connection, sites: dict[str, SiteFigures]) -> None:
    sql = "select site, count(*) from revisions r join articles a on a.id = r.article_id group by site"
    for name, revisions in db.execute(sql):
        sites[name].revisions = revisions


def _count_runs(db: sqlite3.Connection, sites: dict[str, SiteFigures]) -> None:
    # SQLite takes the bare columns from the row that holds the maximum.
    sql = "select site, count(*), max(id), started_at, coalesce(reason, 'not finished') from runs group by site"
    for name, runs, _, at, reason in db.execute(sql):
        sites[name].runs, sites[name].last_run_at, sites[name].last_run_reason = runs, at, reason


def _count_failures(db: sqlite3.Connection, sites: dict[str, SiteFigures]) -> None:
    sql = "select site, class, count(*) from failures join runs on runs.id = run_id group by site, class order by class"
    for name, failure_class, count in db.execute(sql):
        sites[name].failures[failure_class] = count


def site_names(archive: "Archive") -> list[str]:
    """The sites that the archive knows from a crawl or a probe."""
    return [name for (name,) in archive.connection.execute("select name from sites order by name")]
