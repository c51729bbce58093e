"""What lands of real pages: each is crawled with `scrapy crawl site -a url=…` and held against what a person read.

    python benchmarks/replay.py --pages DIR      a folder of saved pages with a manifest.jsonl

The pages are served on loopback under their own addresses, with the charset that the manifest names; a page whose
address is not known gets an invented one. robots.txt and all else of their hosts answer 404. A line of the manifest:
file, url, host, kind (article, policy-document, list, other), charset_actual, truth (title, date, source, prev_url,
next_url, body_file). An article must land with its fields; a list or other page must not land as an article.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic

from saved import Saved, saved_pages
from truth import GOOD, body_likeness, same, truth_of

from investchn_crawler import extract_article
from investchn_crawler.address import host_of, page_key
from investchn_crawler.demo.proxy import DemoProxy
from investchn_crawler.demo.web import Answer

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("title", "date", "source", "prev", "next")
AS_LISTING = "taken for: listing"
AT_ONCE = 2
SETTINGS = ("DOWNLOAD_DELAY=0", "DOWNLOAD_DELAY_JITTER=0", "AUTOTHROTTLE_ENABLED=False")
LANDED = (
    "select a.title, a.date, a.source, p.url as prev, n.url as next, a.body from articles a "
    "left join neighbours p on p.article_id = a.id and p.rel = 'prev' "
    "left join neighbours n on n.article_id = a.id and n.rel = 'next' where a.key = ?"
)


class SavedWeb:
    """The pages under their addresses, http and https alike; all else of their hosts is a 404."""

    def __init__(self, pages: Sequence[Saved]) -> None:
        self.pages = {page_key(page.url): page for page in pages}
        self.hosts = frozenset(host_of(page.url) for page in pages)

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:  # noqa: ARG002 - the proxy's signature
        """What the proxy sends."""
        page = self.pages.get(page_key(url))
        if page is None:
            return Answer(404 if host_of(url) in self.hosts else 502)
        return Answer(200, page.bytes, (("Content-Type", f"text/html; charset={page.charset}"),))


def crawled(pages: Sequence[Saved], proxy: DemoProxy, folder: str) -> list[str]:
    """Crawl pages of one host one after another, for a site is crawled once at a time; what went badly wrong."""
    faults, environment = [], os.environ | proxy.environment()
    for page in pages:
        command = [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"url={page.url}"]
        command += [part for setting in (f"ARCHIVE_DIR={folder}", *SETTINGS) for part in ("-s", setting)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if done.returncode not in (0, 1) or "Traceback" in done.stderr:
            faults.append(f"{page.name}: exit code {done.returncode}: {done.stderr.strip()[-500:]}")
    return faults


def crawl_all(pages: Sequence[Saved], folder: str) -> list[str]:
    """All pages into one archive, two hosts at a time."""
    hosts: dict[str, list[Saved]] = defaultdict(list)
    for page in pages:
        hosts[host_of(page.url)].append(page)
    groups = sorted(hosts.values(), key=len, reverse=True)
    with DemoProxy(SavedWeb(pages)) as proxy, ThreadPoolExecutor(AT_ONCE) as pool:
        return [fault for faults in pool.map(lambda group: crawled(group, proxy, folder), groups) for fault in faults]


@dataclass(frozen=True, slots=True)
class Checked:
    """A page held against its truth: the fields that are right and those that are not, and its body's likeness."""

    page: Saved
    landed: bool
    right: frozenset[str] = frozenset()
    wrong: tuple[str, ...] = ()
    has_body: bool = False
    likeness: tuple[float, float] | None = None


def checked(page: Saved, archive: sqlite3.Connection) -> Checked:
    """What landed of a page against what should have."""
    row = archive.execute(LANDED, (page_key(page.url),)).fetchone()
    if not page.is_article:
        return checked_other(page, row["title"] if row else None, archive)
    if row is None:
        return Checked(page, False, wrong=(f"did not land: {without_its_rest(page) or fate(page, archive)}",))
    right, wrong = set(), []
    for field in FIELDS:
        expected, found = truth_of(page, field), row[field]
        if same(page, field, expected, found):
            right.add(field)
        else:
            wrong.append(f"{field}: {expected!r} is on the page, {found!r} landed")
    likeness = body_likeness(page.body, row["body"]) if page.body else None
    if likeness and likeness[0] < GOOD:
        wrong.append(f"body: F1 {likeness[0]:.2f}, recall {likeness[1]:.2f}")
    if not row["body"]:
        wrong.append("body: empty")
    return Checked(page, True, frozenset(right), tuple(wrong), bool(row["body"]), likeness)


