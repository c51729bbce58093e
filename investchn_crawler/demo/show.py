"""What the demo does and holds against the truth: crawls in processes of their own, then reads the archive."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from investchn_crawler.demo.pages import Expected
from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.web import DemoWeb

# loopback has no neighbour to bother
HASTE = ("-s", "DOWNLOAD_DELAY=0.02", "-s", "AUTOTHROTTLE_ENABLED=0")
FIELDS = ("title", "date", "published_at", "source", "author", "editor", "section", "body")
POLICY = ("index_number", "document_number", "issuer", "written_date", "subject")
LONGEST_CRAWL = 120


class ShowError(Exception):
    """The demo cannot go on: a crawl ended badly, or there is no archive."""


class Show:
    """The made-up web, its proxy, and an archive that the real spiders fill."""

    def __init__(self, web: DemoWeb, proxy: DemoProxy, folder: Path) -> None:
        self.web = web
        self._proxy = proxy
        self._folder = folder.resolve()
        self._mark = 0
        self.problems: list[str] = []

    def crawl(self, site: str, *arguments: str) -> Counter[str]:
        """Crawl a site as a user would: how many pages of which kind were asked for."""
        self._mark = len(self._proxy.log)
        options = ("-s", f"ARCHIVE_DIR={self._folder}", *HASTE, *arguments)
        self._run(f"scrapy crawl {site}", "-m", "scrapy", "crawl", site, *options)
        asked = Counter(request.url for request in self._proxy.log[self._mark :])
        self.expect(f"addresses that {site} asked for twice", [url for url, n in asked.items() if n > 1], [])
        self.expect(f"addresses of {site} that robots.txt forbids", [url for url in asked if "/admin/" in url], [])
        return Counter(self.web.kind(url) for url in asked)

    def not_modified(self) -> int:
        """How many requests of the last crawl were answered with a 304."""
        return sum(request.status == 304 for request in self._proxy.log[self._mark :])

    def last_run(self, site: str) -> dict[str, int]:
        """What the archive says about the last crawl of a site."""
        names = ("new", "changed", "unchanged", "missing", "failed")
        rows = self._query(f"select {', '.join(names)} from runs where site = ? order by id desc limit 1", site)
        if not rows:
            raise ShowError(f"The archive knows of no crawl of {site}.")
        return dict(zip(names, rows[0], strict=True))

    def failures(self, site: str) -> list[tuple[str, int, str]]:
        """The failure classes of a site's crawls, how often, and one address for each."""
        sql = (
            "select class, count(*), min(failures.url) from failures join runs on runs.id = run_id "
            "where site = ? group by class order by class"
        )
        return [(failure, count, url) for failure, count, url in self._query(sql, site)]

    def changed(self) -> list[tuple[str, str]]:
        """Address and title of every article that has more than one text."""
        sql = "select url, title from articles where id in (select article_id from revisions where n > 1)"
        return [(url, title) for url, title in self._query(sql)]

    def missing(self) -> list[tuple[str, str]]:
        """Address and title of every article that is no longer there."""
        return [(url, title) for url, title in self._query("select url, title from articles where status = 'missing'")]

    def search(self, word: str) -> list[dict[str, Any]]:
        """What `investchn search` finds."""
        program = "from investchn_crawler.cli import main; main()"
        output = self._run(f"investchn search {word}", "-c", program, "search", word, "--json", "--limit", "0")
        found: list[dict[str, Any]] = json.loads(output)
        return found

    def compare(self) -> None:
        """Hold every article against the truth, field by field."""
        truth = {article.url: article for article in self.web.articles()}
        landed = {row[0]: row[1:] for row in self._query(f"select url, {', '.join(FIELDS)}, id from articles")}
        self.expect("the articles that did not land", sorted(truth.keys() - landed.keys()), [])
        self.expect("the pages that are no article", sorted(landed.keys() - truth.keys()), [])
        for url, (*values, number) in landed.items():
            if article := truth.get(url):
                for name, value in zip(FIELDS, values, strict=True):
                    self.expect(f"{name} of {url}", value, getattr(article, name))
                self._compare_links(number, article)

    def expect(self, what: str, seen: object, wanted: object) -> None:
        """Write down what is not as it should be."""
        if seen != wanted:
            self.problems.append(f"{what}: {seen!r} instead of {wanted!r}")

    def _compare_links(self, number: int, article: Expected) -> None:
        neighbours = set(self._query("select rel, url, title from neighbours where article_id = ?", number))
        links = (("prev", article.prev), ("next", article.next))
        wanted = {(rel, link.url, link.title) for rel, link in links if link}
        self.expect(f"neighbours of {article.url}", neighbours, wanted)
        files = self._query("select url, title from attachments where article_id = ? order by n", number)
        self.expect(f"attachments of {article.url}", files, [tuple(file) for file in article.attachments])
        images = self._query("select url, title from images where article_id = ? order by n", number)
        self.expect(f"images of {article.url}", images, [tuple(image) for image in article.images])
        policy = self._query(f"select {', '.join(POLICY)} from policies where article_id = ?", number)
        values = tuple(dict(article.policy).get(name) for name in POLICY)
        self.expect(f"policy of {article.url}", policy, [values] if article.policy else [])

    @property
    def log(self) -> Path:
        """What the crawls said."""
        return self._folder / "crawls.log"

    def _run(self, what: str, *arguments: str) -> str:
        """Run a Python of our own behind the proxy; what it says on stderr goes to the log."""
        environment = os.environ | self._proxy.environment()
        environment |= {
            "SCRAPY_SETTINGS_MODULE": "investchn_crawler.settings",
            "INVESTCHN_DATA": str(self._folder),
            "PYTHONIOENCODING": "utf-8",
        }
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"--- {what}\n")
            log.flush()
            result = self._finished([sys.executable, *arguments], environment, log.fileno())
        if result.returncode:
            last = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
            raise ShowError("\n".join([f"{what} ended with exit code {result.returncode}; its last words:", *last]))
        return result.stdout

    @staticmethod
    def _finished(command: Sequence[str], environment: dict[str, str], stderr: int) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
                encoding="utf-8",
                timeout=LONGEST_CRAWL,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ShowError(f"{' '.join(command[1:5])} did not end within {LONGEST_CRAWL} s.") from error

    def _query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the archive without writing to it; a crawl that made none is told in a sentence."""
        path = self._folder / "archive.db"
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
                return db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise ShowError(f"{path} cannot be read: {error}.") from error
