"""When a page is asked for again: by age, after a 304, after each kind of failure, and when it is missing."""

import pytest

from investchn_crawler.archive import Archive, Run
from investchn_crawler.archive.frontier import next_check, retry_at
from investchn_crawler.items import Failure, Fetch

from .build import AT, HOME, OTHER, article, column, fetch, one, reading, url

LONG_AFTER = "2030-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("published", "due"),
    [
        ("2026-11-20", "2026-11-21T06:00:00Z"),
        ("2026-11-13T10:00:00+08:00", "2026-11-21T06:00:00Z"),
        ("2026-12-24", "2026-11-21T06:00:00Z"),
        ("2026-11-12", "2026-11-23T06:00:00Z"),
        ("2026-10-20", "2026-12-20T06:00:00Z"),
        (None, "2026-12-20T06:00:00Z"),
        ("2009-01-01", "2027-05-19T06:00:00Z"),
    ],
)
def test_the_older_the_article_the_rarer_the_check(published: str | None, due: str) -> None:
    assert next_check(published, AT) == due


def test_a_page_that_gives_nothing_is_left_alone_for_longer_each_time() -> None:
    waits = [retry_at(AT, times) for times in range(1, 7)]
    assert waits == sorted(waits)
    assert waits[0] == "2026-11-23T06:00:00Z"
    assert waits[4] == waits[5]


