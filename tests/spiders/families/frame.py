"""What all these webs have in common: two lists of five and four articles, two rows a page, and what is true of them."""

from dataclasses import dataclass

from small_web import Page, html

from investchn_crawler.demo.web import Answer

ROWS = 2
PLACES = ("滨江新区", "云岭镇", "白鹭湾", "青柯港区", "松溟大道", "翠岚园区", "兰汐老街", "琅溪河谷", "潭山北麓")
MATTERS = ("智能装备项目开工", "招商推介会举行", "冷链物流园试运行", "营商环境座谈会召开", "储能基地签约")

ROW = '<li><a href="{href}">{title}</a><span>{day}</span></li>'


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
    def paragraphs(self) -> str:
        return "".join(f"<p>　　{text}</p>" for text in self.body)


class Layout:
    """One CMS. `newer` is what it calls the newer neighbour, none where it prints none."""

    name = ""
    origin = ""
    newer: str | None = None
    sourced = True

    def list_path(self, section: Section, page: int) -> str:
        raise NotImplementedError

    def list_page(self, section: Section, page: int) -> str:
        raise NotImplementedError

    def path(self, story: Story) -> str:
        raise NotImplementedError

    def article(self, story: Story) -> str:
        raise NotImplementedError

    def column_path(self, section: Section) -> str:
        """Where the menu leads: the first page of the list, but where another address serves the rows."""
        return self.list_path(section, 1)

    # --- what builders ask

    def stories(self, section: Section, page: int = 0) -> list[Story]:
        """The articles of a list, or of one page of it, newest first."""
        ranks = range(section.size) if not page else range(ROWS * (page - 1), min(ROWS * page, section.size))
        return [Story(section, rank) for rank in ranks]

    def beside(self, story: Story) -> dict[str, Story | None]:
        """The neighbours by what this CMS calls them."""
        newer = Story(story.section, story.rank - 1) if story.rank else None
        older = Story(story.section, story.rank + 1) if story.rank + 1 < story.section.size else None
        older_is = "next" if self.newer == "prev" else "prev"
        return {self.newer: newer, older_is: older} if self.newer else {}

    def rows(self, section: Section, page: int, row: str) -> str:
        """The rows of a list page; a row is written with {href}, {title} and {day}."""
        stories = self.stories(section, page)
        return "".join(row.format(href=self.path(each), title=each.title, day=each.day) for each in stories)

    def page(self, title: str, content: str, head: str = "") -> str:
        """The frame of every page: head, menu, content, foot."""
        menu = "".join(f'<li><a href="{self.column_path(each)}">{each.name}</a></li>' for each in SECTIONS)
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_云水招商网</title>{head}</head><body>'
            f'<ul class="menu"><li><a href="/">首页</a></li>{menu}</ul>{content}'
            '<div class="foot">主办：云水市投资促进局　版权所有</div></body></html>'
        )

    def crumbs(self, section: Section) -> str:
        return f'<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="{self.column_path(section)}">{section.name}</a></div>'

    # --- what the web answers

    def home(self) -> str:
        """The home page: the newest of each list."""
        blocks = "".join(f"<h3>{each.name}</h3><ul>{self.rows(each, 1, ROW)}</ul>" for each in SECTIONS)
        return self.page("首页", blocks)

    def web(self) -> dict[str, Page]:
        """Every page by its address."""
        pages: dict[str, Page] = {f"{self.origin}/": html(self.home())}
        for section in SECTIONS:
            for number in range(1, section.pages + 1):
                pages[self.origin + self.list_path(section, number)] = self.list_answer(section, number)
            for story in self.stories(section):
                pages[self.origin + self.path(story)] = html(self.article(story))
        return pages

    def list_answer(self, section: Section, page: int) -> Answer:
        return html(self.list_page(section, page))

    def truth(self) -> dict[str, tuple[object, ...]]:
        """Title, date, source, section, body, and both neighbours with their titles, by address."""
        found = {}
        for section in SECTIONS:
            for story in self.stories(section):
                source = story.source if self.sourced else None
                near = {
                    rel: (self.origin + self.path(each), each.title) for rel, each in self.beside(story).items() if each
                }
                fields = (story.title, story.day, source, section.name, "\n".join(story.body))
                found[self.origin + self.path(story)] = (*fields, near)
        return found
