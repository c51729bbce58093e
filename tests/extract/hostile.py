"""Reads pages that no honest server sends, within bounds: python hostile.py NAME. The bounds are the kernel's."""

import random
import resource
import sys
from collections.abc import Callable

from investchn_crawler import extract_article, extract_listing

MEGABYTES = 20
SECONDS = 60
MEMORY = 3 * 1024**3
URL = "https://www.qinglan.example/xw/2024/0318/c12.html"
TITLE, TEXT = "青岚县对外开放茶产业园", "3月17日，青岚县茶产业园对外开放，首批入驻企业十八家，春茶交易中心同日启用。"
HEAD = f'<html><head><meta charset="utf-8"></head><body><h1>{TITLE}</h1><p>发布时间：2024-03-18 来源：青岚县</p>'


def filled(piece: str) -> bytes:
    """A page of 20 MB that repeats one piece behind an article's head."""
    part = piece.encode()
    return HEAD.encode() + part * (MEGABYTES * 1_000_000 // len(part))


def rows() -> bytes:
    """A list that never ends, each row with an address of its own."""
    row = "<li><a href='%d.html'>青岚县春茶采摘节第%d日</a><span>2024-03-18</span></li>"
    return f"{HEAD}<ul>{''.join(row % (number, number) for number in range(190_000))}</ul>".encode()


def strings() -> list[bytes]:
    """Pages of 1 MB, each with one string that a reader could read in ever more ways without an end."""

    def page(around: str, piece: str) -> bytes:
        text = piece * (1_000_000 // len(piece))
        return f"{HEAD}{around.replace('_', text)}<p>{TEXT * 3}</p>".encode()

    row = "<li><a href='/1.html'>青岚县春茶采摘节</a>_</li>"
    script = "<script>_</script>"
    return [
        page("<meta name='ContentSource' content='_'>", "&lt;"),
        page("<a onclick='_'>青岚县春茶采摘节</a>", "go"),
        page("<p>_a</p>", "-"),
        page("<a href='/1.html'>_a</a>", "&gt;"),
        page("<a href='_'>青岚县春茶采摘节</a>", "/web"),
        page("<a href='_'>青岚县春茶采摘节</a>", "/n1"),
        page(row, "1"),
        page("<div><span>上一篇：</span><p><a href='/1.html'>_a</a></p></div>", "-"),
        page("<p>_<a href='/1.pdf'>表</a></p>", "附件（"),
        page("<p>附件_<a href='/1.pdf'>表</a>b</p>", "1"),
        page(f"{script}<a onclick='turn(2)'>下一页</a>", "function turn(a"),
        page(script, "createPageHTML"),
        page(script, "Pager({"),
        page("<script>'_</script>", "dataproxy.jsp"),
        page("<script>'/dataproxy.jsp' proxyParam:{_}</script>", "a"),
        page("<script>'/dataproxy.jsp' _</script>", "proxyParam:{"),
        page("<ul _", "id=showData1 "),
        page("<script>vsb_pdf_image_data='_</script>", ".jpg"),
        page("_", "vsb_pdf_image_data"),
        b'{"list":[{"url":"/1.html","title":"%s"}],"%s":1}' % (b"<" * 1_000_000, b"page" * 250_000),
    ]


PAGES: dict[str, Callable[[], bytes]] = {
    "paragraphs": lambda: filled(f"<p>{TEXT}</p>"),
    "one paragraph": lambda: filled(TEXT),
    "tags": lambda: filled("<span>青岚</span>"),
    "cells": lambda: filled("<tr><td>来源</td><td>2024-03-18</td><td>上一篇</td></tr>"),
    "labels": lambda: filled("<p>来源：甲 作者：乙 时间：2024-03-18 "),
    "breaks": lambda: filled("青<br>"),
    "colons": lambda: filled("来" * 500 + "："),
    "digits": lambda: filled("1"),
    "blanks": lambda: filled(" "),
    "brackets": lambda: filled("<"),
    "pagers": lambda: filled("<script>createPageHTML(9, 0, 'index', 'html')</script>"),
    "json": lambda: b'{"data":[' + b'{"title":"a","url":"b"},' * (MEGABYTES * 1_000_000 // 24),
    "rows": rows,
    "noise": lambda: random.Random(7).randbytes(MEGABYTES * 1_000_000),
}


def main(name: str) -> None:
    """Say what came of it, of several pages of the last; the process is ended from outside where a bound is passed."""
    bodies = strings() if name == "strings" else [PAGES[name]()]
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for body in bodies:
        article, listing = extract_article(body, URL), extract_listing(body, URL)
    print(f"{article.title if article else None}|{len(listing.entries)}")


if __name__ == "__main__":
    main(sys.argv[1])
