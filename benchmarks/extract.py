"""What reading costs: the CPU of extract_article over that of lxml's bare parse of the same bytes, and of trafilatura.

python benchmarks/extract.py                 made-up pages of 31 KB
python benchmarks/extract.py --pages DIR     the articles of a folder of saved pages with a manifest.jsonl

trafilatura is measured where it is installed (make accuracy installs it in .venv/peers), as benchmarks/readers.py
calls it; what it caches is forgotten before each page.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import median
from time import process_time_ns

from lxml.html import HTMLParser, document_fromstring
from made_up import MadeUpSite
from readers import READERS, Read
from saved import Saved, refuse, saved_pages

from investchn_crawler import extract_article

PEER = "trafilatura"


def made_up(count: int) -> Iterator[Saved]:
    """The articles of the made-up site."""
    for path, body in MadeUpSite("/", count).pages().items():
        if "/content/" in path:
            yield Saved(path.rpartition("/")[2], f"http://www.yunxi.example{path}", body, "utf-8")


def cost(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU for one call."""
    start = process_time_ns()
    for _ in range(times):
        work()
    return (process_time_ns() - start) / times / 1e6


@dataclass(frozen=True, slots=True)
class Costs:
    """Medians for one page: the bare parse, our reading and the peer's in ms, ours over the parse and over the peer."""

    parse: float
    read: float
    peer: float
    over_parse: float
    over_peer: float


def peer() -> tuple[Read, Callable[[], None]] | None:
    """The peer's reader and what empties its caches, where it is installed."""
    try:
        from trafilatura.meta import reset_caches
    except ImportError:
        return None
    return next(reader for reader in READERS if reader.name == PEER).make(), reset_caches


def measure(page: Saved, rounds: int, other: tuple[Read, Callable[[], None]] | None) -> Costs:
    """Each round parses, reads, and has the peer read, one after the other."""
    # told the true encoding: libxml2 stops early, and looks fast, where a page's own label is wrong
    parser = HTMLParser(encoding=page.charset)

    def parse() -> object:
        return document_fromstring(page.bytes, parser=parser)

    def read() -> object:
        return extract_article(page.bytes, page.url, page.charset)

    def peer_reads() -> float:
        if other is None:
            return nan
        peer_read, forget = other
        forget()
        return cost(lambda: peer_read(page), 1)

    read()
    times = max(1, int(10 / max(cost(parse, 3), 0.05)))
    costs = [(cost(parse, times), cost(read, times), peer_reads()) for _ in range(rounds)]
    parsed, ours, theirs = (median(column) for column in zip(*costs, strict=True))
    return Costs(parsed, ours, theirs, median(b / a for a, b, _ in costs), median(b / c for _, b, c in costs))


def spread(values: Sequence[float]) -> str:
    """Median and range."""
    return f"{median(values):.2f} [{min(values):.2f}-{max(values):.2f}]"


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, metavar="DIR", help="a folder of saved pages instead of made-up ones")
    options.add_argument("--rounds", type=int, default=7, help="rounds of measurements a page (7)")
    options.add_argument("--count", type=int, default=20, help="made-up pages (20)")
    args = options.parse_args()
    pages = [page for page in saved_pages(args.pages) if page.is_article] if args.pages else list(made_up(args.count))
    if not pages:
        refuse(f"{args.pages} has no articles.")
    other, all_costs = peer(), []
    print(f"{'page':44} {'KB':>6} {'parse ms':>9} {'read ms':>8} {'ratio':>6}" + f" {PEER} ms  ratio" * bool(other))
    for page in pages:
        costs = measure(page, args.rounds, other)
        all_costs.append(costs)
        line = f"{page.name[:44]:44} {len(page.bytes) / 1000:6.0f} {costs.parse:9.2f} {costs.read:8.2f}"
        beside = f" {costs.peer:14.2f} {costs.over_peer:6.3f}" if other else ""
        print(f"{line} {costs.over_parse:6.2f}{beside}")
    beside, read = f"{len(pages)} pages, median [min-max], all together:", sum(costs.read for costs in all_costs)
    ratio, whole = spread([costs.over_parse for costs in all_costs]), read / sum(costs.parse for costs in all_costs)
    print(f"\nextraction / bare parse, CPU, {beside} {ratio}, {whole:.2f}")
    if other:
        ratio, whole = spread([costs.over_peer for costs in all_costs]), read / sum(costs.peer for costs in all_costs)
        print(f"extraction / {PEER}, CPU, {beside} {ratio}, {whole:.3f}")
    else:
        print(f"{PEER} is not installed: make accuracy")
    print("command: python " + " ".join(sys.argv))


if __name__ == "__main__":
    main()
