"""方正 Founder: a comment of the page holds its article's fields, each in a tag: <!--enpproperty <date>…</date>….

Seen on the pages of newspapers and of agencies (kepu, china.com.cn): articleid, date (2023-12-01 14:43:00:0), author,
title, nodename (the section), sourcename; a field without a value is there and empty, or `null`.
"""

import re

from investchn_crawler.extract.cms.family import Family
from investchn_crawler.extract.meta import Tags
from investchn_crawler.extract.page import Page

BEGIN = re.compile(r"<!--\s*enpproperty")
PROPERTY = re.compile(r"<(\w+)>([^<]*)</\1>")
SECONDS_ONLY = re.compile(r"(:\d\d):\d+$")
NAMES = {"title": "articletitle", "date": "pubdate", "sourcename": "contentsource", "author": "author"}


def stated(page: Page) -> Tags:
    """Title, date, source and author, as the comment states them."""
    found = BEGIN.search(page.source) if "enpproperty" in page.source else None
    comment = page.source[found.end() :].partition("-->")[0] if found else ""
    properties = {name: " ".join(value.split()) for name, value in PROPERTY.findall(comment)}
    tags = {NAMES[name]: value for name, value in properties.items() if name in NAMES and value not in ("", "null")}
    return tags | {"pubdate": SECONDS_ONLY.sub(r"\1", tags["pubdate"])} if "pubdate" in tags else tags


FOUNDER = Family(name="founder", title="Founder (方正)", marks=(r"<!--\s*enpproperty",), stated=stated)
