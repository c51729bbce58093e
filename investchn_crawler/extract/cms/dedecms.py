"""DedeCMS (织梦): static pages under /YYYY/MMDD/ID.html or /col/ID.html, lists list_TID_PAGE.html.

Seen on one: /templets/, /plus/count.php?view=yes&aid=…, h2.biaoti, ul.xinxi li 时间：/来源：, .shangyipian with
上一篇：没有了; 下一篇 is the newer; recommended lists (热点资讯) stand around the body.
"""

from investchn_crawler.extract.cms.family import Family

DEDECMS = Family(
    name="dedecms",
    title="DedeCMS (织梦)",
    marks=(r"/templets/", r"/plus/(?:count|search|list|view|diggs|feedback)\w*\.php", r"dede(?:cms|ajax|58)"),
)
