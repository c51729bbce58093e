"""Guangdong's platform (NFCMS): its news pages, and gkmlpt, the catalogue of 政府信息公开 of every office there.

News (bureaus of cities): content/post_ID.html; `时间 : …` and `来源 : …` with a space before the colon; list
ul.newList li > a + span.time; pager a.current, a.next. mpost_ID.html is the same page for telephones: a script sends
an iPhone or an Android there, a desktop is left alone.
gkmlpt (sz, gz, zhuhai, huizhou, jiangmen and 28 more): /gkmlpt/index holds window._CONFIG with SID:'…' and TREE:[…];
/gkmlpt/api/all/CATEGORY?page=1&sid=SID answers with articles[] and classify.post_count, category 0 is all of them.
The text of an article is _CONFIG.DETAIL.content, HTML in a string of the script; times are seconds since 1970,
`date` is the day on which a document was written, display_publish_time that of its publication.
"""

import html
import json
import re
from typing import Any

from investchn_crawler.extract.cms.family import Family
from investchn_crawler.extract.date_forms import instant
from investchn_crawler.extract.meta import plain
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.title import compact

SID = re.compile(r"\bSID[\"']?\s*:\s*[\"']?(\d+)")
DETAIL = re.compile(r"\bDETAIL[\"']?\s*[:=]\s*(?=\{)")
# so many characters of a text tell whether the page shows it
BEGINNING = 30
SECONDS = re.compile(r"\d{9,10}", re.A)
LABELS = {
    "索引号": "identifier",
    "发布机构": "publisher",
    "发文字号": "document_number",
    "主题分类": "classify_theme_name",
    "成文日期": "date",
}


def rows_at(page: Page) -> str | None:
    """The first page of all documents of the office whose catalogue a page is."""
    if "gkmlpt" not in page.url or DETAIL.search(page.source):
        return None
    found = SID.search(page.source)
    return page.absolute(f"/gkmlpt/api/all/0?page=1&sid={found[1]}") if found else None


def drawn(page: Page) -> str | None:
    """The document that a script of the page holds, where the page itself does not show it."""
    detail = _detail(page.source) if "gkmlpt" in page.url else {}
    words = compact(plain(str(detail.get("content") or "")))
    if not detail.get("title") or not words or words[:BEGINNING] in page.text:
        return None
    title, date = _text(detail, "title"), _day(detail.get("display_publish_time")) or _text(detail, "created_at")
    labels = {label: _text(detail, name) for label, name in LABELS.items() if name != "date"}
    labels |= {"成文日期": _day(detail.get("date"))}
    rows = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in labels.items() if value)
    source = _text(detail, "source")
    return (
        f'<html><head><title>{title}</title><meta name="ColumnName" content="{_text(detail, "classify_main_name")}">'
        f"</head><body><table>{rows}</table><h1>{title}</h1>"
        f"<p>发布日期：{date} {f'来源：{source}' if source else ''}</p>"
        f'<div class="article-content">{detail["content"]}</div>{_files(detail)}</body></html>'
    )


def _detail(source: str) -> dict[str, Any]:
    found = DETAIL.search(source)
    try:
        value = json.JSONDecoder(strict=False).raw_decode(source, found.end())[0] if found else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(detail: dict[str, Any], name: str) -> str:
    return html.escape(str(detail.get(name) or ""))


def _day(seconds: object) -> str:
    """The day of a time in seconds, empty where it is not set."""
    text = str(seconds or "")
    return f"{instant(int(text)):%Y-%m-%d}" if SECONDS.fullmatch(text) else ""


def _files(detail: dict[str, Any]) -> str:
    files = detail.get("attachment")
    files = [each for each in files if isinstance(each, dict)] if isinstance(files, list) else []
    links = (f'<p><a href="{_text(each, "url")}">{_text(each, "name")}</a></p>' for each in files if each.get("url"))
    return "".join(links)


GUANGDONG = Family(
    name="guangdong",
    title="Guangdong (NFCMS, gkmlpt)",
    marks=(r"NFCMS_SITE_ID", r"/content/m?post_\d+\.html", r"/gkmlpt/", r"window\._CONFIG\b[\s\S]{0,4000}\bSID\b"),
    containers=frozenset({"zw", "article-content", "tyxxy_main"}),
    rows_at=rows_at,
    drawn=drawn,
)
