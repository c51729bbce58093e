"""What the made-up sites offer for download: small files with the right first bytes for what their names say."""

import io
import zipfile
from datetime import datetime

from investchn_crawler.demo.pages import Page

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf5000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
TYPES = {
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_page(url: str, modified: datetime) -> Page:
    """The file at an address, by the ending of its name."""
    ending = url.rpartition(".")[2]
    body = {"png": PNG, "pdf": PDF}.get(ending) or _document()
    return Page(url, body, "file", TYPES[ending], modified)


def _document() -> bytes:
    """A docx with one empty paragraph; the time in the archive is fixed."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{space}"><w:body><w:p/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), text)
    return buffer.getvalue()
