"""Dialects: an address of each, what day it allows, and addresses that are no article's."""

from datetime import date

import pytest

from investchn_crawler.extract.dialects import DIALECTS, dialect_of, latest_day, shape_of

HEX = "0123456789abcdef0123456789abcdef"
UUID = "01234567-89ab-cdef-0123-456789abcdef"
ADDRESSES = {
    "A": ("/xw/202106/t20210609_962705.html", "2021-06-09"),
    "B": ("/art/2026/3/4/art_12_34.html", "2026-03-04"),
    "B_hex": (f"/art/2026/art_{HEX}.html", "2026-12-31"),
    "C": ("/2021-06/09/content_123.shtml", "2021-06-09"),
    "D": ("/20210609/a1b2c3/c.html", "2021-06-09"),
    "E": ("/web/xw/tz/202106091234/index.shtml", "2021-06-09"),
    "F": ("/2021/06/09/ARTI1623200000.shtml", "2021-06-09"),
    "G": ("/xw/123456/index.html", None),
    "H": ("/xw/202106091234567/index.shtml", "2021-06-09"),
    "I": (f"/xw/202102/{HEX}.shtml", "2021-02-28"),
    "J": ("/xw/pnidpv881.html", None),
    "K": ("/n258/n312/c91827/content.html", None),
    "L": ("/portal/article/2/20210609123456", None),
    "M": ("/p1/2931/2936/70812.html", None),
    "N": ("/fabu/xiangqing/4412.html", None),
    "O": ("/xw/2021-06-09/17.html", "2021-06-09"),
    "P": ("/safe/2021/0609/19012.html", "2021-06-09"),
    "Q": ("/main/a/20210609/12323944.shtml", "2021-06-09"),
    "R": (f"/2021/6/9/{HEX}.shtml", "2021-06-09"),
    "S": (f"/columns/{UUID}/202106/09/{UUID}.html", "2021-06-09"),
    "T": (f"/20210609/{HEX}.html", "2021-06-09"),
    "vsb": ("/info/1052/1870.htm", None),
    "guangdong": ("/pro/tzgg/content/mpost_3136785.html", None),
    "epoint": (f"/001001/001001002/20210609/{UUID}.html", "2021-06-09"),
    "gov_cn": ("/zhengce/content/202106/content_5617.htm", "2021-06-30"),
    "numbered": ("/zhaoshang/7877.html", None),
}


def test_each_dialect_has_an_example() -> None:
    assert list(ADDRESSES) == [dialect.name for dialect in DIALECTS]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("origin", ["http://www.qinglan.example", "/.", ""])
def test_an_address_of_each(name: str, origin: str) -> None:
    path, day = ADDRESSES[name]
    dialect = dialect_of(origin + path)
    assert dialect is not None
    assert dialect.name == name
    assert latest_day(origin + path) == (date.fromisoformat(day) if day else None)
    assert (dialect.date == "none") == (day is None)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/xw/", "/xw/index.html", "/xw/index_1.html", "/xw/list_2.shtml", "/col/col123/index.html",
        "/list/1234.html", "/column/1234.html", "/xw/list.aspx?id=20210609", "/info/1052.htm", "/2021/06/09/",
        "/xw/202106/t20210609_962705.html.bak", "/xw/202106/t20211309_962705.html",
    ],
)  # fmt: skip
def test_addresses_of_lists_and_of_nothing(path: str) -> None:
    assert dialect_of(f"http://www.qinglan.example{path}") is None


def test_a_day_that_does_not_exist_is_none() -> None:
    assert latest_day("/xw/202102/t20210230_962705.html") is None


def test_addresses_of_one_list_have_one_shape() -> None:
    assert shape_of("./202106/t20210609_1.html") == shape_of("202107/t20210701_22.html")
    assert shape_of("/show.asp?id=4#top") == shape_of("show.asp?id=51")
    assert shape_of("/show.asp?id=4") != shape_of("/list.asp?id=4")
