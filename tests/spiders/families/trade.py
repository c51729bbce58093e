"""The families of investment promotion: DedeCMS, EmpireCMS, PHPCMS; all print both neighbours."""

from families.frame import Layout, Section, Story


class Printed(Layout):
    """下一篇 is the newer; 没有了 where there is none. The pager has numbers, and 下一页 but on the last page."""

    newer = "next"

    def near(self, story: Story) -> dict[str, str]:
        links = self.beside(story).items()
        return {rel: f"<a href='{self.path(each)}'>{each.title}</a>" if each else "没有了" for rel, each in links}

    def pager(self, section: Section, page: int) -> str:
        numbers = range(1, section.pages + 1)
        links = [str(number) if number == page else self.link(section, number, str(number)) for number in numbers]
        more = [self.link(section, page + 1, "下一页")] if page < section.pages else []
        return f"<div class='pages'>{' '.join(links + more)}</div>"


class Dede(Printed):
    name = "dedecms"
    origin = "http://www.cuilan.example"
    head = '<link href="/templets/default/style/dedecms.css" rel="stylesheet">'

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/list_{section.number}_{page}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        return f"<ul class='d1'>{self.rows(section, page)}</ul>{self.pager(section, page)}"

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.id}.html"

    def article(self, story: Story) -> str:
        near = self.near(story)
        return f"""<h2 class='biaoti'>{story.title}</h2><ul class='xinxi'><li>时间：{story.day} 16:41</li>
            <li>来源：{story.source}</li></ul><div class='nr'>{story.text}</div>
            <div class='shangyipian'><span>上一篇：{near["prev"]} </span><span>下一篇：{near["next"]} </span></div>"""


class Empire(Printed):
    name = "empirecms"
    origin = "http://www.langxi-invest.example"
    head = '<script src="/e/data/js/ajax.js"></script>'

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/index_{page}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, "<li><span>[{day}]</span><a href='{href}' title='{title}'>{title}</a></li>")
        return f"<ul>{rows}</ul>{self.pager(section, page)}"

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.id}.html"

    def article(self, story: Story) -> str:
        near = self.near(story)
        count = f"<script src='/e/public/ViewClick/?classid=4&id={story.id}&addclick=1'></script>次"
        return f"""<table><tr><td><h1>{story.title}</h1></td></tr>
            <tr><td>时间：{story.day} 10:12:45&nbsp;&nbsp;来源：{story.source}&nbsp;&nbsp;点击：{count}</td></tr>
            </table><table><tr><td id='text'>{story.text}</td></tr></table>
            <table><tr><td>上一篇：{near["prev"]}</td></tr><tr><td>下一篇：{near["next"]}</td></tr></table>"""


class Phpcms(Printed):
    name = "phpcms"
    origin = "http://www.tanshan.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/list-{section.number}-{page}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, "<li><span class='rt'>{day} 09:00:00</span>·<a href='{href}'>{title}</a></li>")
        return f"<ul>{rows}</ul>{self.pager(section, page)}"

    def pager(self, section: Section, page: int) -> str:
        """On the last page 下一页 leads to itself."""
        numbers = super().pager(section, page).replace("下一页", "")
        return f"{numbers}{self.link(section, min(section.pages, page + 1), '下一页')}"

    def path(self, story: Story) -> str:
        return f"/show-{story.section.number}-{story.id}-1.html"

    def article(self, story: Story) -> str:
        near = self.near(story)
        head = f"{story.day} 08:30:11&nbsp;&nbsp;来源：{story.source}&nbsp;&nbsp;点击：<font id='hits'></font>"
        return f"""<div id='Article'><h1>{story.title}<br /><span>{head}</span></h1><div class='content'>{story.text}
            </div><p class='f14'><strong>上一篇：</strong>{near["prev"]}<br />
            <strong>下一篇：</strong>{near["next"]}</p></div>"""
