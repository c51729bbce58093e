"""Refusals: how a page that is neither article nor list says why: a wall, a polite error, a shell for a browser."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from investchn_crawler.extract.cms.records import is_empty
from investchn_crawler.extract.page import Page
from investchn_crawler.extract.tree import elements

Headers = Sequence[tuple[str, str]]
Place = Literal["status", "header", "title", "line", "markup", "scripted", "shell"]

# how many characters a reader may see at most: beside a script that is all there is, a captcha, a polite 404
NOTHING, LITTLE, SHORT, ANY = 120, 1200, 2000, 1 << 62
# a wall and a polite 404 say it in a line of their own, an article within a paragraph
LONGEST_LINE, LONGEST_TITLE = 80, 200
# … and in its first words
FIRST = 10
# a wall stands at the beginning of its page
READ = 65536
LEADS_ON = elements("//a[@href] | //iframe[@src] | //frame[@src]")
SCRIPT = re.compile(r"<script\b", re.I)
SENTENCE = re.compile("[^。！？]{12,}[。！？]")


@dataclass(frozen=True, slots=True)
class Signal:
    """One way to refuse: who does, the failure class, where the pattern stands, and where that was seen.

    It counts where a reader sees at most `most` characters. `line` is a short line of the screen, `scripted` the
    markup of a page with scripts, `shell` that of one without a link, a frame or a sentence besides.
    """

    name: str
    failure_class: str
    place: Place
    pattern: re.Pattern[str]
    most: int
    seen: str


def _signal(name: str, failure_class: str, place: Place, pattern: str, most: int, seen: str) -> Signal:
    return Signal(name, failure_class, place, re.compile(pattern, re.I), most, seen)


PAGE = "(?:页面|网页|内容|信息|文章|文件|记录|链接|地址|頁面|網頁)"
GONE = "(?:不存在|未找到|找不到|无法找到|(?:已经?被?|被)(?:删除|刪除|移除)|不见了)"
ASKED = "(?:(?:您|你)?(?:所|要|想)*(?:访问|查找|请求|浏览|查看|打开|找)的|该|此)"
SORRY = r"^\W*(?:(?:温馨|系统)?提示\W*)?(?:(?:很|非常)?(?:对不起|抱歉)\W*)?"
SUFFIX = r"\W*(?:[-_|–—].*)?$"

CAPTCHA = (
    r"请.{0,8}(?:完成|通过|进行).{0,8}(?:安全|人机|身份|滑块|图形|滑动).{0,4}(?:验证|校验|认证)"
    r"|^\W*(?:人机身份|人机|安全)(?:验证|校验|认证)\W*$|(?:滑动|拖动|拖拽|移动|按住).{0,6}滑块"
    r"|验证.{0,6}(?:不是机器人|是真人)|verif.{0,12} (?:you are )?(?:a )?human"
)
CHECK = (
    r"正在(?:检查|检测|验证)(?:您|你)?的?(?:浏览器|网络环境)|浏览器安全(?:检查|检测)|checking your browser"
    r"|请(?:开启|启用|打开).{0,6}JavaScript.{0,4}(?:并|后).{0,4}刷新|^\W*just a moment\W*$"
)
TOO_OFTEN = r"(?:访问|请求|操作)(?:过于|太过?)频繁|请输入(?:图中|图片|下方)?.{0,6}验证码.{0,6}继续"
FIREWALL = (
    r"^\W*(?:网站|应用|Web\s*应用|云)防火墙\W*$|(?:您|你|当前|本次|此)的?(?:访问|请求).{0,24}(?:已|被).{0,8}(?:拦截|阻断)"
    r"|可能对网站(?:造成|产生).{0,6}(?:威胁|攻击|危害)"
)
DENIED = rf"^\W*(?:(?:40[13]\W*)?(?:access\s+denied|forbidden|访问被拒绝|拒绝访问|禁止访问)|40[13]){SUFFIX}"
BROKEN = (
    r"^\W*(?:(?:http\W*)?(?:error|错误)?\W*50[0-4]\W*(?:[a-z ]*|.{0,8}错误)|(?:server\s*)?error|服务器错误)"
    rf"{SUFFIX}"
)
ABSENT_TITLE = (
    r"^\W*(?:(?:http\W*)?(?:error|错误)?\W*404(?:\s*(?:错误|页面|error|(?:page\s*)?not\s*found).*)?"
    rf"|(?:page\s*)?not\s*found|{ASKED}?{PAGE}{GONE}.{{0,12}}|(?:找不到|无法找到).{{0,4}}{PAGE}|错误页面?){SUFFIX}"
)
ABSENT = (
    rf"{SORRY}(?:{ASKED}{PAGE}[^，。]{{0,8}}{GONE}|{PAGE}{GONE}(?:[或，。]|\W*$)"
    rf"|(?:无法找到|找不到)(?:该|此|您|你|相关|请求)*.{{0,6}}{PAGE}|{PAGE}已(?:失效|过期|下线|撤销|关闭)\W*$|错误页面)"
)
ABSENT_404 = (
    r"^\W*(?:http\W*)?(?:error|错误)?\W*404(?:\W*(?:error|错误|not\s*found|file|page|页面).*)?\W*$"
    r"|^\W*(?:the )?(?:requested )?(?:url|page|file|resource)?.{0,40}\bnot\s*found\b"
)
COOKIE_SCRIPT = r"document\.cookie\s*=(?s:.{0,4000})(?:location|reload)|location(?s:.{0,400})document\.cookie\s*="
MOUNT = r"<div\s(?:[^>]{0,200}\s)?id\s*=\s*[\"']?(?:app|root|__next|__nuxt)[\"']?(?:\s[^>]{0,200})?>\s*</div>"
NOSCRIPT = (
    r"<noscript>[^<]{0,100}(?:<[^>]{0,80}>[^<]{0,100}){0,2}"
    r"(?:javascript[^<]{0,60}enabled|(?:enable|启用|开启|打开|支持)[^<]{0,20}javascript)"
)
REFRESH = r"<meta[^>]{1,200}http-equiv\s*=\s*[\"']?refresh[^>]{1,200}url\s*="

META_REFRESH = _signal("meta refresh", "http-4xx", "markup", REFRESH, NOTHING, "TRS: 309 bytes in place of a section")
# In this order: a header and a reader's words come before the scripts of a wall, those before its status.
SIGNALS = (
    _signal("cf-mitigated", "challenge", "header", r"^cf-mitigated:\s*challenge", ANY, "Cloudflare's documentation"),
    _signal(
        "安域", "challenge", "line", "使用安域防护", LITTLE, "a page of edu.gd.gov.cn, <title>502</title>, eventID"
    ),
    _signal("安全验证", "challenge", "line", CAPTCHA, LITTLE, "captcha pages"),
    _signal("浏览器检查", "challenge", "line", CHECK, LITTLE, "captcha pages, Cloudflare"),
    _signal("访问过于频繁", "challenge", "line", TOO_OFTEN, LITTLE, "captcha pages"),
    _signal("网站防火墙", "challenge", "line", FIREWALL, LITTLE, "site firewalls"),
    _signal("网站防火墙", "challenge", "title", rf"^\W*(?:网站|应用|云)防火墙{SUFFIX}", LITTLE, "site firewalls"),
    _signal("access denied", "http-4xx", "title", DENIED, SHORT, "title denials: access denied, 403 forbidden"),
    _signal("error", "http-5xx", "title", BROKEN, SHORT, "title denials: error"),
    _signal("404", "soft-404", "title", ABSENT_TITLE, SHORT, "china-governance, discover_sources"),
    _signal("404", "soft-404", "line", ABSENT, SHORT, "china-governance, discover_sources"),
    _signal("404", "soft-404", "line", ABSENT_404, SHORT, "what web servers say by themselves"),
    _signal("加速乐", "challenge", "markup", r"__jsl_clearance|\bgo\(\{[^}]{0,400}[\"']?bts", NOTHING, "with a 521"),
    _signal("C3VK", "challenge", "markup", "C3VK=", NOTHING, "chinatax: a shell of 380 bytes"),
    _signal("HOY_TR", "challenge", "markup", "HOY_TR", NOTHING, "ccdi: pairs of a cookie in a script"),
    _signal("wzws", "challenge", "markup", "wzws_|wzwschallenge", NOTHING, "stats"),
    _signal("阿里云盾", "challenge", "markup", r"acw_sc__v2|\barg1\s*=\s*[\"']", NOTHING, "aliyun, with acw_tc"),
    _signal("瑞数", "challenge", "markup", r"\$_ts\b", NOTHING, "rs-reverse"),
    _signal("瑞数", "challenge", "header", r"^set-cookie:\s*\w{10,}[ST]=\d", NOTHING, "rs-reverse: FSSBBIl1UgzbN7N80S"),
    _signal("_guard", "challenge", "markup", "/_guard/", NOTHING, "CDN walls"),
    _signal("瑞数", "challenge", "status", "^(?:412|202|204)$", ANY, "v5 and v6 412, v4 202, sometimes 204"),
    _signal("加速乐", "challenge", "status", "^(?:521|512)$", ANY, "jsl walls"),
    _signal("VSB", "challenge", "status", "^488$", ANY, "博达's own wall"),
    _signal("cookie script", "challenge", "markup", COOKIE_SCRIPT, NOTHING, "加速乐 as a 200: tiny on the first hit"),
    META_REFRESH,
    _signal("#app", "needs-browser", "scripted", MOUNT, ANY, "Vue, React, Next, Nuxt: an element that a script fills"),
    _signal("noscript", "needs-browser", "markup", NOSCRIPT, NOTHING, "the templates of Vue and React"),
    _signal("script shell", "needs-browser", "shell", "", NOTHING, "scripts, and less than 120 characters"),
)
# what stands in place of a further page of a list; such pages are often dead while the first ones live
STUBS = (
    _signal("empty dataproxy", "truncated", "markup", r"<datastore\b|<recordset\b", NOTHING, "Hanweb: 54 bytes"),
    _signal("list stub", "truncated", "markup", "", ANY, "TRS: 300 to 400 bytes deep in a pager, or no article's link"),
)
EMPTY = re.compile(
    r"^\W*(?:(?:很|非常)?(?:对不起|抱歉)\W*)?(?:(?:该|本|此|当前)?(?:栏目|分类|列表|频道|页面?)下?\W{0,2})?"
    r"(?:[暂暫]时?|目前|尚)?(?:[没沒]有|[无無]|未有)(?:任何|相[关關]|符合条件的|更多)*的?"
    r"(?:通知|公告|公示|信息|数据|内容|记录|文章|新闻|资讯|动态|政策|文件|资料|结果|项目|更新|发布|公开"
    r"|資料|資訊|內容|記錄|數據|新聞|動態|項目|結果)+\W*$"
)


class Answer:
    """What an answer shows in each place where a signal may stand."""

    def __init__(self, page: Page, status: int, headers: Headers) -> None:
        self.page = page
        self.status = status
        self.headers = headers

    @cached_property
    def length(self) -> int:
        """How many characters a reader sees."""
        return sum(len(line.text) for line in self.page.lines)

    def at(self, place: Place) -> Iterable[str]:
        """The texts that stand in a place."""
        if place == "status":
            return (str(self.status),)
        if place == "header":
            return (f"{name}: {value}" for name, value in self.headers)
        if place == "title":
            return (self.page.title[:LONGEST_TITLE],)
        if place == "line":
            return _short(line.text for line in self.page.lines)
        if place in ("scripted", "shell") and not SCRIPT.search(self.page.source):
            return ()
        if place == "shell" and (LEADS_ON(self.page.root) or SENTENCE.search(self.page.text)):
            return ()
        return (self.page.source[:READ],)

    def shows(self, signal: Signal) -> bool:
        """Whether a signal stands in its place, and little enough beside it."""
        return self.length <= signal.most and any(signal.pattern.search(text) for text in self.at(signal.place))


def refusals(page: Page, status: int = 200, headers: Headers = ()) -> Iterator[Signal]:
    """The signals of an answer that was not read as an article or a list, the surest first."""
    answer = Answer(page, status, headers)
    return (signal for signal in SIGNALS if answer.shows(signal))


def stub_of(page: Page) -> Signal:
    """What a page of a list without entries is, where a pager says that it has some."""
    answer = Answer(page, 200, ())
    return next(signal for signal in STUBS if answer.shows(signal))


def says_empty(page: Page) -> bool:
    """Whether a page says in so many words that its list has no entries: 暂无信息, or, in JSON, []."""
    return is_empty(page) or any(map(EMPTY.match, _short(line.text for line in page.lines)))


def refusal_in(text: str) -> Signal | None:
    """The signal in the first words of what looks like an article, but has no more than a date to show for it."""
    first = text.partition("\n")[0]
    if len(first) > LONGEST_LINE:
        return None
    said = ((signal, signal.pattern.search(first)) for signal in SIGNALS if signal.place == "line")
    return next(
        (signal for signal, found in said if found and found.start() <= FIRST and len(text) <= signal.most), None
    )


def _short(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if len(line) <= LONGEST_LINE)
