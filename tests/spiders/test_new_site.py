"""`investchn new-site`: the files it writes are whole, pass the golden test, and make the site crawlable by name."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_web import LIST, ORIGIN, SmallWeb, article, html, listing, rows, small_site, title, url
from typing_behind import Done, run, typed

from investchn_crawler.archive import Archive

PROJECT = Path(__file__).parents[2]
NAME = "qinglan"
FILES = ["cases/qinglan/article.html", "cases/qinglan/article.json", "cases/qinglan/list.html",
         "cases/qinglan/list.json", "qinglan.py"]  # fmt: skip


def web() -> SmallWeb:
    return SmallWeb(small_site(range(10, 16)))


def new_site(tmp_path: Path, *words: str, pages: SmallWeb | None = None) -> Done:
    into = str(tmp_path / "sites")
    return typed(pages or web(), tmp_path, "new-site", f"{ORIGIN}/", "--into", into, *words)


def written(tmp_path: Path) -> list[str]:
    folder = tmp_path / "sites"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def declared(path: Path) -> object:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SITE


def test_it_writes_facts_and_cases(tmp_path: Path) -> None:
    done = new_site(tmp_path)
    assert done.code == 0, done.err
    assert written(tmp_path) == FILES
    text = (tmp_path / "sites" / "qinglan.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 15
    site = declared(tmp_path / "sites" / "qinglan.py")
    assert (site.name, site.publisher, site.home) == (NAME, "青岚县人民政府", f"{ORIGIN}/")  # type: ignore[attr-defined]
    assert (site.sections, site.region) == ((), None)  # type: ignore[attr-defined]
    page = (tmp_path / "sites" / FILES[0]).read_bytes()
    truth = json.loads((tmp_path / "sites" / FILES[1]).read_text(encoding="utf-8"))
    assert (truth["url"], truth["article"]["title"]) == (url(10), title(10))
    assert page == article(10, truth["article"]["date"]).body


def test_it_says_what_to_check(tmp_path: Path) -> None:
    out = new_site(tmp_path).out
    assert "Wrote " in out
    assert "in none of 3 articles: editor, prev, next" in out
    assert "publisher: 青岚县人民政府" in out
    assert "The saved pages belong to their publisher" in out
    assert "scrapy crawl qinglan" in out


def test_the_golden_test_passes_on_what_was_written_and_fails_on_another_truth(tmp_path: Path) -> None:
    assert new_site(tmp_path).code == 0
    for name in ("test_golden.py", "golden.py"):
        (tmp_path / "tests" / "extract").mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / "tests" / "extract" / name, tmp_path / "tests" / "extract")
    shutil.copytree(tmp_path / "sites" / "cases", tmp_path / "tests" / "sites")
    assert golden(tmp_path) == 0
    case = tmp_path / "tests" / "sites" / NAME / "article.json"
    case.write_text(case.read_text(encoding="utf-8").replace("青岚县融媒体中心", "云溪日报"), encoding="utf-8")
    assert golden(tmp_path) == 1


def golden(folder: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", NAME, "tests/extract"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_the_written_site_is_crawled_by_name(tmp_path: Path) -> None:
    """In a copy of the checkout, without --into: the files land where Scrapy and pytest look for them."""
    copy = tmp_path / "checkout"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "investchn_crawler", copy / "investchn_crawler", ignore=ignored)
    shutil.copy(PROJECT / "scrapy.cfg", copy)
    done = typed(web(), copy, "new-site", f"{ORIGIN}/", "--sections", "青岚新闻", PYTHONPATH=str(copy))
    assert done.code == 0, done.err
    assert (copy / "tests" / "sites" / NAME / "list.json").is_file()
    crawl = run(web(), copy, [sys.executable, "-m", "scrapy", "crawl", NAME], PYTHONPATH=str(copy))
    assert crawl.code == 0, crawl.err
    with Archive(copy / "data", read_only=True) as archive:
        sites = archive.connection.execute("select site, section, count(*) from articles group by 1, 2").fetchall()
    assert sites == [(NAME, "青岚新闻", 6)]


def test_sections_that_are_named_are_declared(tmp_path: Path) -> None:
    done = new_site(tmp_path, "--name", "ql", "--publisher", "青岚县政府办", "--sections", "青岚新闻，通知公告")
    site = declared(tmp_path / "sites" / "ql.py")
    assert (site.name, site.publisher) == ("ql", "青岚县政府办")  # type: ignore[attr-defined]
    assert site.sections == ("青岚新闻", "通知公告")  # type: ignore[attr-defined]
    assert "section 通知公告: no link of the pages seen has that name" in done.out


def test_a_list_that_the_home_page_does_not_lead_to_is_declared_by_its_address(tmp_path: Path) -> None:
    """Else the file would declare a site in which a crawl finds nothing."""
    pages = web()
    pages.pages[f"{ORIGIN}/"] = html("<title>青岚县人民政府</title><ul id='xw'></ul>")
    done = typed(pages, tmp_path, "new-site", LIST, "--into", str(tmp_path / "sites"))
    assert done.code == 0, done.err
    assert declared(tmp_path / "sites" / "qinglan.py").sections == (LIST,)  # type: ignore[attr-defined]
    assert f"sections: only {LIST}, for no list was found that the home page leads to" in done.out


def test_a_list_that_the_home_page_leads_to_is_not_declared(tmp_path: Path) -> None:
    assert typed(web(), tmp_path, "new-site", LIST, "--into", str(tmp_path / "sites")).code == 0
    assert declared(tmp_path / "sites" / "qinglan.py").sections == ()  # type: ignore[attr-defined]


def test_what_the_servers_need_is_declared(tmp_path: Path) -> None:
    assert new_site(tmp_path, "--legacy-tls").code == 0
    assert declared(tmp_path / "sites" / "qinglan.py").legacy_tls is True  # type: ignore[attr-defined]


def test_a_dry_run_prints_and_writes_nothing(tmp_path: Path) -> None:
    done = new_site(tmp_path, "--dry-run")
    assert (done.code, written(tmp_path)) == (0, [])
    assert '    name="qinglan",\n' in done.out
    assert f'"title": "{title(10)}"' in done.out


def test_nothing_is_replaced_unless_forced(tmp_path: Path) -> None:
    mine = tmp_path / "sites" / "cases" / NAME / "list.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    done = new_site(tmp_path)
    assert (done.code, written(tmp_path)) == (1, ["cases/qinglan/list.html"])
    assert "list.html: there already. --force replaces it." in done.err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert new_site(tmp_path, "--force").code == 0
    assert written(tmp_path) == FILES
    assert mine.read_bytes() == web().pages[LIST].body  # type: ignore[union-attr]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "cases").write_text("a file where a folder should be", encoding="utf-8")
    done = new_site(tmp_path)
    assert (done.code, written(tmp_path)) == (1, ["cases"])
    assert "cannot be written" in done.err


def test_a_site_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    done = new_site(tmp_path, pages=SmallWeb({f"{ORIGIN}/": html("<p>请完成安全验证</p>", 412)}))
    assert (done.code, written(tmp_path)) == (1, [])
    assert "challenge" in done.err
    assert "Nothing was written." in done.err


def test_a_publisher_cannot_write_a_program(tmp_path: Path) -> None:
    """What a page calls its site stands in a Python file: nothing of it may be run."""
    evil = '青岚\\"""\nimport os; os.mkdir("pwned")\n"""'
    pages = web()
    home = pages.pages[f"{ORIGIN}/"].body.decode()  # type: ignore[union-attr]
    quoted = evil.replace('"', "&quot;")
    pages.pages[f"{ORIGIN}/"] = html(home.replace("<head>", f'<head><meta name="SiteName" content="{quoted}">'))
    done = new_site(tmp_path, pages=pages)
    assert done.code == 0, done.err
    site = declared(tmp_path / "sites" / "qinglan.py")
    assert "import os" in site.publisher  # type: ignore[attr-defined]
    assert not Path("pwned").exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("https://www.yunxi.example/",), 1, "www.yunxi.example is declared already, as yunxi"),
        (("https://www.yunxi.example/", "--force", "--name", "other"), 1, "is declared already, as yunxi"),
        ((ORIGIN, "--name", "shqp"), 2, "another spider has that name"),
        ((ORIGIN, "--name", "site"), 2, "another spider has that name"),
        ((ORIGIN, "--name", "a-b"), 2, "lower-case letters and digits"),
        ((ORIGIN, "--name", "Import"), 2, "lower-case letters and digits"),
        (("ftp://x",), 2, "no web address"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_meant_asks_for_nothing(
    tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = typed(web(), tmp_path, "new-site", *words)
    assert (done.code, done.asked) == (code, [])
    assert sentence in done.err


def test_a_declared_site_keeps_its_facts_when_it_is_written_anew(tmp_path: Path) -> None:
    pages = {address.replace(ORIGIN, "https://www.shqp.gov.cn"): page for address, page in web().pages.items()}
    home = "https://www.shqp.gov.cn"
    pages[f"{home}/xw/"] = listing([(link.replace(ORIGIN, home), text, day) for link, text, day in rows(range(10, 16))])
    there = SmallWeb(pages, hosts=frozenset({"www.shqp.gov.cn"}))
    done = typed(there, tmp_path, "new-site", f"{home}/", "--force", "--dry-run", "--into", str(tmp_path / "mine"))
    assert done.code == 0, done.err
    assert '    publisher="上海市青浦区人民政府",\n' in done.out
    assert '    region="310118",\n' in done.out
