"""Which links of a page may lead to lists: named channels, and the 更多 of a block, named by the block's heading."""

import re
from urllib.parse import urlsplit

from investchn_crawler.extract.breadcrumb import breadcrumb_of
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line
from investchn_crawler.items import Entry, Link

MORE = re.compile(
    r"^\W*(?:更多|more|查看更多|更多内容|更多信息|全部|>{1,3}|»|＞{1,3}|…|\.{3}|\+)\W*(?:more|更多)?\W*$", re.I
)
# a name has no such marks, a title may
TITLE_MARKS = re.compile("[：:，。！？“”《》…]")
CJK = re.compile("[\u4e00-\u9fff]")
LONGEST_NAME = 12
LONGEST_MORE = 30
HOME = re.compile(r"^/?(?:(?:index|default|main|home)\.\w{2,5})?$", re.I)
# doors of a site that lead to no list of articles; they are not asked for
DOORS = re.compile(
    r"^(?:网站|返回)?(?:首页|主页)$|登[录陆]|注册|联系|关于我们|网站地图|站点地图|无障碍|长者|适老|关怀"
    r"|设为首页|收藏|繁[体體]|简体|English|手机版|移动版|客户端|微信|微博|邮箱|信箱|搜索|检索|留言|投诉|举报"
    r"|在线咨询|友情链接|版权|隐私|声明|帮助|RSS|订阅|打印|关闭|退出|会员|日历|较早|较新|更早|详细|详情|查看"
    r"|全文|上一|下一|上个|下个|上月|下月|尾页|末页|前一|后一|^[首尾末]頁|登錄|註冊|聯絡|網站地圖|繁體|隱私|聲明|打印本頁"
    r"|^\W*(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?\W*$",  # the archive of a month shows what sections show
    re.I,
)


def section_links(page: Page) -> list[Link]:
    """The links that may lead to a list, each address once, under the name that a reader would give it."""
    found: dict[str, Link] = {}
    for line in page.lines:
        if not line.has_link:
            continue
        for anchor, text in line.links:
            name = _block_name(line, page) if _is_more(text) else text
            name = name.replace(" ", "").strip("[]【】<>《》·")
            url = page.absolute(anchor.get("href")) if _may_be_section(name) else None
            if url and url not in found:
                found[url] = Link(url, name)
    for link in crumb_links(page):
        found.setdefault(link.url, link)
    return list(found.values())


def crumb_links(page: Page) -> list[Link]:
    """The sections that the page's breadcrumb leads to."""
    return [Link(url, name) for name, url in breadcrumb_of(page).links.items() if not DOORS.search(name)]


def other_links(links: list[Link], entries: list[Entry]) -> list[Link]:
    """The links that are no rows of a list."""
    rows = {entry.url for entry in entries}
    return [link for link in links if link.url not in rows]


def _may_be_section(name: str) -> bool:
    marked = DOORS.search(name) or TITLE_MARKS.search(name)
    return len(name) <= LONGEST_NAME and CJK.search(name) is not None and not marked


def _is_more(text: str) -> bool:
    return len(text) <= LONGEST_MORE and MORE.match(text) is not None


def _block_name(line: Line, page: Page) -> str:
    """The heading of the block whose 更多 a line holds: the rest of the line, else the nearest short line above."""
    rest = " ".join(line.unlinked).strip(" |｜>»")
    if CJK.search(rest):
        return rest
    links = [text for _, text in line.links if not _is_more(text)]
    if links:
        return links[-1]
    for above in reversed(page.lines[max(0, line.index - 3) : line.index]):
        if 2 <= len(above.text) <= LONGEST_NAME and CJK.search(above.text):
            return above.text
    return "更多"


def is_home(url: str) -> bool:
    """Whether an address is that of a home page: the root of a host, or its index."""
    parts = urlsplit(url)
    return not parts.query and HOME.match(parts.path) is not None
