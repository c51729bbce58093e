"""Page numbers in addresses: which page of a list or of an article an address is, and of which one."""

import re
from urllib.parse import parse_qsl, urlsplit

# …/163/p/2, …/163/page/2: the page number as a folder
FOLDER = re.compile(r"^(?P<stem>.+?)/(?:p|page|pageno)/(?P<number>\d{1,4})/?(?:\.\w+)?$", re.I)
# name_2.html, name-2.html: a page number behind the name of the first page
SUFFIX = re.compile(r"^(?P<stem>.+?)[_\-](?P<number>\d{1,4})$")
# int() refuses very long ones, and no page, record or pixel has such a number
LONGEST_NUMBER = 9
PAGE_NAMES = frozenset(
    "page p pn pageno page_no pageindex pagenum pagenumber currentpage currpage curpage cpage pageid paged pg "
    "totalpage nowpage".split()
)


def is_number(text: str) -> bool:
    """Whether a text is a number that can be counted with; ² is a digit, and none."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


def page_number(url: str) -> int | None:
    """The page number that an address holds: ?page=2, name_2.html; None where it holds none."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if name.lower() in PAGE_NAMES and is_number(value):
            return int(value)
    found = FOLDER.match(parts.path) or SUFFIX.match(_name(parts.path))
    return int(found.group("number")) if found else None


def is_first(url: str, own: str) -> bool:
    """Whether a link leads back to the first page of the list that `own` is a later page of."""
    return page_number(own) is not None and page_number(url) is None and same_list(url, own)


def same_list(url: str, own: str) -> bool:
    """Whether two addresses may be pages of one list: same host, and alike but for a number."""
    there, here = urlsplit(url), urlsplit(own)
    if there.netloc.removeprefix("www.") != here.netloc.removeprefix("www."):
        return False
    return _shape(there.path, there.query) & _shape(here.path, here.query) != set()


def continues(url: str, own: str) -> bool:
    """Whether an address is the article's own with another page number."""
    there, here = urlsplit(url), urlsplit(own)
    if there.path == here.path:
        other = page_number(url) not in (None, 1) or page_number(own) is not None
        return other and _without_pages(there.query) == _without_pages(here.query)
    if (folder := FOLDER.match(there.path)) and there.query == here.query:
        own_folder = FOLDER.match(here.path)
        return folder.group("stem") == (own_folder.group("stem") if own_folder else here.path.rstrip("/"))
    if there.query == here.query and there.path.startswith(here.path.rstrip("/") + "/"):
        return re.fullmatch(r"\d{1,3}", there.path[len(here.path.rstrip("/")) + 1 :].strip("/")) is not None
    if there.query != here.query or there.path.rpartition("/")[0] != here.path.rpartition("/")[0]:
        return False
    name, mine = _name(there.path), _name(here.path)
    found, own_found = SUFFIX.match(name), SUFFIX.match(mine)
    stem = found.group("stem") if found else name
    return bool(found and stem == mine) or bool(own_found and stem == own_found.group("stem"))


def _shape(path: str, query: str) -> set[tuple[str, str]]:
    """The shapes an address may have as one page of a list: without its number, and as a folder's first page."""
    names = ",".join(sorted(f"{name}={value}" for name, value in parse_qsl(query) if name.lower() not in PAGE_NAMES))
    folder, _, _ = path.rpartition("/")
    name = _name(path)
    found = SUFFIX.match(name)
    stem = found.group("stem") if found else name
    shapes = {(f"{folder}/{stem}", names), (f"{folder}/{'#' if stem.isdigit() else stem}", names)}
    if stem in ("", "index", "list", "default"):
        shapes.add((folder + "/", names))
    if name.isdigit():
        shapes |= {(folder, names), (folder.rpartition("/")[0] + "/", names)}
    else:
        shapes.add((f"{folder}/{name}", names))
    return shapes


def _without_pages(query: str) -> list[tuple[str, str]]:
    return sorted([(name, value) for name, value in parse_qsl(query) if name.lower() not in PAGE_NAMES])


def _name(path: str) -> str:
    """The last part of a path without its ending."""
    return path.rpartition("/")[2].partition(".")[0]
