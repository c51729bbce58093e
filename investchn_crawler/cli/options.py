"""What several commands take: which archive is meant, and whether a program reads the answer."""

from pathlib import Path

import click

from investchn_crawler.archive import Archive, archive_folder


def _folder(ctx: click.Context, _option: click.Parameter, chosen: str | None) -> Path:
    return archive_folder(chosen or ctx.obj)


data_option = click.option(
    "--data",
    "folder",
    metavar="FOLDER",
    callback=_folder,
    help="The archive's folder.  [env: INVESTCHN_DATA; default: data/ of the project]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def to_read(folder: Path) -> Archive:
    """The archive of a folder, to be read only."""
    return Archive(folder, read_only=True)
