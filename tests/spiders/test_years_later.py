"""What a site does to a crawler over the years: it moves, redirects, walls up, and answers half of what is asked."""

import sqlite3
from contextlib import closing

from command import Behind, Shell
from small_web import LIST, ORIGIN, SmallWeb, article, date, home, html, listing, moved, rows, small_site, title, url

SITE = ("site", "-a", f"url={ORIGIN}/")
WALL = html("<title>网站防火墙</title><p>您的访问存在风险，请完成安全验证后继续。</p>")
PAGER = '<p><b>1</b> <a href="a_2.html">2</a></p>'
BACK = '<p><a href="a.html">1</a> <b>2</b></p>'


def make_due(shell: Shell) -> None:
    """All articles are due, as they are some months later."""
    with closing(sqlite3.connect(shell.folder / "archive.db")) as db, db:
        db.execute("update pages set next_check_at = '2020-01-01T00:00:00Z' where kind = 'article'")


def test_articles_that_redirect_home_are_missing(behind: Behind) -> None:
    web = SmallWeb(small_site("abcdef"))
    shell = behind(web)
    shell.crawl(*SITE)
    web.pages |= {url(name): moved("/") for name in "abc"}
    make_due(shell)
    assert shell.crawl(*SITE).code == 0
    assert shell.query("select count(*) from articles where status = 'missing'") == [3]
    assert shell.query("select kind from pages where url = ?", url("a")) == ["article"]


def test_articles_behind_one_wall_are_asked_for_again(behind: Behind) -> None:
    web = SmallWeb({**small_site("abcd"), f"{ORIGIN}/waf.html": WALL, **{url(n): moved("/waf.html") for n in "abc"}})
    shell = behind(web)
    shell.crawl(*SITE)
    assert shell.failures == {url(name): "challenge" for name in "abc"}
    web.pages |= {url(name): article(name) for name in "abc"}
    shell.crawl(*SITE)
    assert len(shell.articles) == 4


def test_a_robots_txt_that_redirects_home_is_no_obstacle(behind: Behind) -> None:
    shell = behind(SmallWeb({**small_site("abc"), f"{ORIGIN}/robots.txt": moved("/")}))
    assert shell.crawl(*SITE).code == 0
    assert len(shell.articles) == 3


def test_a_short_title_on_the_home_page_is_no_channel(behind: Behind) -> None:
    short = "我县召开春耕会议"
    pages = small_site("bc")
    pages[f"{ORIGIN}/"] = home(("/xw/", "青岚新闻"), (url("a"), short))
    pages[LIST] = listing([(url("a"), short, date(0)), *rows("bc")])
    pages[url("a")] = article("a", date(0), named=short)
    shell = behind(SmallWeb(pages))
    crawl = shell.crawl(*SITE)
    assert len(shell.articles) == 3
    assert crawl.twice == []


def test_a_walk_that_was_cut_off_is_taken_up(behind: Behind) -> None:
    """New entries older than the window, on three pages, of which the second fails once."""
    second, third = f"{LIST}2.html", f"{LIST}3.html"
    web = SmallWeb(small_site("abcd"))
    shell = behind(web)
    shell.options += ("-s", "RETRY_ENABLED=0")
    shell.crawl(*SITE)
    names = [*"efgh", *"ijkl", *"mnop"]
    days = {name: f"2025-03-{28 - number:02}" for number, name in enumerate(names)}
    parts = [[(url(name), title(name), days[name]) for name in names[at : at + 4]] for at in (0, 4, 8)]
    web.pages |= {url(name): article(name, day) for name, day in days.items()}
    web.pages |= {LIST: listing(parts[0], "2.html"), second: html("", 500), third: listing([*parts[2], *rows("abcd")])}
    shell.crawl(*SITE)
    assert len(shell.articles) == 8
    web.pages[second] = listing(parts[1], "3.html")
    shell.crawl(*SITE)
    assert len(shell.articles) == 16


def test_a_wall_on_a_further_page_is_no_edit(behind: Behind) -> None:
    web = SmallWeb({**small_site("ab"), url("a"): article("a", more=PAGER), url("a_2"): article("a", more=BACK)})
    shell = behind(web)
    shell.crawl(*SITE)
    before = shell.query("select body from articles where url = ?", url("a"))
    for broken in (WALL, html("<title>提示信息</title><p>您访问的页面不存在或已删除。</p>"), html("", 404)):
        web.pages[url("a_2")] = broken
        make_due(shell)
        shell.crawl(*SITE)
    assert shell.query("select body from articles where url = ?", url("a")) == before
    assert shell.query("select max(n) from revisions") == [1]


def test_an_edit_of_a_further_page_is_found(behind: Behind) -> None:
    first = html(article("a", more=PAGER).body.decode(), ETag='"1"')
    web = SmallWeb({**small_site("ab"), url("a"): first, url("a_2"): article("a", more=BACK)})
    shell = behind(web)
    shell.crawl(*SITE)
    web.pages[url("a_2")] = article("a", more=f"<p>第二页添了一句话，说明项目已经竣工。</p>{BACK}")
    make_due(shell)
    shell.crawl(*SITE)
    assert shell.query("select changed from revisions where n = 2") == ['["body"]']


def test_an_article_that_moved_is_the_same_article(behind: Behind) -> None:
    web = SmallWeb(small_site("ab"))
    shell = behind(web)
    shell.crawl(*SITE)
    there = f"{ORIGIN}/news/a.html"
    web.pages |= {url("a"): moved(there, 301), there: article("a", date(0))}
    make_due(shell)
    shell.crawl(*SITE)
    assert sorted(shell.articles) == sorted([there, url("b")])
    assert shell.query("select max(n) from revisions") == [1]


def test_a_redesign_that_hides_the_lists_is_told(behind: Behind) -> None:
    web = SmallWeb(small_site("abc"))
    shell = behind(web)
    shell.crawl(*SITE)
    shape = html("<div id=app></div><script src=/app.js></script>")
    web.pages |= {f"{ORIGIN}/": shape, LIST: shape}
    make_due(shell)
    crawl = shell.crawl(*SITE)
    assert crawl.code == 1
    assert "nothing could be read" in crawl.err


def test_a_row_that_leads_to_another_site_is_no_article(behind: Behind) -> None:
    there = "http://www.other.example/z.html"
    pages = {**small_site("ab"), url("a"): moved(there), there: article("a")}
    shell = behind(SmallWeb(pages, hosts=frozenset({"www.qinglan.example", "www.other.example"})))
    shell.crawl(*SITE)
    assert shell.articles == [url("b")]
