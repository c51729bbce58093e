"""Pictures and attachments: fetched when asked, each once, and never in the way of an article."""

import hashlib
import signal
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import made_files
import pytest
from command import Behind
from files_site import CONTRACT, FILES, NAMES, SITE, asked_files, attachments, found, link, rows_tell_no_lie, site
from small_web import LIST, ORIGIN, SmallWeb, article, html, listing, rows, small_site, url

from investchn_crawler.demo.web import Answer


def test_files_are_left_alone_unless_asked_for(behind: Behind) -> None:
    shell = behind(SmallWeb(site(one=Answer(200, NAMES))))
    ended = shell.crawl(*SITE)
    assert (ended.code, asked_files(ended), attachments(shell)) == (0, [], {"one.pdf": None})
    assert not (shell.folder / "files").exists()


def test_files_come_later_for_articles_that_are_not_asked_for_again(behind: Behind) -> None:
    pages = site(one=Answer(200, NAMES))
    page = article("one", more=link("/f/one.pdf") + link("/f/two.docx", "合同.docx"))
    picture = '<p><img src="/f/开工.png"></p></div>'
    pages[url("one")] = replace(page, body=page.body.replace(b"</div>", picture.encode()))
    pages[f"{ORIGIN}/f/two.docx"] = Answer(200, CONTRACT)
    pages[f"{ORIGIN}/f/{quote('开工.png')}"] = Answer(200, made_files.PNG)
    shell = behind(SmallWeb(pages))
    shell.crawl(*SITE)
    before = shell.query("select content_hash, changed_at, last_checked_at from articles")
    ended = shell.crawl(*SITE, *FILES)
    assert (ended.code, ended.err, sorted(asked_files(ended))) == (0, "", [quote("开工.png"), "one.pdf", "two.docx"])
    assert url("one") not in ended.urls
    assert shell.query("select content_hash, changed_at, last_checked_at from articles") == before
    assert rows_tell_no_lie(shell) == 3
    assert asked_files(shell.crawl(*SITE, *FILES)) == []
    ended = shell.crawl(*SITE, *FILES, "-a", "full=1")
    assert asked_files(ended) == []
    assert shell.query("select content_hash from articles") == [before[0][0]]
    assert shell.query("select count(*) from revisions") == [1]
    assert "[合同.docx] 投资合同 乙方：澜山重工" in found(shell, "澜山重工")
    assert "[附件.pdf] 云溪区重点企业名单 第七名：青柯生物" in found(shell, "青岚 青柯生物")


def test_the_same_bytes_are_one_file(behind: Behind) -> None:
    pages = site(one=Answer(200, NAMES), two=Answer(200, NAMES), three=Answer(200, CONTRACT))
    pages[url("four")] = article("four", more=link("/f/one.pdf", "又一次.pdf"))
    pages[LIST] = listing(rows(["one", "two", "three", "four"]))
    shell = behind(SmallWeb(pages))
    ended = shell.crawl(*SITE, *FILES)
    assert sorted(asked_files(ended)) == ["one.pdf", "three.pdf", "two.pdf"]
    assert rows_tell_no_lie(shell) == 2
    assert len([path for path in (shell.folder / "files").rglob("*") if path.is_file()]) == 2
    assert shell.query("select count(*) from attachments where file is not null") == [4]


def test_failures_are_asked_again_in_time(behind: Behind) -> None:
    pages = site(later=Answer(503, b""), gone=Answer(404, b""))
    shell = behind(SmallWeb(pages))
    shell.crawl(*SITE, *FILES, "-s", "RETRY_ENABLED=0")
    pages[f"{ORIGIN}/f/later.pdf"] = Answer(200, NAMES)
    assert asked_files(shell.crawl(*SITE, *FILES)) == ["later.pdf"]
    assert shell.query("select failures, next_check_at is null from downloads order by url") == [(1, 0), (0, 1)]


def test_names_of_servers_are_not_believed(behind: Behind) -> None:
    lies = (("Content-Disposition", 'attachment; filename="../../../x.exe"'), ("Content-Type", "text/html"))
    address = "/f/download?filename=../../etc/passwd.pdf"
    pages = small_site(["one"])
    pages[url("one")] = article("one", more=link(address, "../../名单.exe.pdf") + link(f"/f/{'长' * 300}.pdf"))
    pages[f"{ORIGIN}{address}"] = Answer(200, b"\xd0\xcf\x11\xe0 old", lies)
    shell = behind(SmallWeb(pages))
    shell.crawl(*SITE, *FILES)
    assert rows_tell_no_lie(shell) == 1
    assert [path.suffix for path in (shell.folder / "files").rglob("*.*")] == [".bin"]


