"""`investchn …`: one module a command, imported when it is typed, so that `investchn --help` answers at once."""

import importlib
import io
import sqlite3
import sys
from typing import Any

import click

COMMANDS = {
    "demo": "Crawl a small made-up web with the real spiders.",
    "extract": "Read one page, from a file or the web, and show what was read.",
    "report": "What is in the archive: articles, revisions, runs, failures.",
    "search": "Find articles; Chinese works.",
    "sites": "The sites that are declared or were crawled.",
}


class LazyGroup(click.Group):
    """The commands by name; what goes wrong with the archive or a site's file is told in a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, as `--help` lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, from the module of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in `--help`, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except sqlite3.Error as error:
            raise click.ClickException(f"The archive cannot be read ({error}): is its file whole?") from error
        except Exception as error:
            from investchn_crawler.archive.errors import ArchiveError
            from investchn_crawler.sites import SiteError

            if isinstance(error, ArchiveError | SiteError):
                raise click.ClickException(str(error)) from error
            raise


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example:  investchn search 青浦 --limit 5",
)
@click.version_option(package_name="investchn_crawler", message="%(package)s %(version)s")
@click.option("--data", metavar="FOLDER", help="The archive's folder, for every command.  [env: INVESTCHN_DATA]")
@click.pass_context
def main(ctx: click.Context, data: str | None) -> None:
    """Search and look after an archive of Chinese government news.

    `scrapy crawl NAME` fills it; `scrapy list` names the sites.
    """
    ctx.obj = data
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show Chinese gets escapes instead of a traceback.
            stream.reconfigure(errors="backslashreplace")
