"""What stands in place of a page: for each signal of a refusal an answer that shows it, as its server sends it."""

from typing import NamedTuple

from small_web import html

from investchn_crawler.demo.web import Answer


class Wall(NamedTuple):
    """An answer, the signal that a reader of the archive is told, and its failure class."""

    answer: Answer
    signal: str
    failure_class: str


def challenge(text: str, signal: str, status: int = 200, **headers: str) -> Wall:
    return Wall(html(text, status, **headers), signal, "challenge")


def script(text: str, title: str = "", words: str = "") -> str:
    return f"<html><head><title>{title}</title><script>{text}</script></head><body>{words}</body></html>"


def words(title: str, *lines: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"


TS = script("$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=41283;")
JSL = script("document.cookie=('_')+('_')+('jsl')+('clearance_s=17')+';max-age=3600';location.href=location.pathname")
SLIDER = words("青岚县人民政府", "请完成安全验证后继续访问", "向右滑动滑块填充拼图")
APP = (
    "<html><head><title>青岚县人民政府</title></head><body><p>青岚县人民政府</p>"
    "<div id='app'></div><script src='/js/chunk.js'></script></body></html>"
)
COOKIE = "FSSBBIl1UgzbN7N80S=5kR3mQ; Path=/; HttpOnly"

WALLS = {
    # the walls that answer with a status of their own
    "ruishu-412": challenge(TS, "瑞数", 412, Set_Cookie=COOKIE),
    "ruishu-202": challenge(TS, "瑞数", 202),
    "ruishu-204": challenge("", "瑞数", 204),
    "jsl-521": challenge(JSL, "加速乐", 521, Set_Cookie="__jsluid_s=9a1; Path=/"),
    "jsl-521-go": challenge(script('go({"bts":["1718","x"],"ct":"ab","tn":"__jsl"})'), "加速乐", 521),
    "jsl-512": challenge("", "加速乐", 512),
    "vsb-488": challenge("", "VSB", 488),
    # those that come with a status of success, of refusal or of absence
    "ruishu-200": challenge(TS, "瑞数"),
    "ruishu-cookie": challenge(script("", "青岚县"), "瑞数", 200, Set_Cookie=COOKIE),
    "ruishu-404": challenge(TS, "瑞数", 404),
    "ruishu-400": challenge(script("", ""), "瑞数", 400, Set_Cookie=COOKIE),
    "jsl-200": challenge(JSL, "cookie script"),
    "jsl-clearance": challenge(script("var n='__jsl_clearance_s'"), "加速乐"),
    "c3vk": challenge(script('document.cookie="C3VK=7d2f; path=/; max-age=300";window.location.reload()'), "C3VK"),
    "hoy-tr": challenge(script('var p=["HOY_TR=","QZNM"];setCookie(p.join(""))'), "HOY_TR"),
    "wzws": challenge(script("var wzws_template='/WZWSRELw';location=wzws_template"), "wzws"),
    "aliyun": challenge(script("var arg1='3A';document.cookie='acw_sc__v2='+arg1"), "阿里云盾", 200, Set_Cookie="a=1"),
    "aliyun-arg1": challenge(script("var arg1='3A91F0';"), "阿里云盾", 405),
    "guard": challenge('<html><script src="/_guard/auto.js"></script></html>', "_guard"),
    "anyu": challenge(
        words("502", "502", "使用安域防护后，为什么会出现502？", "源站暂时无法访问。", "eventID: 1-2-3"), "安域"
    ),
    "anyu-502": challenge(words("502", "使用安域防护后，为什么会出现502？", "eventID: 1-2-3"), "安域", 502),
    "cloudflare": challenge(words("", "Just a moment..."), "cf-mitigated", 403, cf_mitigated="challenge"),
    "cloudflare-503": challenge(words("", "Checking your browser before accessing"), "浏览器检查", 503),
    "slider": challenge(SLIDER, "安全验证"),
    "slider-403": challenge(SLIDER, "安全验证", 403),
    "human": challenge(words("", "人机身份验证"), "安全验证"),
    "human-refresh": challenge('<meta http-equiv="refresh" content="3;url=/"><p>请先进行人机验证</p>', "安全验证"),
    "browser": challenge(words("", "正在检查您的浏览器，请稍候"), "浏览器检查"),
    "too-often": challenge(words("提示", "您的访问过于频繁，请稍后再试"), "访问过于频繁"),
    "code": challenge(words("", "请输入图中的验证码，以便继续访问"), "访问过于频繁"),
    "firewall": challenge(words("网站防火墙", "您的请求带有不合法参数"), "网站防火墙"),
    "blocked-405": challenge(words("405", "您的访问可能对网站造成安全威胁，已被阻断"), "网站防火墙", 405),
    # a refusal in words
    "denied": Wall(html(words("Access Denied", "Reference #18.2")), "access denied", "http-4xx"),
    "forbidden": Wall(html(words("403 Forbidden", "nginx")), "access denied", "http-4xx"),
    "refused": Wall(html(words("访问被拒绝", "您所在的地区无法访问本网站")), "access denied", "http-4xx"),
    "fenced": Wall(html(words("403 Forbidden", "403 Forbidden"), 403), "HTTP 403", "http-4xx"),
    "error": Wall(html(words("Error", "An error occurred.")), "error", "http-5xx"),
    "502": Wall(html(words("502 Bad Gateway", "502 Bad Gateway", "nginx")), "error", "http-5xx"),
    # pages for a browser
    "app": Wall(html(APP), "#app", "needs-browser"),
    "noscript": Wall(
        html(
            "<html><head><title>青岚</title></head><body><noscript><strong>We're sorry but this site doesn't work "
            "properly without JavaScript enabled.</strong></noscript><div id='container'></div></body></html>"
        ),
        "noscript", "needs-browser",
    ),
    "shell": Wall(html(script("render()", "青岚县", "加载中…")), "script shell", "needs-browser"),
    # stubs that lead nowhere
    "refresh-elsewhere": Wall(
        html('<html><head><meta http-equiv="Refresh" content="0;URL=http://www.other.example/1.html"></head></html>'),
        "meta refresh", "http-4xx",
    ),
    "refresh-itself": Wall(
        html('<html><head><meta http-equiv="refresh" content="0;url=refresh-itself.html"></head></html>'),
        "meta refresh", "http-4xx",
    ),
}  # fmt: skip
# what is no wall: an article that was known is missing
ABSENT = {
    "soft": Wall(html(words("青岚县人民政府", "您访问的页面不存在或已被删除！")), "404", "soft-404"),
    "soft-title": Wall(html(words("404 Not Found", "首页 联系我们")), "404", "soft-404"),
    "soft-404": Wall(html(words("青岚县人民政府", "ERROR 404")), "404", "soft-404"),
    "soft-refresh": Wall(
        html('<html><head><meta http-equiv="refresh" content="3;url=/"></head><body>该信息已被删除！</body></html>'),
        "404", "soft-404",
    ),
    "soft-script": Wall(html(script("$_ts={}", "青岚", "抱歉，您访问的页面不存在")), "404", "soft-404"),
    "gone-script": Wall(html(script("$_ts={}", "青岚", "抱歉，您访问的页面不存在"), 404), "HTTP 404", "gone"),
}  # fmt: skip
