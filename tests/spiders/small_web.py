"""A web of a dozen pages, written by the test that needs it: what stands at an address is the test's to say."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from investchn_crawler.address import host_of
from investchn_crawler.demo.web import Answer

ORIGIN = "http://www.qinglan.example"
LIST = f"{ORIGIN}/xw/"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
TOPICS = ("春茶采摘节", "招商引资工作会议", "储能项目签约仪式", "冷链物流园开工", "渔港安全检查", "营商环境座谈会")

Page = Answer | Callable[[Mapping[str, str]], Answer]


@dataclass
class SmallWeb:
    """Pages by address; anything else is a 404. `seen` tells when an address is asked for the first time."""

    pages: dict[str, Page]
    hosts: frozenset[str] = frozenset({"www.qinglan.example"})
    seen: dict[str, threading.Event] = field(default_factory=dict)

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        if host_of(url) not in self.hosts:
            return html("Bad Gateway", 502)
        self.watch(url).set()
        page = self.pages.get(url, Answer(404, "没有这个页面".encode(), HTML))
        return page if isinstance(page, Answer) else page(headers)

    def watch(self, url: str) -> threading.Event:
        return self.seen.setdefault(url, threading.Event())


def html(text: str, status: int = 200, **more: str) -> Answer:
    """A page; further headers by their names with _ for -."""
    headers = (*HTML, *((name.replace("_", "-"), value) for name, value in more.items()))
    return Answer(status, text.encode(), headers)


def moved(to: str, status: int = 302, **headers: str) -> Answer:
    return html("", status, Location=to, **headers)


def url(name: object, origin: str = ORIGIN) -> str:
    return f"{origin}/xw/{name}.html"


def title(name: object) -> str:
    return f"青岚县举行{TOPICS[len(str(name)) % len(TOPICS)]}：{name}号"


def date(rank: int) -> str:
    return f"2026-06-{28 - rank:02}"


def article(name: object, day: str = "2026-06-20", more: str = "", named: str = "") -> Answer:
    """An article as any site prints it; `more` stands behind its text, `named` is another title than its usual one."""
    named = named or title(name)
    return html(f"""<!DOCTYPE html><html><head><title>{named}-青岚县人民政府</title></head><body>
<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/xw/">青岚新闻</a> &gt; 正文</div>
<h1>{named}</h1><p class="info">发布时间：{day} 来源：青岚县融媒体中心</p>
<div class="content"><p>　　本报讯（记者苏听澜）{named}日前举行，远帆科技、澄砺装备等企业代表参加。</p>
<p>　　活动由青岚县招商服务中心承办，现场签约项目{len(str(name))}个，总投资12.6亿元。</p></div>
{more}<div class="foot">版权所有：青岚县人民政府</div></body></html>""")


def neighbours(older: object = None, newer: object = None) -> str:
    """The article before and the one after, as 上一篇 and 下一篇."""
    links = [f'<a href="{url(name)}">{title(name)}</a>' if name else "没有了" for name in (newer, older)]
    return f"<p>上一篇：{links[0]}</p><p>下一篇：{links[1]}</p>"


def listing(rows: Iterable[tuple[str, str, str]], following: str = "", name: str = "青岚新闻") -> Answer:
    """A list of (address, title, date); `following` is the address of its next page."""
    items = "\n".join(f'<li><a href="{href}">{text}</a><span>{day}</span></li>' for href, text, day in rows)
    pager = f'<a href="{following}">下一页</a>' if following else "下一页"
    return html(f"""<!DOCTYPE html><html><head><title>{name}-青岚县人民政府</title></head><body>
<div class="wz">当前位置：<a href="/">首页</a> &gt; {name}</div><ul>{items}</ul>
<div class="page">上一页 {pager}</div></body></html>""")


def rows(names: Iterable[object]) -> list[tuple[str, str, str]]:
    return [(url(name), title(name), date(rank)) for rank, name in enumerate(names)]


def home(*lists: tuple[str, str]) -> Answer:
    links = "".join(f'<li><a href="{href}">{name}</a></li>' for href, name in lists)
    return html(f"<html><head><title>青岚县人民政府</title></head><body><ul class='nav'>{links}</ul></body></html>")


def small_site(names: Iterable[object]) -> dict[str, Page]:
    """A home page, one list, its articles."""
    names = list(names)
    return {
        f"{ORIGIN}/": home(("/xw/", "青岚新闻")),
        LIST: listing(rows(names)),
        **{url(name): article(name, date(rank)) for rank, name in enumerate(names)},
    }
