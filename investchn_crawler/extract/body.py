"""The body: the block with as much running text and as little else as possible, between the title and what ends an article."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from investchn_crawler.extract.labels import Label
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node

# containers of the CMS families (field notes of some 700 sites); they name the evidence and find bodies without text
KNOWN = frozenset(
    "zoom zoomcon trs_editor trs_ueditor trs_editor_view trs_paper_default ucap-content ucapcontent "
    "v_news_content vsb_content ivs_content pages_content article-content article_content articlecontent "
    "news_content newscontent bt-content wzcon con_con vf_detail_content view zw wp_articlecontent content-text "
    "contenttext artcontent text_con contentzoom".split()
)
SENTENCE = re.compile("[，。；！？：、,;!?]")
ENDED = re.compile("[。！？；”）)…]$")
# what stands behind an article on any site: nothing after it belongs to the body
END_MARK = re.compile(
    r"^\W*(?:(?:相关|延伸|推荐|热门|热点|更多|猜你|精彩|最新)(?:新闻|阅读|文章|链接|推荐|信息|稿件|资讯|报道|内容|资料|喜欢|图文|专题)+\W*$"
    r"|(?:扫一扫|扫描二维码|用微信扫|微信扫)|(?:发表|网友|我要)评论|返回(?:顶部|列表|上一页|首页)\W*$|版权声明[:：]|免责声明[:：]?"
    r"|分享(?:到|至|文章)?\W*(?:微信|微博|QQ|$)|(?:【|\[|〖)?\s*(?:打印|关闭|收藏|加入收藏|字体|推荐)(?:本页|本文|此页|窗口|页面)?\s*(?:】|\]|〗)?[\s|【\[〖]*(?:打印|关闭|收藏|顶部|返回|$))"
)
FOOTER = re.compile(r"copyright|版权所有|ICP备|公网安备|网站标识码|all rights reserved|备案号", re.I)
OWNER = re.compile("主办|承办|电话|地址|邮编|传真|技术支持|访客|网站")
FOOT = re.compile(r"\b(?:foot|footer|bottom|copyright)\b", re.I)
# 【关闭】, A+ A-, 大 中 小, a page's own pager: words of the page, not of the article
FURNITURE = re.compile(
    r"^\W*(?:附件|相关附件|附件下载|附件列表|文件下载|相关下载|资料下载|相关文档)\W*$|"
    r"^\W*(?:(?:字号|字体|大|中|小|默认|打印|关闭|收藏|分享|返回|复制链接|语音播报|朗读|微信|微博|QQ空间|本页|窗口|此页|本文|下载文字版|下载图片版|繁体|简体|无障碍|A\+|A-|T)[\W_]*){1,12}$"
)
FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|wps|et|ofd|txt|csv|jpe?g|png|mp4)(?:$|[?#])", re.I)
ATTACHED = re.compile(
    r"^\W*(?:附件|相关附件|附件下载|下载)?\W*\d{0,2}\W*$|^\W*(?:附件|相关附件|附件下载|点击下载)\W*\d{0,2}\s*[:：.、]?\s*"
)
PAGER = re.compile(
    r"^(?:页码|分页)?(?:\W*(?:\d{1,3}|上一?[页頁]|下一?[页頁]|首页|尾页|末页|共\s*\d+\s*页|第\s*\d+\s*页)\W*){2,}$"
)
NUMBER = re.compile(r"^\W*\d{1,3}\W*$")
RULE = re.compile(r"^[\W_]*(?:分[隔割]线|文章导航)?[\W_]*$")
SIZE = re.compile(r"[(（\[]?\s*\d+(?:\.\d+)?\s*[KMG]i?B?\s*[)）\]]?", re.I)
COUNTER = re.compile(r"(?:已下载|下载次数|点击下载|浏览次数|点击数)\D{0,6}\d*\s*次?\W*$")
LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "td", "blockquote", "figcaption", "pre"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body's paragraphs, the lines they come from, and the block that holds them."""

    paragraphs: tuple[str, ...]
    lines: tuple[Line, ...]
    container: Node
    reader: str

    @property
    def text(self) -> str:
        """The paragraphs joined by a line feed."""
        return "\n".join(self.paragraphs)


