"""The text of documents, read in a process of its own that hostile ones end without harm."""

from pathlib import Path

import made_files
import pytest

from investchn_crawler.crawling.documents import MOST_MEMORY, read
from investchn_crawler.extract.documents import LONGEST_TEXT

BOMB = (MOST_MEMORY >> 20) + 64


@pytest.fixture
def text_of(tmp_path: Path) -> object:
    def written(data: bytes, ending: str) -> tuple[str | None, str | None]:
        path = tmp_path / f"file.{ending}"
        path.write_bytes(data)
        return read(path)

    return written


@pytest.mark.parametrize(
    ("data", "ending", "text"),
    [
        (made_files.pdf("云溪区重点企业名单", "青柯生物"), "pdf", "云溪区重点企业名单\n青柯生物"),
        (made_files.docx("投资合同", "", table=(("甲方", "乙方"),)), "docx", "投资合同\n甲方 乙方"),
        (made_files.xlsx(("企业", "万元"), ("远帆科技", 50)), "xlsx", "企业 万元\n远帆科技 50"),
    ],
    ids=["pdf", "docx", "xlsx"],
)
def test_text(text_of, data: bytes, ending: str, text: str) -> None:
    assert text_of(data, ending) == (text, None)


@pytest.mark.parametrize(
    ("data", "ending", "why"),
    [
        (made_files.pdf("云溪区", encrypt=True), "pdf", "assword"),
        (made_files.pdf("云溪区")[:300], "pdf", "damaged"),
        (made_files.pdf(""), "pdf", "scan"),
        (made_files.docx("云溪区")[:9000], "docx", "damaged"),
        (made_files.zipped({"word/document.xml": "<w>"}), "docx", "damaged"),
        (made_files.xlsx(("云溪区",))[:500], "xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "xls", "damaged"),
        (made_files.docx_bomb(BOMB), "docx", "1024 MiB"),
        (made_files.pdf_bomb(BOMB), "pdf", "1024 MiB"),
    ],
    ids=["locked", "cut", "scan", "docx-cut", "no-docx", "xlsx-cut", "no-xls", "docx-bomb", "pdf-bomb"],
)
def test_a_document_that_cannot_be_read_says_why(text_of, data: bytes, ending: str, why: str) -> None:
    text, unread = text_of(data, ending)
    assert text is None
    assert why in unread


def test_a_text_has_an_end(text_of) -> None:
    text, unread = text_of(made_files.docx("云" * (LONGEST_TEXT + 10), "溪"), "docx")
    assert (len(text), unread) == (LONGEST_TEXT, None)
