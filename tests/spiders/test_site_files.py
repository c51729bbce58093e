"""Sites that somebody declares in a folder of their own, and what is said of a file that cannot be used."""

import pytest
from command import Behind
from small_web import ORIGIN, SmallWeb, html, small_site

BROKEN = {
    "is no Python": ("SITE = Site(", "qinglan.py cannot be used: SyntaxError"),
    "declares nothing": ("", "qinglan.py cannot be used: AttributeError"),
    "has another name": (
        'from investchn_crawler.site import Site\nSITE = Site("songming", "松溟市人民政府", "http://www.songming.example/")',
        'qinglan.py must declare SITE = Site(name="qinglan"',
    ),
}


def test_a_file_of_the_folder_comes_before_the_package_s(behind: Behind) -> None:
    shell = behind(SmallWeb(small_site("ab")))
    shell.declare(name="shqp", home=f"{ORIGIN}/")
    crawl = shell.crawl("shqp")
    assert (crawl.code, len(shell.articles)) == (0, 2)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(behind: Behind, fault: str) -> None:
    text, sentence = BROKEN[fault]
    shell = behind(SmallWeb(small_site("ab")))
    shell.sites.mkdir()
    (shell.sites / "qinglan.py").write_text(text, encoding="utf-8")
    crawl = shell.crawl("shqp")
    assert (crawl.code, crawl.asked) == (1, [])
    assert sentence in crawl.err


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": "site"}, "no site can be called site"),
        ({"home": "www.qinglan.example"}, 'home="www.qinglan.example" is no web address'),
        ({"sections": "青岚新闻"}, 'write sections=("青岚新闻",), with a comma'),
        ({"hosts": "qinglan.example"}, 'write hosts=("qinglan.example",), with a comma'),
        ({"sections": ("http://www.qinglan.example:http/",)}, "the section http://www.qinglan.example:http/ is no web"),
        ({"sections": ("http://www.yunshan.example/xw/",)}, "is on a host that is not the site's: name that in hosts"),
        ({"encoding": "utf-99"}, 'encoding="utf-99" is none that is known'),
    ],
)
def test_facts_that_cannot_be_meant_are_told_in_a_sentence(
    behind: Behind, facts: dict[str, object], sentence: str
) -> None:
    shell = behind(SmallWeb(small_site("ab")))
    shell.declare(**facts)
    crawl = shell.crawl(str(facts.get("name", "qinglan")))
    assert (crawl.code, crawl.asked) == (1, [])
    assert sentence in crawl.err


def test_a_site_of_this_machine(behind: Behind) -> None:
    here = "http://localhost:8000"
    shell = behind(SmallWeb({f"{here}/": html("<p>暂无信息</p>")}, hosts=frozenset({"localhost"})))
    shell.declare(home=f"{here}/")
    assert f"{here}/" in shell.crawl("qinglan").urls


def test_a_folder_that_is_none_is_told_in_a_sentence(behind: Behind) -> None:
    shell = behind(SmallWeb({}))
    crawl = shell.crawl("shqp", INVESTCHN_SITES="/nowhere/sites")
    assert (crawl.code, crawl.asked) == (1, [])
    assert "/nowhere/sites" in crawl.err
