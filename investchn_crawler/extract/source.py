"""The source (来源) as a reader sees it: the value behind its label, without what merely stands beside it."""

import re
import unicodedata

from investchn_crawler.extract.dates import parse_date
from investchn_crawler.extract.labels import SEAM, Label
from investchn_crawler.extract.screen import Line

# words of a page that stand beside a source in tags of their own
BESIDE = frozenset(
    "举报 参与互动 分享 打印 收藏 关注 订阅 评论 字号 字体 大 中 小 原创 转载 我要评论 手机看 听新闻 朗读 责编 "
    "编辑 作者 来源".split()
)
PAGE_WORDS = (
    "浏览 点击 阅读 评论 字号 字体 分享 打印 人气 次数 人看过 关闭 今天 发布 发表 时间 日期 更新 作者 编辑 记者 管理员"
).split()
LEAD_WORDS = re.compile(r"^(?:本文)?(?:来源于|来自|来源|转自)\s*")
NAME = re.compile(r"^(?=.*[\u4e00-\u9fff]{2})[\w《》“”—-]{2,20}$")
# in front of the date only; behind it stand the names of social networks
FOREIGN_NAME = re.compile(r"[A-Za-z][\w.&' -]{2,30}")
WEEKDAY = re.compile(r"^(?:星期|周|礼拜)[一二三四五六日天]$")
LEAD = re.compile(r"^(?:(?:信息|文章|稿件|新闻|内容)?来源(?:单位)?|稿源|转自|来自|出处)\s*[:：]\s*")
# a gap in the text, or a word that belongs to the page and not to the source
GAP = re.compile(
    rf"[ {SEAM}]{{2,}}|[ {SEAM}]+[·•/][ {SEAM}]*|\s*[|｜]\s*|[ {SEAM}](?=[\d\[【(（]|\S{{0,4}}[:：]|[记記]者|通讯员)"
    r"|(?=[\[【](?:字|大|打印|关闭|收藏|浏览|点击))|\s*(?:字体|字号|浏览|点击|分享|打印)"
)
DATE = re.compile(r"\s*(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}.*$")
NOTHING = re.compile(r"^(?:无|暂无|null|undefined|none|-+|/|\W*)$", re.I)
LONGEST = 60


def clean_source(value: str) -> str | None:
    """A source without label, seams and neighbours on its line; None where nothing is left or it is a sentence."""
    text = LEAD.sub("", _own_tags(value.strip(f" {SEAM}")))
    text = GAP.split(text, maxsplit=1)[0] if text else ""
    text = DATE.sub("", " ".join(text.replace(SEAM, "").split()))
    text = text.strip(" :：|,，;；、·•/")
    if text.startswith(("（", "(", "【", "[")) and text.endswith(("）", ")", "】", "]")):
        text = text[1:-1].strip()
    elif text.endswith(("）", ")", "】", "]")) and not any(mark in text for mark in "（([【"):
        text = text[:-1].strip()
    if not text or NOTHING.match(text) or len(text) > LONGEST or "。" in text:
        return None
    return text


def _own_tags(value: str) -> str:
    """The value up to a tag that is a word of the page: 新京报 | 举报."""
    tags = value.split(SEAM)
    end = next((number for number, tag in enumerate(tags) if number and tag.strip(" |｜【】[]") in BESIDE), len(tags))
    return SEAM.join(tags[:end])


def unlabelled_source(line: Line, labels: list[Label]) -> str | None:
    """The name beside a date that no label announces: 2019-09-26 10:56 云溪日报; `labels` are those of the line."""
    dated = False
    for tag in line.parts:
        text = unicodedata.normalize("NFKC", tag)
        if any(label.name in text for label in labels):
            continue
        moment = parse_date(text)
        if moment:
            text = f"{text[: moment.span[0]]} {text[moment.span[1] :]}"
        if not dated and not moment and FOREIGN_NAME.fullmatch(text.strip()):
            return text.strip()
        dated = dated or moment is not None
        if found := next((name for name in _names(text) if _may_be_source(name)), None):
            return found
    return None


def _names(text: str) -> list[str]:
    return [piece.strip(" :-") for piece in re.split(r"[\s·•|丨/()\[\]【】,]+", LEAD_WORDS.sub("", text.strip()))]


def _may_be_source(name: str) -> bool:
    return bool(
        NAME.match(name)
        and name not in BESIDE
        and not WEEKDAY.match(name)
        and not any(word in name for word in PAGE_WORDS)
    )


def source_of(labels: list[Label], first: int, last: int) -> str | None:
    """The source that a label between two lines of the page names."""
    named = (label for label in labels if label.kind == "source" and first <= label.line <= last)
    values = (clean_source(label.value) for label in named)
    return next((value for value in values if value), None)


def signed_source(labels: list[Label], first: int, last: int) -> str | None:
    """The source at the foot of a text, where it begins its tag."""
    return source_of([label for label in labels if label.leads], first, last)
