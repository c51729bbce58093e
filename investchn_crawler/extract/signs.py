"""Signs: whether a page is an article, by its structure and by what says that it was published."""

import re

from investchn_crawler.extract import meta
from investchn_crawler.extract.draft import Draft
from investchn_crawler.extract.rows import is_made_of_rows, lists_more

GONE = re.compile(
    r"^\W*(?:(?:404|403|500|502|503|error|not found|access denied)(?![\u4e00-\u9fff\d])|访问被拒绝"
    r"|(?:您|你)?(?:访问|查找|请求)的(?:页面|内容|信息|文章)不存在|页面(?:不存在|未找到|找不到)"
    r"|(?:出错|出错了|系统提示|提示信息)(?:\W|$))",
    re.I,
)
SHORTEST_BODY = 15
FEWEST_SIGNS = 2


def is_article(draft: Draft) -> bool:
    """Whether the page has an article's structure: a title, something to read, and signs that it was published."""
    body = draft.body
    if draft.title is None or not draft.page.is_whole or GONE.match(draft.title.text):
        return False
    if body is None or len(body.text) < SHORTEST_BODY:
        return _is_file_or_picture(draft)
    if _signs(draft) < FEWEST_SIGNS or (_is_bare(draft) and lists_more(draft.page, len(body.text), draft.now)):
        return False
    return not is_made_of_rows(draft.page, body.container, draft.now)


def _signs(draft: Draft) -> int:
    """How many signs of publication the page shows; a date counts twice."""
    dated = draft.published[0] is not None
    named = any(label.kind == "source" for label in draft.labels) or meta.first(draft.tags, meta.SOURCE) is not None
    linked = draft.neighbours.prev is not None or draft.neighbours.next is not None
    titled = meta.first(draft.tags, meta.TITLE) is not None
    return 2 * dated + named + linked + titled + (len(draft.policy) > 1)


def _is_bare(draft: Draft) -> bool:
    """Whether a date is all that speaks for an article: no label, no neighbours, nothing in the document's head."""
    stated = meta.first(draft.tags, (*meta.TITLE, *meta.DATE, *meta.OPEN_DATE)) or draft.data
    labelled = any(info.labelled for info in draft.head) or draft.published[1] == "script"
    return not (labelled or stated or draft.neighbours.prev or draft.neighbours.next)


def _is_file_or_picture(draft: Draft) -> bool:
    """An article whose text is a picture or a file: everything else of an article must be there."""
    if draft.published[0] is None or not draft.head:
        return False
    return bool(draft.attachments or draft.images)
