"""Which articles the made-up web tells, and what they say: the same ones at every start, whatever the clock."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from investchn_crawler.demo import words

NEWEST = datetime(2026, 6, 12, 9, 30, 15)
TITLES = {"policy": words.POLICY_TITLES, "notice": words.NOTICE_TITLES, "news": words.SHORT_TITLES}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a body; it stands before the paragraph `before` and carries its caption below it."""

    name: str
    caption: str
    before: int = 1


@dataclass(frozen=True, slots=True)
class Story:
    """One article before a site sets it: `paragraphs` with a tab in them are rows of a table."""

    number: int
    section: str
    title: str
    published: datetime
    source: str
    paragraphs: tuple[str, ...]
    editor: str | None = None
    listed: bool = True
    picture: Picture | None = None
    files: tuple[tuple[str, str], ...] = ()
    policy: tuple[tuple[str, str], ...] = ()
    sheets: int = 1


def write(section: str, count: int, kind: str, number: int, *, wide: bool = True) -> list[Story]:
    """The stories of a section, the newest first; `number` is the oldest one's, `wide` sets full-width punctuation."""
    rng = random.Random(f"{section} {number}")
    seen: set[str] = set()
    stories = []
    for rank, moment in enumerate(_days(rng, count)):
        facts = _facts(rng)
        title = _title(rng, kind, rank, facts)
        while title in seen:
            facts = _facts(rng)
            title = _title(rng, kind, rank, facts)
        seen.add(title)
        story = Story(
            number=number + 3 * (count - 1 - rank),
            section=section,
            title=_punctuated(title, wide),
            published=moment,
            source=rng.choice(words.SOURCES),
            paragraphs=tuple(_punctuated(text, wide) for text in _paragraphs(rng, kind, facts)),
            editor=rng.choice(words.WRITERS),
        )
        stories.append(story)
    return stories


def _days(rng: random.Random, count: int) -> Iterator[datetime]:
    """Moments that fall back over ten years, one a day at most."""
    moment = NEWEST - timedelta(days=rng.randrange(4), minutes=rng.randrange(300))
    step = 4000 // count
    for _ in range(count):
        yield moment
        moment -= timedelta(days=rng.randrange(step // 2, step + step // 4), seconds=rng.randrange(7000))


def _facts(rng: random.Random) -> dict[str, str]:
    """Whom and what a story is about."""
    return {
        "place": rng.choice(words.PLACES),
        "park": rng.choice(words.PARKS),
        "company": rng.choice(words.COMPANIES),
        "person": rng.choice(words.PEOPLE),
        "post": rng.choice(words.POSTS),
        "sector": rng.choice(words.SECTORS[:6]),
        "sector2": rng.choice(words.SECTORS[6:]),
    }


def _title(rng: random.Random, kind: str, rank: int, facts: dict[str, str]) -> str:
    """A title; every fifth is too long for the row of a list."""
    patterns = words.LONG_TITLES if rank % 5 == 1 and kind != "policy" else TITLES[kind]
    return _filled(rng, rng.choice(patterns), facts)


def _paragraphs(rng: random.Random, kind: str, facts: dict[str, str]) -> Iterator[str]:
    """Four to ten paragraphs, short ones first in a document; no sentence is used twice in a story."""
    pool = rng.sample(words.SENTENCES, len(words.SENTENCES))
    if kind != "news":
        chosen = rng.sample(words.POLICY_SENTENCES, 6)
        pool += sorted(chosen, key=words.POLICY_SENTENCES.index, reverse=True)
    for rank in range(rng.randrange(4, 11)):
        text = _filled(rng, rng.choice(words.OPENINGS), facts) if rank == 0 and kind == "news" else ""
        wanted = rng.randrange(45, 120) if kind == "news" or rank > 5 else rng.randrange(25, 45)
        while len(text) < wanted:
            text += _filled(rng, pool.pop(), facts)
        yield text


def _filled(rng: random.Random, pattern: str, facts: dict[str, str]) -> str:
    """A pattern with the facts of the story; now and then somebody else has a word in it."""
    others = _facts(rng)
    told = {name: others[name] if name in ("person", "post", "sector2") else fact for name, fact in facts.items()}
    if rng.random() < 0.2:
        told |= {"company": others["company"], "place": others["place"]}
    year = rng.randrange(2012, 2029)
    return pattern.format(
        **told,
        amount=_amount(rng),
        n=rng.randrange(2, 61),
        percent=f"{rng.randrange(20, 460) / 10}%",
        year=year,
        day=_spoken_day(rng, year),
        season=rng.choice(("一季度", "上半年", "三季度", "年度", f"{year}年")),
    )


def _amount(rng: random.Random) -> str:
    number = rng.randrange(11, 980)
    return rng.choice((f"{number / 10}亿元", f"{number}万美元", f"人民币{number}亿元", f"{number * 10}万元"))


def _spoken_day(rng: random.Random, year: int) -> str:
    """A date as a text prints it: what a careless finder of dates takes for the date of the page."""
    month, day = rng.randrange(1, 13), rng.randrange(1, 29)
    return rng.choice((f"{month}月{day}日", f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}"))


def _punctuated(text: str, wide: bool) -> str:
    return text.translate(str.maketrans(",:;()", "，：；（）")) if wide else text


def related(stories: Sequence[Story], story: Story) -> list[Story]:
    """What the sidebar shows: always the same few, whatever else comes and goes."""
    others = [other for other in stories if other is not story and other.listed]
    return [other for other in others if (other.number + 7 * story.number) // 3 % 11 == 0][:5]


def shortened(title: str, length: int) -> str:
    """A title as the row of a list prints it."""
    return title if len(title) <= length else title[:length] + "…"


def neighbours(stories: Sequence[Story], story: Story) -> tuple[Story | None, Story | None]:
    """The newer and the older story of the same section."""
    chain = [other for other in stories if other.section == story.section]
    rank = chain.index(story)
    newer = chain[rank - 1] if rank else None
    older = chain[rank + 1] if rank + 1 < len(chain) else None
    return newer, older
