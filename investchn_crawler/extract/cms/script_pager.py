"""What a pager drawn by a script says: the next page and how many there are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScriptPager:
    """The address of the page after this one (None on the last) and the number of pages, where it is known."""

    next_url: str | None
    total: int | None