@dataclass(slots=True)
class _Mass:
    """The text of a block: running text, and all of it; its linked text counts twice, as no body is made of links."""

    running: int = 0
    all: int = 0

    @property
    def worth(self) -> float:
        return self.running * self.running / self.all if self.all else 0.0


def body_of(
    page: Page, start: int, stop: int, labels: Iterable[Label], title: str, *, bounded: bool = False
) -> Body | None:
    """The body between two lines of the page; None where there is no running text there.

    `bounded`: the article surely ends at `stop`, so that a few words without a sentence are its text too.
    """
    lines = _before_the_end(page.lines[start:stop])
    masses = _masses(lines)
    container = _container(masses)
    if container is None and bounded:
        container = _common([line.node for line in lines if not line.has_link] or [line.node for line in lines])
    if container is None:
        return None
    inside = [line for line in lines if _within(line.node, container)]
    furniture = _furniture_lines(inside, labels)
    kept = [line for line in inside if line.index not in furniture and not _is_furniture(line, page)]
    kept = _without_link_lists(kept)
    paragraphs = _paragraphs(kept, container, title)
    return Body(tuple(paragraphs), tuple(kept), container, _name(container))


def is_paragraph(line: Line) -> bool:
    """Whether a line is running text: a title may have a comma, but not a full stop."""
    return not line.has_link and len(line.text) > 20 and ("。" in line.text or len(line.text) > 100)


def known_container(page: Page) -> Node | None:
    """The first known container of the page: for a body that is pictures or a file."""
    found = page.root.xpath("//*[@id or @class]")
    return next((node for node in found if not KNOWN.isdisjoint(_names(node))), None)


def _before_the_end(lines: list[Line]) -> list[Line]:
    """The lines up to what ends the article, if text was seen before."""
    seen = 0
    for number, line in enumerate(lines):
        if len(line.text) < 120 and OWNER.search(line.text) and _is_in_footer(line.node):
            return lines[:number]
        if len(line.text) < 80 and (FOOTER.search(line.text) or (seen >= 10 and END_MARK.match(line.text))):
            return lines[:number]
        if not line.has_link and SENTENCE.search(line.text):
            seen += len(line.text)
    return lines


def _is_in_footer(node: Node) -> bool:
    """Whether an element names itself the foot of the page."""
    return any(
        element.tag == "footer" or FOOT.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        for element in (node, *node.iterancestors())
    )


def _masses(lines: list[Line]) -> dict[Node, _Mass]:
    masses: dict[Node, _Mass] = defaultdict(_Mass)
    for node, running, everything in _by_block(lines):
        element: Node | None = node
        while element is not None:
            mass = masses[element]
            mass.running += running
            mass.all += everything
            element = element.getparent()
    return masses


def _by_block(lines: list[Line]) -> Iterable[tuple[Node, int, int]]:
    sums: dict[Node, list[int]] = {}
    for line in lines:
        length, linked = len(line.text), line.link_length
        runs = (length >= 10 and SENTENCE.search(line.text) is not None) or length >= 40
        total = sums.setdefault(line.node, [0, 0])
        total[0] += length if runs and linked * 2 < length else 0
        total[1] += length + linked
    return [(node, running, everything) for node, (running, everything) in sums.items()]


def _container(masses: dict[Node, _Mass]) -> Node | None:
    best = max(masses, key=lambda node: masses[node].worth, default=None)
    if best is None or not masses[best].running:
        return None
    while (parent := best.getparent()) is not None and parent.tag not in ("body", "html"):
        mine, theirs = masses[best], masses[parent]
        more = theirs.all - mine.all
        if best.tag in LEAVES and best.tag not in ("td", "blockquote", "pre"):
            pass  # a paragraph is not a container, however long it is
        elif more > 0.25 * theirs.all:
            break
        best = parent if theirs.worth >= 0.6 * mine.worth or best.tag in LEAVES else best
        if best is not parent:
            break
    return best


def _common(nodes: list[Node]) -> Node | None:
    """The innermost block that holds all of these."""
    shared: list[Node] = []
    for node in nodes:
        above = [node, *node.iterancestors()]
        shared = [element for element in shared if element in above] if shared else above
    return shared[0] if shared else None


