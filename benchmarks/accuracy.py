"""How much of a saved page is read right: the program's reader held against what a person read.

python benchmarks/accuracy.py --wrong           every wrong field: page, field, expected, found
"""

import argparse
from pathlib import Path

from saved import Saved, saved_pages
from truth import Verdict, judge, judge_listing

from investchn_crawler import extract_article, extract_listing

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
OURS = ("title", "date", "source", "author", "prev", "next")


def ours(page: Saved) -> dict[str, str | None] | None:
    """The program's own reading."""
    article = extract_article(page.bytes, page.url, page.charset)
    if article is None:
        return None
    return {
        "title": article.title,
        "date": article.date,
        "source": article.source,
        "author": article.author,
        "prev": article.prev and article.prev.url,
        "next": article.next and article.next.url,
        "body": article.body,
    }


def verdict_of(page: Saved) -> Verdict:
    """A page as the program reads it, held against its truth."""
    verdict = judge(page, ours(page), OURS)
    if page.kind == "list":
        judge_listing(page, extract_listing(page.bytes, page.url, page.charset), verdict)
    return verdict


def main() -> None:
    """Read, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, metavar="DIR", default=PAGES, help="the folder of saved pages")
    options.add_argument("--wrong", action="store_true", help="every wrong field")
    args = options.parse_args()
    verdicts = [verdict_of(page) for page in saved_pages(args.pages)]
    if args.wrong:
        for verdict in verdicts:
            for wrong in verdict.differences:
                print(f"{wrong.page}  {wrong.field}\n    expected {wrong.expected!r}\n    found    {wrong.found!r}")
    names = list(dict.fromkeys(name for verdict in verdicts for name in verdict.marks))
    for name in names:
        marks = [verdict.marks[name] for verdict in verdicts if name in verdict.marks]
        print(f"{name:16} {sum(marks)}/{len(marks)}")
    f1 = [v.f1 for v in verdicts if v.f1 is not None]
    recall = [v.recall for v in verdicts if v.recall is not None and v.f1 is None]
    print(f"body F1 {sum(f1) / len(f1):.3f} ({len(f1)})  recall {sum(recall) / len(recall):.3f} ({len(recall)})")
    print("invented", sum(v.invented for v in verdicts))


if __name__ == "__main__":
    main()
