"""What all these webs have in common: two lists of five and four articles, two rows a page; what is true of them."""

from dataclasses import dataclass

from small_web import Page, html

from investchn_crawler.demo.web import Answer

ROWS = 2
ROW = '<li><a href="{href}">{title}</a><span>{day}</span></li>'
PLACES = ("滨江新区", "云岭镇", "白鹭湾", "青柯港区", "松溟大道", "翠岚园区", "兰汐老街", "琅溪河谷", "潭山北麓")
MATTERS = ("智能装备项目开工", "招商推介会举行", "冷链物流园试运行", "营商环境座谈会召开", "储能基地签约")


@dataclass(frozen=True)
class Section:
    """A list: its number, the folder of its pages, its name, how many articles it has."""

    number: int
    folder: str
    name: str
    size: int

    @property
    def pages(self) -> int:
        return -(-self.size // ROWS)


SECTIONS = (Section(1, "yw", "园区要闻", 5), Section(2, "gg", "通知公告", 4))


@dataclass(frozen=True)
class Story:
    """An article; rank 0 is the newest of its section."""

    section: Section
    rank: int

    @property
    def id(self) -> int:
        return 9000 + 100 * self.section.number - self.rank

    @property
    def hex(self) -> str:
        return f"{self.id:032x}"

    @property
    def day(self) -> str:
        return f"2026-0{6 - self.rank}-{18 - self.section.number:02}"

    @property
    def digits(self) -> str:
        return self.day.replace("-", "")

    @property
    def title(self) -> str:
        place = PLACES[(4 * self.section.number + self.rank) % len(PLACES)]
        return f"{place}{MATTERS[(self.rank + self.section.number) % len(MATTERS)]}（第{self.id}号）"

    @property
    def source(self) -> str:
        return f"{PLACES[self.rank]}融媒体中心"

    @property
    def body(self) -> tuple[str, str]:
        return (
            f"日前，{self.title}，远帆科技、澄砺装备等企业代表参加，现场气氛热烈。",
            f"据介绍，该项目由招商服务中心牵头推进，总投资{self.id / 1000:.1f}亿元，计划明年建成。",
        )

    @property
    def text(self) -> str:
        return "".join(f"<p>　　{text}</p>" for text in self.body)


class Layout:
    """One CMS: where its pages are and what stands on them, between the menu and the foot that all of them have.

    `newer` is what it calls the newer neighbour, None where it prints none; `sourced`: whether it prints a source.
    """

    name = ""
    origin = ""
    newer: str | None = None
    sourced = True
    # what stands in the head of every page
    head = ""

    def list_path(self, section: Section, page: int) -> str:
        """The address of a page of a list, from 1."""
        raise NotImplementedError

    def rows_and_pager(self, section: Section, page: int) -> str:
        """What stands on it."""
        raise NotImplementedError

    def path(self, story: Story) -> str:
        """The address of an article."""
        raise NotImplementedError

    def article(self, story: Story) -> str:
        """What stands on it."""
        raise NotImplementedError

    def tags(self, story: Story) -> str:  # noqa: ARG002 - most have none
        """What an article states in its head."""
        return ""

    def column_path(self, section: Section) -> str:
        """Where the menu leads: the first page of the list, but where another address serves the rows."""
        return self.list_path(section, 1)

    # --- what a CMS is asked for

    def stories(self, section: Section, page: int) -> list[Story]:
        """The articles of a page of a list."""
        return [Story(section, rank) for rank in range(section.size)][ROWS * (page - 1) : ROWS * page]

    def beside(self, story: Story) -> dict[str, Story | None]:
        """The neighbours by what this CMS calls them."""
        last = story.rank + 1 == story.section.size
        newer = Story(story.section, story.rank - 1) if story.rank else None
        older = None if last else Story(story.section, story.rank + 1)
        return {self.newer: newer, "next" if self.newer == "prev" else "prev": older} if self.newer else {}

    def rows(self, section: Section, page: int, row: str = ROW) -> str:
        """The rows of a page of a list; one is written with {href}, {title} and {day}."""
        stories = self.stories(section, page)
        return "".join(row.format(href=self.path(each), title=each.title, day=each.day) for each in stories)

    def link(self, section: Section, page: int, text: str) -> str:
        """A link to a page of a list, its text alone where there is no such page."""
        return f'<a href="{self.list_path(section, page)}">{text}</a>' if page <= section.pages else f"<a>{text}</a>"

    # --- the web

    def page(self, title: str, content: str, head: str = "") -> Answer:
        """The frame of every page: head, menu, content, foot."""
        menu = "".join(f'<li><a href="{self.column_path(each)}">{each.name}</a></li>' for each in SECTIONS)
        return html(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_云水网</title>{self.head}{head}</head>'
            f'<body><ul class="menu"><li><a href="/">首页</a></li>{menu}</ul>{content}'
            '<div class="foot">主办：云水市投资促进局　版权所有</div></body></html>'
        )

    def below(self, section: Section, content: str) -> str:
        """A content with its breadcrumb above it."""
        place = f'<a href="{self.column_path(section)}">{section.name}</a>'
        return f'<div class="wz">当前位置：<a href="/">首页</a> &gt; {place}</div>{content}'

    def home(self) -> str:
        """The newest of each list."""
        return "".join(f"<h3>{each.name}</h3><ul>{self.rows(each, 1)}</ul>" for each in SECTIONS)

    def list_answer(self, section: Section, page: int) -> Answer:
        """A page of a list."""
        return self.page(section.name, self.below(section, self.rows_and_pager(section, page)))

    def article_answer(self, story: Story) -> Answer:
        """An article."""
        return self.page(story.title, self.below(story.section, self.article(story)), self.tags(story))

    def web(self) -> dict[str, Page]:
        """Every page by its address."""
        pages: dict[str, Page] = {f"{self.origin}/": self.page("首页", self.home())}
        for section in SECTIONS:
            for page in range(1, section.pages + 1):
                pages[self.origin + self.list_path(section, page)] = self.list_answer(section, page)
                for story in self.stories(section, page):
                    pages[self.origin + self.path(story)] = self.article_answer(story)
        return pages

    def truth(self) -> dict[str, tuple[object, ...]]:
        """Title, date, source, section, body, and both neighbours with their titles, by address."""
        stories = [Story(section, rank) for section in SECTIONS for rank in range(section.size)]
        return {self.origin + self.path(story): self._fields(story) for story in stories}

    def _fields(self, story: Story) -> tuple[object, ...]:
        near = {rel: (self.origin + self.path(each), each.title) for rel, each in self.beside(story).items() if each}
        source = story.source if self.sourced else None
        return story.title, story.day, source, story.section.name, "\n".join(story.body), near
