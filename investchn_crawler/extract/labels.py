"""Labelled fields: 发布时间：…, 来源 …, 责任编辑：…, 索引号 | …; label and value in one text, two tags or two cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.screen import Line

NAMES = {
    "date": (
        "发布时间 发布日期 发表时间 发表日期 信息发布时间 信息时间 发稿时间 公开日期 公开时间 上网时间 "
        "上传时间 录入时间 添加时间 创建时间 更新时间 更新日期 发布于 时间 日期 发布"
    ),
    "source": (
        "来源 来源于 本文来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 "
        "消息来源 资料来源 来源单位 稿源 转自 转载自 来自 出处"
    ),
    "author": "作者 文章作者 撰稿 撰稿人 文字 撰文",
    "editor": "责任编辑 责编 编辑 网站编辑 本文编辑 本期编辑",
    "index_number": "索引号 信息索引号 索引码 索取号",
    "document_number": "发文字号 文号 文件编号 发布文号 公文文号 发文号 文件字号",
    "issuer": "发布机构 发文机关 发文机构 发文单位 发布机关 制发机关 公开主体 信息公开机构",
    "written_date": "成文日期 成文时间 发文日期 生成日期 印发日期 制发日期 签发日期",
    "subject": "主题分类 信息分类 分类 体裁分类 内容分类 所属主题",
    "title": "标题 名称 信息名称 文件名称 文章标题",
    "count": (
        "浏览次数 浏览量 浏览 点击数 点击次数 点击量 点击率 点击 阅读次数 阅读量 阅读数 阅读 访问次数 访问量 "
        "人气 查看次数 查看 评论"
    ),
    "original_title": "原标题 原题",
    "summary": "摘要 内容摘要 内容提要 内容概述 导读 导语 核心提示",
    "tags": "标签 关键词 关键字 主题词",
    "furniture": (
        "字号 字体 字体大小 文字大小 分享 分享到 分享至 打印 收藏 语音播报 背景色 保护视力色 视力保护色 摄影 "
        "审核 审校 校对 复审 终审 有效性 效力状态 废止日期 失效日期 生效日期 有效期 公开方式 公开形式 "
        "公开范围 公开程序 公开属性 服务对象 文件有效性 是否有效 实施日期 语种 载体类型 附件 下载 相关附件 "
        "栏目 所属栏目 所在栏目 频道 审稿 监制 文章录入 录入 录入员 供稿 通讯员 记者 电话 "
        "地址"
    ),
}
TRADITIONAL = str.maketrans(
    "来发时间责编辑号单关机构题类标览数击点阅读转处闻资稿质问访录创开网页属体导语摘键词记务评论检见签录",
    "來發時間責編輯號單關機構題類標覽數擊點閱讀轉處聞資稿質問訪錄創開網頁屬體導語摘鍵詞記務評論檢見簽錄",
)


def _written(label: str) -> set[str]:
    """The forms of a label, in simplified and in traditional characters; 發布 is written 發佈 too."""
    traditional = label.translate(TRADITIONAL)
    return {label, traditional, traditional.replace("發布", "發佈")}


KINDS = {form: kind for kind, labels in NAMES.items() for label in labels.split() for form in _written(label)}
LONGEST = max(map(len, KINDS))
# what is a label without a colon too, where it is all that a tag or a word holds; these three may be plain words
BARE = {label for label, kind in KINDS.items() if kind in ("date", "source", "author", "editor")}
BARE -= {"发布", "發布", "發佈", "文字", "编辑", "編輯"}
MAYBE_BARE = re.compile("|".join(sorted({label[-2:] for label in BARE})))
# words that are labels only behind another one: 来源 云溪日报 | 编辑 李某
LATER = frozenset({"编辑", "編輯"})
POLICY = ("index_number", "document_number", "issuer", "written_date", "subject")

# a reader sees a seam where one tag ends and the next begins; it is kept while labels are looked for
SEAM = "\u2063"
GAPS = f" {SEAM}"
GAP = re.compile(f"[{GAPS}]+")
COLON = re.compile(f"[:：][{GAPS}]*")
# read backwards from a colon, where it is found at once
LABEL_REVERSED = re.compile(f"(?:[{GAPS}]*[\u4e00-\u9fff]){{1,10}}")
LONGEST_LABEL = 40
LEADS = f"{GAPS}（(【["
NO_GAPS = str.maketrans("", "", GAPS)
# 2019年6月26日来源：… and 阅读12次来源：… run on without a space
BEFORE_LABEL = frozenset(f"{GAPS}日时分秒次")
LONGEST_LINE = 600
LONGEST_PADDED = 12
LONGEST_PIPED = 120
LABEL_CELLS = frozenset({"td", "th", "dt"})
VALUE_CELLS = frozenset({"td", "th", "dd"})


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled value: the kind of field, its text with its seams, the line of the label and that of the value.

    `start` is where the label begins in its line, `leads` whether nothing of its tag stands before it.
    """

    kind: str
    name: str
    value: str
    line: int
    start: int
    last: int
    leads: bool

    @property
    def is_precise(self) -> bool:
        """Whether the label says which date it announces; 日期 may be any."""
        return self.name != "日期"

    @property
    def text(self) -> str:
        """The value without seams."""
        return " ".join(self.value.replace(SEAM, "").split())


