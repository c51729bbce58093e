"""Articles, answers and readings for the tests of the archive, in as few words as a test needs."""

import sqlite3
from dataclasses import replace
from typing import Any

from investchn_crawler.items import Article, Attachment, Fetch, Image, Link, Reading
from investchn_crawler.site import Site

HOME = "http://www.yunxi.example"
SITE = Site(name="yunxi", publisher="云溪区人民政府", home=f"{HOME}/", region=None)
OTHER = Site(name="qinghe", publisher="清河市人民政府", home="http://www.qinghe.example/")
AT = "2026-11-20T08:00:00Z"
LATER = "2026-11-21T08:00:00Z"


def url(n: int) -> str:
    return f"{HOME}/yw/{n}.html"


def article(n: int = 1, **changes: Any) -> Article:
    base = Article(
        url=url(n),
        title=f"云溪区第{n}个光伏项目开工",
        body=f"本报讯 总投资50亿元的第{n}个项目\n在云溪经济开发区开工。",
        section="云溪要闻",
        breadcrumb=("首页", "云溪要闻"),
        date="2026-11-19",
        published_at="2026-11-19T09:30:00+08:00",
        source="云溪日报",
        author="张三",
        editor="李四",
        images=[Image(f"{HOME}/1.jpg", "开工现场")],
        attachments=[Attachment(f"{HOME}/1.pdf", "附件1")],
        prev=Link(url(n - 1), "上一篇的标题"),
        next=Link(url(n + 1), "下一篇的标题"),
        policy={"index_number": f"000-{n}", "issuer": "云溪区人民政府办公室"},
        evidence={"title": "meta:ArticleTitle"},
    )
    return replace(base, **changes)


def fetch(address: str, at: str = AT, status: int = 200, body: bytes = b"<p>\xe9\x9d\x92</p>", **more: Any) -> Fetch:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"v1"'), ("Last-Modified", "yesterday"))
    base = Fetch(address, address, at, status, headers, body)
    return replace(base, **more)


def reading(of: Article, at: str = AT, **more: Any) -> Reading:
    return Reading(of, (fetch(of.url, at, **more),))


def one(db: sqlite3.Connection, sql: str, *values: object) -> Any:
    row = db.execute(sql, values).fetchone()
    return row[0] if row and len(row) == 1 else row


def column(db: sqlite3.Connection, sql: str, *values: object) -> list[Any]:
    return [row[0] for row in db.execute(sql, values)]
