"""How much of saved pages is read right: the program and its peers, each held against what a person read.

    python benchmarks/accuracy.py                     the pages of ../shared/pages
    python benchmarks/accuracy.py --wrong             every wrong field of ours: page, field, expected, found
    python benchmarks/accuracy.py --only trafilatura  one reader
    make accuracy PAGES=DIR                           with the peers, in an environment of their own

Columns: fields that are right, of the articles that show them; the mean F1 of the bodies that a person audited and the
mean recall of those that a person bounded (character 5-grams); bodies with both ends; values given where the page shows
none; lists and other pages that were made no article of; lists whose entries and next page are right; pages that the
reader raised an exception on, which count as refused; CPU a page in ms, and over lxml's bare parse of the same page,
medians. A dash: the reader does not give it.
"""

import argparse
import gc
import json
import sys
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import fmean, median
from time import process_time_ns

from lxml.html import HTMLParser, document_fromstring
from readers import READERS, Fields, Read, Reader
from saved import Saved, saved_pages
from truth import FIELDS, Verdict, judge, judge_listing

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
MARKS = (*FIELDS, "ends", "list refused", "other refused", "entries", "next page")
HEADS = ("title", "date", "source", "author", "prev", "next", "F1", "recall", "ends", "invented")
HEADS += ("lists refused", "others refused", "entries", "next page", "raised", "CPU ms", "x parse")
DASH = "-"


@dataclass(frozen=True, slots=True)
class Measured:
    """A page as one reader read it: the verdict, whether it raised, its CPU and that of the bare parse in ms."""

    verdict: Verdict
    raised: bool
    cpu: float
    parse: float


@dataclass(frozen=True, slots=True)
class Score:
    """What one reader reached on all pages: of each mark how many are right, and of how many."""

    reader: str
    marks: dict[str, tuple[int, int]]
    f1: float | None
    recall: float | None
    invented: int
    raised: int
    cpu_ms: float
    over_parse: float


def measure(page: Saved, reader: Reader, read: Read) -> Measured:
    """Parse a page, read it, judge it."""
    parser = HTMLParser(encoding=page.charset)
    started = process_time_ns()
    document_fromstring(page.bytes, parser=parser)
    parsed = process_time_ns()
    found, raised = attempt(page, read)
    cpu = process_time_ns() - parsed
    verdict = judge(page, found, reader.fields)
    if reader.listing and page.kind == "list":
        judge_listing(page, reader.listing(page), verdict)
    return Measured(verdict, raised, cpu / 1e6, (parsed - started) / 1e6)


def attempt(page: Saved, read: Read) -> tuple[Fields | None, bool]:
    """What a reader makes of a page; nothing, if it raises."""
    try:
        return read(page), False
    except Exception:  # a peer may raise whatever it likes
        return None, True


def measure_all(pages: Sequence[Saved], reader: Reader) -> list[Measured] | None:
    """All pages by one reader, None if it is not installed; the first page is read twice, for what is loaded late."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read = reader.make()
        except ImportError:
            return None
        attempt(pages[0], read)
        gc.collect()
        return [measure(page, reader, read) for page in pages]


def score(reader: Reader, measured: Sequence[Measured]) -> Score:
    """The sums and means."""
    verdicts = [each.verdict for each in measured]
    given = {name: [verdict.marks[name] for verdict in verdicts if name in verdict.marks] for name in MARKS}
    f1 = [verdict.f1 for verdict in verdicts if verdict.f1 is not None]
    recall = [verdict.recall for verdict in verdicts if verdict.f1 is None and verdict.recall is not None]
    return Score(
        reader=f"{reader.name} {version(reader.name)}",
        marks={name: (sum(marks), len(marks)) for name, marks in given.items() if marks},
        f1=fmean(f1) if f1 else None,
        recall=fmean(recall) if recall else None,
        invented=sum(verdict.invented for verdict in verdicts),
        raised=sum(each.raised for each in measured),
        cpu_ms=median(each.cpu for each in measured),
        over_parse=median(each.cpu / each.parse for each in measured),
    )


def row(name: str, scored: Score | None) -> list[str]:
    """A reader's row of the table."""
    if scored is None:
        return [f"{name} is not installed: make accuracy", *DASH * len(HEADS)]
    marks = dict.fromkeys(MARKS, DASH) | {name: f"{right}/{of}" for name, (right, of) in scored.marks.items()}
    likeness = [DASH if value is None else f"{value:.3f}" for value in (scored.f1, scored.recall)]
    fields, rest = [marks[name] for name in FIELDS], [marks[name] for name in MARKS[len(FIELDS) + 1 :]]
    costs = [str(scored.raised), f"{scored.cpu_ms:.1f}", f"{scored.over_parse:.1f}"]
    return [scored.reader, *fields, *likeness, marks["ends"], str(scored.invented), *rest, *costs]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as Markdown, the first one the head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * width for width in widths]
    aligned = [[cell.ljust(width) for cell, width in zip(cells, widths, strict=True)] for cells in (*rows, rule)]
    lines = [f"| {' | '.join(cells)} |" for cells in aligned]
    return [lines[0], lines[-1], *lines[1:-1]]


def wrong(measured: Sequence[Measured], as_json: bool) -> str:
    """Every difference of one reader."""
    found = [each for page in measured for each in page.verdict.differences]
    if as_json:
        return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1)
    return "\n".join(
        f"{each.page}  {each.field}\n    expected {each.expected!r}\n    found    {each.found!r}" for each in found
    )


def main() -> None:
    """Read, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [reader.name for reader in READERS]
    options.add_argument("--pages", type=Path, metavar="DIR", default=PAGES, help="a folder of saved pages")
    options.add_argument("--only", choices=names, metavar="NAME", help=f"one reader: {', '.join(names)}")
    options.add_argument("--wrong", action="store_true", help="every wrong field of ours, or of --only NAME")
    options.add_argument("--json", action="store_true", help="for a program")
    args = options.parse_args()
    pages, chosen = saved_pages(args.pages), args.only or (names[0] if args.wrong else None)
    measured = {reader: measure_all(pages, reader) for reader in READERS if chosen in (None, reader.name)}
    scores = {reader.name: score(reader, each) if each else None for reader, each in measured.items()}
    if args.wrong:
        print(*(wrong(each or [], args.json) for each in measured.values()))
    elif args.json:
        print(json.dumps({name: asdict(each) if each else None for name, each in scores.items()}, indent=1))
    if not args.json:
        print("", *table([["reader", *HEADS], *(row(name, each) for name, each in scores.items())]), "", sep="\n")
        print(f"{len(pages)} pages\ncommand: python {' '.join(sys.argv)}")


if __name__ == "__main__":
    main()