def test_a_304_moves_the_times_and_nothing_else(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    before = archive.connection.execute("select * from revisions").fetchall()
    run.unchanged(url(1).replace("http:", "https:"), "2026-12-30T08:00:00Z")
    db = archive.connection
    assert one(db, "select first_seen_at, last_seen_at, last_checked_at from articles") == (
        AT, "2026-12-30T08:00:00Z", "2026-12-30T08:00:00Z",
    )  # fmt: skip
    assert one(db, "select next_check_at, etag from pages") == ("2027-01-29T06:00:00Z", '"v1"')
    assert db.execute("select * from revisions").fetchall() == before
    assert one(db, "select unchanged from runs") == 1


def test_a_304_of_a_page_that_is_no_article_is_nothing(archive: Archive, run: Run) -> None:
    run.unchanged(url(5), AT)
    assert one(archive.connection, "select count(*) from articles") == 0
    assert run.counts["unchanged"] == 0


def test_a_page_is_known_after_it_was_discovered(run: Run) -> None:
    urls = [url(n) for n in range(450)]
    assert run.discovered([*urls, url(1)]) == {}
    known = run.discovered([*urls, url(900), url(3) + "#a"])
    assert set(known) == {*urls, url(3) + "#a"}
    assert {page.date for page in known.values()} == {None}
    assert [page.url for page in run.due(LONG_AFTER)] == [*urls, url(900)]


def test_a_known_article_tells_its_date_and_validators(run: Run) -> None:
    run.save(reading(article()))
    known = run.discovered([url(1)])[url(1)]
    assert (known.kind, known.date, known.etag, known.last_modified) == ("article", "2026-11-19", '"v1"', "yesterday")
    assert known.next_check_at == "2026-11-21T06:00:00Z"


def test_due_is_oldest_first_while_the_rows_change(archive: Archive, run: Run) -> None:
    run.discovered([url(n) for n in range(500)])
    archive.connection.execute("update pages set next_check_at = '2026-11-10T00:00:00Z' where url = ?", (url(499),))
    asked = []
    for page in run.due(LONG_AFTER):
        asked.append(page.url)
        run.save(reading(article(len(asked), url=page.url), "2030-01-01T00:00:01Z"))
    assert asked[0] == url(499)
    assert sorted(asked) == sorted(url(n) for n in range(500))


def test_due_is_of_this_site_and_of_articles_only(archive: Archive, run: Run) -> None:
    other = archive.start_run(OTHER)
    other.discovered(["http://www.qinghe.example/1.html"])
    run.checked(fetch(f"{HOME}/yw/"), "listing")
    run.checked(fetch(f"{HOME}/map.html", asked_url=f"{HOME}/map"), "other")
    run.discovered([f"{HOME}/yw/2.html"], "listing")
    assert list(run.due(LONG_AFTER)) == []


def test_a_listing_is_due_at_once_and_another_page_after_a_month(run: Run) -> None:
    run.discovered([f"{HOME}/map"])
    run.checked(fetch(f"{HOME}/yw/"), "listing")
    run.checked(fetch(f"{HOME}/map.html", asked_url=f"{HOME}/map"), "other")
    known = run.discovered([f"{HOME}/yw/", f"{HOME}/map", f"{HOME}/map.html"])
    assert [(page.kind, page.next_check_at) for page in known.values()] == [
        ("listing", AT),
        ("other", "2026-12-20T06:00:00Z"),
        ("other", "2026-12-20T06:00:00Z"),
    ]


def test_an_article_that_reads_as_a_listing_once_stays_an_article(run: Run) -> None:
    run.save(reading(article()))
    run.checked(fetch(url(1)), "listing")
    assert run.discovered([url(1)])[url(1)].kind == "article"


TRANSIENT = ["timeout", "dns", "refused", "tls", "http-5xx", "rate-limited", "challenge", "truncated"]
LASTING = ["not-an-article", "gone", "soft-404", "http-4xx", "encoding", "robots", "needs-browser"]


@pytest.mark.parametrize("failure_class", TRANSIENT)
def test_a_failure_that_passes_leaves_the_page_due(archive: Archive, run: Run, failure_class: str) -> None:
    run.discovered([url(1)])
    run.save(reading(article(2)))
    for n in (1, 2):
        run.fail(Failure(url(n), failure_class, "seen", LONG_AFTER))
    assert {page.url for page in run.due(LONG_AFTER)} == {url(1), url(2)}
    assert one(archive.connection, "select status from articles") == "live"


@pytest.mark.parametrize("failure_class", LASTING)
def test_a_failure_that_stays_is_asked_for_after_days(archive: Archive, run: Run, failure_class: str) -> None:
    run.discovered([url(1)])
    run.fail(Failure(url(1), failure_class, "seen", "2030-01-01T00:00:00Z"))
    assert list(run.due("2030-01-03T00:00:00Z")) == []
    assert [page.url for page in run.due("2030-01-04T00:00:00Z")] == [url(1)]
    run.fail(Failure(url(1), failure_class, "seen", "2030-01-04T00:00:00Z"))
    assert list(run.due("2030-01-08T00:00:00Z")) == []
    assert one(archive.connection, "select count(*) from articles") == 0


def test_failures_are_kept_and_counted(archive: Archive, run: Run) -> None:
    run.fail(Failure(url(1), "challenge", "网站防火墙", AT))
    rows = archive.connection.execute("select run_id, url, class, detail, at from failures").fetchall()
    assert rows == [(run.id, url(1), "challenge", "网站防火墙", AT)]
    assert one(archive.connection, "select failed from runs") == 1


def test_an_answer_resets_the_waiting(run: Run) -> None:
    run.discovered([url(1)])
    for _ in range(3):
        run.fail(Failure(url(1), "http-4xx", "", AT))
    run.save(reading(article()))
    run.fail(Failure(url(1), "http-4xx", "", AT))
    assert run.discovered([url(1)])[url(1)].next_check_at == retry_at(AT, 1)


def gone(day: int) -> Fetch:
    return fetch(url(1), f"2026-12-{day:02}T08:00:00Z", 404, b"not here")


def test_missing_at_once_withdrawn_after_checks_and_days(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    seen = [run.missing(gone(day), 3, 3) for day in (1, 1, 1, 3, 4, 5)]
    assert seen == ["missing", "missing", "missing", "missing", "withdrawn", "withdrawn"]
    db = archive.connection
    assert one(db, "select status, last_seen_at, last_checked_at from articles") == (
        "withdrawn", AT, "2026-12-05T08:00:00Z",
    )  # fmt: skip
    assert "总投资" in one(db, "select body from articles")
    assert column(db, "select status from captures order by id") == [200, 404, 404]
    assert one(db, "select misses, first_miss_at from pages") == (6, "2026-12-01T08:00:00Z")
    assert one(db, "select missing from runs") == 6


def test_many_days_with_too_few_checks_are_no_withdrawal(run: Run) -> None:
    run.save(reading(article()))
    assert [run.missing(gone(day), 3, 3) for day in (1, 20)] == ["missing", "missing"]


def test_a_missing_page_is_asked_for_the_next_day(run: Run) -> None:
    run.save(reading(article(date="2001-01-01")))
    run.missing(gone(1), 3, 3)
    assert run.discovered([url(1)])[url(1)].next_check_at == "2026-12-02T06:00:00Z"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_comes_back_is_live_again(archive: Archive, run: Run, withdrawn: bool) -> None:
    run.save(reading(article()))
    for day in (1, 2, 9)[: 3 if withdrawn else 1]:
        run.missing(gone(day), 3, 3)
    assert run.save(reading(article(), "2026-12-10T08:00:00Z")) == "unchanged"
    db = archive.connection
    assert one(db, "select status from articles") == "live"
    assert one(db, "select misses, first_miss_at from pages") == (0, None)
    assert column(db, "select status from captures order by id")[-1] == 200
    assert one(db, "select count(*) from revisions") == 1


def test_a_304_brings_an_article_back(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    run.missing(gone(1), 3, 3)
    run.unchanged(url(1), "2026-12-02T08:00:00Z")
    assert one(archive.connection, "select status, misses from articles join pages using (key)") == ("live", 0)


def test_a_redirect_to_the_home_page_is_a_miss_of_what_was_asked(archive: Archive, run: Run) -> None:
    run.save(reading(article()))
    home = fetch(f"{HOME}/", asked_url=url(1))
    assert run.missing(home, 3, 3) == "missing"
    assert one(archive.connection, "select url, asked_url from captures where id = 2") == (f"{HOME}/", url(1))


def test_a_page_that_never_was_an_article_is_only_counted(archive: Archive, run: Run) -> None:
    run.discovered([url(1)])
    assert run.missing(gone(1), 3, 3) is None
    db = archive.connection
    assert one(db, "select misses, next_check_at from pages") == (1, "2026-12-04T06:00:00Z")
    assert one(db, "select count(*) from captures") == 0
    assert run.counts["missing"] == 0
