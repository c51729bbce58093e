"""Follows a stub that only sends its reader on (<meta http-equiv="Refresh">): some sections and home pages are one."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

LONGEST = 4096


class Stubs(MetaRefreshMiddleware):
    """Scrapy's own, for small pages only: to look for a refresh it decodes the page, and that costs more than reading it."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Looks at an answer before the spider does."""
        if len(response.body) > LONGEST or b"refresh" not in response.body.lower():
            return response
        return super().process_response(request, response)  # type: ignore[arg-type]
