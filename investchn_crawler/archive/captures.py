"""How a raw answer is kept: WARC 1.1, one file a run, one gzip member a record, so that one seek reads one page.

Records are written here rather than by a WARC library: zlib needs half the time of fastwarc for the same page, and
the offset, the length and the end of what is committed stay in our hands. `warcio check` accepts every file.
"""

import hashlib
import http
import os
import sqlite3
import uuid
import zlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from investchn_crawler.archive.errors import ArchiveError
from investchn_crawler.items import Fetch

LEVEL = 6
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"

# Bodies come decoded, so these would lie about the block; what the server said is kept under another name.
_REWRITTEN = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]|"

Header = tuple[str, str]


class Capture(NamedTuple):
    """Where a record lies, and the digest of its payload."""

    warc: str
    offset: int
    length: int
    digest: str


class CaptureFile:
    """The WARC file of a run: made at the first record, cut back to what is committed when something fails."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._path = folder / name
        self._file: BinaryIO | None = None

    def append(self, fetch: Fetch) -> Capture:
        """Write one answer; it is on the disk after `flush`."""
        digest = _digest(fetch.body)
        member = _compressed(_response(fetch, digest))
        file = self._open(fetch.fetched_at)
        offset = file.tell()
        file.write(member)
        return Capture(self.name, offset, len(member), digest)

    def flush(self) -> None:
        """Return only when all records are on the disk, whatever happens to the machine."""
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def drop(self, end: int) -> None:
        """Take back what was written after the end of the last committed record."""
        self.close()
        cut_back(self._path, end)

    def close(self) -> None:
        """Close the file; a further record opens it again."""
        file, self._file = self._file, None
        if file:
            try:
                file.close()
            except OSError:
                # On a full disk the buffer cannot be written; its descriptor is closed all the same.
                return

    def _open(self, at: str) -> BinaryIO:
        if self._file:
            return self._file
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("ab")
        if not self._file.tell():
            self._file.write(_compressed(_warcinfo(self._path.name, at)))
            sync_folder(self._path.parent)
        return self._file


def committed_end(db: sqlite3.Connection, warc: str) -> int:
    """Where the last record of a WARC file ends that the database knows of; 0 where it knows of none."""
    (end,) = db.execute("select coalesce(max(offset + length), 0) from captures where warc = ?", (warc,)).fetchone()
    return int(end)


def cut_back(path: Path, end: int) -> None:
    """Shorten a WARC file to the end of its last committed record; a file without one goes."""
    if not end:
        path.unlink(missing_ok=True)
    elif path.exists() and path.stat().st_size > end:
        os.truncate(path, end)


def read_capture(folder: Path, warc: str, offset: int, length: int) -> tuple[int, list[Header], bytes]:
    """The status, the headers and the body of a kept answer."""
    try:
        with (folder / warc).open("rb") as file:
            file.seek(offset)
            record = zlib.decompress(file.read(length), 31)
    except (OSError, zlib.error) as error:
        raise ArchiveError(f"The stored page at {offset} of {warc} cannot be read: {error}.") from error
    if not record.startswith(b"WARC/"):
        raise ArchiveError(f"The stored page at {offset} of {warc} is no WARC record: the file was changed.")
    _, _, block = record.partition(b"\r\n\r\n")
    head, _, rest = block.partition(b"\r\n\r\n")
    status, *lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    return int(status.split(" ")[1]), [_header(line) for line in lines], rest.removesuffix(b"\r\n\r\n")


def _header(line: str) -> Header:
    name, _, value = line.partition(": ")
    return name, value


def _response(fetch: Fetch, payload_digest: str) -> bytes:
    block = _lines(_status_line(fetch.status), _http_headers(fetch)) + fetch.body
    return _record(
        "response",
        fetch.fetched_at,
        [
            ("WARC-Target-URI", quote(fetch.url, safe=_URL_SAFE)),
            ("WARC-Payload-Digest", payload_digest),
            ("WARC-Block-Digest", _digest(block)),
            ("Content-Type", "application/http; msgtype=response"),
        ],
        block,
    )


def _warcinfo(filename: str, at: str) -> bytes:
    fields = [
        ("software", f"investchn_crawler/{version('investchn_crawler')}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", CONFORMS_TO),
        ("robots", "obey"),
    ]
    block = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    headers = [("WARC-Filename", filename), ("Content-Type", "application/warc-fields")]
    return _record("warcinfo", at, headers, block)


def _record(kind: str, at: str, headers: list[Header], block: bytes) -> bytes:
    first = [("WARC-Type", kind), ("WARC-Date", at), ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>")]
    head = _lines("WARC/1.1", [*first, *headers, ("Content-Length", str(len(block)))])
    return head + block + b"\r\n\r\n"


def _http_headers(fetch: Fetch) -> list[Header]:
    kept = [(f"X-Crawl-{name}" if name.lower() in _REWRITTEN else name, value) for name, value in fetch.headers]
    return [*kept, ("Content-Length", str(len(fetch.body)))]


def _status_line(status: int) -> str:
    try:
        phrase = http.HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    return f"HTTP/1.1 {status} {phrase}"


def _lines(first: str, headers: Iterable[Header]) -> bytes:
    lines = [first, *(f"{_one_line(name)}: {_one_line(value)}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape")


def _one_line(text: str) -> str:
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _compressed(record: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def sync_folder(folder: Path) -> None:
    """A new file is safe only when the folder that names it is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
