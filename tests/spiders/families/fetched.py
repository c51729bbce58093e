"""The families whose lists are fetched by scripts: Hanweb's dataproxy, jpaas, searchList of Ucap, gkmlpt."""

import json
from datetime import UTC, datetime

from families.frame import ROWS, SECTIONS, Layout, Section, Story
from families.state import Ucap
from small_web import Page, html

from investchn_crawler.demo.web import Answer


def seconds(story: Story) -> int:
    return int(datetime.fromisoformat(story.day).replace(hour=4, tzinfo=UTC).timestamp())


class Hanweb(Layout):
    """Articles of Hanweb; how its lists are served differs."""

    def path(self, story: Story) -> str:
        year, month, day = story.day.split("-")
        return f"/art/{year}/{int(month)}/{int(day)}/art_{story.section.number}_{story.id}.html"

    def article(self, story: Story) -> str:
        return self.page(
            story.title,
            f"{self.crumbs(story.section)}<table><tr><td><!--<$[标题名称]>begin-->{story.title}<!--<$[标题名称]>end--></td></tr>"
            f"<tr><td>发布日期：{story.day} &nbsp;来源：{story.source} &nbsp;浏览次数：</td></tr><tr><td><div id='zoom'>"
            f"<!--<$[信息内容]>begin-->{story.paragraphs}<!--<$[信息内容]>end--></div></td></tr></table>",
        )


class Proxy(Hanweb):
    """The first records in a script of the page, the others from dataproxy.jsp."""

    name = "hanweb"
    origin = "http://www.lanxi.example"

    def list_path(self, section: Section, page: int) -> str:
        if page == 1:
            return f"/col/col{section.number}/index.html"
        start, end = ROWS * (page - 1) + 1, min(ROWS * page, section.size)
        fields = f"col=1&webid=8&path=%2F&columnid={section.number}&unitid=77&webname=lx&permissiontype=0"
        return f"/module/web/jpage/dataproxy.jsp?startrecord={start}&endrecord={end}&perpage={ROWS}&{fields}"

    def list_page(self, section: Section, page: int) -> str:
        row = '<record><![CDATA[<li><span>{day}</span><a href="{href}">{title}</a></li>]]></record>'
        records = f"<recordset>{self.rows(section, page, row)}</recordset>"
        data = f"<datastore><totalrecord>{section.size}</totalrecord>{records}</datastore>"
        if page > 1:
            return f"<?xml version='1.0' encoding='utf-8' ?>{data}"
        script = (
            f"<script>$('#77').jpage({{perPage:{ROWS}, totalRecord:{section.size}, proxyUrl:'/module/web/jpage/dataproxy.jsp', "
            f"proxyParam:{{col:1,webid:8,path:'/',columnid:{section.number},unitid:77,webname:'lx',permissiontype:0}}}});</script>"
        )
        return self.page(
            section.name, f'{self.crumbs(section)}<div id="77"><script type="text/xml">{data}</script></div>{script}'
        )


class Fetched(Layout):
    """Columns that hold no row, but a script which fetches them."""

    def column_path(self, section: Section) -> str:
        return f"/col/{section.folder}/index.html"

    def script(self, section: Section) -> str:
        raise NotImplementedError

    def web(self) -> dict[str, Page]:
        columns = {
            self.origin + self.column_path(section): html(
                self.page(section.name, self.crumbs(section) + self.script(section), self.head(section))
            )
            for section in SECTIONS
        }
        return super().web() | columns

    def head(self, section: Section) -> str:
        return ""

    def list_answer(self, section: Section, page: int) -> Answer:
        return Answer(200, self.list_page(section, page).encode(), (("Content-Type", "application/json"),))


