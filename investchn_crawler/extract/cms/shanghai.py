"""Shanghai's platform: #ivs_content, lists of class nowrapli, meta tags that can be trusted.

Seen at fgw, yjj, wsjkw of Shanghai: articles /YYYYMMDD/<32 hex>.html; rows ul.nowrapli li, .pageList li,
.uli16.nowrapli.list-date li; attachments in div.xgfj and div.pdf-content, which are no text. Pudong's catalogue
answers a POST only (/zwgk-search-front/api/data/affair) and is not read.
"""

from investchn_crawler.extract.cms.family import Family

SHANGHAI = Family(
    name="shanghai",
    title="Shanghai",
    marks=(
        r"id=[\"']?ivs_(?:content|title|date)",
        r"class=[\"'][^\"']*\bnowrapli\b",
        r"class=[\"'][^\"']*\bArticle_content\b",
        r"class=[\"']?(?:xgfj|pdf-content)\b",
    ),
    containers=frozenset({"ivs_content", "article_content"}),
)
