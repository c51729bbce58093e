"""EmpireCMS (帝国): a script counts each reading at /e/public/ViewClick/.

Seen in public code: /e/public/ViewClick/?classid=…&id=…&addclick=1; /d/file/ holds what was uploaded, /e/ the program.
"""

from investchn_crawler.extract.cms.family import Family

EMPIRECMS = Family(
    name="empirecms",
    title="EmpireCMS (帝国)",
    marks=(r"/e/public/ViewClick", r"/e/(?:action|search|member|pl|DoPrint|data/js)\b", r"/d/file/"),
)
