"""Neighbours: what the page calls 上一条/上一篇 and 下一条/下一篇; which is the newer differs from CMS to CMS."""

import re
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from investchn_crawler.address import page_key
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node, lineage
from investchn_crawler.items import Link

LABEL = re.compile(
    r"[\W_]{0,40}(?P<prev>上一?[条篇则條則]|上一(?:个|主题|新闻|文章|信息|公告|案例)|前一?[条篇则]"
    r"|(?:prev|previous)\b(?!\s*page))(?:文章|新闻|信息|内容|公告)?(?![\u4e00-\u9fff])[\W_]*"
    r"|[\W_]{0,40}(?P<next>下一?[条篇则條則]|下一(?:个|主题|新闻|文章|信息|公告|案例)|后一?[条篇则]"
    r"|next\b(?!\s*page))(?:文章|新闻|信息|内容|公告)?(?![\u4e00-\u9fff])[\W_]*",
    re.I,
)
MARK = re.compile("[上下前后]|prev|next", re.I)
HINT = re.compile("[上下](?:[条篇]|一(?:[条篇则條則个]|主题|新闻|文章|信息|公告|案例))|[前后]一[条篇则]")
# 没有了, 已是最后一篇, 暂无, 返回列表: words where a link to a neighbour would be
NONE = re.compile(
    r"^\W*(?:(?:已经?是|这是|没有|暂无|无)?(?:第一|最后|最新|更多|相关|任何)?(?:一)?(?:条|篇|页|个|则)?"
    r"(?:了|内容|文章|新闻|信息|记录|数据)?|没有.{0,8}|暂无.{0,6}|已(?:经)?(?:是|到).{0,12}|到头了.{0,4}"
    r"|很抱歉.{0,12}|(?:返回|回到)?.{0,4}列表|none|null|empty)\W*$",
    re.I,
)
# the date of a neighbour may stand before its link, or in it
DATE_ALONE = re.compile(r"^[\s\[(（【]*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?[\s\])）】]*$")
DATE_BEFORE = re.compile(r"^[\[(（【]?(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?[\])）】]\s*")
GAPS = frozenset(" \t\r\n\xa0\u3000|｜[【(（<《")
LONGEST = 400
LONGEST_UNLINKED = 40
# how many lines after a label its link may stand
REACH = 2
# how many blocks may stand around that link, within the block that holds both
DEEPEST = 5


@dataclass(slots=True)
class _Found:
    rel: str
    line: int
    anchor: Node | None = None
    texts: list[str] = field(default_factory=list)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours and the first line that speaks of them: the article ends there."""

    prev: Link | None = None
    next: Link | None = None
    line: int = -1


def neighbours_of(page: Page, after: int, lists: frozenset[str]) -> Neighbours:
    """The neighbours named below a line; `lists` are keys of pages known to be lists, which are none."""
    found = _labelled(page, after)
    if not found:
        return Neighbours()
    rels = {}
    for rel in ("prev", "next"):
        links = (_link(each, page, lists) for each in found if each.rel == rel)
        rels[rel] = next((link for link in links if link), None)
    return Neighbours(rels["prev"], rels["next"], found[0].line)


def _labelled(page: Page, after: int) -> list[_Found]:
    found: list[_Found] = []
    opened: Line | None = None
    for line in page.lines[after + 1 :]:
        if len(line.text) <= (LONGEST if line.has_link else LONGEST_UNLINKED) and HINT.search(line.text):
            before = len(found)
            _read(line, found)
            opened = line if len(found) > before else opened
        elif opened is not None and len(line.text) <= LONGEST and _beside(line, opened):
            _read(line, found)
        else:
            opened = None
    return found


def _beside(line: Line, label: Line) -> bool:
    """Whether a line may hold the link of a label that stands alone in its cell or tag."""
    if line.node.getparent() is label.node:
        return True
    around = label.node.getparent()
    return line.index - label.index <= REACH and any(each is around for each in islice(lineage(line.node), DEEPEST))


def _read(line: Line, found: list[_Found]) -> None:
    """Takes a line's texts one by one: a label opens a neighbour, the link and the text after it are its own."""
    for part, anchor in zip(line.parts, line.anchors, strict=True):
        marks = [mark for mark in LABEL.finditer(part) if _is_label(part, mark)] if MARK.search(part) else []
        _add(found, part[: marks[0].start()] if marks else part, anchor)
        ends = [mark.start() for mark in marks[1:]] + [len(part)]
        for mark, end in zip(marks, ends, strict=False):
            found.append(_Found("prev" if mark.group("prev") else "next", line.index, anchor))
            _add(found, part[mark.end() : end], anchor)


def _is_label(part: str, mark: re.Match[str]) -> bool:
    """A label begins its text or follows a gap: 续写新篇章：上一篇章的收官 has none."""
    before, text = part[: mark.start()].strip(), mark.group()
    return not before or text[0] in GAPS


def _add(found: list[_Found], text: str, anchor: Node | None) -> None:
    if not found or found[-1].closed or not text.strip(" :：|｜\t\r\n\xa0\u3000"):
        return
    if anchor is None and DATE_ALONE.match(text):
        return
    current = found[-1]
    if anchor is not None and anchor is not current.anchor:
        if current.texts or current.anchor is not None:
            current.closed = True
            return
        current.anchor = anchor
    elif anchor is None and current.texts:
        return
    current.texts.append(text)


def _link(found: _Found, page: Page, lists: frozenset[str]) -> Link | None:
    title = DATE_BEFORE.sub("", " ".join("".join(found.texts).split())).strip(" :：|>＞»<＜«")
    anchor = found.anchor
    url = page.absolute(anchor.get("href")) if anchor is not None else None
    if anchor is None or url is None or (title and len(title) <= LONGEST_UNLINKED and NONE.match(title)):
        return None
    if page_key(url) == page_key(page.url) or page_key(url) in lists or _is_list(url, page.url):
        return None
    whole = LABEL.sub("", " ".join((anchor.get("title") or "").split()), count=1).strip()
    cut = title.rstrip(".…· ")
    if whole and (not title or (len(whole) > len(cut) and whole.startswith(cut))):
        title = whole
    return Link(url, title or None)


def _is_list(url: str, own: str) -> bool:
    """A folder above the page is its list; an address with an empty number is nobody's (id= on the last page)."""
    there, here = urlsplit(url), urlsplit(own)
    above = here.path.startswith(there.path) and len(here.path) > len(there.path)
    if above and there.path.endswith("/") and not there.query:
        return True
    empty = [name for name, value in parse_qsl(there.query, keep_blank_values=True) if value in ("", "0")]
    filled = dict(parse_qsl(here.query))
    return any(name in filled for name in empty)
