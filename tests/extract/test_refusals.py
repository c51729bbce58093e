"""What a page without article and list says of itself, and what it does not say."""

import pytest

from investchn_crawler.extract.page import Page
from investchn_crawler.extract.refusals import refusal_in, refusals, says_empty, stub_of

URL = "http://www.qinglan.example/xw/1.html"
NEWS = "青岚县春茶采摘节开幕，首日接待客商两千余人，现场签约项目六个。"
COUNTER = "<script>document.cookie='visited=1';if(self!=top){location.reload();}var arg1='1';$_ts={};</script>"


def page(body: str, title: str = "青岚县人民政府") -> Page:
    return Page(f"<html><head><title>{title}</title></head><body>{body}</body></html>", URL)


def classes(found: Page) -> list[str]:
    return list(dict.fromkeys(signal.failure_class for signal in refusals(found)))


@pytest.mark.parametrize(
    ("line", "failure_class"),
    [
        ("请先完成下方的安全验证", "challenge"),
        ("为了您的账号安全，请进行人机验证", "challenge"),
        ("人机身份验证", "challenge"),
        ("拖动左边滑块完成上方拼图", "challenge"),
        ("Verifying you are human. This may take a few seconds.", "challenge"),
        ("正在检查您的浏览器…", "challenge"),
        ("请开启JavaScript并刷新该页.", "challenge"),
        ("您的访问过于频繁，请稍后再试", "challenge"),
        ("网站防火墙", "challenge"),
        ("您的请求带有不合法参数，已被网站管理员设置拦截！", "challenge"),
        ("很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。", "challenge"),
        ("您访问的页面不存在", "soft-404"),
        ("对不起，您要查看的内容已经被删除！", "soft-404"),
        ("抱歉，页面不存在或已下线", "soft-404"),
        ("该信息已被删除！", "soft-404"),
        ("网页无法找到", "soft-404"),
        ("无法找到该网页", "soft-404"),
        ("链接已失效", "soft-404"),
        ("404", "soft-404"),
        ("HTTP 错误 404", "soft-404"),
        ("404 - 页面没有找到", "soft-404"),
        ("The requested URL /xw/1.html was not found on this server.", "soft-404"),
        ("頁面不存在", "soft-404"),
    ],
)
def test_a_line_says_it(line: str, failure_class: str) -> None:
    assert classes(page(f"<p>{line}</p>")) == [failure_class]
    assert classes(page(f"<p>{line}</p>{f'<p>{NEWS}</p>' * 80}")) == []


@pytest.mark.parametrize(
    ("title", "failure_class"),
    [
        ("404 Not Found", "soft-404"),
        ("404", "soft-404"),
        ("404错误页面-青岚县人民政府", "soft-404"),
        ("找不到页面", "soft-404"),
        ("您访问的页面不存在_青岚县人民政府", "soft-404"),
        ("Access Denied", "http-4xx"),
        ("403 Forbidden", "http-4xx"),
        ("访问被拒绝", "http-4xx"),
        ("Error", "http-5xx"),
        ("502 Bad Gateway", "http-5xx"),
        ("500 - 内部服务器错误。", "http-5xx"),
        ("网站防火墙", "challenge"),
    ],
)
def test_a_title_says_it(title: str, failure_class: str) -> None:
    assert classes(page("<p>首页</p>", title)) == [failure_class]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{NEWS}</p>",
        f"<p>本中心内设三个科室，负责全县招商引资工作。</p>{COUNTER.replace('$_ts={};', '').replace('arg1', 'a')}"
        + "<p>联系电话：84404404</p>" + "<p>办公地址、办公时间与乘车路线</p>" * 8,
        f"<p>{NEWS}</p><p>会议强调，要推广人机验证，请市民完成安全验证后继续访问，谨防网页无法找到。{NEWS * 3}</p>",
        "<p>国道404线</p><p>84404123</p><p>错误的投资观念</p>",
        "<form><p>请输入验证码</p><input></form>",
        "<p>关于页面的说明</p><p>信息公开</p><p>文件删除须知</p><p>内容不得转载</p>",
        "<p>500强企业</p><p>应用防火墙采购公告</p>",
        "<iframe src='list.html'></iframe><script src='/count.js'></script>",
        "<a href='/xw/'>青岚新闻</a><script src='/count.js'></script>",
        f"<p>{NEWS}</p><script src='/count.js'></script>",
        "<div id='app'></div><p>没有脚本的页面</p>",
        "<div id='app'><p>青岚新闻</p></div><a href='/'>首页</a><script src='/count.js'></script>",
        "<div id='application'></div><a href='/'>首页</a><script src='/count.js'></script>",
    ],
)  # fmt: skip
def test_what_says_nothing_of_the_kind(body: str) -> None:
    assert classes(page(body)) == []


@pytest.mark.parametrize(
    "title", ["国道404线改造", "500强企业落户青岚", "网站防火墙专项检查", "错误观念辨析", "信息公开"]
)
def test_a_title_that_only_sounds_like_it(title: str) -> None:
    assert classes(page("<p>首页</p>", title)) == []


def test_cookies_of_a_session_are_no_wall() -> None:
    headers = [("Set-Cookie", f"{name}=5a; path=/") for name in ("JSESSIONID", "acw_tc", "SERVERID", "__jsluid_s", "T")]
    assert list(refusals(page("<p>首页</p>"), headers=headers)) == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("您访问的页面不存在或已被删除！", True),
        ("为了您的账号安全，请完成安全验证\n2026年6月20日", True),
        (f"{NEWS}\n您访问的页面不存在", False),
        ("本报讯（记者苏听澜）您的访问过于频繁怎么办，青岚县网信办作出解答", False),
        (f"404\n{NEWS * 80}", False),
    ],
)
def test_the_first_words_of_what_looks_like_an_article(text: str, refused: bool) -> None:
    assert (refusal_in(text) is not None) is refused


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ("暂无信息", True),
        ("暂无通知公告", True),
        ("该栏目暂无内容！", True),
        ("本栏目下暂时没有相关文章。", True),
        ("对不起，没有符合条件的数据", True),
        ("没有更多内容", True),
        ("暂无信息公开", True),
        ("暂无证据表明该公告有误", False),
        ("无锡公告", False),
        ("没有信息化就没有现代化", False),
    ],
)
def test_a_list_says_that_it_is_empty(line: str, empty: bool) -> None:
    assert says_empty(page(f"<p>青岚新闻</p><p>{line}</p>")) is empty


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<?xml version='1.0' encoding='utf-8'?><datastore></datastore>", "empty dataproxy"),
        ("<html><head><title>青岚新闻</title></head></html>", "list stub"),
        ("", "list stub"),
    ],
)
def test_a_dead_page_of_a_list(source: str, name: str) -> None:
    assert stub_of(Page(source, URL)).name == name
