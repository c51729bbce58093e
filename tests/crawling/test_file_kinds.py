"""What an answer to the address of a file is, by its bytes."""

import made_files
import pytest

from investchn_crawler.crawling.file_kinds import ending_of, is_page

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "url", "name", "ending"),
    [
        (b"%PDF-1.7", "/a.exe", None, "pdf"),
        (b"\n\n%PDF-1.4", "/download.jsp?id=1", "名单.doc", "pdf"),
        (made_files.docx("云溪"), "/a.zip", None, "docx"),
        (made_files.xlsx(("云溪",)), "/a", None, "xlsx"),
        (made_files.zipped({"OFD.xml": ""}), "/a.pdf", None, "ofd"),
        (made_files.zipped({"a.txt": ""}), "/a.docx", None, "zip"),
        (OLE, "/a.wps", None, "wps"),
        (OLE, "/down?id=3", "合同.DOC", "doc"),
        (OLE, "/a.pdf", None, "bin"),
        (made_files.PNG, "/a.jpg", None, "png"),
        ("企业,金额".encode(), "/a.csv?v=1", None, "csv"),
        (b"MZ\x90", "/a.exe", "说明.html", "bin"),
        (b"text", "/../../etc/passwd", "..\\a.pdf/", "bin"),
        (b"text", "/a.pdf", None, "bin"),
    ],
)
def test_ending(data: bytes, url: str, name: str | None, ending: str) -> None:
    assert ending_of(data, f"http://www.yunxi.example{url}", name) == ending


@pytest.mark.parametrize(
    "data",
    [b"<!DOCTYPE html><p>", b"\xef\xbb\xbf\r\n <html>", b'<?xml version="1.0"?>', b'{"code": 404}', b"[]", b"<script>"],
)
def test_page(data: bytes) -> None:
    assert is_page(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4 <html>",
        b"{\\rtf1",
        "企业名单".encode("gb18030"),
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>',
        made_files.PNG,
    ],
)
def test_no_page(data: bytes) -> None:
    assert not is_page(data)
