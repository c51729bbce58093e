"""When what was read of a saved page is what a person read in it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from saved import Saved

from investchn_crawler import Listing
from investchn_crawler.address import page_key

FIELDS = ("title", "date", "source", "author", "prev", "next")
GOOD, WELL = 0.9, 0.97
CREDIT, WORD = re.compile(r"责任?编辑?[:：]|^编辑"), re.compile(r"\w")
AND = re.compile(r"[、,;/]")
NEXT = re.compile(r"(?:下页=|static |-> )([\w./-]+?)(?:\.\.|[;, ]|$)")  # the page after it, as a person noted it


def truth_of(page: Saved, field: str) -> str | None:
    """What a person read in a page; None where it shows none."""
    if field in ("prev", "next"):
        url = page.truth.get(f"{field}_url")
        return urljoin(page.url, url) if url else None
    return page.truth.get(field) or None


def same(page: Saved, field: str, expected: str | None, found: str | None) -> bool:
    """Whether a value is the right one: letter for letter but for blanks, full-width forms and what joins authors.

    Of a page whose address is invented only the end of a neighbour's address can be known.
    """
    if not expected or not found:
        return not expected and not found
    if field in ("prev", "next"):
        name = name_of if page.invented else page_key
        return name(expected) == name(found)
    if field == "author":
        return AND.sub("", plain(expected)) == AND.sub("", plain(found))
    return plain(expected) == plain(found)


def name_of(url: str) -> str:
    """The last part of an address, with its query."""
    parts = urlsplit(url)
    return f"{parts.path.rpartition('/')[2]}?{parts.query}"


def stem(url: str) -> str:
    """The last part of an address without its suffix: a person may have noted no more than index_1."""
    return name_of(url).partition("?")[0].partition(".")[0]


def plain(text: str) -> str:
    """A text without blanks, full-width forms as half-width ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def grams(text: str) -> Counter[str]:
    """The character 5-grams of a text."""
    text = plain(text)
    return Counter(text[at : at + 5] for at in range(max(1, len(text) - 4)))


def body_likeness(expected: str, found: str) -> tuple[float, float]:
    """F1 and recall of the character 5-grams of a body."""
    wanted, had = grams(expected), grams(found)
    common = (wanted & had).total()
    return 2 * common / (wanted.total() + had.total()), common / wanted.total()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not what a person read."""

    page: str
    field: str
    expected: object
    found: object


@dataclass(slots=True)
class Verdict:
    """A page held against its truth: each thing that was asked for and whether it was right, and how like its body is.

    `invented` counts values that were given where the page shows none.
    """

    page: Saved
    marks: dict[str, bool] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    invented: int = 0
    f1: float | None = None
    recall: float | None = None

    def mark(self, name: str, right: bool, expected: object, found: object) -> None:
        """Note one answer."""
        self.marks[name] = right
        if not right:
            self.differ(name, expected, found)

    def differ(self, name: str, expected: object, found: object) -> None:
        """Note what is wrong."""
        self.differences.append(Difference(self.page.name, name, expected, found))


def judge(page: Saved, read: Mapping[str, str | None] | None, fields: Collection[str]) -> Verdict:
    """What was read as an article, None if the page was refused, against what should have been."""
    verdict = Verdict(page)
    if not page.is_article:
        verdict.mark(f"{page.kind} refused", read is None, "no article", read and f"an article: {read['title']}")
        return verdict
    for name in FIELDS:
        if name in fields:
            judge_field(verdict, name, truth_of(page, name), read.get(name) if read else None)
    judge_body(verdict, (read.get("body") if read else None) or "")
    return verdict


def judge_field(verdict: Verdict, name: str, expected: str | None, found: str | None) -> None:
    """A field that the page shows is right or not; one that it does not show must not be invented."""
    right = same(verdict.page, name, expected, found)
    if expected:
        verdict.mark(name, right, expected, found)
    elif not right:
        verdict.invented += 1
        verdict.differ(name, expected, found)


def judge_body(verdict: Verdict, found: str) -> None:
    """The likeness of a body that a person bounded or audited, and whether it begins and ends where it should."""
    page = verdict.page
    if page.body:
        f1, recall = body_likeness(page.body, found)
        verdict.recall = recall
        verdict.f1 = f1 if page.audited else None
        if min(recall, f1 if page.audited else 1) < WELL:
            verdict.differ("body", f"at least {WELL}", f"F1 {f1:.3f}, recall {recall:.3f}")
    ends = [end for name in ("body_first", "body_last") if is_end(end := page.truth.get(name) or "")]
    if ends:
        missing = [end for end in ends if plain(end) not in plain(found)]
        verdict.mark("ends", not missing, ends, f"without {missing}")


def is_end(line: str) -> bool:
    """Whether a line can be asked for as an end of a body: not the editors, a field of their own, nor a lone mark."""
    return len(WORD.findall(line)) > 1 and not CREDIT.search(line)


def judge_listing(page: Saved, listing: Listing, verdict: Verdict) -> None:
    """The entries of a list and the page after it, as far as the truth tells."""
    items, first = page.listing.get("items"), page.listing.get("first_href")
    urls = [name_of(entry.url) for entry in listing.entries]
    right = len(urls) == items if items else bool(urls)
    if first:
        right = right and name_of(str(first)) in urls
    verdict.mark("entries", right, f"{items or 'some'}, with {first}", f"{len(urls)}: {urls[:3]}")
    told = NEXT.search(str(page.listing.get("pager") or ""))
    if told:
        right = bool(listing.next_url) and stem(str(listing.next_url)) == stem(told[1])
        verdict.mark("next page", right, told[1], listing.next_url)
