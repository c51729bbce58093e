"""The archive: what was read, when, from which raw answer; the only code that writes SQLite and WARC."""

from investchn_crawler.archive.folder import archive_folder
from investchn_crawler.archive.run import Run
from investchn_crawler.archive.store import Archive, ArchiveError, SiteLocked

__all__ = ["Archive", "ArchiveError", "Run", "SiteLocked", "archive_folder"]
