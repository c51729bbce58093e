"""Where a file lies: under the digest of its bytes, once, whole or not at all; its name owes nothing to a server."""

import hashlib
import os
from pathlib import Path

from investchn_crawler.archive.captures import sync_folder
from investchn_crawler.archive.errors import ArchiveError
from investchn_crawler.items import KeptFile

FOLDER = "files"


def keep(archive: Path, data: bytes, ending: str) -> KeptFile:
    """Put bytes on the disk as files/ab/abcdef….pdf; the same bytes keep the place that they have."""
    digest = hashlib.sha256(data).hexdigest()
    folder = archive / FOLDER / digest[:2]
    try:
        path = _place(folder, digest, ending)
        if not path.exists() or path.stat().st_size != len(data):
            _write_whole(path, data)
    except OSError as error:
        raise ArchiveError(f"The archive {archive} cannot keep a file of {len(data)} bytes: {error}.") from error
    return KeptFile(path.relative_to(archive).as_posix(), f"sha256:{digest}", len(data))


def _place(folder: Path, digest: str, ending: str) -> Path:
    return next(iter(sorted(folder.glob(f"{digest}.*"))), folder / f"{digest}.{ending}")


def _write_whole(path: Path, data: bytes) -> None:
    """A name appears only when its bytes are on the disk: a crash leaves a `part-` file, which nothing refers to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"part-{os.getpid()}-{path.name}")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    sync_folder(path.parent.parent)