def test_after_an_edit_files_are_asked_for_with_their_validators(behind: Behind) -> None:
    def kept(headers: Mapping[str, str]) -> Answer:
        return Answer(304 if headers.get("if-none-match") == '"1"' else 200, NAMES, (("ETag", '"1"'),))

    pages = site(kept=kept, new=Answer(200, NAMES))
    shell = behind(SmallWeb(pages))
    shell.crawl(*SITE, *FILES)
    for name in ("kept", "new"):
        pages[url(name)] = article(name, more=link(f"/f/{name}.pdf", "更正后的附件.pdf"))
    pages[f"{ORIGIN}/f/new.pdf"] = Answer(200, CONTRACT)
    ended = shell.crawl(*SITE, *FILES, "-a", "full=1")
    statuses = {request.url.rpartition("/")[2]: request.status for request in ended.asked if "/f/" in request.url}
    assert statuses == {"kept.pdf": 304, "new.pdf": 200}
    endings = {name: Path(file or "").suffix for name, file in attachments(shell).items()}
    assert endings == {"kept.pdf": ".pdf", "new.pdf": ".docx"}


def test_a_part_of_a_site_has_its_own_files_only(behind: Behind) -> None:
    pages = site(one=Answer(200, NAMES))
    pages[f"{ORIGIN}/gg/"] = listing([(url("two"), "两份公告", "2026-06-01")], name="公告")
    pages[f"{ORIGIN}/"] = html('<ul><li><a href="/xw/">青岚新闻</a></li><li><a href="/gg/">公告</a></li></ul>')
    pages[url("two")] = article("two", more=link("/f/two.pdf"))
    pages[f"{ORIGIN}/f/two.pdf"] = Answer(200, CONTRACT)
    shell = behind(SmallWeb(pages))
    shell.crawl(*SITE, "-a", "section=公告")
    shell.crawl(*SITE, "-a", "section=青岚新闻")
    assert asked_files(shell.crawl(*SITE, *FILES, "-a", "section=青岚新闻", "-a", "full=1")) == ["one.pdf"]


def test_without_the_extra_files_are_stored_and_read_later(behind: Behind, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['pypdfium2'] = None")
    shell = behind(SmallWeb(site(one=Answer(200, NAMES))))
    ended = shell.crawl(*SITE, *FILES, PYTHONPATH=str(tmp_path))
    assert ended.code == 0
    assert ended.err.count("\n") == 1
    assert "1 files are stored, but their text cannot be searched yet: install the extra `files`" in ended.err
    assert rows_tell_no_lie(shell) == 1
    assert found(shell, "青柯生物") == ""
    assert asked_files(shell.crawl(*SITE, *FILES)) == []
    assert "青柯生物" in found(shell, "青柯生物")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_crawl_that_is_stopped_while_a_file_comes(behind: Behind, stop: signal.Signals) -> None:
    held = threading.Event()
    pages = site(one=Answer(200, NAMES))
    pages[url("one")] = article("one", more=link("/f/one.pdf") + link("/f/two.docx"))
    pages[f"{ORIGIN}/f/two.docx"] = Answer(200, CONTRACT, delay=held)
    web = SmallWeb(pages)
    shell = behind(web)
    with shell.crawling(*SITE, *FILES, "-s", "LOG_LEVEL=INFO") as process:
        assert web.watch(f"{ORIGIN}/f/two.docx").wait(30)
        process.send_signal(stop)
        if stop == signal.SIGINT:
            assert any("SIGINT" in line for line in process.stderr)
            held.set()
        _, err = process.communicate(timeout=30)
    pages[f"{ORIGIN}/f/two.docx"] = Answer(200, CONTRACT)
    assert "Traceback" not in err
    assert shell.articles == [url("one")]
    assert rows_tell_no_lie(shell) == (1 if stop == signal.SIGKILL else 2)
    assert asked_files(shell.crawl(*SITE, *FILES)) == (["two.docx"] if stop == signal.SIGKILL else [])
    assert rows_tell_no_lie(shell) == 2


def test_a_disk_that_takes_no_file(behind: Behind) -> None:
    shell = behind(SmallWeb(site(one=Answer(200, NAMES), two=Answer(200, CONTRACT))))
    in_the_way = shell.folder / "files" / hashlib.sha256(NAMES).hexdigest()[:2]
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_text("no folder")
    ended = shell.crawl(*SITE, *FILES)
    assert ended.code == 1
    assert f"The archive {shell.folder} cannot keep a file of {len(NAMES)} bytes" in ended.err
    assert len(shell.articles) == 2
    in_the_way.unlink()
    assert shell.crawl(*SITE, *FILES).code == 0
    assert rows_tell_no_lie(shell) == 2
