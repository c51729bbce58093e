"""The families of offices whose lists are pages: TRS, VSB, Ucap, Guangdong, Epoint, Shanghai, gov.cn."""

from families.frame import Layout, Section, Story


class Trs(Layout):
    """Counts from 0: page 2 is index_1."""

    name = "trs"
    origin = "http://www.songming.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/index_{page - 1}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        pager = f'<script>createPageHTML({section.pages}, {page - 1}, "index", "html");</script>'
        return f"<ul>{self.rows(section, page)}</ul>{pager}"

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.digits[:6]}/t{story.digits}_{story.id}.html"

    def tags(self, story: Story) -> str:
        return f'<meta name="ArticleTitle" content="{story.title}"><meta name="PubDate" content="{story.day} 10:20">'

    def article(self, story: Story) -> str:
        return f"""<h2>{story.title}</h2><div class="info">来源：{story.source} 时间：{story.day} 10:20</div>
            <div class="TRS_UEDITOR TRS_PreAppend"><div class="TRS_Editor">{story.text}</div></div>
            <p><span>上一篇：</span><a href="javascript:;" id="no1">无</a></p>
            <p><span>下一篇：</span><a href="javascript:;" id="no2">无</a></p>"""


class Vsb(Layout):
    """Counts down: page 2 of 3 is 2.htm, the last 1.htm; 上一条 is the newer."""

    name = "vsb"
    origin = "http://www.qingkegang.example"
    newer = "prev"
    head = "<!--Announced by Visual SiteBuilder 9--><script src='/_sitegray/_sitegray.js'></script>"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}.htm" if page == 1 else f"/{section.folder}/{section.pages - page + 1}.htm"

    def rows_and_pager(self, section: Section, page: int) -> str:
        rows = self.rows(section, page, '<li id="line_u7_0"><span>{day}</span><a href="{href}">{title}</a></li>')
        return f"""<ul>{rows}</ul><script>_simple_list_gotopage_fun({section.pages},'a2GOPAGE',2)</script>
            <table><tr><td id="fanye2">共{section.size}条&nbsp;&nbsp;{page}/{section.pages}&nbsp;</td>
            <td>{self.link(section, page + 1, "下页")}</td></tr></table>"""

    def path(self, story: Story) -> str:
        return f"/info/100{story.section.number}/{story.id}.htm"

    def article(self, story: Story) -> str:
        near = zip(("上一条", "下一条"), self.beside(story).values(), strict=True)
        links = "".join(f'<p>{name}：<a href="{each.id}.htm">{each.title}</a></p>' for name, each in near if each)
        return f"""<h1>{story.title}</h1><div>文章来源：{story.source} 发布时间：{story.day} 09:00:00 阅读次数：
            <script>_showDynClicks("wbnews", 1377, {story.id})</script></div>
            <div id="vsb_content"><div class="v_news_content">{story.text}</div>{links}</div>"""


class Ucap(Layout):
    """Counts from 1: page 2 is list_2; elements of its own."""

    name = "ucap"
    origin = "http://www.qinglan.example"
    head = "<style>ucapcontent, ucaptitle { display: block }</style><!-- <ucaptitle> -->"

    def list_path(self, section: Section, page: int) -> str:
        return f"/ql/{section.folder}/list.shtml" if page == 1 else f"/ql/{section.folder}/list_{page}.shtml"

    def rows_and_pager(self, section: Section, page: int) -> str:
        pager = f"createPageHTML('page_div', {section.pages}, {page}, 'list', 'shtml', {section.size});"
        return f"<ul>{self.rows(section, page)}</ul><script>{pager}</script>"

    def path(self, story: Story) -> str:
        return f"/ql/{story.section.folder}/{story.digits[:6]}/{story.hex}.shtml"

    def article(self, story: Story) -> str:
        return f"""<ucaptitle>{story.title}</ucaptitle><div>发布日期：<publishtime>{story.day} 08:12</publishtime>
            来源：<ucapsource>{story.source}</ucapsource></div><ucapcontent>{story.text}</ucapcontent>"""


