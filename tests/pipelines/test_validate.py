"""Which articles are not kept: an article that is wrong in the archive is worse than one that is missing."""

from dataclasses import replace
from typing import Any

import pytest

from investchn_crawler.items import Article, Attachment, Fetch, Image, Reading
from investchn_crawler.pipelines.validate import fault

URL = "http://www.qinglan.example/xw/1.html"
ARTICLE = Article(url=URL, title="青岚县春茶采摘节开幕", body="3月26日，青岚县春茶采摘节开幕。", date="2026-03-26")
FETCH = Fetch(URL, URL, "2026-03-26T01:00:00Z", 200, (), b"")


def reading(**changes: Any) -> Reading:
    return Reading(replace(ARTICLE, **changes), (FETCH,))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"date": None, "source": None},
        {"body": "", "images": [Image(f"{URL}.jpg", None)]},
        {"body": "", "attachments": [Attachment(f"{URL}.pdf", "公告.pdf")]},
        {"source": "坏\ufffd字"},
    ],
)
def test_an_article_that_is_kept(changes: dict[str, Any]) -> None:
    assert fault(reading(**changes)) is None


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"title": "青岚\ufffd县"}, "encoding"),
        ({"body": "3月26日，青\ufffd县。"}, "encoding"),
        ({"title": "", "body": "坏\ufffd字"}, "encoding"),
        ({"title": ""}, "not-an-article"),
        ({"body": ""}, "not-an-article"),
    ],
)
def test_an_article_that_is_not_kept(changes: dict[str, Any], kind: str) -> None:
    found = fault(reading(**changes))
    assert found is not None
    assert found[0] == kind
    assert found[1]
