"""Documents written by hand and by their libraries, good ones and hostile ones; towns and companies are invented."""

import io
import struct
import zipfile
import zlib

from docx import Document

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(40)
MEGABYTE = bytes(1 << 20)


def pdf(*pages: str, encrypt: bool = False, content: bytes | None = None) -> bytes:
    """A PDF with a line a page, in a font that every reader has; `content` is a compressed stream for all pages."""
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{n} 0 R" for n in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>/DW 1000>>]>>",
    ]
    for n, text in zip(numbers, pages, strict=True):
        stream = content or zlib.compress(b"BT /F 12 Tf 50 700 Td <%s> Tj ET" % text.encode("utf-16-be").hex().encode())
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (n + 1)
        )
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
    return _pdf_file(objects, encrypt)


def _pdf_file(objects: list[bytes], encrypt: bool) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (n, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"ab" * 32, b"cd" * 32)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + end % (len(objects) + 1, lock if encrypt else b"", xref))


def docx(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx(*rows: tuple[str | int, ...]) -> bytes:
    """A workbook of one sheet, as small as one can be."""
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/%s" Target="%s"/></Relationships>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": link % (package, office, "officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": link % (package, office, "worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    }
    return zipped(members)


def _cell(value: str | int) -> str:
    return f"<c><v>{value}</v></c>" if isinstance(value, int) else f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def inflated(megabytes: int) -> bytes:
    """A raw deflate stream of so many megabytes of zeros, a kilobyte each: one block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + packer.flush()


def pdf_bomb(megabytes: int) -> bytes:
    return pdf("", content=b"\x78\x9c" + inflated(megabytes) + bytes(4))


def docx_bomb(megabytes: int) -> bytes:
    """A docx whose text is larger than any memory; zipfile would take long to make one."""
    members = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
            '.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
    }
    packed = {name: (0, text.encode(), len(text)) for name, text in members.items()}
    packed["word/document.xml"] = (8, inflated(megabytes), megabytes << 20)
    body, central = bytearray(), bytearray()
    for name, (method, data, size) in packed.items():
        crc = zlib.crc32(data) if method == 0 else 0
        fields = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x21, crc, len(data), size, len(name), 0)
        central += b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + fields + name.encode() + data
    count = len(packed)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(central), len(body), 0)
    return bytes(body + central + end)
