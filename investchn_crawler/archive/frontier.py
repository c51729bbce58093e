"""When a page is asked for again: an article by its age, a page that gave nothing by how often it gave nothing."""

from datetime import UTC, date, datetime, timedelta

# (age in days up to which it holds, days until the next check)
BY_AGE = ((7, 1), (30, 3), (365, 30))
WHEN_OLD = 180
WHEN_UNDATED = 30
NOT_AN_ARTICLE_DAYS = 30
RETRY_DAYS = (3, 7, 30, 90, 180)
MISSING_DAYS = 1
WITHDRAWN_DAYS = 30

# A daily job never starts at the very same second: without slack every second of its runs would find nothing due.
SLACK = timedelta(hours=2)

TRANSIENT = frozenset(
    {"timeout", "dns", "refused", "tls", "http-5xx", "rate-limited", "challenge", "truncated"},
)


def now_utc() -> str:
    """The time as the archive writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_check(published: str | None, checked_at: str) -> str:
    """When an article of this date (YYYY-MM-DD…) that was checked at this time is due again."""
    return days_later(checked_at, _interval(published, checked_at))


def retry_at(at: str, times: int) -> str:
    """When a page that gave nothing for the `times`-th time is asked for again."""
    return days_later(at, RETRY_DAYS[min(max(times, 1), len(RETRY_DAYS)) - 1])


def days_later(at: str, days: int) -> str:
    """The time so many days later, less the slack that a daily job needs."""
    return (datetime.fromisoformat(at) + timedelta(days=days) - SLACK).strftime("%Y-%m-%dT%H:%M:%SZ")


def days_between(first: str, last: str) -> float:
    """How many days passed between two times."""
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)) / timedelta(days=1)


def _interval(published: str | None, checked_at: str) -> int:
    if published is None:
        return WHEN_UNDATED
    age = (date.fromisoformat(checked_at[:10]) - date.fromisoformat(published[:10])).days
    return next((days for up_to, days in BY_AGE if age <= up_to), WHEN_OLD)
