"""The families whose lists are pages: TRS, VSB, Ucap, Guangdong, Epoint, Shanghai, gov.cn."""

from families.frame import ROW, Layout, Section, Story


class Trs(Layout):
    """Counts from 0: page 2 is index_1."""

    name = "trs"
    origin = "http://www.songming.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/index_{page - 1}.html"

    def list_page(self, section: Section, page: int) -> str:
        pager = f'<script>createPageHTML({section.pages}, {page - 1}, "index", "html");</script>'
        return self.page(section.name, f"{self.crumbs(section)}<ul>{self.rows(section, page, ROW)}</ul>{pager}")

    def path(self, story: Story) -> str:
        day = story.day.replace("-", "")
        return f"/{story.section.folder}/{day[:6]}/t{day}_{story.id}.html"

    def article(self, story: Story) -> str:
        head = f'<meta name="ArticleTitle" content="{story.title}"><meta name="PubDate" content="{story.day} 10:20">'
        return self.page(
            story.title,
            f'{self.crumbs(story.section)}<h2>{story.title}</h2><div class="info">来源：{story.source} 时间：{story.day} 10:20</div>'
            f'<div class="TRS_UEDITOR TRS_PreAppend"><div class="TRS_Editor">{story.paragraphs}</div></div>'
            '<p><span>上一篇：</span><a href="javascript:;" id="no1">无</a></p><p><span>下一篇：</span><a href="javascript:;">无</a></p>',
            head,
        )


class Vsb(Layout):
    """Counts down: page 2 of 3 is 2.htm, the last 1.htm; 上一条 is the newer."""

    name = "vsb"
    origin = "http://www.qingkegang.example"
    newer = "prev"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}.htm" if page == 1 else f"/{section.folder}/{section.pages - page + 1}.htm"

    def list_page(self, section: Section, page: int) -> str:
        last = page == section.pages
        links = "<span>下页</span>" if last else f'<a href="{self.list_path(section, page + 1)}">下页</a>'
        script = f"<script>function a2_gopage_fun(){{_simple_list_gotopage_fun({section.pages},'a2GOPAGE',2)}}</script>"
        rows = self.rows(section, page, '<li id="line_u7_0"><span>{day}</span><a href="{href}">{title}</a></li>')
        count = f"<td id='fanye2'>共{section.size}条&nbsp;&nbsp;{page}/{section.pages}&nbsp;</td>"
        return self.page(
            section.name,
            f"{self.crumbs(section)}<ul>{rows}</ul>{script}<table><tr>{count}<td>{links}</td></tr></table>",
        )

    def path(self, story: Story) -> str:
        return f"/info/100{story.section.number}/{story.id}.htm"

    def article(self, story: Story) -> str:
        near = self.beside(story)
        links = "".join(
            f'<p>{label}：<a href="{each.id}.htm">{each.title}</a></p>'
            for label, each in (("上一条", near["prev"]), ("下一条", near["next"]))
            if each
        )
        return self.page(
            story.title,
            f"{self.crumbs(story.section)}<h1>{story.title}</h1><div>文章来源：{story.source} 发布时间：{story.day} 09:00:00 阅读次数："
            f'<script>_showDynClicks("wbnews", 1377, {story.id})</script></div>'
            f'<div id="vsb_content"><div class="v_news_content">{story.paragraphs}</div>{links}</div>',
            "<!--Announced by Visual SiteBuilder 9-->",
        )


class Ucap(Layout):
    """Counts from 1: page 2 is list_2; elements of its own."""

    name = "ucap"
    origin = "http://www.qinglan.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/ql/{section.folder}/list.shtml" if page == 1 else f"/ql/{section.folder}/list_{page}.shtml"

    def list_page(self, section: Section, page: int) -> str:
        pager = (
            f"<script>createPageHTML('page_div', {section.pages}, {page}, 'list', 'shtml', {section.size});</script>"
        )
        return self.page(section.name, f"{self.crumbs(section)}<ul>{self.rows(section, page, ROW)}</ul>{pager}")

    def path(self, story: Story) -> str:
        return f"/ql/{story.section.folder}/{story.day[:7].replace('-', '')}/{story.hex}.shtml"

    def article(self, story: Story) -> str:
        return self.page(
            story.title,
            f"{self.crumbs(story.section)}<ucaptitle>{story.title}</ucaptitle><div>发布日期：<publishtime>{story.day} 08:12</publishtime> "
            f"来源：<ucapsource>{story.source}</ucapsource></div><ucapcontent>{story.paragraphs}</ucapcontent>",
        )

    def home(self) -> str:
        return super().home().replace("</body>", "<!-- <ucaptitle> --></body>")


