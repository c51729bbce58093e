"""Follows a stub that only sends its reader on (<meta http-equiv="Refresh">): some sections and home pages are one."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

LONGEST = 4096


class Stubs(MetaRefreshMiddleware):
    """Scrapy's own, for small pages only: to look for a refresh it decodes a page, which costs more than to read it."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Looks at an answer before the spider does."""
        if len(response.body) > LONGEST or b"refresh" not in response.body.lower():
            return response
        return super().process_response(request, response, spider)
