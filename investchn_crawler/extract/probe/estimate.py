"""What a first crawl would ask for, from the lists that were looked at: total pages by entries, and its time."""

from collections.abc import Sequence
from dataclasses import dataclass

from investchn_crawler.extract.probe.seen import Seen, lists_among


@dataclass(frozen=True, slots=True)
class Estimate:
    """Requests by kind. `at_least`: a list goes on and does not say how far; `unseen`: links taken to be like the rest.

    `pace` is the seconds from one request to the next, `seconds` what the whole crawl takes at that pace.
    """

    home: int
    channels: int
    list_pages: int
    articles: int
    at_least: bool
    unseen: int
    pace: float

    @property
    def requests(self) -> int:
        """All of them."""
        return self.home + self.channels + self.list_pages + self.articles

    @property
    def seconds(self) -> int:
        """How long they take, one at a time."""
        return round(self.requests * self.pace)


def estimate(seen: Sequence[Seen], unseen: int, pace: float) -> Estimate:
    """The requests of a first crawl of the whole site; `unseen` links count as the ones that were looked at did."""
    lists = lists_among(seen)
    pages, articles = 0, 0
    for each in lists:
        count = _pages_of(each)
        pages += count
        articles += count * len(each.kind.entries if each.kind else ())
    # without a list among those that were looked at, each unseen link is a channel to look at
    looked = sum(each.role == "section" and each.failure is None for each in seen)
    of_unseen = unseen / looked if looked and lists else 0.0
    channels = sum(each.role == "section" for each in seen) - sum(each.role == "section" for each in lists)
    return Estimate(
        home=1,
        channels=channels + (unseen if not of_unseen else round(channels * of_unseen)),
        list_pages=pages + round(pages * of_unseen),
        articles=articles + round(articles * of_unseen),
        at_least=any(each.kind and each.kind.listing.next_url and not _total(each) for each in lists),
        unseen=unseen,
        pace=pace,
    )


def _pages_of(each: Seen) -> int:
    goes_on = each.kind is not None and each.kind.listing.next_url is not None
    return _total(each) or (2 if goes_on else 1)


def _total(each: Seen) -> int | None:
    return each.kind.listing.total_pages if each.kind else None
