"""Tells by its bytes what an answer to the address of a file is: which file, or a page in place of one."""

import re
from urllib.parse import unquote, urlsplit

# what a file begins with, and the ending that it is stored under
BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# what no page begins with
BINARY = (ZIP, OLE, *(beginning for beginning, _ in BEGINNINGS))
# the names of members stand in a zip file as they are
MEMBERS = (
    (b"word/document.xml", "docx"),
    (b"xl/workbook.", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
    (b"OFD.xml", "ofd"),
)
OLD_OFFICE = frozenset({"doc", "xls", "ppt", "wps", "et", "dps"})
# without a beginning of their own; no ending that a program would run or a browser would show as a page
NAMED = OLD_OFFICE | {"txt", "csv", "mp4", "mp3", "ofd", "webp", "bmp"}
UNKNOWN = "bin"
ENDING = re.compile(r"\.([0-9a-z]{1,5})$", re.I)
# an error page, an XML or a JSON error: none begins as a document does
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?a-z]|[{\[]\s*[\"\[{}\]])", re.I)
# Word and Excel save pages under the endings doc and xls
OFFICE_PAGE = b"urn:schemas-microsoft-com:office"


def is_page(data: bytes) -> bool:
    """Whether an answer is a page, whatever its address ends with."""
    return PAGE.match(data) is not None and OFFICE_PAGE not in data[:4096]


def ending_of(data: bytes, url: str, name: str | None) -> str:
    """The ending under which a file is stored: by its bytes, and by its names only where those are harmless."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for beginning, ending in BEGINNINGS:
        if data.startswith(beginning):
            return ending
    if data.startswith(ZIP):
        return next((ending for member, ending in MEMBERS if member in data), "zip")
    named = [found[1].lower() for text in (unquote(urlsplit(url).path), name or "") if (found := ENDING.search(text))]
    allowed = OLD_OFFICE if data.startswith(OLE) else NAMED
    return next((ending for ending in named if ending in allowed), UNKNOWN)
