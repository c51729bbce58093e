"""What a site is called: the publisher as its pages write it, and a short name from its host."""

import keyword
import re
from collections.abc import Collection, Iterable

from investchn_crawler.extract import meta
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.title import SEPARATOR
from investchn_crawler.site import RESERVED

HOST = re.compile(r"^(?:主办(?:单位)?|版权所有|主管单位)\s*[:：©]?\s*(?P<name>[\u4e00-\u9fff（）()]{4,30})")
OPENING = re.compile(r"^(?:欢迎(?:访问|光临|来到)|您好)[，,!！\s]*")
ENDING = re.compile(r"(?:[-—·\s]{0,8}(?:(?:门户|官方|政府|信息)?网站|官网|门户|首页|欢迎您|欢迎访问))+[!！]?$")
PUBLIC_BODY = re.compile(r"政府|委员会|管委会|局|厅|部|署|办公室|中心|院|会$|网$")
DOORS = frozenset({"首页", "网站首页", "主页", "home", "index"})
# the second level of a country's domain that names no holder
SECOND_LEVEL = frozenset({"gov", "com", "org", "net", "edu", "ac", "mil"})


def publisher_of(home: Page | None, pages: Iterable[Page]) -> str | None:
    """The body behind a site: what its head calls the site, else the title of its home page, else its footer."""
    named = (meta.first(meta.meta_tags(page), meta.SITE) for page in pages)
    stated = next((name for name in named if name), None)
    if stated:
        return _body_of(stated)
    if home is None:
        return None
    return _from_title(home) or _from_footer(home)


def name_for(host: str, taken: Collection[str]) -> str:
    """A name of lower-case letters and digits: shqp for www.shqp.gov.cn, yunxijyj for jyj.yunxi.gov.cn."""
    labels = [label for label in host.lower().split(".") if label not in ("www", "")]
    labels = labels[: _own_labels(labels)] or labels
    name = re.sub(r"[^a-z0-9]", "", "".join(reversed(labels))) or "site"
    name = name if name[0].isalpha() else f"s{name}"
    unfit = {*taken, *RESERVED, *keyword.kwlist}
    numbered = (f"{name}{number}" if number > 1 else name for number in range(1, len(unfit) + 2))
    return next(each for each in numbered if each not in unfit)


def _own_labels(labels: list[str]) -> int:
    """How many labels of a host are its holder's own: all but gov.cn, com, or example."""
    ending = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 1
    return len(labels) - ending


def _from_title(home: Page) -> str | None:
    pieces = [_body_of(piece) for piece in SEPARATOR.split(home.title)]
    pieces = [piece for piece in pieces if piece and piece.lower() not in DOORS]
    bodies = [piece for piece in pieces if PUBLIC_BODY.search(piece)]
    return next(iter(bodies or pieces), None)


def _from_footer(home: Page) -> str | None:
    found = (HOST.search(line.text) for line in reversed(home.lines))
    return next((match["name"] for match in found if match), None)


def _body_of(name: str) -> str:
    """A name without 欢迎访问 before it and 门户网站 behind it."""
    return ENDING.sub("", OPENING.sub("", name.strip())).strip() or name
