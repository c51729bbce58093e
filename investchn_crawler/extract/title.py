"""The title: the visible line that the head names, above the line of date and source; never the site's name."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from investchn_crawler.address import page_key
from investchn_crawler.extract import meta
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.prose import is_paragraph
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node, names_of

# title-site, title_column_site, title | site, site--title
SEPARATOR = re.compile(r"\s*(?:[_|｜丨]+|[-–—―－]{1,3}|»|>+)\s*")
HINT = re.compile(r"tit|headline|biaoti|^bt|_bt|subject|\bh1\b", re.I)
# where a page stands, which no title begins with: 首页 - 新闻动态
PLACE = re.compile(r"^\W*(?:网站|返回)?[首主]\s?[页頁]\s*[-–—>＞»/|｜]")
SITE_NAME = re.compile(r"(?:网|网站|门户|政府|委员会|人民法院|局|厅|官网|首页|网络|平台)$")
HEADINGS = {"h1": 3.0, "h2": 2.5, "h3": 2.0, "h4": 1.0, "h5": 0.5, "ucaptitle": 3.0}
SHORTEST, LONGEST = 2, 150
LONGEST_BROKEN = 80
SHORTEST_SPOKEN = 8
MOST_SPREAD = 4
# how many lines above the line of date and source a title may stand
REACH = 6
CLOSE = 2


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the reader that gave it, and the line on which it stands (-1: on none)."""

    text: str
    reader: str
    line: int


def title_of(page: Page, tags: meta.Tags, infos: list[int], above: int, skipped: set[int]) -> Title | None:
    """The title by trust: the head's where the page shows it, the visible heading, what the head says alone.

    `infos` are the lines of date or source, `above` is the breadcrumb's line, `skipped` lines hold labels.
    """
    named = [name for name in (meta.first(tags, meta.TITLE), meta.first(tags, meta.OPEN_TITLE)) if name]
    whole = page.title
    line = _best_line(page, [compact(name) for name in (*named, whole) if name], infos, above, skipped)
    if line is not None and (spread := _spread(line, page, [*named, *SEPARATOR.split(whole)])):
        return Title("".join(each.text for each in spread), "heading", spread[-1].index)
    if line is not None:
        text, at = _joined(line, page, named, skipped), line.index
        standard = meta.first(tags, meta.TITLE)
        if standard and compact(standard) == compact(text):
            return Title(text, "meta", at)
        return Title(_spoken(line, text, [*named, whole]), "heading", at)
    if named and compact(named[0]) in page.text:
        return Title(named[0], "meta", -1)
    if whole and (text := without_site(whole, meta.first(tags, meta.SITE))):
        return Title(text, "title", -1)
    return Title(named[0], "opengraph", -1) if named else None


def without_site(whole: str, site: str | None) -> str:
    """A document title without the site's name at either end."""
    pieces = [piece for piece in SEPARATOR.split(whole) if piece]
    if site:
        pieces = [piece for piece in pieces if compact(piece) != compact(site)] or pieces
    while len(pieces) > 1 and SITE_NAME.search(pieces[-1]):
        pieces.pop()
    if len(pieces) > 1 and SITE_NAME.search(pieces[0]):
        pieces.pop(0)
    longest = max(pieces, key=len, default="")
    return longest if len(longest) >= 8 or not pieces else pieces[0]


def _best_line(page: Page, named: list[str], infos: list[int], above: int, skipped: set[int]) -> Line | None:
    best, most = None, 3.0
    last = infos[-1] if infos else len(page.lines)
    near = {index for info in infos or [above + 3] for index in range(info - REACH, info + 1)}
    whole, beginnings = "\n".join(named), tuple(named)
    for line in page.lines:
        if best is not None and is_paragraph(line):
            break  # a caption may repeat the title
        if line.index in skipped or line.index == above or PLACE.match(line.text):
            continue
        if not SHORTEST <= len(line.text) <= LONGEST:
            continue
        if best is not None and line.index > last and best.index >= last - CLOSE and not _is_marked(line):
            continue  # a bold first line of the text may be what the head names
        if line.index not in near and line.node.tag not in HEADINGS and not _is_named(line.text, whole, beginnings):
            continue
        score = _score(line, named, infos, above)
        if score <= most or _leads_away(line, page):
            continue
        if line.index <= last or any(_match(compact(line.text), name) for name in named):
            best, most = line, score
    return best


def _is_marked(line: Line) -> bool:
    """Whether a line is marked as a heading, by its tag or by its name."""
    return line.node.tag in HEADINGS or _hinted(line.node)


