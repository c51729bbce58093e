"""How the made-up yunxi.example sets its stories: UTF-8 with BOM, .shtml, date boxes, Hanweb records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain

from investchn_crawler.demo.files import file_page
from investchn_crawler.demo.pages import Expected, Page, anchor, chunked, filled
from investchn_crawler.demo.stories import NEWEST, Picture, Story, neighbours, related, shortened, write
from investchn_crawler.items import Image, Link
from investchn_crawler.sites.yunxi import SITE

ORIGIN = SITE.home.rstrip("/")
ROWS = 7
SHEETS = 3
LONG_STORY = 5
CHALLENGE = "/yxyw/202411/08_7777.shtml"
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the site."""

    folder: str
    name: str
    count: int
    kind: str
    first: int


SECTIONS = (
    Section("yxyw", SITE.sections[0], 18, "news", 5100),
    Section("bmdt", SITE.sections[1], 17, "news", 6100),
    Section("zcwj", SITE.sections[2], 8, "policy", 8100),
)
BY_NAME = {section.name: section for section in SECTIONS}


class Yunxi:
    """The layout of www.yunxi.example; one row of its lists leads to a challenge."""

    name = SITE.name
    origin = ORIGIN

    def stories(self) -> list[Story]:
        """43 stories in three sections, one of them on three pages."""
        stories = [s for section in SECTIONS for s in write(section.name, section.count, section.kind, section.first)]
        more = write("续页", 2, "news", 9100)
        longer = chain(stories[LONG_STORY].paragraphs, *(story.paragraphs for story in more))
        stories[LONG_STORY] = replace(stories[LONG_STORY], paragraphs=tuple(longer), sheets=SHEETS)
        return [_pictured(story) for story in stories]

    def pages(self, stories: Sequence[Story]) -> Iterator[Page]:
        """Home, lists, articles with their further pages, the challenge and an empty robots.txt."""
        yield Page(f"{ORIGIN}/robots.txt", b"", "robots", "text/plain", NEWEST)
        yield _page("/", SITE.publisher, _home(stories), "home")
        yield Page(ORIGIN + CHALLENGE, filled("yunxi/challenge.html").encode(), "trap", "text/html", NEWEST)
        yield from _box_lists(SECTIONS[0], stories)
        yield from _record_list(SECTIONS[1], stories)
        yield from _plain_list(SECTIONS[2], stories)
        for story in stories:
            for sheet in range(1, story.sheets + 1):
                kind = "article" if sheet == 1 else "sheet"
                page = _page(_path(story, sheet), SITE.publisher, _article(stories, story, sheet), kind)
                yield replace(page, modified=story.published)
            if story.picture:
                yield file_page(f"{ORIGIN}{story.picture.name}", story.published)

    def expected(self, stories: Sequence[Story], story: Story) -> Expected:
        """Times to the second; a caption tells more than the title, so it is part of the body."""
        newer, older = neighbours(stories, story)
        return Expected(
            site=self.name,
            host="www.yunxi.example",
            url=ORIGIN + _path(story),
            title=story.title,
            date=story.published.date().isoformat(),
            published_at=f"{story.published:%Y-%m-%dT%H:%M:%S}+08:00",
            source=story.source,
            author=story.editor,
            section=story.section,
            breadcrumb=("网站首页", story.section),
            paragraphs=_read(story),
            prev=_link(newer),
            next=_link(older),
            images=(Image(ORIGIN + story.picture.name, story.picture.caption),) if story.picture else (),
            pages=tuple(ORIGIN + _path(story, sheet) for sheet in range(2, story.sheets + 1)),
            listed=story.listed,
        )


def _page(path: str, title: str, content: str, kind: str) -> Page:
    menu = "".join(f'<li><a href="/{section.folder}/list.shtml">{section.name}</a></li>' for section in SECTIONS)
    html = filled("yunxi/page.html", title=title, content=content, menu=menu, publisher=SITE.publisher)
    return Page(ORIGIN + path, BOM + html.encode(), kind, "text/html", NEWEST)


def _path(story: Story, sheet: int = 1) -> str:
    further = f"_{sheet}" if sheet > 1 else ""
    return f"/{BY_NAME[story.section].folder}/{story.published:%Y%m/%d}_{story.number}{further}.shtml"


def _link(story: Story | None) -> Link | None:
    return Link(ORIGIN + _path(story), story.title) if story else None


def _pictured(story: Story) -> Story:
    """A picture for every third story of the first section."""
    if story.section != SECTIONS[0].name or story.number % 9:
        return story
    place = f"/images/{story.published:%Y%m}/{story.number}.png"
    return replace(story, picture=Picture(place, f"图为活动现场。（{story.editor}摄）"))


def _of(section: Section, stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if story.section == section.name]


def _linked(story: Story, length: int = 26) -> str:
    return anchor(_path(story), shortened(story.title, length), story.title)


def _home(stories: Sequence[Story]) -> str:
    """A block for each section, its rows those of a table."""
    blocks = []
    for section in SECTIONS:
        rows = _table(_of(section, stories)[:6])
        more = f"/{section.folder}/list.shtml"
        blocks.append(filled("yunxi/block.html", name=section.name, more=more, rows=rows))
    return filled("yunxi/home.html", blocks="\n".join(blocks))


