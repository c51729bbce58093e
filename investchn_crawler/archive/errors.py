"""What the archive says when it cannot do as asked: a sentence that tells a person what to do."""


class ArchiveError(Exception):
    """The archive cannot be opened, read or written; the message is a full sentence for a person."""


class SiteLocked(ArchiveError):  # noqa: N818 - the name is part of the contract, and says what is the case
    """Another process is crawling the site."""
