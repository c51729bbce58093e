"""Follows a stub that only sends its reader on (<meta http-equiv="Refresh">): some sections and home pages are one."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

from investchn_crawler.address import host_of
from investchn_crawler.crawling.answers import page_in
from investchn_crawler.extract.refusals import META_REFRESH, refusals

LONGEST = 4096


class Stubs(MetaRefreshMiddleware):
    """Scrapy's own, for small pages only: to look for a refresh it decodes a page, which costs more than to read it.

    A wall or a polite 404 may send its reader on too; what it says counts. One stub leads to a page, not to another,
    and not to another host.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Looks at an answer before the spider does."""
        if response.status != 200 or len(response.body) > LONGEST or b"refresh" not in response.body.lower():
            return response
        followed = super().process_response(request, response)
        if isinstance(followed, Response) or "meta refresh" in request.meta.get("redirect_reasons", ()):
            return response
        return followed if _bare_host(followed) == _bare_host(request) and _is_stub(response) else response


def _bare_host(request: Request) -> str:
    return host_of(request.url).removeprefix("www.")


def _is_stub(response: Response) -> bool:
    return next(refusals(page_in(response, None)), None) is META_REFRESH
