"""What a page says of itself in its head: standard meta tags, OpenGraph, JSON-LD, and fields in inline scripts.

The names are those of the government-site standard (国办发〔2017〕47号, GB/T 42147-2022) and of the CMS families.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from investchn_crawler.extract.page import Page

Tags = dict[str, str]

TITLE = ("articletitle",)
DATE = ("pubdate", "publishdate", "firstpublishedtime", "publishtime", "pubtime")
SOURCE = ("contentsource", "source")
AUTHOR = ("author",)
SECTION = ("columnname", "lanmu")
SITE = ("sitename", "og:site_name")
OPEN_TITLE = ("og:title", "twitter:title")
OPEN_DATE = ("article:published_time", "og:release_date", "datepublished", "weibo:article:create_at")

LINKED_DATA = "application/ld+json"
MARKUP = re.compile(r"<[^<>]*>")
# A template that nobody filled in prints its own field names or its tags.
PLACEHOLDER = re.compile(
    r"[{}$]|<%|\[!|\[field|(?:网站名称|政府网站标识码|文章标题|内容标题|信息标题|发布日期|发布时间|内容来源"
    r"|信息来源|文章来源|来源|稿源|作者|栏目名称|栏目类型|关键词|null|undefined|none)$",
    re.I,
)
ARTICLE_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "Report", "WebPage"})
# var pubdata='2018年02月13日'; var wzly='' (TRS), fbrq (National People's Congress), source: "…" in page objects
SCRIPT_DATE = re.compile(
    r"""\b(?:pub_?(?:data|date|time)|publish_?(?:date|time)|fbrq|fbsj|release_?(?:date|time))"""
    r"""["']?\s*[:=]\s*["']([^"'<>]{6,40})["']""",
    re.I,
)
SCRIPT_SOURCE = re.compile(r"""\b(?:wzly|xxly|laiyuan|content_?source)["']?\s*[:=]\s*["']([^"'<>]{2,40})["']""", re.I)


def meta_tags(page: Page) -> Tags:
    """The head's tags by name in lower case, the first filled one of a name; placeholders of templates are left out."""
    tags: Tags = {}
    for tag in page.root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower()
        value = tag.get("content", "")
        if name and name not in tags and (value := _cleaned(value)):
            tags[name] = value
    return tags


def plain(value: str) -> str:
    """What a reader sees of a value that may hold tags and entities, in one line."""
    if "<" in value or "&" in value:
        value = MARKUP.sub("", html.unescape(value))
    return " ".join(value.split())


def first(tags: Tags, names: tuple[str, ...]) -> str | None:
    """The value of the first of these names that the page fills in."""
    return next((tags[name] for name in names if name in tags), None)


def linked_data(page: Page) -> dict[str, Any]:
    """The page's JSON-LD object of an article, empty where there is none or it is broken."""
    scripts = (script.text or "" for script in page.root.iter("script") if script.get("type") == LINKED_DATA)
    items = (item for text in scripts for item in _objects(text))
    return next((item for item in items if _is_article(item)), {})


def script_date(page: Page) -> str | None:
    """A date that only an inline script holds."""
    found = SCRIPT_DATE.search(page.scripts)
    return found.group(1) if found else None


def script_source(page: Page) -> str | None:
    """A source that only an inline script holds."""
    found = SCRIPT_SOURCE.search(page.scripts)
    return _cleaned(found.group(1)) or None if found else None


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a script, on their own, in a list or in a graph; none where it is broken."""
    try:
        loaded = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _is_article(item: dict[str, Any]) -> bool:
    """Whether an object is an article; it may be of several types."""
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and kind in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _cleaned(value: str) -> str:
    value = plain(value)
    return "" if PLACEHOLDER.match(value) else value
