"""What a crawl is asked to do: the -a arguments of `scrapy crawl`, checked before anything is fetched."""

from dataclasses import dataclass
from datetime import date

from investchn_crawler.address import is_address

YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


class ArgumentError(ValueError):
    """An argument that cannot be meant; its text is a sentence for the person at the shell."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """`full`: all list pages and all known articles; `since`: nothing older (YYYY-MM-DD); `sections`: these only."""

    full: bool = False
    since: str | None = None
    sections: tuple[str, ...] = ()

    @classmethod
    def read(cls, full: str = "", since: str = "", section: str = "") -> "Arguments":
        """The arguments as they are typed; ArgumentError where one makes no sense."""
        if str(full).lower() not in YES | NO:
            raise ArgumentError(f"full={full}: write -a full=1 to walk everything, or leave it out.")
        names = tuple(name.strip() for name in section.replace("，", ",").split(",") if name.strip())
        if wrong := next((name for name in names if "://" in name and not is_address(name)), None):
            raise ArgumentError(f"section={wrong} is no web address: write the address of a list, or its name.")
        return cls(str(full).lower() in YES, _day(since), names)

    @property
    def whole_site(self) -> bool:
        """Whether all of the site is meant, and not a part of it."""
        return not self.sections and self.since is None


def _day(since: str) -> str | None:
    if not since:
        return None
    try:
        return date.fromisoformat(since).isoformat()
    except ValueError:
        raise ArgumentError(f"since={since} is no date: write it as -a since=2026-06-01.") from None


def web_address(url: str) -> str:
    """A URL as typed, with http:// where the scheme was left out; ArgumentError where it is none."""
    text = url.strip()
    whole = text if "://" in text else f"http://{text}"
    if not is_address(whole):
        example = "-a url=https://www.example.gov.cn/ (a home page, a list or an article)"
        raise ArgumentError(f"{url or 'url='} is no web address: write {example}.")
    return whole