class Guangdong(Layout):
    """post_ pages; a space before the colon."""

    name = "guangdong"
    origin = "http://www.nanling.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/index.html" if page == 1 else f"/{section.folder}/index_{page}.html"

    def list_page(self, section: Section, page: int) -> str:
        last = page == section.pages
        numbers = "".join(
            f'<a class="normal" href="{self.list_path(section, n)}">{n}</a>' for n in range(1, section.pages + 1)
        )
        pager = f'{numbers}<a class="next" href="{"" if last else self.list_path(section, page + 1)}">下一页</a>'
        return self.page(
            section.name,
            f'{self.crumbs(section)}<ul class="newList">{self.rows(section, page, ROW)}</ul><div>{pager}</div>',
        )

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/content/post_{story.id}.html"

    def article(self, story: Story) -> str:
        return self.page(
            story.title,
            f'{self.crumbs(story.section)}<div class="zw-title">{story.title}</div><div class="zw-info"><span class="time">时间 : '
            f'{story.day} 15:20:31</span><span class="ly">来源 : {story.source}</span></div><div class="zw">{story.paragraphs}</div>',
            '<meta name="ArticleTitle" content=""><script>window.NFCMS_SITE_ID="200061"</script>',
        )


class Epoint(Layout):
    """Placeholders in meta tags, no source, 【信息发布时间：…阅读次数：】."""

    name = "epoint"
    origin = "http://ggzy.yunshui.example"
    sourced = False

    def list_path(self, section: Section, page: int) -> str:
        return f"/03500{section.number}/{'moreinfo' if page == 1 else page}.html"

    def list_page(self, section: Section, page: int) -> str:
        last = page == section.pages
        more = "<a>下页&gt;</a>" if last else f'<a href="{self.list_path(section, page + 1)}">下页&gt;</a>'
        row = '<li class="ewb-list-node"><a href="{href}" title="{title}">{title:.10}...</a><span class="ewb-date">[{day}]</span></li>'
        rows = self.rows(section, page, row)
        return self.page(
            section.name,
            f'{self.crumbs(section)}<ul>{rows}</ul><div class="ewb-page">{more}<span>{page}/{section.pages}</span></div>',
        )

    def path(self, story: Story) -> str:
        folder = f"/03500{story.section.number}/03500{story.section.number}001/{story.day.replace('-', '')}"
        return f"{folder}/70b177c4-b78b-4341-8efb-d14e90cd{story.id}.html"

    def article(self, story: Story) -> str:
        head = '<meta name="SiteName" content="网站名称"><meta name="SiteIDCode" content="政府网站标识码">'
        return self.page(
            story.title,
            f'{self.crumbs(story.section)}<div class="article-info"><h1>{story.title}</h1><p>【信息发布时间：{story.day}阅读次数：'
            f'<span id="infoViewCount"></span>】【<a href="javascript:window.print();">我要打印</a>】</p><div class="con">{story.paragraphs}</div></div>',
            head,
        )


class Shanghai(Layout):
    """Trustworthy meta tags, #ivs_content."""

    name = "shanghai"
    origin = "https://fgw.haijiao.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/index_{page}.html"

    def list_page(self, section: Section, page: int) -> str:
        last = page == section.pages
        more = "<span>下一页</span>" if last else f'<a href="{self.list_path(section, page + 1)}">下一页</a>'
        rows = self.rows(section, page, ROW)
        return self.page(
            section.name, f'{self.crumbs(section)}<ul class="uli16 nowrapli list-date">{rows}</ul><div>{more}</div>'
        )

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.day.replace('-', '')}/{story.hex}.html"

    def article(self, story: Story) -> str:
        tags = {
            "ArticleTitle": story.title,
            "PubDate": f"{story.day} 14:00",
            "ContentSource": story.source,
            "ColumnName": story.section.name,
        }
        head = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
        return self.page(
            story.title,
            f'{self.crumbs(story.section)}<h2 id="ivs_title">{story.title}<small id="ivs_date">({story.day})</small></h2>'
            f'<div id="ivs_content" class="Article_content">{story.paragraphs}</div>',
            head,
        )

    def home(self) -> str:
        return super().home().replace("<ul>", '<ul class="nowrapli">')


class Govcn(Layout):
    """meta firstpublishedtime, lanmu; lists by links."""

    name = "govcn"
    origin = "https://www.yunshui.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/home{'' if page == 1 else f'_{page - 1}'}.htm"

    def list_page(self, section: Section, page: int) -> str:
        last = page == section.pages
        more = "下一页" if last else f'<a href="{self.list_path(section, page + 1)}">下一页</a>'
        return self.page(
            section.name,
            f"{self.crumbs(section)}<ul>{self.rows(section, page, ROW)}</ul><div>{more}</div>",
            self._tags(section.name),
        )

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.day[:7].replace('-', '')}/content_{story.id}.htm"

    def article(self, story: Story) -> str:
        tags = f'{self._tags(story.section.name)}<meta name="firstpublishedtime" content="{story.day}-17:48:05">'
        return self.page(
            story.title,
            f'{self.crumbs(story.section)}<h1>{story.title}</h1><div class="pages-date">{story.day} 17:48 <span>来源：{story.source}</span></div>'
            f'<div class="pages_content" id="UCAP-CONTENT">{story.paragraphs}</div>',
            tags,
        )

    def home(self) -> str:
        return super().home().replace("</head>", f"{self._tags('首页')}</head>")

    def _tags(self, column: str) -> str:
        return f'<meta name="lanmu" content="{column}">'
