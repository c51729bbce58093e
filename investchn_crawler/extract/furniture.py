"""Furniture: what stands on a page around or within an article and is no part of its text, and where the text ends."""

import re
from collections import defaultdict
from collections.abc import Iterable

from investchn_crawler.extract.attachments import is_attachment_line
from investchn_crawler.extract.labels import Label
from investchn_crawler.extract.prose import PUNCTUATION
from investchn_crawler.extract.screen import Line
from investchn_crawler.extract.tree import Node, lineage, names_of, summed

# what stands behind an article on any site: nothing after it belongs to the body
END_MARK = re.compile(
    r"^\W*(?:(?:相[关關]|延伸|推[荐薦]|[热熱][门門]|热点|更多|猜你|精彩|最新)"
    r"(?:新[闻聞]|[阅閱][读讀]|報導|文章|链接|推荐|信息|稿件|资讯|报道|内容|资料|喜欢|图文|专题|公告|通知|政策|解读|附件)+\W*$"
    r"|(?:扫一扫|扫描二维码|用微信扫|微信扫)[^。]{0,24}$"
    r"|(?:发表|网友|我要|全部|最新|热门|精彩)?(?:评论|跟[贴帖])\W*(?:[\d,]+.*)?$|[\d,]+\s*条?(?:评论|跟[贴帖])"
    r"|.{0,8}发表评论\W*$|还没有评论|网友评论仅供|路过\W*$|返回(?:顶部|列表|上一页|首页)\W*$|版权声明(?:\W|$)|免责声明[:：]?"
    r"|分享(?:到|至|文章)?\W*(?:微信|微博|QQ|$)"
    r"|(?:【|\[|〖)?\s*(?:打印|关闭|收藏|加入收藏|字体|推荐)(?:本页|本文|此页|窗口|页面)?"
    r"\s*(?:】|\]|〗)?[\s|【\[〖]*(?:打印|关闭|收藏|顶部|返回|$))"
)
FOOTER = re.compile(r"copyright|版权所有|ICP备|公网安备|网站标识码|all rights reserved|备案号", re.I)
# of whose site it is; an article may say so too, but not in what calls itself the foot of the page
OWNER = re.compile("主办|承办|电话|地址|邮编|传真|技术支持|访客|网站|访问")
OWNER_FIRST = re.compile(r"^\W*(?:地址|电话|联系电话|技术支持|今日访问|您是第|.{0,24}(?:主办|承办))")
LAST_LINES = 6
FOOT = re.compile(r"\b(?:foot|footer|bottom|copyright)\b", re.I)
LONGEST_OWNER, LONGEST_END_MARK = 120, 80
# how much running text must stand before an end mark, which a head may have too
SHORTEST_TEXT = 10

# 【关闭】, A+ A-, 大 中 小: words of the page, not of the article
PAGE_WORDS = re.compile(
    r"^\W*(?:附件|相关附件|附件下载|附件列表|文件下载|相关下载|资料下载|相关文档)\W*$"
    r"|^\W*(?:(?:字号|[缩放]?[大小]?字体|大|中|小|默认|打印|关闭|收藏|分享到?|返回|复制链接|语音播报|朗读|微信|微博"
    r"|QQ空间|举报|关注|点赞|(?:我要)?(?:反馈|纠错)|本页|窗口|此页|本文|下载文字版|下载图片版|繁体|简体|无障碍|A\+|A-|T)[\W_]*){1,12}"
    r"(?:\d[\d,]*)?$"
)
# a player's buttons, comments, a follow-us box: portals keep them within the block of the text
WIDGET = re.compile(
    r"(?:^|[\s_-])(?:player|video|comments?|pinglun|cmt|share|sharing|related|recommend|tuijian|qr_?code|toolbar|tools"
    r"|statement|subscribe|follow|vote|login|advert|ads?)(?![a-z])",
    re.I,
)
COUNTER = re.compile(r"(?:已下载|下载次数|点击下载|浏览次数|点击数)\D{0,6}\d*\s*次?\W*$")
RULE = re.compile(r"^[\W_]*(?:(?:分[隔割]线|文章导航)[\W_]*)?$")
PAGER = re.compile(
    r"^(?:页码|分页)?\W*"
    r"(?:(?:\d+(?!\d)|上一?[页頁]|下一?[页頁]|首页|尾页|末页|共\s*\d+\s*页|第\s*\d+\s*页)\W*){2,}$"
)
PAGE_NUMBER = re.compile(r"^\W*\d{1,3}\W*$")
SHORT = 60

NEVER_TEXT = frozenset({"editor", "count", "tags", "original_title"})
LONG_VALUES = frozenset({"summary", "original_title"})
# labels that an article's own text may well begin with; before and behind the text they are the page's
OUTSIDE_TEXT = frozenset({"date", "source", "author", "summary"})


