"""投促中国 (InvestCHN): reposts investment-promotion news of local governments and development zones."""

from investchn_crawler.site import Site

SITE = Site(
    name="investchn",
    publisher="投促中国",
    home="http://www.investchn.com/",
)
