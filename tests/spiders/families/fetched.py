"""The families whose lists are fetched by scripts: Hanweb's dataproxy, jpaas, searchList of Ucap, gkmlpt."""

import json
from datetime import UTC, datetime

from small_web import Page, html

from families.frame import ROWS, SECTIONS, Layout, Section, Story
from families.state import Ucap
from investchn_crawler.demo.web import Answer


def seconds(story: Story) -> int:
    return int(datetime.fromisoformat(story.day).replace(hour=4, tzinfo=UTC).timestamp())


class Hanweb(Layout):
    """Articles of Hanweb; how its lists are served differs."""

    def path(self, story: Story) -> str:
        year, month, day = story.day.split("-")
        return f"/art/{year}/{int(month)}/{int(day)}/art_{story.section.number}_{story.id}.html"

    def article(self, story: Story) -> str:
        return f"""<table><tr><td><!--<$[标题名称]>begin-->{story.title}<!--<$[标题名称]>end--></td></tr>
            <tr><td>发布日期：{story.day} &nbsp;来源：{story.source} &nbsp;浏览次数：</td></tr>
            <tr><td><div id="zoom"><!--<$[信息内容]>begin-->{story.text}<!--<$[信息内容]>end--></div></td></tr>
            </table>"""


class Proxy(Hanweb):
    """The first records in a script of the page, the others from dataproxy.jsp."""

    name = "hanweb"
    origin = "http://www.lanxi.example"
    proxy = "/module/web/jpage/dataproxy.jsp"

    def list_path(self, section: Section, page: int) -> str:
        if page == 1:
            return f"/col/col{section.number}/index.html"
        start, end = ROWS * (page - 1) + 1, min(ROWS * page, section.size)
        fields = f"col=1&path=%2F&columnid={section.number}&unitid=77&permissiontype=0"
        return f"{self.proxy}?startrecord={start}&endrecord={end}&perpage={ROWS}&{fields}"

    def records(self, section: Section, page: int) -> str:
        row = '<record><![CDATA[<li><span>{day}</span><a href="{href}">{title}</a></li>]]></record>'
        records = f"<recordset>{self.rows(section, page, row)}</recordset>"
        return f"<datastore><totalrecord>{section.size}</totalrecord>{records}</datastore>"

    def rows_and_pager(self, section: Section, page: int) -> str:
        fields = f"col:1,path:'/',columnid:{section.number},unitid:77,permissiontype:0"
        setting = f"perPage:{ROWS}, totalRecord:{section.size}, proxyUrl:'{self.proxy}', proxyParam:{{{fields}}}"
        return f"""<div id="77"><script type="text/xml">{self.records(section, page)}</script></div>
            <script>$('#77').jpage({{{setting}}});</script>"""

    def list_answer(self, section: Section, page: int) -> Answer:
        if page == 1:
            return super().list_answer(section, page)
        return html(f"<?xml version='1.0' encoding='utf-8' ?>{self.records(section, page)}")


class Fetched(Layout):
    """Columns that hold no row, but a script which fetches JSON."""

    def column_path(self, section: Section) -> str:
        return f"/col/{section.folder}/index.html"

    def script(self, section: Section) -> str:
        """What stands on a column's page."""
        raise NotImplementedError

    def data(self, section: Section, page: int) -> object:
        """What its script is answered."""
        raise NotImplementedError

    def list_answer(self, section: Section, page: int) -> Answer:
        text = json.dumps(self.data(section, page))
        return Answer(200, text.encode(), (("Content-Type", "application/json; charset=utf-8"),))

    def web(self) -> dict[str, Page]:
        pages = super().web()
        for section in SECTIONS:
            column = self.page(section.name, self.below(section, self.script(section)))
            pages[self.origin + self.column_path(section)] = column
        return pages


