"""How a crawl ends: its exit code, the sentence that goes with it, and what is left when it is killed."""

import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from command import LONGEST, Behind, Shell
from small_web import LIST, ORIGIN, SmallWeb, article, date, home, html, listing, rows, small_site, title, url

from investchn_crawler.archive import Archive
from investchn_crawler.demo.web import Answer
from investchn_crawler.site import Site

START = ("site", "-a", f"url={LIST}")
WALL = "<html><head><script>$_ts=window['$_ts'];</script></head><body></body></html>"


@pytest.fixture
def shell(behind: Behind) -> Shell:
    """A site of three articles."""
    return behind(SmallWeb(small_site([1, 2, 3])))


def refused(shell: Shell, *words: str, code: int, said: str, **environment: str) -> None:
    """The command ends before anything is asked for, with one sentence."""
    crawl = shell.crawl(*words, **environment)
    assert (crawl.code, crawl.out, crawl.asked) == (code, "", [])
    assert said in crawl.err
    assert len(crawl.err.strip().splitlines()) <= 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nosuch"], "there is no site nosuch"),
        (["nosuch"], "scrapy list names them all"),
        ([], "name one site"),
        (["investchn", "shqp"], "name one site"),
        (["site"], "no web address"),
        (["site", "-a", "url=青岚县"], "青岚县 is no web address"),
        (["site", "-a", "url=ftp://www.qinglan.example/"], "no web address"),
        (["site", "-a", "url=http://"], "no web address"),
        (["site", "-a", "url=http://[::1/"], "no web address"),
        (["site", "-a", "url=http://www.qinglan.example:http/"], "no web address"),
        (["site", "-a", "url=http://www.qinglan.example:65536/"], "no web address"),
        (["investchn", "-a", "since=yesterday"], "since=yesterday is no date"),
        (["investchn", "-a", "since=2026-02-30"], "since=2026-02-30 is no date"),
        (["investchn", "-a", "full=maybe"], "full=maybe"),
        (["investchn", "-a", "sektion=要闻"], "section=NAME"),
        (["investchn", "-a", "section=http://www.investchn.com:65536/"], "is no web address"),
        (["site", "-a", f"url={LIST}", "-a", "name=shqp"], "www.qinglan.example is none of its hosts"),
        (["investchn", "-s", "OVERLAP_DAYS=x"], "-s OVERLAP_DAYS=x: write a number, as OVERLAP_DAYS=30"),
        (["investchn", "-s", "OVERLAP_DAYS=1.5"], "write a number, as OVERLAP_DAYS=30"),
        (["investchn", "-s", "LONGEST_WAIT="], "write a number, as LONGEST_WAIT=120.0"),
        (["investchn", "-s", "CLOSESPIDER_PAGECOUNT=all"], "write a number, as CLOSESPIDER_PAGECOUNT=0"),
        (["investchn", "-s", "DOWNLOAD_FILES=yes"], "-s DOWNLOAD_FILES=yes: write 1 or 0"),
    ],
)
def test_a_wrong_call_ends_with_2(shell: Shell, words: list[str], said: str) -> None:
    refused(shell, *words, code=2, said=said)
    assert not shell.folder.exists()


def test_another_programs_file_is_left_alone(shell: Shell) -> None:
    shell.folder.mkdir()
    with closing(sqlite3.connect(shell.folder / "archive.db")) as db:
        db.execute("create table recipes(name)")
    before = (shell.folder / "archive.db").read_bytes()
    refused(shell, *START, code=1, said="belongs to another program")
    assert (shell.folder / "archive.db").read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(shell: Shell) -> None:
    shell.folder.mkdir()
    (shell.folder / "archive.db").write_text("precious" * 200)
    refused(shell, *START, code=1, said="is not a SQLite file")
    assert (shell.folder / "archive.db").read_text() == "precious" * 200


def test_an_archive_of_a_newer_version_is_refused(shell: Shell) -> None:
    with Archive(shell.folder) as archive:
        archive.connection.execute(
            "insert into _sqlite_migrations(migration_set, name, applied_at) values ('investchn_crawler', 'later', '')"
        )
    refused(shell, *START, code=1, said="newer version")


