"""A made-up news site, its pages of 31 KB built like real ones of that size.

The median of 23 saved articles of 12 to 68 KB, scaled to 31 KB: 360 elements, 58 lines of text in 96 pieces, 1300
characters, 74 links, 14 % of inline scripts. An article here has as many links,
some more elements and lines (406, 86), and much more text (2200).
"""

import random
from dataclasses import dataclass

SECTIONS = ("云溪要闻", "部门动态", "招商引资", "通知公告")
ROWS = 20
WEIGHT = 31_000
NAME = "云溪区人民政府"
PLACES = ("云溪", "青坪", "白石港", "柳塘", "新桥镇", "松陵开发区", "银杏工业园", "月湖新城")
DEEDS = (
    "召开招商引资工作推进会",
    "举行重大项目集中开工仪式",
    "开展安全生产专项检查",
    "与企业签订战略合作协议",
    "发布产业发展规划",
    "优化营商环境再出新举措",
)
CLAUSES = (
    "会议强调，要进一步解放思想、开拓创新",
    "项目计划总投资{n}亿元，建成后年产值可达{m}亿元",
    "全区上下要咬定目标、真抓实干",
    "有关负责人介绍，今年以来新签约项目{n}个",
    "企业代表在发言中表示，将加快建设进度、早日投产达效",
    "下一步，将持续完善全链条服务机制",
    "区发展和改革局、商务局、自然资源局等部门参加会议",
    "同比增长{n}.{m}个百分点，增速居全市前列",
)
STYLE = 'style="font-family: 宋体; font-size: 16px; line-height: 2em; text-align: justify; text-indent: 2em"'
SCRIPT = """
    function show(k) { var e = document.getElementById("menu" + k); e.className += " on"; return false; }"""
