"""Labels that are right, wrong or missing; short, torn and broken pages; and any text under any label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investchn_crawler.extract.encoding import decode

PROSE = "云溪区召开招商引资大会，新签约项目总投资超过一百亿元。"
TRADITIONAL = "雲溪區召開招商大會，新項目總投資超過一百億元。"
HEADERS = [
    None,
    "text/html",
    *(f"text/html; charset={name}" for name in ("utf-8", "gb2312", "GBK", "iso-8859-1", "big5")),
]
METAS = [None, "utf-8", "gb2312", "no-such-charset"]
COMMON = st.text(
    st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下"),
    min_size=4,
    max_size=60,
)


def page(text: str, meta: str | None = None) -> str:
    charset = f'<meta charset="{meta}">' if meta else ""
    return f"<!DOCTYPE html><html><head>{charset}<title>{text}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("meta", METAS)
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(
    ("codec", "name", "text"),
    [
        ("utf-8", "utf-8", PROSE),
        ("gbk", "gb18030", PROSE),
        ("gb18030", "gb18030", PROSE + "㐂"),
        ("utf-16-le", "utf-16-le", PROSE),
    ],
)
def test_no_label_misleads(codec, name, text, header, meta):
    html = page(text, meta)
    assert decode(html.encode(codec), header) == (html, name)


@pytest.mark.parametrize("header", [None, "text/html; charset=big5", "text/html; charset=gb2312"])
def test_traditional(header):
    html = page(TRADITIONAL)
    assert decode(html.encode("big5"), header) == (html, "big5hkscs")


@pytest.mark.parametrize("length", range(4, 13))
def test_short_gbk_without_a_label(length):
    for start in range(len(PROSE) - length):
        text = PROSE[start : start + length]
        assert decode(text.encode("gbk"), None) == (text, "gb18030")


@pytest.mark.parametrize(
    ("bom", "codec", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("header", HEADERS)
def test_a_bom_beats_the_header_and_is_no_text(bom, codec, name, header):
    assert decode(bom + PROSE.encode(codec), header) == (PROSE, name)


def test_a_bom_over_gbk_is_a_lie():
    assert decode(b"\xef\xbb\xbf" + PROSE.encode("gbk"), "text/html; charset=utf-8") == (PROSE, "gb18030")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("header", HEADERS)
def test_a_torn_end_is_dropped(codec, header):
    body = page(PROSE * 20).encode(codec)
    for cut in range(200, 210):
        text, name = decode(body[:cut], header)
        assert name == codec
        assert "\ufffd" not in text
        assert page(PROSE * 20).startswith(text)


def test_a_torn_character_of_four_bytes():
    body = (PROSE + "㐂").encode("gb18030")
    for cut in (1, 2, 3):
        assert decode(body[:-cut], None) == (PROSE, "gb18030")


@pytest.mark.parametrize("header", HEADERS)
def test_one_broken_byte_in_a_short_text(header):
    assert decode(PROSE[:9].encode() + b"\xff" + PROSE[9:].encode(), header) == (
        PROSE[:9] + "\ufffd" + PROSE[9:],
        "utf-8",
    )


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("header", HEADERS)
def test_broken_bytes_are_shown_and_change_nothing_else(codec, header):
    body = bytearray(page(PROSE * 20).encode(codec))
    for place in (200, 301, 402):
        body[place] = 0xFF
    text, name = decode(bytes(body), header)
    assert name == codec
    assert 1 <= text.count("\ufffd") <= 9


@pytest.mark.parametrize("header", [None, "text/html; charset=utf-8"])
@pytest.mark.parametrize("text", ["·", "· · ·", "© 2018", "café · thé", "Привет мир"])
def test_two_byte_utf8_is_not_chinese(text, header):
    assert decode(text.encode(), header) == (text, "utf-8")


@pytest.mark.parametrize(
    ("text", "codec", "label", "name"),
    [
        ("café © 2018", "cp1252", "ISO-8859-1", "cp1252"),
        ("日本語のニュースです", "cp932", "Shift_JIS", "cp932"),
        ("路", "gbk", "gb2312", "gb18030"),
        ("云溪", "hz", "hz-gb-2312", "hz"),
    ],
)
def test_a_label_decides_where_the_bytes_do_not(text, codec, label, name):
    assert decode(text.encode(codec), label) == (text, name)
    assert decode(text.encode(codec), "text/html; charset=utf-8", declared=label) == (text, name)


def test_xml_prolog_and_http_equiv():
    for head in (
        '<?xml version="1.0" encoding="shift_jis"?>',
        '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">',
    ):
        text = head + "日本語のニュースです"
        assert decode(text.encode("cp932"), None) == (text, "cp932")


def test_nothing_and_noughts():
    assert decode(b"", None) == ("", "utf-8")
    assert decode(b"abc", "text/html; charset=utf-16") == ("abc", "utf-8")
    assert decode("云\0溪新闻".encode(), None)[0] == "云溪新闻"
    assert decode("云\0溪新闻发布".encode("gbk"), None)[0] == "云溪新闻发布"


@pytest.mark.parametrize(
    "label", ["hex", "punycode", "unicode_escape", "rot13", "utf-7", "zip", "undefined", "\x01;=", "é"]
)
def test_labels_that_are_no_charsets(label):
    body = PROSE.encode("gbk")
    assert decode(body, label, declared=label) == (PROSE, "gb18030")


@given(
    COMMON, st.sampled_from(["utf-8", "gbk", "gb18030", "utf-16-le"]), st.sampled_from(HEADERS), st.sampled_from(METAS)
)
def test_any_chinese_under_any_label(text, codec, header, meta):
    html = page(text, meta)
    assert decode(html.encode(codec), header)[0] == html


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=20)), st.one_of(st.none(), st.text(max_size=20)))
def test_any_bytes_give_text(body, header, declared):
    text, name = decode(body, header, declared)
    assert "\0" not in text
    "".encode(name)
