"""What a probe found is kept beside what crawls found, and neither takes the other's place."""

from dataclasses import replace

from investchn_crawler.archive import Archive, Run
from investchn_crawler.archive.report import figures, site_figures

from .build import AT, LATER, OTHER, SITE, article, one, reading


def test_a_site_is_known_by_its_probe(archive: Archive) -> None:
    archive.note_probe(OTHER, AT, "trs", ["要闻", "公告"])
    found = site_figures(archive)["qinghe"]
    assert (found.publisher, found.home, found.family, found.probed_at) == (OTHER.publisher, OTHER.home, "trs", AT)
    assert (found.sections, found.runs, found.last_run_at) == (["要闻", "公告"], 0, None)
    assert figures(archive).sites == []


def test_the_last_probe_counts(archive: Archive) -> None:
    archive.note_probe(OTHER, AT, "trs", ["要闻"])
    archive.note_probe(replace(OTHER, home="https://qinghe.example/"), LATER, None, [])
    found = site_figures(archive)["qinghe"]
    assert (found.home, found.family, found.sections, found.probed_at) == ("https://qinghe.example/", None, [], LATER)


def test_a_probe_in_a_crawl_and_a_crawl_after_a_probe(archive: Archive, run: Run) -> None:
    with Archive(archive.folder) as other:
        other.note_probe(SITE, AT, "trs", ["头条"])
    run.save(reading(article()))
    run.section("云溪要闻", "http://www.yunxi.example/yw/", True, "2026-11-19")
    run.finish("finished")
    archive.start_run(SITE).finish("finished")
    found = site_figures(archive)["yunxi"]
    assert (found.family, found.probed_at, found.runs, found.articles) == ("trs", AT, 2, 1)
    assert found.sections == ["云溪要闻"]
    archive.note_probe(SITE, LATER, "trs", ["头条"])
    assert one(archive.connection, "select newest from sites") == "2026-11-19"
