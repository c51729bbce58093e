"""MetInfo (米拓): names itself as the generator of its pages, as seen in a template of a company's site."""

from investchn_crawler.extract.cms.family import Family

METINFO = Family(name="metinfo", title="MetInfo (米拓)", marks=(r"name=[\"']generator[\"'][^<>]{0,200}MetInfo",))
