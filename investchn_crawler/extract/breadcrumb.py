"""The breadcrumb (您现在的位置：首页 > 开发区新闻 > 图片新闻): where a page stands, and which sections lead to it."""

import re
from dataclasses import dataclass

from investchn_crawler.extract.page import Line, Page

LEAD = re.compile(
    r"^[^\w]*(?:您|你)?(?:现在|目前|当前)?(?:所在|的)?(?:所在)?(?:的)?(?:位置|栏目)(?:是|为|在)?\s*[:：]?\s*|^[^\w]*(?:当前位置|现在位置|您在这里|位置导航)\s*[:：]?\s*"
)
SEPARATOR = re.compile(r"\s*(?:-+>|=+>|>+|＞+|»+|›+|→|⟩+|》+|▶|►|/|／|\\|\||｜|::|·|•|--+|——?|－)\s*")
STARTS = ("首页", "网站首页", "主页", "首 页", "返回首页")
# what a breadcrumb says of the page itself rather than of a section
LEAVES = frozenset({"正文", "详情", "内容", "新闻详情", "文章内容", "详细内容", "内容页", "浏览文章", "查看文章", "文章正文", "信息内容", "正文页", "详细信息", "信息详情", "详情页", "新闻内容", "列表"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """The names from the home page down, the addresses of those that are links, the line they stand on."""

    names: tuple[str, ...]
    links: dict[str, str]
    line: int


NOWHERE = Breadcrumb((), {}, -1)


def breadcrumb_of(page: Page) -> Breadcrumb:
    """The page's breadcrumb; without names and with line -1 where there is none."""
    for line in page.lines:
        text = line.text
        if len(text) > LONGEST:
            continue
        lead = LEAD.match(text)
        if lead and lead.group().strip() or (text.startswith(STARTS) and line.links):
            names = _names(line, page, text[lead.end() :] if lead else text)
            if names:
                return Breadcrumb(names, _addresses(line, page), line.index)
    return NOWHERE


def _names(line: Line, page: Page, rest: str) -> tuple[str, ...]:
    if not rest:
        rest, line = _below(line, page)
    pieces = [piece.strip(" :：") for piece in SEPARATOR.split(rest)]
    names = [piece for piece in pieces if piece]
    links = [text for _, text in line.links if text]
    if len(names) < 2 and len(links) > 1:
        names = links
    if len(names) < 2 and not (names and names[0] in STARTS):
        return ()
    return tuple(names)


def _below(line: Line, page: Page) -> tuple[str, Line]:
    """A lead that stands alone in its cell has its path in the next line."""
    after = page.lines[line.index + 1 : line.index + 2]
    return (after[0].text, after[0]) if after and after[0].links else ("", line)


def _addresses(line: Line, page: Page) -> dict[str, str]:
    lines = [line, *page.lines[line.index + 1 : line.index + 2]] if not line.links else [line]
    found = {}
    for each in lines:
        for anchor, text in each.links:
            address = page.absolute(anchor.get("href"))
            if text and address:
                found[text] = address
    return found


def sections_of(breadcrumb: Breadcrumb, title: str) -> tuple[str, ...]:
    """The breadcrumb without what names the page itself: 正文, 详情, its own title."""
    names = list(breadcrumb.names)
    compact = title.replace(" ", "")
    while len(names) > 1 and (names[-1] in LEAVES or _is_title(names[-1], compact)):
        names.pop()
    return tuple(names)


def _is_title(name: str, title: str) -> bool:
    compact = name.replace(" ", "").rstrip("….")
    return len(compact) >= 6 and title.startswith(compact)