class Jpaas(Fetched, Hanweb):
    """build/unit answers with a fragment of HTML."""

    name = "jpaas"
    origin = "https://gxj.qingke.example"
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def list_path(self, section: Section, page: int) -> str:
        fields = f"parseType=buildstatic&webId=8d&pageType=column&tagId=%E5%88%97%E8%A1%A8&pageId={section.number}"
        asked = f"&paramJson=%7B%22pageNo%22%3A{page}%2C%22pageSize%22%3A{ROWS}%7D" if page > 1 else ""
        return f"{self.unit}?{fields}{asked}"

    def list_page(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, '<li><a href="{href}">{title}</a><span class="fr">{day}</span></li>')
        text = f'<ul>{rows}</ul><div class="pagination" rows="{ROWS}" count="{section.size}"></div>'
        return json.dumps({"success": True, "data": {"html": text}})

    def script(self, section: Section) -> str:
        fields = (
            f"'parseType':'buildstatic','webId':'8d','pageType':'column','tagId':'列表','pageId':'{section.number}'"
        )
        return f'<script parseType="buildstatic" url="{self.unit}" queryData="{{{fields}}}"></script>'

    def home(self) -> str:
        parts = f"<script parseType=\"buildstatic\" url=\"{self.unit}\" queryData=\"{{'pageType':'homepage','tagId':'要闻列表'}}\"></script>"
        return super().home().replace("</body>", f"{parts}</body>")


class Search(Fetched, Ucap):
    """searchList answers with records; times are milliseconds."""

    def list_path(self, section: Section, page: int) -> str:
        return (
            f"/searchList/c10000{section.number}?_isAgg=true&_isJson=true&_pageSize={ROWS}&_template=index&page={page}"
        )

    def list_page(self, section: Section, page: int) -> str:
        results = [
            {"title": each.title, "url": self.path(each), "publishedTime": seconds(each) * 1000, "memo": each.body[0]}
            for each in self.stories(section, page)
        ]
        return json.dumps({"data": {"page": page, "rows": ROWS, "total": section.size, "results": results}})

    def head(self, section: Section) -> str:
        return f'<meta name="channelid" content="c10000{section.number}">'

    def script(self, section: Section) -> str:
        return f"<ul id='list'></ul><script>$.get('/searchList/'+id,{{_isJson:true,_pageSize:{ROWS},page:1}},draw);</script>"


class Catalogue(Fetched):
    """gkmlpt: one list of all documents, whose text is a string in a script."""

    name = "guangdong"
    origin = "http://jyj.nanling.example"
    sourced = False

    def column_path(self, section: Section) -> str:
        return "/gkmlpt/index"

    def list_path(self, section: Section, page: int) -> str:
        return f"/gkmlpt/api/all/0?page={page}&sid=200061"

    def list_page(self, section: Section, page: int) -> str:
        everything = [story for each in SECTIONS for story in self.stories(each)]
        articles = [
            {
                "title": each.title,
                "url": self.origin + self.path(each),
                "display_publish_time": seconds(each),
                "date": 1577808000,
            }
            for each in everything[ROWS * (page - 1) : ROWS * page]
        ]
        return json.dumps({"articles": articles, "classify": {"id": 0, "post_count": len(everything)}})

    def web(self) -> dict[str, Page]:
        more = {
            self.origin + self.list_path(SECTIONS[0], page): self.list_answer(SECTIONS[0], page) for page in range(1, 7)
        }
        return super().web() | more

    def head(self, section: Section) -> str:
        return '<script>window._CONFIG = {SITE_ID: 1, SID: \'200061\', TREE: [{"id":4001,"name":"机构职能"}]};</script>'

    def script(self, section: Section) -> str:
        return '<div id="app"></div>'

    def path(self, story: Story) -> str:
        return f"/gkmlpt/content/1/{story.section.number}/post_{story.id}.html"

    def article(self, story: Story) -> str:
        detail = {
            "title": story.title,
            "identifier": f"0069{story.id}/2026-00031",
            "publisher": "南岭市教育局",
            "classify_main_name": story.section.name,
            "date": seconds(story) - 864000,
            "display_publish_time": seconds(story),
            "content": story.paragraphs,
        }
        text = json.dumps(detail).replace("<", "\\u003C").replace(">", "\\u003E")
        return self.page(
            "南岭市教育局",
            '<div id="app"></div>',
            f"<script>window._CONFIG = {{SID: '200061', DETAIL: {text}}};</script>",
        )
