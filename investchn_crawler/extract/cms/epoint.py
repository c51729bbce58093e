"""新点 Epoint: classes ewb-*, addresses of a date and a UUID, a head and foot that scripts fetch.

Seen at Zhangjiagang and Xuzhou: /035001/035001001/20201216/<uuid>.html; lists are …/moreinfo.html or *_moreinfo.html;
the meta tags of the template are not filled in (网站名称, 政府网站标识码) and <title> is the site's name; under the h1
stands 【信息发布时间：2020-04-29阅读次数：】 without a gap; the body is .con, .ewb-article-info or .mian-cont.
"""

from investchn_crawler.extract.cms.family import Family

EPOINT = Family(
    name="epoint",
    title="Epoint (新点)",
    marks=(
        r"class=[\"'][^\"']*\bewb-",
        r"moreinfo\w*\.html",
        r"/\d{6,}/(?:19|20)\d{6}/[\da-f]{8}-[\da-f]{4}-",
        r"webBuilderCommon",
        r"id=[\"']infoViewCount",
    ),
    containers=frozenset({"ewb-article-info", "mian-cont", "con"}),
)
