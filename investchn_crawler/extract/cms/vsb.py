"""博达 VSB (visionsite, Visual SiteBuilder): rows info/COL/ID.htm, and a pager that counts down.

Seen on the sites of universities: column col.htm is page 1, 下页 is col/(N-1).htm, 尾页 is col/1.htm, so the address
of a page keeps its number and changes its rows as articles are added; links are all there, and
_simple_list_gotopage_fun(3,'…GOPAGE',2) says how many pages. 上一条 is the newer one; the oldest has no 下一条 at all;
neighbours may stand inside #vsb_content, may lead to another site, and their titles are cut off. `.time` runs on
without a gap: 2022-03-17作者：浏览次数：. Behind an attachment stands 已下载…次. A text that is a PDF is
`var vsb_pdf_image_data=[…]`, its pages as pictures, and showVsbpdfIframe("….pdf", …). _jsq_(COL, '/list.jsp', -1,
OWNER) counts the readers of a list, _showDynClicks("wbnews", OWNER, ID) those of an article. A 488 is its wall.
"""

import html
import re

from investchn_crawler.extract.cms.family import Family, ScriptPager, script_around
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.pager import next_page

PAGES = re.compile(r"_simple_list_gotopage_fun\(\s*(\d{1,9})\b")
PDF = "vsb_pdf_image_data"
PICTURE = re.compile(r"[\"']([^\"']{1,1000}\.(?:jpe?g|png|gif|webp)[^\"']{0,400})[\"']", re.I)
FILE = re.compile(r"showVsbpdfIframe\(\s*[\"']([^\"']+)[\"']", re.I)


def pager(page: Page) -> ScriptPager | None:
    """The link to the next page, and the number of pages that the box to jump to one is made for."""
    found = PAGES.search(page.source) if "_simple_list_gotopage_fun" in page.source else None
    return ScriptPager(next_page(page), int(found[1])) if found else None


def drawn(page: Page) -> str | None:
    """The page with the pictures of each PDF, and the PDF, where their script stands."""
    source, place = page.source, page.source.find(PDF)
    if place < 0:
        return None
    pieces: list[str] = []
    last = 0
    while place >= 0:
        begin, end = script_around(source, place, last) or (place, place)
        pieces += [source[last:begin], _shown(source[begin:end])]
        last, place = end, source.find(PDF, max(end, place + 1))
    return "".join([*pieces, source[last:]])


def _shown(script: str) -> str:
    pictures = "".join(f'<p><img src="{html.escape(url)}"></p>' for url in PICTURE.findall(script))
    files = "".join(f'<iframe src="{html.escape(url)}"></iframe>' for url in FILE.findall(script))
    return f"{pictures}{files}"


VSB = Family(
    name="vsb",
    title="VSB (博达)",
    marks=(
        r"Announced by Visual SiteBuilder",
        r"_sitegray",
        r"/system/resource/js/",
        r"id=[\"']?vsb_content",
        r"_showDynClicks\(|_jsq_\(|_simple_list_gotopage_fun\(",
        r"urltype=(?:tree\.TreeTempUrl|news\.)",
    ),
    containers=frozenset({"vsb_content", "vsb_content_2", "vsb_content_4", "vsb_content_502", "v_news_content"}),
    pager=pager,
    drawn=drawn,
)
