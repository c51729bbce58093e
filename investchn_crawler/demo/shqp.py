"""How the made-up shqp.gov.cn sets its stories: UTF-8, divs, static https addresses, meta tags, 上一篇 the older."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from investchn_crawler.demo.files import file_page
from investchn_crawler.demo.pages import Expected, Page, anchor, chunked, filled, set_paragraphs
from investchn_crawler.demo.stories import NEWEST, Story, neighbours, related, shortened, write
from investchn_crawler.items import Attachment, Link

ORIGIN = "https://www.shqp.gov.cn"
ROWS = 8
ROBOTS = b"User-agent: *\nCrawl-delay: 0.05\nDisallow: /admin/\n"
OFF_SITE = "https://www.linbo.example/2025/0418/90210.html"
SOFT_404 = "/shqp/tzgg/20240229/320666.html"
UNFILLED = 5
TABLE = ("指标\t数值\t同比", "规模以上工业增加值\t88.6亿元\t7.2%", "固定资产投资\t41.3亿元\t-1.5%")


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the site; `trs` draws its pager by script, as TRS WCM does."""

    folder: str
    name: str
    count: int
    kind: str
    first: int
    trs: bool = False


SECTIONS = (
    Section("xwzx", "要闻动态", 22, "news", 310100, trs=True),
    Section("tzgg", "通知公告", 13, "notice", 320100),
    Section("zcwj", "政策文件", 9, "policy", 330100),
    Section("zsyz", "招商引资", 10, "news", 340100),
)
BY_NAME = {section.name: section for section in SECTIONS}


class Shqp:
    """The layout of www.shqp.gov.cn; two rows of its lists lead to no article: a soft 404 and another host."""

    name = "shqp"
    origin = ORIGIN

    def stories(self) -> list[Story]:
        """54 stories in four sections; policy documents and notices with files, one with a table, one orphan."""
        stories = [s for section in SECTIONS for s in write(section.name, section.count, section.kind, section.first)]
        stories[0] = replace(stories[0], paragraphs=(*stories[0].paragraphs[:2], *TABLE, *stories[0].paragraphs[2:]))
        stories[-1] = replace(stories[-1], listed=False)
        return [_equipped(story) for story in stories]

    def pages(self, stories: Sequence[Story]) -> Iterator[Page]:
        """Home, lists, articles, files, the soft 404 and robots.txt."""
        yield Page(f"{ORIGIN}/robots.txt", ROBOTS, "robots", "text/plain", NEWEST)
        yield _page("/", "临波政务演示网", _home(stories), "home")
        for path, name in (("/shqp/ldjs/", "领导介绍"), ("/shqp/wzdt/", "网站地图"), ("/admin/login.html", "管理登录")):
            yield _page(path, name, filled("shqp/plain.html", name=name, text="栏目建设中。"), "other")
        gone = filled("shqp/missing.html").encode()
        yield Page(ORIGIN + SOFT_404, gone, "trap", "text/html; charset=utf-8", NEWEST)
        for section in SECTIONS:
            yield from _lists(section, stories)
        for rank, story in enumerate(stories):
            metas = _metas(story, filled_in=rank != UNFILLED)
            title = f"{escape(story.title)}_{story.section}_临波政务演示网"
            page = _page(_path(story), title, _article(stories, story), "article", metas)
            yield replace(page, modified=story.published)
            for file, _ in story.files:
                yield file_page(ORIGIN + _path(story).rpartition("/")[0] + "/" + file, story.published)

    def expected(self, stories: Sequence[Story], story: Story) -> Expected:
        """Times to the minute; 上一篇 is the older neighbour."""
        newer, older = neighbours(stories, story)
        folder = ORIGIN + _path(story).rpartition("/")[0]
        return Expected(
            site=self.name,
            host="www.shqp.gov.cn",
            url=ORIGIN + _path(story),
            title=story.title,
            date=story.published.date().isoformat(),
            published_at=f"{story.published:%Y-%m-%dT%H:%M}:00+08:00",
            source=story.source,
            editor=story.editor,
            section=story.section,
            breadcrumb=("首页", story.section),
            paragraphs=story.paragraphs,
            prev=_link(older),
            next=_link(newer),
            attachments=tuple(Attachment(f"{folder}/{file}", title) for file, title in story.files),
            policy=story.policy,
            listed=story.listed,
        )


def _page(path: str, title: str, content: str, kind: str, metas: str = "") -> Page:
    html = filled("shqp/page.html", title=title, content=content, metas=metas)
    return Page(ORIGIN + path, html.encode(), kind, "text/html; charset=utf-8", NEWEST)


def _path(story: Story) -> str:
    return f"/shqp/{BY_NAME[story.section].folder}/{story.published:%Y%m%d}/{story.number}.html"


def _link(story: Story | None) -> Link | None:
    return Link(ORIGIN + _path(story), story.title) if story else None


