"""Reading: bytes and an address in, an article or a listing out. Pure: no network, no clock, no disk, no Scrapy."""
