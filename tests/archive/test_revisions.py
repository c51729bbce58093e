"""What is an edit and what is not: the content hash, and the names of the fields that changed."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investchn_crawler.archive.revisions import changed_fields, content_hash
from investchn_crawler.items import Attachment

from .build import article


def test_the_hash_is_frozen() -> None:
    """Fails when the way of hashing changes: then every article of every archive would count as edited."""
    assert content_hash(article()) == HASH


HASH = "sha256:713ce37f40f01f3ec107166ee50a8ecb66b6e523d8b8524d312814ad21dc322d"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("招商 引资", "招商引资"),
        ("招商\u00a0\u3000引资", "招商引资"),
        ("一段。\n二段。", "一段。\n\n\u3000\u3000二段。 "),
        ("a  b\nc", "a b c"),
        ("caf\u00e9", unicodedata.normalize("NFD", "caf\u00e9")),
        ("招商\u200b引资\ufeff", "招商引资"),
    ],
)
def test_spacing_and_composition_are_no_edit(before: str, after: str) -> None:
    assert content_hash(article(body=before)) == content_hash(article(body=after))
    assert changed_fields(article(body=before), article(body=after)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("12\t3", "1\t23"), ("50亿元", "60亿元"), ("招商", "招商。"), ("is it", "isit"), ("a", "A")],
)
def test_what_a_reader_sees_is_an_edit(before: str, after: str) -> None:
    assert content_hash(article(body=before)) != content_hash(article(body=after))


def test_fields_do_not_run_into_each_other() -> None:
    assert content_hash(article(title="ab", source="c")) != content_hash(article(title="a", source="bc"))
    assert content_hash(article(source=None)) == content_hash(article(source=""))


def test_attachments_in_another_order_are_no_edit() -> None:
    files = [Attachment("http://a.example/1.pdf", "一"), Attachment("http://a.example/2.pdf", None)]
    secure = [Attachment("https://a.example/2.pdf", None), Attachment("https://A.example/1.pdf", " 一")]
    assert content_hash(article(attachments=files)) == content_hash(article(attachments=secure))


@given(st.fixed_dictionaries({"title": st.text(), "body": st.text(), "source": st.none() | st.text()}))
def test_the_hash_and_the_names_agree(change: dict[str, Any]) -> None:
    same = content_hash(article()) == content_hash(article(**change))
    assert same == (changed_fields(article(), article(**change)) == [])