def checked_other(page: Saved, title: str | None, archive: sqlite3.Connection) -> Checked:
    """A page that is no article; a list should be known as one."""
    if title is not None:
        return Checked(page, True, wrong=(f"landed as an article: {title}",))
    taken = fate(page, archive)
    if page.kind != "list" or taken == AS_LISTING:
        return Checked(page, False, frozenset({page.kind}))
    return Checked(page, False, wrong=(f"is a list, {taken}",))


def without_its_rest(page: Saved) -> str | None:
    """An article of several pages is stored when all are there; a folder may have its first one only."""
    article = extract_article(page.bytes, page.url, page.charset)
    return f"it goes on at {article.pages[0]}, which the folder does not have" if article and article.pages else None


def fate(page: Saved, archive: sqlite3.Connection) -> str:
    """Why a page is no article, as the archive has it."""
    told = archive.execute("select class || ', ' || detail from failures where url = ?", (page.url,)).fetchone()
    kind = archive.execute("select kind from pages where key = ?", (page_key(page.url),)).fetchone()
    return told[0] if told else f"taken for: {kind[0]}" if kind else "never read"


def table(results: Sequence[Checked]) -> Iterator[str]:
    """The closing table."""
    articles = [result for result in results if result.page.is_article]
    others = [result for result in results if not result.page.is_article]
    yield line("articles that landed", sum(result.landed for result in articles), len(articles))
    for field in FIELDS:
        shown = [result for result in articles if truth_of(result.page, field)]
        hidden = [result for result in articles if not truth_of(result.page, field)]
        yield line(f"{field} right where there is one", sum(field in result.right for result in shown), len(shown))
        if hidden:
            yield line(f"{field} left empty where not", sum(field in result.right for result in hidden), len(hidden))
    yield line("body present", sum(result.has_body for result in articles), len(articles))
    bodies = [result for result in articles if result.page.body]
    scores = [result.likeness or (0.0, 0.0) for result in bodies]
    yield line(f"body with F1 >= {GOOD}", sum(f1 >= GOOD for f1, _ in scores), len(bodies))
    yield line(f"body with recall >= {GOOD}", sum(recall >= GOOD for _, recall in scores), len(bodies))
    if scores:
        yield f"{'body F1, recall: median':36} {median(f for f, _ in scores):.3f}, {median(r for _, r in scores):.3f}"
    lists = [result for result in others if result.page.kind == "list"]
    yield line("lists known as lists", sum("list" in result.right for result in lists), len(lists))
    for kind in sorted({result.page.kind for result in others}):
        mine = [result for result in others if result.page.kind == kind]
        yield line(f"kept out, being of kind {kind}", sum(not result.landed for result in mine), len(mine))


def line(name: str, count: int, of: int) -> str:
    """A row of the table."""
    return f"{name:36} {count:4} of {of:3} {100 * count / max(of, 1):6.1f} %"


def strangers(pages: Sequence[Saved], archive: sqlite3.Connection) -> list[str]:
    """Articles under addresses that the folder has no page for."""
    known = {page_key(page.url) for page in pages}
    return [url for key, url in archive.execute("select key, url from articles") if key not in known]


def main() -> None:
    """Crawl, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, metavar="DIR", required=True, help="the folder of saved pages")
    pages, started = saved_pages(options.parse_args().pages), monotonic()
    with tempfile.TemporaryDirectory() as folder:
        faults = crawl_all(pages, folder)
        with closing(sqlite3.connect(Path(folder, "archive.db"))) as archive:
            archive.row_factory = sqlite3.Row
            results = [checked(page, archive) for page in pages]
            faults += [f"{url} landed, and no page is there" for url in strangers(pages, archive)]
    for result in results:
        if result.wrong:
            print("\n   ".join([f"{result.page.name} ({result.page.kind})", *result.wrong]))
    print(*faults, "", *table(results), "", sep="\n")
    print(f"{len(pages)} pages, a crawl each, {monotonic() - started:.0f} s")
    print("command: python " + " ".join(sys.argv))


if __name__ == "__main__":
    main()
