"""PHPCMS: index.php?m=content&c=index&a=…, /statics/ for its own scripts, a hit counter at /api.php?op=count.

Seen in the templates of cdzww (content/show.php) and on sites built with it: show-CAT-ID-PAGE.html and
list-CAT-PAGE.html where addresses are made static.
"""

from investchn_crawler.extract.cms.family import Family

PHPCMS = Family(
    name="phpcms",
    title="PHPCMS",
    marks=(
        r"index\.php\?m=content(?:&amp;|&)c=",
        r"api\.php\?op=(?:count|get_menu)",
        r"/statics/(?:css|js|images)/",
        r"/(?:show|list)-\d+-\d+(?:-\d+)?\.html",
    ),
)
