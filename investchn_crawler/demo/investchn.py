"""How the made-up investchn.com sets its stories: GBK, tables, PHP addresses, 上一条 the newer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from investchn_crawler.demo.files import file_page
from investchn_crawler.demo.pages import Expected, Page, anchor, chunked, filled
from investchn_crawler.demo.stories import NEWEST, Picture, Story, neighbours, related, shortened, write
from investchn_crawler.items import Image, Link

ORIGIN = "http://www.investchn.com"
ROWS = 8
ORPHAN = 6


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the site, below a channel where it has one."""

    cid: int
    name: str
    count: int
    kind: str = "news"
    channel: str | None = None


SECTIONS = (
    Section(4, "图片新闻", 19, channel="开发区新闻"),
    Section(5, "园区动态", 14, channel="开发区新闻"),
    Section(6, "招商动态", 20),
    Section(7, "政策法规", 9, "policy"),
)
BY_NAME = {section.name: section for section in SECTIONS}


class Investchn:
    """The layout of www.investchn.com: the header says no charset, the meta tag says gb2312, the bytes are GBK."""

    name = "investchn"
    origin = ORIGIN

    def stories(self) -> list[Story]:
        """62 stories in four sections; one stands in no list."""
        stories = [story for section in SECTIONS for story in _written(section)]
        stories[ORPHAN] = replace(stories[ORPHAN], listed=False)
        return [_pictured(story) for story in stories]

    def pages(self, stories: Sequence[Story]) -> Iterator[Page]:
        """Home, channel, lists and articles; robots.txt is missing."""
        yield _page("/", "投促演示网", _home(stories), "home")
        yield _page("/about.php", "关于我们", filled("investchn/about.html"), "other")
        blocks = (_block(section, stories, full_date=True) for section in SECTIONS if section.channel)
        yield _page("/news/channel.php?cid=1", "开发区新闻", "\n".join(blocks), "listing")
        for section in SECTIONS:
            yield from _lists(section, stories)
        for story in stories:
            page = _page(_path(story), f"{escape(story.title)} - 投促演示网", _article(stories, story), "article")
            yield replace(page, modified=story.published)
            if story.picture:
                yield file_page(f"{ORIGIN}{story.picture.name}", NEWEST)

    def expected(self, stories: Sequence[Story], story: Story) -> Expected:
        """Dates to the day; the caption of a picture repeats the title, so it is no part of the body."""
        newer, older = neighbours(stories, story)
        date = story.published.date().isoformat()
        channel = BY_NAME[story.section].channel
        return Expected(
            site=self.name,
            host="www.investchn.com",
            url=ORIGIN + _path(story),
            title=story.title,
            date=date,
            published_at=date,
            source=story.source,
            section=story.section,
            breadcrumb=("首页", channel, story.section) if channel else ("首页", story.section),
            paragraphs=story.paragraphs,
            prev=_link(newer),
            next=_link(older),
            images=(Image(ORIGIN + story.picture.name, story.picture.caption),) if story.picture else (),
            listed=story.listed,
        )


def _written(section: Section) -> list[Story]:
    return write(section.name, section.count, section.kind, section.cid * 100, wide=False)


def _page(path: str, title: str, content: str, kind: str) -> Page:
    html = filled("investchn/page.html", title=title, content=content)
    return Page(ORIGIN + path, html.encode("gbk"), kind, "text/html", NEWEST)


def _path(story: Story) -> str:
    return f"/news/show.php?id={story.number}"


def _link(story: Story | None) -> Link | None:
    return Link(ORIGIN + _path(story), story.title) if story else None


def _pictured(story: Story) -> Story:
    """A picture for every other story of 图片新闻."""
    if story.section != "图片新闻" or story.number % 2:
        return story
    name = f"/uploadfile/{story.published:%Y/%m%d}/{story.number}.png"
    return replace(story, picture=Picture(name, story.title))


def _home(stories: Sequence[Story]) -> str:
    first = next(story for story in stories if story.picture)
    second = [_block(BY_NAME[name], stories, full_date=False) for name in ("图片新闻", "招商动态")]
    third = _block(BY_NAME["政策法规"], stories, full_date=True)
    picture = first.picture.name if first.picture else ""
    title = escape(first.title)
    return filled(
        "investchn/home.html",
        picture=picture,
        picture_url=_path(first),
        picture_title=title,
        first=second[0],
        second=second[1],
        third=third,
    )