def _is_named(text: str, whole: str, beginnings: tuple[str, ...]) -> bool:
    """Whether one of the names contains the line or begins it."""
    text = compact(text) if " " in text else text
    return text in whole or text.startswith(beginnings)


def _leads_away(line: Line, page: Page) -> bool:
    """Whether a line is nothing but a link to another page."""
    if not line.has_link or None in line.anchors:
        return False
    url = page.absolute(line.links[0][0].get("href"))
    return url is not None and page_key(url) != page_key(page.url)


def _score(line: Line, named: list[str], infos: list[int], above: int) -> float:
    near = _nearness(line, infos, above)
    heading = HEADINGS.get(line.node.tag, 0.0)
    text = compact(line.text)
    match = max((_match(text, name) for name in named), default=0.0)
    if not near and not heading and not match:
        return 0.0
    score = near + heading + match + (1.5 if _hinted(line.node) else 0.0)
    if line.index < above:
        score -= 5.0
    if text.endswith(("。", "；", "：")):
        score -= 2.0
    return score - (3.0 if len(text) < 4 else 0.0)


def _nearness(line: Line, infos: list[int], above: int) -> float:
    """A title stands just above the line of date and source; where there is none, just below the breadcrumb."""
    if infos:
        below = bisect_left(infos, line.index)
        distance = infos[below] - line.index if below < len(infos) else REACH + 1
        return 5.0 - 0.6 * distance if distance <= REACH else 0.0
    below = line.index - above
    return 4.0 - 0.8 * below if above >= 0 and 0 < below <= 3 else 0.0


def _match(text: str, name: str) -> float:
    """How surely a line is what the head names: the whole of it, its beginning, its end, a part of it."""
    if text == name:
        return 5.0
    if len(text) < 5:
        return 0.0
    if name.startswith(text):
        return 5.0
    if name.endswith(text):
        return 3.0
    if text in name:
        return 4.0
    return 3.0 if len(name) >= 6 and text.startswith(name) else 0.0


def _hinted(node: Node) -> bool:
    """Whether an element or the one around it calls itself a title."""
    if HINT.search(names_of(node)):
        return True
    parent = node.getparent()
    return parent is not None and HINT.search(names_of(parent)) is not None


def _spread(line: Line, page: Page, names: list[str]) -> list[Line]:
    """The lines over which a document spreads its title, a block each, where together they are what the head names."""
    for name in (compact(name) for name in names):
        for start in range(max(0, line.index - MOST_SPREAD + 1), line.index + 1):
            lines = _making_up(name, page.lines[start : start + MOST_SPREAD])
            if len(lines) > 1 and lines[-1].index >= line.index:
                return lines
    return []


def _making_up(name: str, lines: list[Line]) -> list[Line]:
    """The first of these lines, as many as make up a name; none where they say something else."""
    rest = name
    for number, line in enumerate(lines, 1):
        text = compact(line.text)
        if not rest.startswith(text):
            return []
        rest = rest[len(text) :]
        if not rest:
            return lines[:number]
    return []


def _joined(line: Line, page: Page, named: list[str], skipped: set[int]) -> str:
    """The title's text with the lines that a break cuts off it, where they belong to the same heading."""
    before = _same_heading(reversed(page.lines[max(line.index - 2, 0) : line.index]), line, skipped)
    after = _same_heading(page.lines[line.index + 1 : line.index + 3], line, skipped)
    whole = "".join([*(each.text for each in reversed(before)), line.text, *(each.text for each in after)])
    if line.is_heading or any(compact(whole) in compact(name) for name in named):
        return whole
    short = len(before) + len(after) == 1 and len(whole) <= LONGEST_BROKEN
    return whole if short else line.text


def _same_heading(lines: Iterable[Line], line: Line, skipped: set[int]) -> list[Line]:
    found = []
    for each in lines:
        if each.node is not line.node or each.index in skipped:
            break
        found.append(each)
    return found


def _spoken(line: Line, text: str, names: list[str]) -> str:
    """A heading without what stands beside the title in it, where the head says what the title is.

    What stands beside it is parted from it by a mark, or is a tag of its own: 原创, the number of comments.
    """
    if any(compact(text) in compact(name) for name in names):
        return text
    own = {text.removeprefix(line.parts[0].strip()).strip(), text.removesuffix(line.parts[-1].strip()).strip()}
    for piece in (piece for name in names for piece in (name, *SEPARATOR.split(name))):
        parted = text.startswith(piece) and not text[len(piece)].isalnum()
        if len(piece) >= SHORTEST_SPOKEN and (parted or piece in own):
            return piece
    return text


def compact(text: str) -> str:
    """A text without any space: CMS break and pad titles as they like."""
    return "".join(text.split())
