"""The source (来源) as a reader sees it: the value behind its label, without what merely stands beside it."""

import re

from investchn_crawler.extract.labels import SEAM, Label

LEAD = re.compile(r"^(?:(?:信息|文章|稿件|新闻|内容)?来源(?:单位)?|稿源|转自|来自|出处)\s*[:：]\s*")
# a gap in the text, or a word that belongs to the page and not to the source
GAP = re.compile(rf"[ {SEAM}]{{2,}}|[ {SEAM}]+[·•/][ {SEAM}]*|\s*[|｜]\s*|[ {SEAM}](?=[\d\[【(（]|\S{{0,4}}[:：])|(?=[\[【](?:字|大|打印|关闭|收藏|浏览|点击))|\s*(?:字体|字号|浏览|点击|分享|打印)")
DATE = re.compile(r"\s*(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}.*$")
NOTHING = re.compile(r"^(?:无|暂无|null|undefined|none|-+|/|\W*)$", re.I)
LONGEST = 60


def clean_source(value: str) -> str | None:
    """A source without label, seams and neighbours on its line; None where nothing is left or it is a sentence."""
    text = LEAD.sub("", value.strip(f" {SEAM}"))
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


def source_of(labels: list[Label], first: int, text_begins: int, last: int) -> str | None:
    """The labelled source: that of the head of the article, else one at its foot.

    `first` and `last` bound the article's lines, `text_begins` is where its body begins.
    """
    named = [label for label in labels if label.kind == "source" and first <= label.line <= last]
    head = [label for label in named if label.line <= text_begins]
    foot = [label for label in named if label.line > text_begins and label.start <= 2]
    values = (clean_source(label.value) for label in (*head, *foot))
    return next((value for value in values if value), None)
