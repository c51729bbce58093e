"""Every field of every golden page, one test each: tests/sites/<layout>/<case>.html beside <case>.json."""

from pathlib import Path
from typing import Any

import pytest
from golden import Case, load, told

from investchn_crawler.extract.cms import FAMILIES

CASES = load()
LAYOUTS = 14


def fields(kind: str) -> list[Any]:
    return [
        pytest.param(case, field, id=f"{case.name}:{field}") for case in CASES for field in case.truth.get(kind) or ()
    ]


@pytest.mark.parametrize(("case", "field"), fields("article"))
def test_article(case: Case, field: str) -> None:
    assert case.article is not None, f"{case.name}: an article was not recognised"
    seen, wanted = getattr(case.article, field), told(case, field)
    assert seen == wanted, f"{case.name}: {field} (read by {case.article.evidence.get(field)})"


@pytest.mark.parametrize(("case", "field"), fields("listing"))
def test_listing(case: Case, field: str) -> None:
    seen, wanted = getattr(case.listing, field), case.truth["listing"][field]
    if field == "entries":
        seen = [[entry.url, entry.title, entry.date] for entry in seen]
    assert seen == wanted, f"{case.name}: {field}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if not case.truth.get("article")])
def test_no_article(case: Case) -> None:
    assert case.article is None, f"{case.name}: taken for an article, {case.article}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if case.truth.get("article")])
def test_what_was_read_names_its_reader(case: Case) -> None:
    article = case.article
    assert article is not None, f"{case.name}: an article was not recognised"
    read = [field for field in ("title", "body", "date", "source", "prev", "next") if getattr(article, field)]
    assert [field for field in read if field not in article.evidence] == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if "family" in case.truth])
def test_family(case: Case) -> None:
    assert case.family == case.truth["family"]


def test_every_family_is_known_by_a_page() -> None:
    assert {family.name for family in FAMILIES} == {case.truth.get("family") for case in CASES} - {None}


def test_there_are_enough_layouts() -> None:
    assert len({case.page.parent.name for case in CASES}) >= LAYOUTS


@pytest.mark.parametrize("alone", ["page.html", "page.json"])
def test_a_case_that_lacks_a_half_fails(tmp_path: Path, alone: str) -> None:
    (tmp_path / alone).write_text("{}")
    with pytest.raises(ValueError, match=r"one of them is missing: \['page'\]"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("truth", "sentence"),
    [("{}", "an article"), ('{"article": {"title": "t", "date": null, "source": null}}', r"does not tell \['body'\]")],
)
def test_a_truth_that_tells_too_little_fails(tmp_path: Path, truth: str, sentence: str) -> None:
    (tmp_path / "page.html").touch()
    (tmp_path / "page.json").write_text(truth)
    with pytest.raises(ValueError, match=sentence):
        load(tmp_path)
