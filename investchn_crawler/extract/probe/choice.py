"""Which few pages tell most of a site: the lists that its home page speaks of, and one new article of each."""

import re
from collections.abc import Callable, Collection, Sequence
from urllib.parse import urljoin, urlsplit

from investchn_crawler.address import page_key
from investchn_crawler.extract.attachments import FILE
from investchn_crawler.extract.probe.seen import Seen, lists_among
from investchn_crawler.extract.sections import is_home
from investchn_crawler.items import Entry, Link
from investchn_crawler.site import Site

NEWS = re.compile(r"要闻|新闻|动态|资讯|快讯|头条|通知|公告|公示|政策|招商|工作|信息|文件|解读|新聞|動態|公告|資訊")

Owns = Callable[[str], bool]


def links_to_walk(seen: Sequence[Seen], site: Site) -> list[Link]:
    """Where a crawl would look for lists: the declared sections, by name or address; else what the pages lead to."""
    links = channel_links(seen, site.owns)
    if not site.sections:
        return links
    names = {name.replace(" ", "") for name in site.sections}
    addresses = [Link(name, name) for name in site.sections if "://" in name]
    return [*addresses, *(link for link in links if (link.title or "").replace(" ", "") in names)]


def channel_links(seen: Sequence[Seen], owns: Owns) -> list[Link]:
    """The links of the pages seen that may lead to lists, each address once: no rows, no files, no other sites."""
    read = [each for each in seen if each.kind and not each.failure and each.role != "next"]
    rows = {page_key(entry.url) for each in read if each.kind for entry in each.kind.entries}
    found: dict[str, Link] = {}
    for each in read:
        for link in each.kind.links if each.kind else ():
            leads = owns(link.url) and not FILE.search(link.url) and not is_home(link.url)
            if leads and page_key(link.url) not in rows:
                found.setdefault(page_key(link.url), link)
    return list(found.values())


def best_channel(links: Sequence[Link], seen: Sequence[Seen]) -> Link | None:
    """The link to look at next: one below which entries lie, else one whose name is that of news."""
    asked = {page_key(url) for each in seen for url in (each.url, each.asked_url)}
    entries = [entry.url for each in seen if each.kind for entry in each.kind.entries]
    left = [link for link in links if page_key(link.url) not in asked]
    return max(left, key=lambda link: _promise(link, entries), default=None)


def next_page_to_see(seen: Sequence[Seen], owns: Owns) -> str | None:
    """The second page of the first list that has one."""
    urls = (each.kind.listing.next_url for each in lists_among(seen) if each.kind)
    return next((url for url in urls if url and owns(url)), None)


def articles_to_see(seen: Sequence[Seen], owns: Owns, most: int) -> list[Entry]:
    """The newest entries of the lists, one of each list in turn; without lists, of the pages that show entries."""
    read = {page_key(each.url) for each in seen}
    holders = lists_among(seen) or [each for each in seen if each.is_kind("channel")]
    rows = [
        sorted(_candidates(each, owns, read), key=lambda entry: entry.date or "", reverse=True)[:most]
        for each in holders
    ]
    turns = (column[turn] for turn in range(most) for column in rows if turn < len(column))
    return list({page_key(entry.url): entry for entry in turns}.values())[:most]


def _candidates(each: Seen, owns: Owns, read: Collection[str]) -> list[Entry]:
    entries = each.kind.entries if each.kind else []
    return [
        entry for entry in entries if owns(entry.url) and not FILE.search(entry.url) and page_key(entry.url) not in read
    ]


def _promise(link: Link, entries: Sequence[str]) -> tuple[bool, bool]:
    below = urljoin(link.url, ".")
    holds = urlsplit(below).path != "/" and any(url.startswith(below) for url in entries)
    return holds, NEWS.search(link.title or "") is not None