class Guangdong(Layout):
    """post_ pages; a space before the colon."""

    name = "guangdong"
    origin = "http://www.nanling.example"
    head = '<meta name="ArticleTitle" content=""><script>window.NFCMS_SITE_ID="200061"</script>'

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/index.html" if page == 1 else f"/{section.folder}/index_{page}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        numbers = "".join(self.link(section, number, str(number)) for number in range(1, section.pages + 1))
        pager = (
            f"<div>{numbers}{self.link(section, page + 1, '下一页')}{self.link(section, section.pages, '尾页')}</div>"
        )
        return f'<ul class="newList">{self.rows(section, page)}</ul>{pager}'

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/content/post_{story.id}.html"

    def article(self, story: Story) -> str:
        return f"""<div class="zw-title">{story.title}</div><div class="zw-info"><span class="time">时间 : {story.day}
            15:20:31</span><span class="ly">来源 : {story.source}</span></div><div class="zw">{story.text}</div>"""


class Epoint(Layout):
    """Placeholders in meta tags, no source, 【信息发布时间：…阅读次数：】."""

    name = "epoint"
    origin = "http://ggzy.yunshui.example"
    sourced = False
    head = '<meta name="SiteName" content="网站名称"><meta name="SiteIDCode" content="政府网站标识码">'

    def list_path(self, section: Section, page: int) -> str:
        return f"/03500{section.number}/{'moreinfo' if page == 1 else page}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        link = '<a href="{href}" title="{title}">{title:.10}...</a>'
        rows = self.rows(section, page, f'<li class="ewb-list-node">{link}<span>[{{day}}]</span></li>')
        pager = f"{self.link(section, page + 1, '下页&gt;')}<span>{page}/{section.pages}</span>"
        return f'<ul>{rows}</ul><div class="ewb-page">{pager}</div>'

    def path(self, story: Story) -> str:
        column = f"03500{story.section.number}"
        return f"/{column}/{column}001/{story.digits}/70b177c4-b78b-4341-8efb-d14e90cd{story.id}.html"

    def article(self, story: Story) -> str:
        return f"""<div class="article-info"><h1>{story.title}</h1><p>【信息发布时间：{story.day}阅读次数：<span
            id="infoViewCount"></span>】【<a href="javascript:window.print();">我要打印</a>】</p>
            <div class="con">{story.text}</div></div>"""


class Shanghai(Layout):
    """Trustworthy meta tags, #ivs_content."""

    name = "shanghai"
    origin = "https://fgw.haijiao.example"

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/" if page == 1 else f"/{section.folder}/index_{page}.html"

    def rows_and_pager(self, section: Section, page: int) -> str:
        pager = f"<div>{self.link(section, page + 1, '下一页')}</div>"
        return f'<ul class="uli16 nowrapli list-date">{self.rows(section, page)}</ul>{pager}'

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.digits}/{story.hex}.html"

    def tags(self, story: Story) -> str:
        tags = {"ArticleTitle": story.title, "PubDate": f"{story.day} 14:00", "ContentSource": story.source}
        return "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())

    def article(self, story: Story) -> str:
        return f"""<h2 id="ivs_title">{story.title}<small id="ivs_date">({story.day})</small></h2>
            <div id="ivs_content" class="Article_content">{story.text}</div>"""

    def home(self) -> str:
        return super().home().replace("<ul>", '<ul class="uli14 nowrapli">')


class Govcn(Layout):
    """meta firstpublishedtime and lanmu; lists by links."""

    name = "govcn"
    origin = "https://www.yunshui.example"
    head = '<meta name="lanmu" content="云水">'

    def list_path(self, section: Section, page: int) -> str:
        return f"/{section.folder}/home{'' if page == 1 else f'_{page - 1}'}.htm"

    def rows_and_pager(self, section: Section, page: int) -> str:
        return f"<ul>{self.rows(section, page)}</ul><div>{self.link(section, page + 1, '下一页')}</div>"

    def path(self, story: Story) -> str:
        return f"/{story.section.folder}/{story.digits[:6]}/content_{story.id}.htm"

    def tags(self, story: Story) -> str:
        return f'<meta name="firstpublishedtime" content="{story.day}-17:48:05">'

    def article(self, story: Story) -> str:
        return f"""<h1>{story.title}</h1><div class="pages-date">{story.day} 17:48
            <span>来源：{story.source}</span></div>
            <div class="pages_content" id="UCAP-CONTENT">{story.text}</div>"""