def before_the_end(lines: list[Line], count: int) -> list[Line]:
    """The lines up to what ends the article, if text was seen before; `count` is how many the page has."""
    seen = 0
    for number, line in enumerate(lines):
        text = line.text
        if len(text) < LONGEST_OWNER and OWNER.search(text):
            last = line.index >= count - LAST_LINES and seen >= SHORTEST_TEXT and _is_apart(line, lines[number - 1])
            if (last and OWNER_FIRST.match(text)) or _is_in_footer(line, lines[:number]):
                return lines[:number]
        if len(text) < LONGEST_END_MARK and _ends(line, seen):
            return lines[:number]
        if not line.has_link and PUNCTUATION.search(text):
            seen += len(text)
    return lines


def without_furniture(lines: list[Line], labels: Iterable[Label], container: Node) -> list[Line]:
    """The lines of a container without labelled values, words of the page, widgets, pagers, attachments, link lists."""
    labelled, widgets = _labelled_lines(lines, labels), _widgets(lines, container)
    kept = [line for line in lines if line.index not in labelled and not _is_furniture(line)]
    if widgets:
        kept = [line for line in kept if widgets.isdisjoint(lineage(line.node))]
    return _without_link_lists(kept)


def _ends(line: Line, seen: int) -> bool:
    """Whether a short line ends the article: the page's own foot, or what follows an article on any site."""
    if FOOTER.search(line.text):
        return not line.text.endswith("。")
    return seen >= SHORTEST_TEXT and END_MARK.match(line.text) is not None


def _is_apart(line: Line, before: Line) -> bool:
    """Whether a line stands in another block than the line before it, and is not its brother."""
    return line.node is not before.node and line.node.getparent() is not before.node.getparent()


def _is_in_footer(line: Line, before: list[Line]) -> bool:
    """Whether a line stands in what calls itself the foot of the page; a block that holds text too is no foot."""
    feet = (each for each in lineage(line.node) if each.tag == "footer" or FOOT.search(names_of(each)))
    foot = next(feet, None)
    return foot is not None and not any(
        foot in lineage(each.node) for each in before if not each.has_link and PUNCTUATION.search(each.text)
    )


def _labelled_lines(lines: list[Line], labels: Iterable[Label]) -> set[int]:
    """The lines that are labelled values and nothing else: 责任编辑, counters; outside the text date and source too."""
    running = [line.index for line in lines if len(line.text) > 30 and PUNCTUATION.search(line.text)]
    running = running or [line.index for line in lines if len(line.text) > 15][:1]
    begin, end = (running[0], running[-1]) if running else (0, lines[-1].index if lines else 0)
    by_line = _by_line(labels)
    found = set()
    for line in lines:
        mine = by_line.get(line.index)
        if not mine or mine[0].start > 2:
            continue
        if len(line.text) >= SHORT and mine[0].kind not in LONG_VALUES:
            continue
        kinds = {label.kind for label in mine if label.kind != "editor" or not re.search("[，。]", label.text)}
        if kinds & NEVER_TEXT or (kinds & OUTSIDE_TEXT and not begin < line.index <= end):
            found.add(line.index)
    return found


def _by_line(labels: Iterable[Label]) -> dict[int, list[Label]]:
    by_line: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        for line in {label.line, label.last}:
            by_line[line].append(label)
    return by_line


def _widgets(lines: list[Line], container: Node) -> set[Node]:
    """The blocks within a container that call themselves a player, comments …, and hold little of its text."""
    lengths: dict[Node, int] = defaultdict(int)
    for line in lines:
        lengths[line.node] += len(line.text)
    most = sum(lengths.values()) / 2
    within = ((node, length) for node, length in summed(lengths, container).items() if node is not container)
    return {node for node, length in within if length < most and WIDGET.search(names_of(node))}


def _is_furniture(line: Line) -> bool:
    if len(line.text) < SHORT and (PAGE_WORDS.match(line.text) or COUNTER.search(line.text)):
        return True
    if RULE.match(line.text) or (line.has_link and PAGER.match(" ".join(line.parts))):
        return True
    return line.has_link and is_attachment_line(line)


def _without_link_lists(lines: list[Line]) -> list[Line]:
    """Drops rows of links: two or more that follow each other, or a list's; a single linked paragraph is text."""
    linked = [line.link_length >= 0.8 * len(line.text) for line in lines]
    kept = []
    for number, line in enumerate(lines):
        beside = any(linked[max(number - 1, 0) : number] + linked[number + 1 : number + 2])
        if linked[number] and (beside or line.node.tag in ("li", "dd", "dt")):
            continue
        if beside and PAGE_NUMBER.match(line.text):
            continue  # the page of a pager that is being read
        kept.append(line)
    return kept
