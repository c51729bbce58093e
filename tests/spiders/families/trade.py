"""The families of investment promotion: DedeCMS, EmpireCMS, PHPCMS; all print both neighbours."""

from families.frame import Layout, Section, Story


class Printed(Layout):
    """Neighbours under two labels, 没有了 where there is none."""

    newer = "next"

    def near(self, story: Story) -> dict[str, str]:
        links = self.beside(story).items()
        return {rel: f"<a href='{self.path(each)}'>{each.title}</a>" if each else "没有了" for rel, each in links}

    def pager(self, section: Section, page: int) -> str:
        numbers = range(1, section.pages + 1)
        links = [str(n) if n == page else f"<a href='{self.list_path(section, n)}'>{n}</a>" for n in numbers]
        more = f"<a href='{self.list_path(section, page + 1)}'>下一页</a>" if page < section.pages else ""
        return f"<div class='pages'>{' '.join(links)} {more}</div>"


class Dede(Printed):
    name = "dedecms"
    origin = "http://www.cuilan.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/list_{section.number}_{page}.html"

    def list_page(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, "<li><a href='{href}'>{title}</a><span>{day}</span></li>")
        return self.page(
            section.name, f"{self.crumbs(section)}<ul class='d1'>{rows}</ul>{self.pager(section, page)}", self.head
        )

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.id}.html"

    def article(self, story: Story) -> str:
        near = self.near(story)
        return self.page(
            story.title,
            f"{self.crumbs(story.section)}<h2 class='biaoti'>{story.title}</h2><ul class='xinxi'><li>时间：{story.day} 16:41</li>"
            f"<li>来源：{story.source}</li></ul><div class='nr'>{story.paragraphs}</div>"
            f"<div class='shangyipian'><span>上一篇：{near['prev']} </span><span>下一篇：{near['next']} </span></div>",
            self.head,
        )

    def home(self) -> str:
        return super().home().replace("</head>", f"{self.head}</head>")

    head = '<link href="/templets/default/style/dedecms.css" rel="stylesheet">'


class Empire(Printed):
    name = "empirecms"
    origin = "http://www.langxi-invest.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/index_{page}.html"

    def list_page(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, "<li><span>[{day}]</span><a href='{href}' title='{title}'>{title}</a></li>")
        return self.page(section.name, f"{self.crumbs(section)}<ul>{rows}</ul>{self.pager(section, page)}", self.head)

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.id}.html"

    def article(self, story: Story) -> str:
        near = self.near(story)
        return self.page(
            story.title,
            f"{self.crumbs(story.section)}<table><tr><td><h1>{story.title}</h1></td></tr><tr><td>时间：{story.day} 10:12:45&nbsp;&nbsp;来源："
            f"{story.source}&nbsp;&nbsp;点击：<script src='/e/public/ViewClick/?classid=4&id={story.id}&addclick=1'></script>次</td></tr></table>"
            f"<table><tr><td id='text'>{story.paragraphs}</td></tr></table>"
            f"<table><tr><td>上一篇：{near['prev']}</td></tr><tr><td>下一篇：{near['next']}</td></tr></table>",
            self.head,
        )

    def home(self) -> str:
        return super().home().replace("</head>", f"{self.head}</head>")

    head = '<script src="/e/data/js/ajax.js"></script>'


class Phpcms(Printed):
    name = "phpcms"
    origin = "http://www.tanshan.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/list-{section.number}-{page}.html"

    def list_page(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, "<li><span class='rt'>{day} 09:00:00</span>·<a href='{href}'>{title}</a></li>")
        back, on = max(1, page - 1), min(section.pages, page + 1)
        links = " ".join(
            f"<span>{n}</span>" if n == page else f"<a href='{self.list_path(section, n)}'>{n}</a>"
            for n in range(1, section.pages + 1)
        )
        pager = (
            f"<div id='pages'><a class='a1'>{section.size}条</a> <a href='{self.list_path(section, back)}'>上一页</a> {links} "
            f"<a href='{self.list_path(section, on)}'>下一页</a></div>"
        )
        return self.page(section.name, f"{self.crumbs(section)}<ul>{rows}</ul>{pager}")

    def path(self, story: Story) -> str:
        return f"/show-{story.section.number}-{story.id}-1.html"

    def article(self, story: Story) -> str:
        near = self.near(story)
        return self.page(
            story.title,
            f"{self.crumbs(story.section)}<div id='Article'><h1>{story.title}<br /><span>{story.day} 08:30:11&nbsp;&nbsp;来源：{story.source}"
            f"&nbsp;&nbsp;点击：<font id='hits'></font></span></h1><div class='content'>{story.paragraphs}</div>"
            f"<p class='f14'><strong>上一篇：</strong>{near['prev']}<br /><strong>下一篇：</strong>{near['next']}</p></div>",
        )
