"""What reading costs: the CPU of extract_article over that of lxml's bare parse of the same bytes.

python benchmarks/extract.py                 made-up pages of 31 KB
python benchmarks/extract.py --pages DIR     the *.html of a folder, named by its manifest.jsonl if there is one
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time_ns

from lxml.html import HTMLParser, document_fromstring
from made_up import MadeUpSite

from investchn_crawler import extract_article
from investchn_crawler.extract.encoding import decode


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to read."""

    name: str
    url: str
    body: bytes
    encoding: str | None = None


def made_up(count: int) -> Iterator[Sample]:
    """The articles of the made-up site."""
    for path, body in MadeUpSite("/", count).pages().items():
        if "/content/" in path:
            yield Sample(path.rpartition("/")[2], f"http://www.yunxi.example{path}", body)


def saved(folder: Path) -> Iterator[Sample]:
    """The pages of a folder; only its articles where a manifest tells them apart."""
    manifest = folder / "manifest.jsonl"
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    known = {page["file"]: page for page in map(json.loads, lines)}
    for file in sorted(folder.glob("*.html")):
        page = known.get(file.name, {})
        if not known or page.get("kind") in ("article", "policy-document"):
            url = page.get("url") or f"http://page.example/{file.name}"
            yield Sample(file.name, url, file.read_bytes(), page.get("charset_actual"))


def cost(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU for one call."""
    start = process_time_ns()
    for _ in range(times):
        work()
    return (process_time_ns() - start) / times / 1e6


def measure(sample: Sample, rounds: int) -> tuple[float, float, float]:
    """The bare parse and the extraction in ms, and the median of their paired ratios."""

    # told the true encoding: libxml2 stops early, and looks fast, where a page's own label is wrong
    parser = HTMLParser(encoding=decode(sample.body, sample.encoding)[1])

    def parse() -> object:
        return document_fromstring(sample.body, parser=parser)

    def read() -> object:
        return extract_article(sample.body, sample.url, sample.encoding)

    read()
    times = max(1, int(10 / max(cost(parse, 3), 0.05)))
    pairs = [(cost(parse, times), cost(read, times)) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(b / a for a, b in pairs)


def spread(values: list[float]) -> str:
    """Median and range."""
    return f"{median(values):.2f} [{min(values):.2f}-{max(values):.2f}]"


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, metavar="DIR", help="a folder of saved pages instead of made-up ones")
    options.add_argument("--rounds", type=int, default=7, help="pairs of measurements a page (7)")
    options.add_argument("--count", type=int, default=20, help="made-up pages (20)")
    args = options.parse_args()
    samples = list(saved(args.pages) if args.pages else made_up(args.count))
    if not samples:
        sys.exit(f"no pages in {args.pages}")
    ratios = []
    print(f"{'page':44} {'KB':>6} {'parse ms':>9} {'read ms':>8} {'ratio':>6}")
    for sample in samples:
        parse, read, ratio = measure(sample, args.rounds)
        ratios.append(ratio)
        print(f"{sample.name[:44]:44} {len(sample.body) / 1000:6.0f} {parse:9.2f} {read:8.2f} {ratio:6.2f}")
    print(f"\nextraction / bare parse, CPU, {len(ratios)} pages, median [min-max]: {spread(ratios)}")
    print("command: python " + " ".join(sys.argv))


if __name__ == "__main__":
    main()
