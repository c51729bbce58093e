"""What a crawl costs: the CPU of the real spider into an archive over that of bare Scrapy fetching the same pages.

    python benchmarks/crawl.py                   400 articles of 31 KB, 5 pairs of runs
    python benchmarks/crawl.py --pages 1000 --rounds 9

Every round runs both crawls and, of both, a crawl of a site with one article, which is their start-up. The CPU is user
and system time of the crawling process; the server is a process of its own and is not counted.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from statistics import median

from made_up import MadeUpSite
from server import serving

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Run:
    """A crawl that is over: its CPU in seconds and how many pages the server sent."""

    cpu: float
    sent: int


@dataclass(frozen=True, slots=True)
class Round:
    """The four crawls of a round."""

    start_bare: Run
    start_whole: Run
    bare: Run
    whole: Run

    @property
    def net(self) -> float:
        """The ratio of what a page costs."""
        return (self.whole.cpu - self.start_whole.cpu) / (self.bare.cpu - self.start_bare.cpu)

    @property
    def gross(self) -> float:
        """The ratio of what the processes cost."""
        return self.whole.cpu / self.bare.cpu

    def row(self, articles: int) -> str:
        """The round as a row of the table."""
        each = 1000 / (articles - 1)
        bare, whole = (self.bare.cpu - self.start_bare.cpu) * each, (self.whole.cpu - self.start_whole.cpu) * each
        starts, sent = f"{self.start_bare.cpu:.2f} {self.start_whole.cpu:.2f}", f"{self.bare.sent} {self.whole.sent}"
        return f"{bare:13.2f} {whole:14.2f} {self.net:6.2f} {starts:>13} {sent:>12}"


def cpu_of(command: list[str], folder: str, log: Path) -> float:
    """Run a command to its end and give its user and system time."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-3000:]}")
    return usage.ru_utime + usage.ru_stime


def bare(url: str) -> float:
    """Bare Scrapy, outside the project, so with no settings but its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "scrapy", "runspider", str(HERE / "bare_spider.py"), "-a", f"url={url}"]
        return cpu_of(command, folder, Path(folder, "log"))


def whole(url: str, articles: int) -> float:
    """The real spider into an empty archive; it must have found every article."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"ARCHIVE_DIR": folder, "DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False"}
        command = [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"url={url}"]
        command += [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
        cpu = cpu_of(command, str(HERE.parent), Path(folder, "log"))
        with sqlite3.connect(Path(folder, "archive.db")) as archive:
            found = archive.execute("SELECT count(*) FROM articles").fetchone()[0]
        archive.close()
        if found != articles:
            sys.exit(f"{found} articles of {articles} were archived: nothing to compare")
        return cpu


def spread(values: list[float]) -> str:
    """Median and range."""
    return f"{median(values):.2f} [{min(values):.2f}-{max(values):.2f}]"


def measured(base: str, hits: "Synchronized[int]", articles: int) -> tuple[Run, Run]:
    """One crawl of each kind, bare first."""
    before = hits.value
    first = bare(base)
    between = hits.value
    second = whole(base, articles)
    return Run(first, between - before), Run(second, hits.value - between)


def main() -> None:
    """Run the pairs and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=400, help="articles (400)")
    options.add_argument("--rounds", type=int, default=5, help="pairs of runs (5)")
    args = options.parse_args()
    large, small = MadeUpSite("/", args.pages), MadeUpSite("/one/", 1)
    rounds = []
    print(
        f"{'round':>5} {'bare ms/page':>13} {'whole ms/page':>14} {'ratio':>6} {'start-ups s':>13} {'pages sent':>12}"
    )
    with serving({**large.pages(), **small.pages()}) as (address, hits):
        for number in range(1, args.rounds + 1):
            rounds.append(Round(*measured(f"{address}/one/", hits, 1), *measured(f"{address}/", hits, args.pages)))
            print(f"{number:5} {rounds[-1].row(args.pages)}", flush=True)
    print(f"\nCPU, whole pipeline / bare Scrapy, {args.pages} articles of 31 KB, {args.rounds} pairs, median [min-max]")
    print(f"  per page, without start-up: {spread([r.net for r in rounds])}")
    print(f"  whole process:              {spread([r.gross for r in rounds])}")
    print("command: python " + " ".join(sys.argv))


if __name__ == "__main__":
    main()