def _table(stories: Sequence[Story]) -> str:
    return "\n".join(f"<tr><td>{_linked(story, 20)}</td><td>{story.published:%Y/%m/%d}</td></tr>" for story in stories)


def _list_page(section: Section, path: str, rows: str, pager: str = "") -> Page:
    content = filled("yunxi/list.html", section=section.name, rows=rows, pager=pager)
    return _page(path, f"{section.name}-{SITE.publisher}", content, "listing")


def _box_lists(section: Section, stories: Sequence[Story]) -> Iterator[Page]:
    """Date boxes: the day big, year and month small; the second page has a row that leads to a challenge."""
    sheets = chunked(_of(section, stories), ROWS)
    for number, sheet in enumerate(sheets, start=1):
        rows = "".join(_box(f"{s.published:%d}", f"{s.published:%Y-%m}", _linked(s), s.paragraphs[0]) for s in sheet)
        if number == 2:
            rows += _box("08", "2024-11", anchor(CHALLENGE, "云端会客厅开门迎客"), "一场不见面的签约。")
        name = "list.shtml" if number == 1 else f"list_{number}.shtml"
        forth = f'<a class="next" href="list_{number + 1}.shtml">下一页&gt;</a>' if number < len(sheets) else ""
        pager = f'<div class="pager"><span class="cur">{number}</span>{forth}</div>'
        yield _list_page(section, f"/{section.folder}/{name}", f'<ul class="boxes">{rows}</ul>', pager)


def _box(day: str, month: str, link: str, summary: str) -> str:
    return filled("yunxi/boxes.html", day=day, month=month, link=link, summary=escape(summary[:40]))


def _record_list(section: Section, stories: Sequence[Story]) -> Iterator[Page]:
    """Hanweb: the first group of records inline, the others from dataproxy.jsp."""
    groups = chunked(_of(section, stories), ROWS)
    for number, group in enumerate(groups, start=1):
        records = "\n".join(_record(story) for story in group)
        following = f'<a href="{_proxied(number + 1)}"></a>' if number < len(groups) else ""
        if number == 1:
            rows = filled("yunxi/records.html", next=following, records=records)
            yield _list_page(section, f"/{section.folder}/list.shtml", rows)
        else:
            xml = filled("yunxi/proxied.xml.html", next=following, records=records)
            yield Page(ORIGIN + _proxied(number), xml.encode(), "listing", "text/xml; charset=utf-8", NEWEST)


def _record(story: Story) -> str:
    return f"<record><![CDATA[<li>{_linked(story)}<span>{story.published:%Y-%m-%d}</span></li>]]></record>"


def _proxied(number: int) -> str:
    return f"/module/web/jpage/dataproxy.jsp?page={number}&webid=1&columnid=20417&unitid=94156&permissiontype=0"


def _plain_list(section: Section, stories: Sequence[Story]) -> Iterator[Page]:
    told = _of(section, stories)
    rows = "\n".join(f"<dt>{_linked(story)}</dt><dd>{story.published:%Y年%m月%d日}</dd>" for story in told)
    yield _list_page(section, f"/{section.folder}/list.shtml", f"<dl>{rows}</dl>")


def _article(stories: Sequence[Story], story: Story, sheet: int) -> str:
    newer, older = neighbours(stories, story)
    lines = f"<li>上一篇：{_linked(newer, 99)}</li>" if newer else "<li>上一篇：没有了</li>"
    lines += f"<li>下一篇：{_linked(older, 99)}</li>" if older else ""
    return filled(
        "yunxi/article.html",
        folder=BY_NAME[story.section].folder,
        section=story.section,
        title=escape(story.title),
        published=f"{story.published:%Y-%m-%d %H:%M:%S}",
        source=story.source,
        author=story.editor,
        number=story.number,
        body=_body(story, sheet),
        sheets=_sheet_links(story, sheet),
        neighbours=lines,
        related="\n".join(
            f"<li>{_linked(other, 12)}<i>{other.published:%m-%d}</i></li>" for other in related(stories, story)
        ),
    )


def _read(story: Story) -> tuple[str, ...]:
    paragraphs = list(story.paragraphs)
    if story.picture:
        paragraphs.insert(story.picture.before, story.picture.caption)
    return tuple(paragraphs)


def _body(story: Story, sheet: int) -> str:
    """The paragraphs of one page of the article, the picture above the second."""
    size = -(-len(story.paragraphs) // story.sheets)
    blocks = [f"<p>　　{escape(text)}</p>" for text in story.paragraphs[(sheet - 1) * size : sheet * size]]
    if story.picture and sheet == 1:
        image = f'<p style="text-align:center"><img src="{story.picture.name}"></p>'
        caption = f'<p style="text-align:center;font-size:12px">{escape(story.picture.caption)}</p>'
        blocks.insert(story.picture.before, image + caption)
    return "\n".join(blocks)


def _sheet_links(story: Story, sheet: int) -> str:
    """1 2 3 下一页 below the text of an article on several pages."""
    if story.sheets == 1:
        return ""
    names = {n: _path(story, n).rpartition("/")[2] for n in range(1, story.sheets + 1)}
    numbers = " ".join(f"<span>{n}</span>" if n == sheet else f'<a href="{name}">{n}</a>' for n, name in names.items())
    forth = f' <a href="{names[sheet + 1]}">下一页</a>' if sheet < story.sheets else ""
    return f'<div class="articlepage">{numbers}{forth}</div>'
