"""The breadcrumb (您现在的位置：首页 > 开发区新闻 > 图片新闻): where a page stands, and which sections lead to it."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import lineage, names_of

LEAD = re.compile(
    r"^\W*(?:(?:您|你)?(?:[现現]在|目前|[当當]前)?(?:所在)?(?:的)?(?:位置|栏目)(?:是|为|在)?|您在这里|位置导航)"
    r"(?:\s*[:：]\s*|\s*(?=首页|主页|网站首页)|\s*$|\s*[>＞»－—-]\s*)"
)
LEAD_WORD = re.compile("位置|栏目|您在这里")
SEPARATOR = re.compile(r"\s*(?:-+>|=+>|>+|＞+|»+|›+|→|⟩+|》+|▶|►|/|／|\\|\||｜|::|·|•|--+|——?|－)\s*")
ARROW = re.compile(r"[>＞»›→⟩》▶►/／]|--|——")
HOME = re.compile(r"(?:[网網]站|返回)?首 ?[页頁]|主[页頁]")
FARTHEST_HOME = 30
# what leads to the root of a host, or climbs to a folder that may be it; other links are not worth resolving
ROOT = re.compile(r"\s*(?:(?:https?:)?//[^/?#]+/?|/|(?P<climb>(?:\.\.?/)+))\s*", re.I)
WORD = re.compile(r"\w")
STARTS = ("首页", "网站首页", "主页", "首 页", "返回首页", "首頁", "網站首頁", "主頁")
# what a breadcrumb says of the page itself rather than of a section
LEAVES = frozenset(
    "正文 详情 内容 新闻详情 文章内容 详细内容 内容页 浏览文章 查看文章 文章正文 "
    "查看内容 信息内容 正文页 详细信息 信息详情 详情页 新闻内容 列表".split()
)
LONGEST = 200
MOST_ITEMS = 6
MOST_PICTURED = 4
HINT = re.compile(r"crumb|position|location|weizhi|mianbao|dqwz", re.I)


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """The names from the home page down, the addresses of those that are links, the line they stand on."""

    names: tuple[str, ...]
    links: dict[str, str]
    line: int


NOWHERE = Breadcrumb((), {}, -1)


def breadcrumb_of(page: Page) -> Breadcrumb:
    """The page's breadcrumb; without names and with line -1 where there is none."""
    announced = [
        (line, lead)
        for line in page.lines
        if len(line.text) <= LONGEST and LEAD_WORD.search(line.text) and (lead := LEAD.match(line.text))
    ]
    for line, lead in announced:
        names = _announced(line, page, line.text[lead.end() :])
        if names:
            return Breadcrumb(names, _addresses(line, page), line.index)
    for line in page.lines:
        if line.has_link and len(line.text) <= LONGEST and (found := _unannounced(line, page)):
            return found
    return NOWHERE


def _unannounced(line: Line, page: Page) -> Breadcrumb | None:
    """A path that begins with the home page and is parted by arrows or slashes; bars part the links of a menu."""
    home = HOME.search(line.text[:FARTHEST_HOME])
    begins = home.start() if home else 0 if _leads_home(line, page) else None
    if begins is None:
        return None
    names = _separated(line.text[begins:])
    linked = len(line.links)
    if len(names) > 1 and linked <= len(names) and (linked < len(names) or ARROW.search(line.text[begins:])):
        return Breadcrumb(names, _addresses(line, page), line.index)
    if home and len(names) == 1 and len(texts := _texts_between_pictures(line)) > 1:
        return Breadcrumb(texts, _addresses(line, page), line.index)
    if home and names and (items := _items(line, page)):
        links = {name: url for item in items for name, url in _addresses(item, page).items()}
        return Breadcrumb(tuple(item.text.strip(" >/»›") for item in items), links, items[-1].index)
    return None


def _texts_between_pictures(line: Line) -> tuple[str, ...]:
    """The texts of a line whose separators are pictures; a menu has more of them."""
    texts = tuple(text for part in line.parts if WORD.search(text := part.strip()))
    pictures = sum(1 for _ in line.node.iter("img"))
    return texts if len(texts) <= MOST_PICTURED and pictures >= len(texts) - 1 else ()


def _leads_home(line: Line, page: Page) -> bool:
    href = line.anchors[0].get("href") if line.anchors[0] is not None else None
    found = ROOT.fullmatch(href) if href else None
    if found is None or found["climb"] is None:
        return found is not None
    url = page.absolute(href)
    return url is not None and urlsplit(url).path in ("", "/")


def _announced(line: Line, page: Page, rest: str) -> tuple[str, ...]:
    """The path behind 您现在的位置; where pictures separate its names, each text is one."""
    if not rest:
        rest, line = _below(line, page)
    names = _separated(rest)
    if len(names) < 2:
        texts = tuple(text for part in line.parts if WORD.search(text := part.strip()) and not LEAD.fullmatch(text))
        names = texts if len(texts) > 1 else names
    return names if len(names) > 1 or (names and names[0] in STARTS) else ()


def _items(line: Line, page: Page) -> list[Line]:
    """The items of a list from the home page to the page itself, which is no link; a menu is all links."""
    holder = line.node.getparent()
    if holder is None or line.node.tag not in ("li", "span", "div"):
        return []
    items = [item for item in page.lines[line.index : line.index + MOST_ITEMS + 1] if item.node.getparent() is holder]
    named = any(HINT.search(names_of(element)) for element in islice(lineage(holder), 3))
    ends = holder.tag in ("ul", "ol") and not items[-1].has_link
    return items if 1 < len(items) <= MOST_ITEMS and (named or ends) else []


def _separated(text: str) -> tuple[str, ...]:
    return tuple(name for piece in SEPARATOR.split(text) if (name := piece.strip(" :：")))


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
    return compact == title or (len(compact) >= 6 and title.startswith(compact))