class Jpaas(Fetched, Hanweb):
    """build/unit answers with a fragment of HTML."""

    name = "jpaas"
    origin = "https://gxj.qingke.example"
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def list_path(self, section: Section, page: int) -> str:
        fields = f"parseType=buildstatic&pageType=column&tagId=%E5%88%97%E8%A1%A8&pageId={section.number}"
        asked = f"&paramJson=%7B%22pageNo%22%3A{page}%2C%22pageSize%22%3A{ROWS}%7D" if page > 1 else ""
        return f"{self.unit}?{fields}{asked}"

    def data(self, section: Section, page: int) -> object:
        pager = f'<div class="pagination" rows="{ROWS}" count="{section.size}"></div>'
        return {"success": True, "data": {"html": f"<ul>{self.rows(section, page)}</ul>{pager}"}}

    def script(self, section: Section) -> str:
        return self._part(f"'pageType':'column','tagId':'列表','pageId':'{section.number}'")

    def home(self) -> str:
        return super().home() + self._part("'pageType':'homepage','tagId':'要闻列表'")

    def _part(self, fields: str) -> str:
        query = f"{{'parseType':'buildstatic',{fields}}}"
        return f'<script parseType="buildstatic" url="{self.unit}" queryData="{query}"></script>'


class Search(Fetched, Ucap):
    """searchList answers with records; times are milliseconds."""

    def list_path(self, section: Section, page: int) -> str:
        fields = f"_isAgg=true&_isJson=true&_pageSize={ROWS}&_template=index&page={page}"
        return f"/searchList/c10000{section.number}?{fields}"

    def data(self, section: Section, page: int) -> object:
        results = [
            {"title": each.title, "url": self.path(each), "publishedTime": seconds(each) * 1000, "memo": each.body[0]}
            for each in self.stories(section, page)
        ]
        return {"data": {"page": page, "rows": ROWS, "total": section.size, "results": results}}

    def script(self, section: Section) -> str:
        return f"""<meta name="channelid" content="c10000{section.number}"><ul id="list"></ul>
            <script>$.get('/searchList/' + channel, {{_isJson: true, _pageSize: {ROWS}, page: 1}}, draw);</script>"""


class Catalogue(Fetched):
    """gkmlpt: one list of all documents, whose text is a string in a script."""

    name = "guangdong"
    origin = "http://jyj.nanling.example"
    sourced = False

    def column_path(self, section: Section) -> str:  # noqa: ARG002 - one for all
        return "/gkmlpt/index"

    def list_path(self, section: Section, page: int) -> str:  # noqa: ARG002 - one for all
        return f"/gkmlpt/api/all/0?page={page}&sid=200061"

    def data(self, section: Section, page: int) -> object:  # noqa: ARG002 - one for all
        stories = [Story(each, rank) for each in SECTIONS for rank in range(each.size)]
        articles = [
            {
                "title": each.title,
                "url": self.origin + self.path(each),
                "date": 1,
                "display_publish_time": seconds(each),
            }
            for each in stories[ROWS * (page - 1) : ROWS * page]
        ]
        return {"articles": articles, "classify": {"id": 0, "post_count": len(stories)}}

    def web(self) -> dict[str, Page]:
        """All pages of the one list, and the empty one behind the last."""
        pages = range(1, 7)
        one = SECTIONS[0]
        return super().web() | {self.origin + self.list_path(one, page): self.list_answer(one, page) for page in pages}

    def script(self, section: Section) -> str:  # noqa: ARG002 - one for all
        tree = '[{"id": 4001, "name": "机构职能"}]'
        return f"<div id='app'></div><script>window._CONFIG = {{SITE_ID: 1, SID: '200061', TREE: {tree}}};</script>"

    def path(self, story: Story) -> str:
        return f"/gkmlpt/content/1/{story.section.number}/post_{story.id}.html"

    def article(self, story: Story) -> str:
        detail = {
            "title": story.title,
            "identifier": f"0069{story.id}/2026-00031",
            "publisher": "南岭市教育局",
            "classify_main_name": story.section.name,
            "date": seconds(story) - 864_000,
            "display_publish_time": seconds(story),
            "content": story.text,
        }
        text = json.dumps(detail).replace("<", "\\u003C").replace(">", "\\u003E")
        return f"<div id='app'></div><script>window._CONFIG = {{SID: '200061', DETAIL: {text}}};</script>"
