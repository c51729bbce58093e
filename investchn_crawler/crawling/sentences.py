"""What the log says of an item that was left out: one line, not the whole article."""

from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class Sentences(LogFormatter):
    """Scrapy prints a dropped item whole; an article of ten thousand characters hides the reason."""

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """The reason and the address."""
        told = super().dropped(item, exception, response, spider)
        told["msg"] = "Left out: %(exception)s"
        told["args"] = {"exception": exception}
        return told