BLANK = '\n        <div class="clear layout-spacer" style="height: 0"><!-- /layout --></div>'
FRAME = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>{head}
<link rel="stylesheet" href="/css/main.css"><script src="/js/main.js"></script>
<script>{script}</script>
</head><body>
<div class="top"><div class="logo"><a href="{base}"><img src="/logo.png" alt=""></a></div>
<ul class="menu">{menu}</ul></div>
<div class="main">{content}</div>
{blank}
<div class="side"><h3>相关链接</h3><ul>{side}</ul></div>
<div class="footer">{footer}<p>主办：云溪区人民政府办公室</p><p>备案号：云ICP备00000000号</p></div>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class MadeUpSite:
    """So many articles in four sections under one path of a server."""

    base: str
    articles: int

    def pages(self) -> dict[str, bytes]:
        """Every page of the site by its path."""
        found = {self.base: self._home()}
        for section in range(len(SECTIONS)):
            numbers = self._numbers(section)
            for start in range(0, max(len(numbers), 1), ROWS):
                found[self._list_path(section, start // ROWS)] = self._list(section, numbers, start)
        found.update((self._path(n), self._article(n)) for n in range(self.articles))
        return {path: html.encode() for path, html in found.items()}

    def _numbers(self, section: int) -> list[int]:
        """The articles of a section, the newest first."""
        return list(range(section, self.articles, len(SECTIONS)))[::-1]

    def _path(self, n: int) -> str:
        return f"{self.base}content/{date_of(n).replace('-', '')}/{10_000 + n}.html"

    def _list_path(self, section: int, page: int) -> str:
        return f"{self.base}list{section}/" + (f"index_{page}.html" if page else "")

    def _home(self) -> str:
        blocks = []
        for section, name in enumerate(SECTIONS):
            rows = "".join(map(self._row, self._numbers(section)[:8]))
            more = f'<h2>{name}<a href="{self._list_path(section, 0)}">更多&gt;&gt;</a></h2>'
            blocks.append(f'<div class="block">{more}<ul>{rows}</ul></div>')
        return self._framed(NAME, "".join(blocks))

    def _list(self, section: int, numbers: list[int], start: int) -> str:
        rows = "".join(map(self._row, numbers[start : start + ROWS]))
        page, last = start // ROWS, max(len(numbers) - 1, 0) // ROWS
        links = "".join(f'<a href="{self._list_path(section, p)}">{p + 1}</a>' for p in range(last + 1))
        following = f'<a href="{self._list_path(section, page + 1)}">下一页</a>' if page < last else ""
        crumb = f'<div class="crumb">当前位置：<a href="{self.base}">首页</a> &gt; {SECTIONS[section]}</div>'
        content = f'{crumb}<ul class="list">{rows}</ul><div class="pager">{links}{following}</div>'
        return self._framed(f"{SECTIONS[section]}-{NAME}", content)

    def _row(self, n: int) -> str:
        title = title_of(n)
        return (
            f'<li><a href="{self._path(n)}" title="{title}" target="_blank">{title}</a><span>{date_of(n)}</span></li>'
        )

    def _article(self, n: int) -> str:
        rng, section, source = random.Random(n), SECTIONS[n % len(SECTIONS)], f"{PLACES[n % len(PLACES)]}融媒体中心"
        metas = {"ArticleTitle": title_of(n), "PubDate": date_of(n), "ContentSource": source, "ColumnName": section}
        near = (("上一篇", n + len(SECTIONS)), ("下一篇", n - len(SECTIONS)))
        parts = (
            f'<div class="crumb">当前位置：<a href="{self.base}">首页</a> &gt; ',
            f'<a href="{self._list_path(n % len(SECTIONS), 0)}">{section}</a> &gt; 正文</div><h1>{title_of(n)}</h1>',
            f'<div class="info"><span>发布时间：{date_of(n)} {8 + n % 10:02}:{n % 60:02}</span>',
            f'<span>来源：{source}</span><span>浏览次数：<i id="hits"></i></span></div>',
            '<div class="share">分享到：<a href="#">微信</a></div>',
            '<div class="content" id="zoom">',
            *(f"\n      <p {STYLE}><span>　　{paragraph(rng)}</span></p>" for _ in range(9)),
            '</div><div class="near">',
            *(self._neighbour(word, m) for word, m in near),
            "</div>",
        )
        head = "".join(f'<meta name="{name}" content="{value}">' for name, value in metas.items())
        return self._framed(f"{title_of(n)}-{NAME}", "".join(parts), head)

    def _neighbour(self, word: str, n: int) -> str:
        link = f'<a href="{self._path(n)}">{title_of(n)}</a>' if 0 <= n < self.articles else "没有了"
        return f"<p>{word}：{link}</p>"

    def _framed(self, title: str, content: str, head: str = "") -> str:
        """The page around its content: menus, related links, footer, and blank markup up to its weight."""
        sections = "".join(self._door(self._list_path(s, 0), name) for s, name in enumerate(SECTIONS))
        parts = {
            "title": title,
            "head": head,
            "base": self.base,
            "script": SCRIPT * 40,
            "menu": sections + "".join(self._door(f"#menu{k}", f"{PLACES[k % 8]}服务{k}") for k in range(24)),
            "content": content,
            "side": "".join(self._door(f"#related{k}", f"{PLACES[k % 8]}{DEEDS[k % 6]}") for k in range(16)),
            "footer": "".join(self._door(f"#site{k}", f"{PLACES[k % 8]}区政府{k}") for k in range(24)),
        }
        missing = WEIGHT - len(FRAME.format(blank="", **parts).encode())
        return FRAME.format(blank=BLANK * (missing // len(BLANK)), **parts)

    def _door(self, url: str, text: str) -> str:
        """A link of the page's frame, in the markup that editors of templates leave behind."""
        return (
            f'\n          <li class="nav-item nav-item-level1" id="item_{len(text)}"><a class="nav-link hover"'
            f' href="{url}" target="_blank" onclick="return show(1)"><i class="icon icon-dot"></i>{text}</a></li>'
        )


def title_of(n: int) -> str:
    """The title of the n-th article, no two alike."""
    return f"{PLACES[n % len(PLACES)]}{DEEDS[n // 3 % len(DEEDS)]}（第{n + 1}期）"


def date_of(n: int) -> str:
    """The day of the n-th article: the higher, the newer."""
    return f"{2019 + n // 336 % 7}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"


def paragraph(rng: random.Random) -> str:
    """Some sentences of news."""
    clauses = (rng.choice(CLAUSES).format(n=rng.randint(2, 99), m=rng.randint(1, 9)) for _ in range(rng.randint(5, 11)))
    return "，".join(clauses) + "。"