def _equipped(story: Story) -> Story:
    """Every policy document gets its table and a pdf, every third notice a docx."""
    year = story.published.year
    if story.section == "政策文件":
        policy = (
            ("index_number", f"{year}-{story.published:%m}-{story.number % 1000:05}"),
            ("document_number", f"临波府规〔{year}〕{story.number % 50 + 1}号"),
            ("issuer", "临波市人民政府办公室"),
            ("written_date", f"{story.published:%Y-%m}-01"),
            ("subject", "国民经济管理、国有资产监管"),
        )
        return replace(story, policy=policy, files=((f"P0{story.number}.pdf", f"1.{story.title}.pdf"),))
    if story.section == "通知公告" and story.number % 9 == 0:
        return replace(story, files=((f"W0{story.number}.docx", "申报表.docx"), (f"W0{story.number}.pdf", "样表.pdf")))
    return story


def _metas(story: Story, *, filled_in: bool) -> str:
    """The tags of 国办发〔2017〕47号; one page has only the template's placeholders."""
    values = (
        {
            "site_name": "临波政务演示网",
            "column": story.section,
            "title": escape(story.title),
            "published": f"{story.published:%Y-%m-%d %H:%M}",
            "source": story.source,
            "url": ORIGIN + _path(story),
        }
        if filled_in
        else {
            "site_name": "网站名称",
            "column": "栏目名称",
            "title": "文章标题",
            "published": "发布时间",
            "source": "信息来源",
            "url": "文章地址",
        }
    )
    return filled("shqp/metas.html", **values)


def _home(stories: Sequence[Story]) -> str:
    """The newest six of three sections; 政策文件 is in the navigation only."""
    blocks = []
    for name in ("要闻动态", "通知公告", "招商引资"):
        rows = _rows(_listed(name, stories)[:6])
        blocks.append(filled("shqp/block.html", name=name, more=f"/shqp/{BY_NAME[name].folder}/", rows=rows))
    first = stories[0]
    return filled("shqp/home.html", banner=escape(first.title), banner_url=_path(first), blocks="\n".join(blocks))


def _listed(section: str, stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if story.section == section and story.listed]


def _rows(stories: Sequence[Story], folder: str = "/") -> str:
    """Rows with the full title in the attribute; below a list's own folder the links are relative."""
    return "\n".join(_row(_path(s).replace(folder, "./", 1) if folder != "/" else _path(s), s) for s in stories)


def _row(url: str, story: Story) -> str:
    link = anchor(url, shortened(story.title, 28), story.title)
    return f'<li>{link}<span class="time">{story.published:%Y-%m-%d}</span></li>'


def _lists(section: Section, stories: Sequence[Story]) -> Iterator[Page]:
    folder = f"/shqp/{section.folder}/"
    sheets = chunked(_listed(section.name, stories), ROWS)
    for number, sheet in enumerate(sheets):
        rows = _rows(sheet, folder)
        if number == 1:
            rows += _wrong_row(section)
        content = filled("shqp/list.html", section=section.name, rows=rows, pager=_pager(section, number, len(sheets)))
        page = _page(folder + _sheet_name(section, number), section.name, content, "listing")
        yield page
        if number == 0:
            yield replace(page, url=ORIGIN + folder)


def _sheet_name(section: Section, number: int) -> str:
    """TRS counts the second page as index_1, the others as index_2."""
    return f"index_{number if section.trs else number + 1}.html" if number else "index.html"


def _wrong_row(section: Section) -> str:
    """A row that leads to no article of this site, on the second page of two of the lists."""
    links = {
        "tzgg": (SOFT_404, "关于系统升级维护的公告", "2024-02-29"),
        "xwzx": (OFF_SITE, "临波日报：春风又绿鹭屿岸", "2025-04-18"),
    }
    if section.folder not in links:
        return ""
    url, title, day = links[section.folder]
    return f'\n<li>{anchor(url, title)}<span class="time">{day}</span></li>'


def _pager(section: Section, number: int, last: int) -> str:
    if section.trs:
        return f'<script>createPageHTML({last}, {number}, "index", "html");</script>'
    forth = f'<a href="{_sheet_name(section, number + 1)}">下一页</a>' if number + 1 < last else "<span>下一页</span>"
    back = f'<a href="{_sheet_name(section, number - 1)}">上一页</a>' if number else "<span>上一页</span>"
    return f"<span>{number + 1}/{last}</span>{back}{forth}"


def _article(stories: Sequence[Story], story: Story) -> str:
    newer, older = neighbours(stories, story)
    return filled(
        "shqp/article.html",
        section=story.section,
        title=escape(story.title),
        published=f"{story.published:%Y-%m-%d %H:%M}",
        source=story.source,
        hits=story.number % 1873,
        policy=filled("shqp/policy.html", **dict(story.policy)) if story.policy else "",
        body=set_paragraphs(story.paragraphs, '<p style="text-indent:2em;">　　', "</p>"),
        files=_files(story),
        editor=story.editor,
        older=anchor(_path(older), older.title) if older else "没有了",
        newer=anchor(_path(newer), newer.title) if newer else '<a href="javascript:;">没有了</a>',
        related=_rows(related(stories, story)),
    )


def _files(story: Story) -> str:
    links = "".join(f'<li><a href="{file}">{escape(title)}</a></li>' for file, title in story.files)
    return f'<div class="xgfj"><span>附件：</span><ul>{links}</ul></div>' if links else ""
