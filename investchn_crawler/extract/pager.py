"""Pagers: the page that comes after this one, how many there are, and the further pages of an article."""

import re

from investchn_crawler.address import page_key
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.page_number import continues, is_first, page_number, same_list
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.script_links import href_of
from investchn_crawler.extract.tree import Node, text_of
from investchn_crawler.extract.turning import turned

NEXT = re.compile(r"^[\W_]*(?:下一?[页頁]|[后後]一?[页頁]|次[页頁]|next(?:\s*page)?)[\W_\d]*$", re.I)
PAGERISH = re.compile(r"[\d下后後]|next", re.I)
# >> leads to the next page on some sites, to the next ten on others: the numbers beside it know better
NEXT_SIGN = re.compile(r"^(?:>|›|»|＞|>>|→)$")
MORE = re.compile(r"^\W*(?:加载|載入|查看|点击|显示)?更多\W*$")
NUMBER = re.compile(r"^[\[【(（第\s]*(\d{1,5})[\]】)）页頁\s]*$")
# 共24条 1/3, 第1/13页, 共 13 页
TOTAL = re.compile(
    r"(?:共|总共|总计)\s*(\d{1,5})\s*[页頁]"
    r"|[页次第:：\s](\d{1,5})\s*/\s*(\d{1,5})\s*[页頁]?|(\d{1,5})\s*/\s*(\d{1,5})\s*[页頁]"
)
# days of a calendar are numbered links too
LONGEST_MONTH = 28


def next_page(page: Page) -> str | None:
    """The address of the page after this one in a list, None on its last page."""
    own = page_key(page.url)
    numbers: dict[int, str] = {}
    current: int | None = None
    signs: list[str] = []
    for line in page.lines:
        for anchor, text in _pager_texts(line):
            found = NUMBER.match(text)
            url = _link_address(anchor, page) if anchor is not None else None
            if anchor is None or url is None:
                if found and (anchor is None or _leads_nowhere(anchor)) and _numbers_near(page, line):
                    current = int(found[1])
            elif found:
                numbers.setdefault(int(found[1]), url)
                current = int(found[1]) if page_key(url) == own else current
            elif (says := _says(anchor, text)) and page_key(url) != own and not is_first(url, page.url):
                if says == "next" or (says == "more" and _is_following(url, page)):
                    return url
                signs += [url] if says == "sign" else []
    return _numbered(numbers, current, page) or next(iter(signs), None) or _button(page) or _drop_down(page)


def _says(anchor: Node, text: str) -> str | None:
    """What the text of a link says of where it leads: to the next page, to more of the list, or only a sign."""
    if NEXT.match(text) or NEXT.match(anchor.get("title") or ""):
        return "next"
    if NEXT_SIGN.match(text):
        return "sign"
    return "more" if MORE.match(text) else None


def _is_following(url: str, page: Page) -> bool:
    """Whether an address is that of the same list with the next number."""
    return page_number(url) == (page_number(page.url) or 1) + 1 and same_list(url, page.url)


def _leads_nowhere(anchor: Node) -> bool:
    href = anchor.get("href") or ""
    return not anchor.get("onclick") and (not href.strip("#; ") or "void" in href or href == "javascript:;")


def _button(page: Page) -> str | None:
    """A button 下一页 that opens an address by script, or a picture that says so."""
    for node in page.root.iter("input", "button", "a"):
        if node.tag == "a":
            says = [node.get("title"), *(image.get("alt") or image.get("title") for image in node.iter("img"))]
        else:
            says = [node.get("value") or text_of(node)] if node.get("onclick") else []
        if any(NEXT.match(" ".join(text.split())) for text in says if text):
            url = _link_address(node, page)
            return url if url and page_key(url) != page_key(page.url) else None
    return None


def _drop_down(page: Page) -> str | None:
    """The option after the current one in a drop-down list of pages, where the options are addresses."""
    for select in page.root.iter("select"):
        options = [(page.absolute(option.get("value")), option.get("selected")) for option in select.iter("option")]
        urls = [url for url, _ in options if url and same_list(url, page.url)]
        if len(urls) < 2 or len(urls) < len(options):
            continue
        keys = [page_key(url) for url in urls]
        chosen = next((number for number, (_, selected) in enumerate(options) if selected is not None), None)
        here = keys.index(page_key(page.url)) if page_key(page.url) in keys else chosen or 0
        return urls[here + 1] if here + 1 < len(urls) else None
    return None


def _numbered(numbers: dict[int, str], current: int | None, page: Page) -> str | None:
    """The number after the current one, where the numbered links are a pager: addresses of one shape."""
    if current is not None and current + 1 in numbers and max(numbers) < LONGEST_MONTH:
        return numbers[current + 1]
    pages = {number: url for number, url in numbers.items() if number == 1 or same_list(url, page.url)}
    return pages.get((current or page_number(page.url) or 1) + 1)


def _numbers_near(page: Page, line: Line) -> bool:
    """Whether a number that leads nowhere stands in a pager: beside numbers that are links."""
    beside = page.lines[max(line.index - 1, 0) : line.index + 2]
    return any(NUMBER.match(text) for each in beside for _, text in each.links)


def _pager_texts(line: Line) -> list[tuple[Node | None, str]]:
    """The texts of a line that may belong to a pager: short ones, each with its link."""
    if not line.has_link and not NUMBER.match(line.text):
        return []
    texts: list[tuple[Node | None, str]] = list(line.links)
    texts += [(None, part) for part in line.unlinked]
    return [(anchor, text) for anchor, text in texts if len(text) <= 12]


def _link_address(anchor: Node, page: Page) -> str | None:
    """Where a pager's link leads: its href, or the address that its script opens or counts."""
    url = page.absolute(href_of(anchor))
    script = anchor.get("onclick") or anchor.get("href") or ""
    return url or (turned(script, page) if "(" in script else None)


def total_pages(page: Page) -> int | None:
    """The number of pages that the pager prints (共13页, 1/13)."""
    for line in page.lines:
        if len(line.text) > 200 or not ("页" in line.text or "/" in line.text or "頁" in line.text):
            continue
        for found in TOTAL.finditer(line.text):
            groups = [int(group) for group in found.groups() if group]
            if len(groups) == 1 or (groups[0] <= groups[-1] < 100_000 and "页" in line.text):
                return groups[-1]
    return None


def article_pages(page: Page, after: int) -> list[str]:
    """The further pages of an article, in order: numbered or next links whose addresses are its own with a number."""
    pages: dict[str, str] = {}
    for line in page.lines[after:]:
        if not line.has_link or not PAGERISH.search(line.text):
            continue
        for anchor, text in line.links:
            if len(text) > 12 or not (NUMBER.match(text) or NEXT.match(text)):
                continue
            url = _link_address(anchor, page)
            if url and page_key(url) != page_key(page.url) and continues(url, page.url):
                pages.setdefault(page_key(url), url)
    return sorted(pages.values(), key=lambda url: page_number(url) or 0)
