"""Findings: what the pages of a probe say of their site, field by field, and whether it could be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from investchn_crawler.address import page_key
from investchn_crawler.extract import cms
from investchn_crawler.extract.breadcrumb import breadcrumb_of, sections_of
from investchn_crawler.extract.confidence import Confidence, confidence_of
from investchn_crawler.extract.encoding import label_of
from investchn_crawler.extract.pager import next_page
from investchn_crawler.extract.probe.choice import links_to_walk
from investchn_crawler.extract.probe.estimate import Estimate, estimate
from investchn_crawler.extract.probe.naming import publisher_of
from investchn_crawler.extract.probe.seen import Seen, lists_among, readable_pages
from investchn_crawler.items import Article, Entry, Failure, Link
from investchn_crawler.site import Site

LONGEST_MARK = 60


@dataclass(frozen=True, slots=True)
class Manners:
    """How the site is asked: what its robots.txt says (None: it has none), and the delay that is kept.

    `latency` is the mean time of an answer: a slow site is not asked faster than it answers.
    """

    user_agent: str
    delay: float
    robots: bool | None = None
    crawl_delay: float | None = None
    latency: float = 0.0

    @property
    def pace(self) -> float:
        """The seconds from one request to the next."""
        return round(max(self.delay, self.crawl_delay or 0.0, self.latency), 2)


@dataclass(frozen=True, slots=True)
class FamilyFound:
    """A family of CMS, and what on the pages told it."""

    name: str
    title: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionFound:
    """What stands behind a link of the home page; `kind` is listing, channel, or article, None where it failed."""

    name: str
    url: str
    kind: str | None
    entries: int
    newest: str | None
    total_pages: int | None
    next_url: str | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class ListFound:
    """A list read in full: `pager` names what leads to its next page, `page_2` holds that page's entries if asked."""

    url: str
    name: str
    entries: list[Entry]
    next_url: str | None
    total_pages: int | None
    pager: str | None
    page_2: list[Entry] | None

    @property
    def new_on_page_2(self) -> int | None:
        """How many entries of page 2 are not on page 1: none, and the pager does not lead on."""
        first = {entry.url for entry in self.entries}
        return None if self.page_2 is None else sum(entry.url not in first for entry in self.page_2)


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """An article with the confidence of each field, or why it could not be read."""

    url: str
    article: Article | None
    confidence: dict[str, Confidence]
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a probe tells. `kind` is what the named page is, `failure` why the site cannot be read as it is."""

    url: str
    kind: str
    site: Site
    publisher: str | None
    home_url: str
    family: FamilyFound | None
    sections: list[SectionFound]
    unseen: list[Link]
    missing: tuple[str, ...]
    listing: ListFound | None
    articles: list[ArticleFound]
    estimate: Estimate
    manners: Manners
    encodings: tuple[str, ...]
    labels: tuple[str, ...]
    seen: list[Seen]
    failure: Failure | None


def findings_of(seen: list[Seen], site: Site, manners: Manners) -> Findings:
    """What the pages say, the named one first; `site` is the declared one, or one named after the host."""
    pages, links = readable_pages(seen), links_to_walk(seen, site)
    asked = {page_key(url) for each in seen for url in (each.url, each.asked_url)}
    unseen = [link for link in links if page_key(link.url) not in asked]
    home = next((each for each in seen if page_key(each.asked_url) == page_key(site.home)), None)
    return Findings(
        url=seen[0].url,
        kind=_kind(seen[0], home),
        site=site,
        publisher=publisher_of(home.kind.page if home and home.kind else None, pages),
        home_url=home.url if home and not home.failure else site.home,
        family=_family(seen),
        sections=[_section(each) for each in seen if each.role == "section" or _is_named_list(each)],
        unseen=unseen,
        missing=_missing(site, links) if home and not home.failure else (),
        listing=_listing(seen),
        articles=[_article(each) for each in seen if each.role == "article" or each.is_kind("article")],
        estimate=estimate(seen, len(unseen), manners.pace),
        manners=manners,
        encodings=tuple(dict.fromkeys(page.encoding for page in pages)),
        labels=_labels(seen),
        seen=seen,
        failure=_failure(seen),
    )


def _kind(first: Seen, home: Seen | None) -> str:
    if first.failure or first.kind is None:
        return "none"
    return "home" if first is home else first.kind.name


def _is_named_list(each: Seen) -> bool:
    return each.role == "page" and each.is_kind("listing")


def _family(seen: list[Seen]) -> FamilyFound | None:
    """The family that most pages are of, with a text for each of its marks."""
    families = [family for page in readable_pages(seen) if (family := cms.family_of(page))]
    if not families:
        return None
    family = max(families, key=families.count)
    marks = (mark for page in readable_pages(seen) for mark in family.seen_on(page))
    return FamilyFound(family.name, family.title, tuple(dict.fromkeys(mark[:LONGEST_MARK] for mark in marks)))


def _section(each: Seen) -> SectionFound:
    if each.failure or each.kind is None:
        return SectionFound(_name(each), each.url, None, 0, None, None, None, each.failure)
    dates = [entry.date for entry in each.kind.entries if entry.date]
    is_list = each.kind.name == "listing"
    return SectionFound(
        name=_name(each),
        url=each.url,
        kind=each.kind.name,
        entries=len(each.kind.entries),
        newest=max(dates, default=None),
        total_pages=each.kind.listing.total_pages if is_list else None,
        next_url=each.kind.listing.next_url if is_list else None,
    )


def _name(each: Seen) -> str:
    """What the link to a list calls it, else what the list calls itself."""
    names = sections_of(breadcrumb_of(each.kind.page), "") if each.kind and not each.name else ()
    return each.name or (names[-1] if len(names) > 1 else each.asked_url)


def _missing(site: Site, links: Sequence[Link]) -> tuple[str, ...]:
    """The declared sections that no link of the pages seen names."""
    names = {(link.title or "").replace(" ", "") for link in links}
    return tuple(name for name in site.sections if "://" not in name and name.replace(" ", "") not in names)


def _listing(seen: list[Seen]) -> ListFound | None:
    """The list whose second page was asked for, else the first list."""
    second = next((each for each in seen if each.role == "next"), None)
    lists = lists_among(seen)
    each = next((one for one in lists if second and one.kind and one.kind.listing.next_url == second.asked_url), None)
    each = each or next(iter(lists), None)
    if each is None or each.kind is None:
        return None
    listing, page = each.kind.listing, each.kind.page
    drawn = cms.pager_family(page)
    by_link = "links of the page" if next_page(page) else None
    return ListFound(
        url=each.url,
        name=_name(each),
        entries=listing.entries,
        next_url=listing.next_url,
        total_pages=listing.total_pages,
        pager=f"script of {drawn.title}" if drawn else by_link,
        page_2=second.kind.listing.entries if second and second.kind and not second.failure else None,
    )


def _article(each: Seen) -> ArticleFound:
    article = each.kind.article if each.kind and not each.failure else None
    grades = confidence_of(article, each.kind.page, each.listed) if article and each.kind else {}
    return ArticleFound(each.url, article, grades, each.failure)


def _labels(seen: list[Seen]) -> tuple[str, ...]:
    """What header or page call the encoding of each page."""
    fetches = [each.fetch for each in seen if each.fetch and not each.failure]
    named = (label_of(fetch.body, fetch.header("Content-Type")) for fetch in fetches)
    return tuple(dict.fromkeys(name for name in named if name))


def _failure(seen: list[Seen]) -> Failure | None:
    """Why a crawl would come home with nothing: the named page, the lists, or every article failed."""
    first = seen[0]
    if first.failure:
        return first.failure
    articles = [each for each in seen if each.role == "article"]
    if any(each.is_kind("article") for each in seen):
        return None
    failed = [each.failure for each in (*articles, *seen) if each.failure]
    why = "its lists could be read, but none of its articles" if articles else "no page of it shows entries of a list"
    if failed:
        return Failure(failed[0].url, failed[0].failure_class, f"{why}: {failed[0].detail}", failed[0].at)
    at = first.fetch.fetched_at if first.fetch else ""
    return Failure(first.url, "not-an-article", why, at)
