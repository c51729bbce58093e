"""`scrapy crawl` as a person or cron types it: in a process of its own, behind the proxy, its archive in a folder."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from investchn_crawler.demo.proxy import DemoProxy, Request
from investchn_crawler.demo.web import Web

PROJECT = Path(__file__).parents[2]
HASTE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
LONGEST = 40


@dataclass(frozen=True)
class Ended:
    """A crawl that has ended: what it said and what it asked for."""

    code: int
    out: str
    err: str
    asked: list[Request]

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.asked]

    def times(self, url: str) -> int:
        return self.urls.count(url)

    @property
    def twice(self) -> list[str]:
        return [url for url, times in Counter(self.urls).items() if times > 1]


@dataclass
class Shell:
    """A folder with an archive, and the command that fills it."""

    proxy: DemoProxy
    folder: Path
    options: tuple[str, ...] = HASTE
    _mark: int = field(default=0, init=False)

    def crawl(self, *words: str, **environment: str) -> Ended:
        """Crawl to the end; whatever happens, nobody is shown a traceback."""
        with self.crawling(*words, **environment) as process:
            out, err = process.communicate(timeout=LONGEST)
        return self.ended(process.returncode, out, err)

    @contextmanager
    def crawling(self, *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """A crawl that is under way; it does not outlive the test."""
        self._mark = len(self.proxy.log)
        values = {**os.environ, **self.proxy.environment(), "INVESTCHN_DATA": str(self.folder)}
        values |= {"INVESTCHN_SITES": str(self.sites)} if self.sites.exists() else {}
        values |= {"TLDEXTRACT_CACHE": str(self.folder.with_suffix(".cache"))} | environment  # as on a fresh machine
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", *words, *self.options],
            cwd=PROJECT,
            env=values | {"PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    def ended(self, code: int, out: str, err: str) -> Ended:
        assert "Traceback" not in err, err
        return Ended(code, out, err, self.proxy.log[self._mark :])

    def declare(self, **facts: object) -> None:
        """Writes a site's file, where the crawls that follow look for it."""
        name = facts.setdefault("name", "qinglan")
        facts = {"publisher": "青岚县人民政府", "home": "http://www.qinglan.example/"} | facts
        self.sites.mkdir(exist_ok=True)
        text = f"from investchn_crawler.site import Site\n\nSITE = Site(**{facts!r})\n"
        (self.sites / f"{name}.py").write_text(text, encoding="utf-8")

    @property
    def sites(self) -> Path:
        """The folder of the sites that a test declares."""
        return self.folder.with_suffix(".sites")

    def query(self, sql: str, *values: object) -> list[Any]:
        """Rows of the archive; those of one column as bare values."""
        uri = f"{(self.folder / 'archive.db').as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as db:
            found = db.execute(sql, values).fetchall()
        return [row[0] if len(row) == 1 else row for row in found]

    @property
    def articles(self) -> list[str]:
        """The addresses of all articles, in the order in which they landed."""
        return self.query("select url from articles order by id")

    @property
    def failures(self) -> dict[str, str]:
        """The failure class of each page that gave nothing."""
        return dict(self.query("select url, class from failures"))


Behind = Callable[[Web], Shell]
