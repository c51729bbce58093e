"""How several files are written: all of them or none, and nothing that is there is replaced unasked."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click


def write_whole(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write the files; ClickException with a sentence, and no file, where that cannot be done."""
    there = [path for path in files if path.exists()]
    if there and not force:
        raise click.ClickException(f"{', '.join(map(str, there))}: there already. --force replaces it.")
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    made: list[Path] = []
    try:
        for path, body in files.items():
            made += _folders(path.parent)
            parts[path].write_bytes(body)
        for path, part in parts.items():
            os.replace(part, path)
    except OSError as error:
        _take_back([*parts.values(), *(path for path in files if path not in there)], made)
        raise click.ClickException(
            f"{error.filename or 'a file'} cannot be written ({error.strerror or error}); nothing was left."
        ) from error


def _folders(folder: Path) -> list[Path]:
    """Makes a folder, and those above it; the ones that were not there."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _take_back(paths: list[Path], folders: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