def labels_of(page: Page) -> list[Label]:
    """Every labelled value of the page, in the order of the page."""
    found: list[Label] = []
    for line in page.lines:
        if len(line.text) <= LONGEST_LINE and _may_have_label(line):
            found.extend(_labels(line, page))
    return found


def _may_have_label(line: Line) -> bool:
    text = line.text
    if "：" in text or ":" in text:
        return True
    if len(text) <= LONGEST_PADDED and text.replace(" ", "") in KINDS:
        return True
    if MAYBE_BARE.search(text) is None:
        return False
    if len(text) > LONGEST_PIPED:
        return not BARE.isdisjoint(map(str.strip, line.parts))
    return any(word in BARE for part in line.parts for word in part.split(None, 1)[:1])


def _seamed(line: Line) -> str:
    """The line's text with a seam between the texts of different tags."""
    parts = ((" ".join(part.split()), part[:1].strip()) for part in line.parts)
    return SEAM.join(text if begins_at_once else f" {text}" for text, begins_at_once in parts)


def _labels(line: Line, page: Page) -> Iterator[Label]:
    text = _seamed(line)
    places = sorted({*_with_colon(text), *_without_colon(text)})
    for number, (start, end, name) in enumerate(places):
        stop = places[number + 1][0] if number + 1 < len(places) else len(text)
        value, last = text[end:stop].strip(f"{GAPS}|｜　，,;；"), line.index
        if not value and stop == len(text) and (value := _cell_after(line, page)):
            last += 1
        leads = not text[:start].rpartition(SEAM)[2].strip(LEADS)
        yield Label(KINDS[name], name, value, line.index, start, last, leads)


def _with_colon(text: str) -> Iterator[tuple[int, int, str]]:
    seen = False  # behind a first label a value ends where the next label begins: 来源：云溪区作者：李某
    end = 0
    for colon in COLON.finditer(text):
        start = max(end, colon.start() - LONGEST_LABEL)
        found = LABEL_REVERSED.match(text[start : colon.start()][::-1])
        if found is None:
            continue
        end, before = colon.end(), found.group()[::-1]
        place, name = _label_at_end(before)
        if name and (seen or not place or before[place - 1] in BEFORE_LABEL):
            seen = True
            yield colon.start() - len(before) + place, end, name


def _label_at_end(text: str) -> tuple[int, str]:
    """The longest label that a text ends with, and where it begins; its letters may be padded (来　源)."""
    letters = text.translate(NO_GAPS)
    for length in range(min(LONGEST, len(letters)), 1, -1):
        name = letters[-length:]
        if name in KINDS:
            place = _place_of_last(length, text)
            if not _ends_with_label(text[place:]):
                return place, name
    return 0, ""


def _place_of_last(count: int, text: str) -> int:
    """Where the last letters of a padded text begin."""
    places = [place for place, letter in enumerate(text) if letter not in GAPS]
    return places[-count]


def _ends_with_label(text: str) -> bool:
    """Whether a gap parts a label from what stands before it (青柯发布 时间); a padded label has no such end."""
    words = GAP.split(text.rstrip(GAPS))
    return len(words) > 1 and words[-1] in KINDS


def _without_colon(text: str) -> Iterator[tuple[int, int, str]]:
    """A tag or a word that is nothing but a label, with its value behind it."""
    if (whole := text.replace(SEAM, "").replace(" ", "")) in KINDS:
        yield 0, len(text), whole
        return
    start, seen = 0, False
    for piece in re.split(f"([{GAPS}]+)", text):
        if piece in BARE or (seen and piece in LATER):
            seen = True
            yield start, start + len(piece), piece
        start += len(piece)


def _cell_after(line: Line, page: Page) -> str:
    """The value of a label that stands alone in its cell or its tag: the line that follows."""
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    if following is None or not _is_its_value(line, following):
        return ""
    text = _seamed(following)
    bare = following.text.rstrip("：: ").replace(" ", "")
    return "" if bare in KINDS or any(True for _ in _with_colon(text)) else text


def _is_its_value(label: Line, following: Line) -> bool:
    """Whether the next line is the cell beside the label, or a short tag beside it; a paragraph is not."""
    beside = following.node.getparent() is label.node.getparent() and following.node is not label.node
    if label.node.tag in LABEL_CELLS:
        return beside and following.node.tag in VALUE_CELLS and len(following.text) <= 200
    return beside and len(following.text) <= 40 and "。" not in following.text