def _block(section: Section, stories: Sequence[Story], *, full_date: bool) -> str:
    """The newest five of a section, with dates as `[06-12]` or in full."""
    newest = [story for story in stories if story.section == section.name and story.listed][:5]
    shape = "%Y-%m-%d" if full_date else "[%m-%d]"
    rows = "\n".join(_row(story, 22, shape, "/news/") for story in newest)
    return filled("investchn/block.html", name=section.name, more=f"/news/list.php?cid={section.cid}", rows=rows)


def _row(story: Story, length: int, shape: str, base: str = "") -> str:
    link = anchor(f"{base}show.php?id={story.number}", shortened(story.title, length))
    return f'<tr><td height="26">·{link}</td><td width="90" class="rq">{story.published:{shape}}</td></tr>'


def _lists(section: Section, stories: Sequence[Story]) -> Iterator[Page]:
    listed = [story for story in stories if story.section == section.name and story.listed]
    sheets = chunked(listed, ROWS)
    crumbs = '<a href="channel.php?cid=1">开发区新闻</a> &gt; ' * bool(section.channel) + section.name
    for number, sheet in enumerate(sheets, start=1):
        rows = "\n".join(_row(story, 30, "%Y-%m-%d") for story in sheet)
        content = filled("investchn/list.html", crumbs=crumbs, rows=rows, pager=_pager(section, number, len(sheets)))
        path = f"/news/list.php?cid={section.cid}" + (f"&page={number}" if number > 1 else "")
        yield _page(path, section.name, content, "listing")
        if number == 1 and len(sheets) > 1:
            yield _page(f"{path}&page=1", section.name, content, "listing")


def _pager(section: Section, number: int, last: int) -> str:
    """首页 上一页 1 2 3 下一页 尾页, as the PHP systems of the time print them."""

    def to(target: int, text: str) -> str:
        return f'<a href="list.php?cid={section.cid}&amp;page={target}">{text}</a>'

    numbers = " ".join(f"<b>{n}</b>" if n == number else to(n, str(n)) for n in range(1, last + 1))
    back = to(number - 1, "上一页") if number > 1 else "上一页"
    forth = to(number + 1, "下一页") if number < last else "下一页"
    return f"共{last}页 {to(1, '首页')} {back} {numbers} {forth} {to(last, '尾页')}"


def _article(stories: Sequence[Story], story: Story) -> str:
    newer, older = neighbours(stories, story)
    section = BY_NAME[story.section]
    channel = '<a href="/news/channel.php?cid=1">开发区新闻</a> &gt; ' if section.channel else ""
    return filled(
        "investchn/article.html",
        crumbs=f'{channel}<a href="list.php?cid={section.cid}">{section.name}</a>',
        title=escape(story.title),
        date=story.published.date().isoformat(),
        source=escape(story.source),
        hits=story.number * 7 % 991,
        body=_body(story),
        newer=anchor(f"show.php?id={newer.number}", newer.title) if newer else "没有了",
        older=anchor(f"show.php?id={older.number}", older.title) if older else "没有了",
        related="\n".join(_row(other, 14, "%Y-%m-%d") for other in related(stories, story)),
    )


def _body(story: Story) -> str:
    """Text straight in the cell with <br> in every third article, else in <p>; indents of both kinds."""
    texts = [escape(text) for text in story.paragraphs]
    picture = ""
    if story.picture:
        caption = escape(story.picture.caption)
        picture = f'<p align="center"><img src="{story.picture.name}" border="0" /><br />{caption}</p>'
    if story.number % 3 == 0:
        indented = [f"&nbsp;&nbsp;&nbsp;&nbsp;{text}<br />\n<br />\n" for text in texts]
    else:
        indented = [f'<p style="line-height:2em"><span>　　{text}</span></p>\n' for text in texts]
    return f"{indented[0]}{picture}{''.join(indented[1:])}<p>&nbsp;</p>"