def test_a_folder_that_cannot_be_made(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(shell, *START, code=1, said="cannot be opened", INVESTCHN_DATA=str(tmp_path / "file" / "data"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(shell: Shell) -> None:
    shell.folder.mkdir()
    shell.folder.chmod(0o500)
    refused(shell, *START, code=1, said="cannot be opened")


def test_the_folder_can_be_chosen_by_a_setting(shell: Shell, tmp_path: Path) -> None:
    assert shell.crawl(*START, "-s", f"ARCHIVE_DIR={tmp_path / 'chosen'}").code == 0
    assert (tmp_path / "chosen" / "archive.db").exists()
    assert not shell.folder.exists()


# --- a site that does not let itself be read


def silent(behind: Behind, web: SmallWeb, *said: str) -> Shell:
    """A crawl that reads nothing says so in its last line, ends with 1, and the run says it too."""
    shell = behind(web)
    crawl = shell.crawl(*START, "-s", "RETRY_ENABLED=0")
    assert crawl.code == 1
    last = crawl.err.strip().splitlines()[-1]
    assert last.startswith("qinglan.example: ")
    assert [word for word in said if word not in last] == []
    assert shell.articles == []
    assert shell.query("select reason, new from runs") == [("nothing-read", 0)]
    return shell


def test_a_dead_host(behind: Behind) -> None:
    shell = silent(behind, SmallWeb({}, hosts=frozenset()), "nothing could be read", "http-5xx")
    assert set(shell.failures) == {LIST}


def test_a_host_that_hangs_up(behind: Behind) -> None:
    silent(behind, SmallWeb({LIST: replace(listing(rows([1, 2, 3])), cut_at=0)}), "truncated")


def test_a_host_that_never_answers(behind: Behind) -> None:
    pages = small_site([1, 2, 3]) | {LIST: Answer(delay=threading.Event())}
    shell = behind(SmallWeb(pages))
    crawl = shell.crawl(*START, "-s", "DOWNLOAD_TIMEOUT=0.5", "-s", "RETRY_ENABLED=0")
    assert (crawl.code, shell.failures) == (1, {LIST: "timeout"})


@pytest.mark.parametrize("status", [412, 521, 200])
def test_a_list_behind_a_wall(behind: Behind, status: int) -> None:
    shell = silent(behind, SmallWeb({LIST: html(WALL, status)}), "challenge")
    assert shell.failures == {LIST: "challenge"}


def test_a_list_whose_articles_are_all_behind_a_wall(behind: Behind) -> None:
    pages = small_site([1, 2, 3]) | {url(n): html(WALL, 412) for n in (1, 2, 3)}
    silent(behind, SmallWeb(pages), "none of its articles", "3 challenge")


def test_a_list_whose_articles_are_no_articles(behind: Behind) -> None:
    """A redesign: the list can be read, but nothing that it leads to."""
    nothing = html("<html><head><title>青岚县</title></head><body><div id='app'></div></body></html>")
    silent(behind, SmallWeb(small_site([1, 2, 3, 4]) | {url(n): nothing for n in range(1, 5)}), "none of its articles")


def test_a_site_that_robots_txt_closes(behind: Behind) -> None:
    robots = Answer(200, b"User-agent: *\nDisallow: /\n", (("Content-Type", "text/plain"),))
    shell = silent(behind, SmallWeb(small_site([1, 2, 3]) | {f"{ORIGIN}/robots.txt": robots}), "robots")
    assert [request.url for request in shell.proxy.log] == [f"{ORIGIN}/robots.txt"]


def test_a_redesign_that_shows_no_list(behind: Behind) -> None:
    page = html("<html><head><title>青岚县人民政府</title></head><body><div id='app'></div></body></html>")
    silent(behind, SmallWeb({LIST: page, f"{ORIGIN}/": page}), "no page of it looks like a list")


def test_a_quiet_day_is_no_alarm(shell: Shell) -> None:
    assert [shell.crawl(*START).code for _ in range(2)] == [0, 0]


def test_a_few_failures_among_many_are_no_alarm(behind: Behind) -> None:
    pages = small_site(range(1, 9)) | {url(n): html(WALL, 412) for n in (2, 3, 4, 5)}
    assert behind(SmallWeb(pages)).crawl(*START).code == 0


# --- one crawl of a site at a time, and a crawl that is killed


def held_web(name: int = 5) -> tuple[SmallWeb, threading.Event]:
    """Eight articles on two list pages; one of them does not answer until the event is set."""
    hold = threading.Event()
    web = SmallWeb(small_site(range(1, 9)) | {LIST: listing(rows(range(1, 6)), "/xw/index_2.html")})
    web.pages[f"{LIST}index_2.html"] = listing([(url(n), title(n), date(n)) for n in (6, 7, 8)])
    web.pages[url(name)] = replace(article(name, date(name)), delay=hold)
    return web, hold


def test_a_site_that_is_being_crawled_is_left_to_that_crawl(behind: Behind) -> None:
    web, hold = held_web()
    web.hosts |= {"www.songming.example"}
    origin = "http://www.songming.example"
    web.pages |= {f"{origin}/xw/": listing([(url(n, origin), title(n), date(n)) for n in (1, 2, 3)])}
    web.pages |= {url(n, origin): article(n) for n in (1, 2, 3)}
    shell = behind(web)
    other = Shell(shell.proxy, shell.folder)
    with shell.crawling(*START) as process:
        assert web.watch(url(5)).wait(LONGEST)
        refusal = other.crawl(*START)
        assert (refusal.code, "qinglan.example" in refusal.err) == (1, True)
        assert other.crawl("site", "-a", f"url={origin}/xw/").code == 0  # another site into the same archive
        hold.set()
        _, said = process.communicate(timeout=LONGEST)
    assert (process.returncode, said) == (0, "")
    assert [request.url for request in shell.proxy.log].count(LIST) == 1
    assert set(shell.articles) == {*map(url, range(1, 9)), *(url(n, origin) for n in (1, 2, 3))}


@pytest.mark.parametrize("name", [5, 7])
@pytest.mark.parametrize("start", [LIST, f"{ORIGIN}/"])
def test_a_killed_crawl_loses_nothing_and_the_next_takes_up_the_rest(behind: Behind, name: int, start: str) -> None:
    web, _ = held_web(name)
    shell = behind(web)
    with shell.crawling("site", "-a", f"url={start}") as process:
        assert web.watch(url(name)).wait(LONGEST)
        process.kill()
        process.wait(LONGEST)
    stored = set(shell.articles)
    assert url(name) not in stored
    web.pages[url(name)] = article(name, date(name))
    crawl = shell.crawl("site", "-a", f"url={start}")
    assert (crawl.code, crawl.err, crawl.twice) == (0, "", [])
    assert sorted(shell.articles) == sorted(map(url, range(1, 9)))
    assert set(crawl.urls) & stored == set()
    assert shell.query("select reason from runs order by id") == ["killed", "finished"]
    assert shell.query("select sum(new) from runs") == [8]
    assert shell.query("select count(*), count(distinct article_id), max(n) from revisions") == [(8, 8, 1)]


def test_a_second_kill_and_a_third(behind: Behind) -> None:
    """Each crawl is killed one article later; the chain of crawls ends where a single one would."""
    names = range(1, 6)
    web = SmallWeb(small_site(names))
    shell = behind(web)
    for name in names:
        hold = threading.Event()
        web.pages[url(name)] = replace(article(name, date(name)), delay=hold)
        with shell.crawling(*START) as process:
            assert web.watch(url(name)).wait(LONGEST)
            process.kill()
            process.wait(LONGEST)
        web.pages[url(name)] = article(name, date(name))
    assert shell.crawl(*START).code == 0
    assert sorted(shell.articles) == sorted(map(url, names))
    assert shell.query("select count(*), max(n) from revisions") == [(5, 1)]
    assert shell.query("pragma integrity_check") == ["ok"]


def test_an_interrupted_crawl_says_so_and_ends_its_run(behind: Behind) -> None:
    web, hold = held_web()
    shell = behind(web)
    with shell.crawling(*START) as process:
        assert web.watch(url(5)).wait(LONGEST)
        process.terminate()
        hold.set()
        out, err = process.communicate(timeout=LONGEST)
    crawl = shell.ended(process.returncode, out, err)
    assert crawl.code == 1
    assert "the next one takes up the rest" in crawl.err
    assert shell.query("select reason from runs") == ["shutdown"]
    assert shell.crawl(*START).code == 0
    assert sorted(shell.articles) == sorted(map(url, range(1, 9)))


def test_the_archive_of_a_crawl_can_be_read_while_it_runs(behind: Behind) -> None:
    web, hold = held_web()
    shell = behind(web)
    with shell.crawling(*START) as process:
        assert web.watch(url(5)).wait(LONGEST)
        with Archive(shell.folder, read_only=True) as archive:
            assert archive.connection.execute("select count(*) from runs").fetchone() == (1,)
        hold.set()
        process.communicate(timeout=LONGEST)
    assert process.returncode == 0


def test_a_declared_site_keeps_its_name_whatever_leads_to_it(behind: Behind) -> None:
    site = Site("x", "x", "http://www.investchn.com/")
    web = SmallWeb({site.home: home(("/news/", "新闻"))}, hosts=frozenset({"www.investchn.com"}))
    web.pages[f"{site.home}news/"] = listing([(f"/news/{n}.html", title(n), date(n)) for n in (1, 2, 3)])
    web.pages |= {f"{site.home}news/{n}.html": article(n) for n in (1, 2, 3)}
    shell = behind(web)
    assert shell.crawl("site", "-a", "url=www.investchn.com/news/").code == 0
    assert shell.query("select distinct site from articles") == ["investchn"]
