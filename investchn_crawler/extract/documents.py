"""The text of a document: bytes and the ending of its name in, lines out; the libraries come with the extra `files`."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

LONGEST_TEXT = 1_000_000
# control characters, U+FFFE and U+FFFF (pdfium writes U+FFFE for a hyphen at a line's end), the private use area
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffc-\uffff]|[\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818 - says what is the case, as SiteLocked does
    """A document without text that can be read; the message is a sentence for a person."""


def text_of(data: bytes, ending: str) -> str:
    """The text of a document, up to LONGEST_TEXT characters; Unreadable where there is none to be had."""
    lines = READERS[ending](data)
    try:
        text = _joined(lines)
    except MemoryError:
        raise
    except Exception as error:  # a library may raise anything on a broken file
        raise Unreadable(f"it is damaged, or protected by a password ({type(error).__name__}: {error})") from error
    if not text:
        raise Unreadable("it holds no text; it may be a scan")
    return text


def _joined(lines: Iterable[str]) -> str:
    kept, length = [], 0
    for line in lines:
        clean = " ".join(UNPRINTABLE.sub("", unicodedata.normalize("NFC", line)).split())
        if clean:
            kept.append(clean)
            length += len(clean) + 1
        if length > LONGEST_TEXT:
            break
    return "\n".join(kept)[:LONGEST_TEXT]


def _pdf(data: bytes) -> Iterator[str]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    for page in document:
        yield from page.get_textpage().get_text_range().splitlines()
        page.close()


def _docx(data: bytes) -> Iterator[str]:
    from docx import Document

    yield from _blocks(Document(io.BytesIO(data)))


def _blocks(holder: Any) -> Iterator[str]:
    """Paragraphs, and the rows of tables, in the order of the page."""
    for block in holder.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield " ".join(line for cell in row.cells for line in _blocks(cell))
        else:
            yield block.text


def _sheets(data: bytes) -> Iterator[str]:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        for row in workbook.get_sheet_by_name(name).iter_rows():
            yield " ".join(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell) for cell in row)


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {"pdf": _pdf, "docx": _docx, "xls": _sheets, "xlsx": _sheets}
LIBRARIES = ("pypdfium2", "docx", "python_calamine")