def _within(node: Node, container: Node) -> bool:
    element: Node | None = node
    while element is not None:
        if element is container:
            return True
        element = element.getparent()
    return False


def _furniture_lines(lines: list[Line], labels: Iterable[Label]) -> set[int]:
    """The lines that are labelled values and nothing else: 责任编辑, counters; and those of date and source before the text."""
    running = [line.index for line in lines if len(line.text) > 30 and SENTENCE.search(line.text)]
    text_begins, text_ends = (running[0], running[-1]) if running else (0, len(lines) and lines[-1].index)
    drop = set()
    by_line: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        by_line[label.line].append(label)
        if label.last != label.line:
            by_line[label.last].append(label)
    for line in lines:
        mine = by_line.get(line.index)
        if not mine:
            continue
        alone = mine[0].start <= 2 and len(line.text) < 60
        kinds = {label.kind for label in mine if label.kind != "editor" or not re.search("[，。]", label.text)}
        outside = line.index <= text_begins or line.index > text_ends
        if alone and (kinds & {"editor", "count", "tags"} or (outside and kinds & {"date", "source", "author"})):
            drop.add(line.index)
    return drop


def _is_furniture(line: Line, page: Page) -> bool:
    if len(line.text) < 60 and (FURNITURE.match(line.text) or COUNTER.search(line.text)):
        return True
    if RULE.match(line.text) or (line.has_link and PAGER.match(line.text)):
        return True
    return line.has_link and is_attachment_line(line)


def is_attachment_line(line: Line) -> bool:
    """Whether a line is a link to a file and nothing but its label: 附件1：<a>….pdf</a>."""
    links = line.links
    if not any(FILE.search(anchor.get("href") or "") for anchor, _ in links):
        return False
    rest = line.text
    for _, text in links:
        rest = rest.replace(text, "", 1)
    rest = SIZE.sub("", rest)
    return ATTACHED.match(rest) is not None and len(rest) < 20


def _without_link_lists(lines: list[Line]) -> list[Line]:
    """Drops rows of links: two or more that follow each other, or a list's; a single linked paragraph is text."""
    linked = [line.link_length >= 0.8 * len(line.text) for line in lines]
    kept = []
    for number, line in enumerate(lines):
        beside = linked[max(number - 1, 0) : number] + linked[number + 1 : number + 2]
        if linked[number] and (any(beside) or line.node.tag in ("li", "dd", "dt")):
            continue
        if any(beside) and NUMBER.match(line.text):
            continue  # the page of a pager that is being read
        kept.append(line)
    return kept


def _paragraphs(lines: list[Line], container: Node, title: str) -> list[str]:
    paragraphs: list[str] = []
    row: Node | None = None
    cells: dict[Node, str] = {}
    compact = "".join(title.split())
    for line in lines:
        here, cell = _row_of(line.node, container)
        if here is not row:
            _close(row, cells, paragraphs)
            row, cells = here, {}
        if here is not None and cell is not None:
            cells[cell] = f"{cells[cell]} {line.text}" if cell in cells else line.text
        elif "".join(line.text.split()) != compact:
            paragraphs.append(line.text)
    _close(row, cells, paragraphs)
    return paragraphs


def _close(row: Node | None, cells: dict[Node, str], paragraphs: list[str]) -> None:
    if row is not None and cells:
        paragraphs.append("\t".join(cells.values()))


def _row_of(node: Node, container: Node) -> tuple[Node | None, Node | None]:
    """The table row and cell of a line inside the container, if the row has several cells."""
    cell: Node | None = None
    element: Node | None = node
    while element is not None and element is not container:
        if element.tag in ("td", "th"):
            cell = element
        elif element.tag == "tr" and cell is not None:
            return (element, cell) if sum(child.tag in ("td", "th") for child in element) > 1 else (None, None)
        element = element.getparent()
    return None, None


def _names(node: Node) -> set[str]:
    return {node.tag, *(node.get("id") or "").lower().split(), *(node.get("class") or "").lower().split()}


def _name(container: Node) -> str:
    element: Node | None = container
    for _ in range(3):
        if element is None:
            break
        known = KNOWN & _names(element)
        if known:
            return f"container {min(known)}"
        element = element.getparent()
    return "density"
