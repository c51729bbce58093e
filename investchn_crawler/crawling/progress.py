"""What a person at a terminal sees of a crawl: a live line, and a table when it has ended; nothing in a pipe."""

import sys
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from investchn_crawler.site import Site


class Progress:
    """Draws on standard error, and only where that is a terminal."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.console = Console(stderr=True)
        self.live = Live(get_renderable=self.line, console=self.console, refresh_per_second=4, transient=True)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """NotConfigured in a pipe: a scheduled job is told of nothing but faults."""
        if not sys.stderr.isatty() or not isinstance(getattr(crawler.spider, "site", None), Site):
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress.opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.closed, signal=signals.spider_closed)
        return progress

    def opened(self) -> None:
        """The crawl begins."""
        self.live.start()

    def line(self) -> Text:
        """Pages, new, changed, failed, and the section that is being walked."""
        spider, stats = self.crawler.spider, self.crawler.stats
        assert spider is not None
        pages = stats.get_value("response_received_count", 0)
        parts = [f"{getattr(spider, 'site', spider).name}  {pages} pages"]
        parts += [f"{stats.get_value(f'article/{name}', 0)} {name}" for name in ("new", "changed", "unchanged")]
        parts.append(f"{sum(self._failures().values())} failed")
        if files := stats.get_value("file_status_count/downloaded", 0):
            parts.append(f"{files} files")
        parts.append(getattr(spider, "current", ""))
        return Text("  ".join(parts), overflow="ellipsis", no_wrap=True)

    def closed(self, spider: Spider, reason: str) -> None:
        """The crawl has ended: what came of it."""
        self.live.stop()
        stats = self.crawler.stats
        table = Table(title=f"{getattr(spider, 'site', spider).name}: {reason}", title_justify="left")
        for name in ("pages", "new", "changed", "unchanged", "missing", "failed"):
            table.add_column(name, justify="right")
        failures = self._failures()
        values = [stats.get_value("response_received_count", 0)]
        values += [stats.get_value(f"article/{name}", 0) for name in ("new", "changed", "unchanged", "missing")]
        table.add_row(*map(str, [*values, sum(failures.values())]))
        self.console.print(table)
        for name, count in sorted(failures.items()):
            self.console.print(f"  {count} {name}")

    def _failures(self) -> dict[str, int]:
        prefix = "failure/"
        stats = self.crawler.stats.get_stats()
        return {name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix)}
