"""Where the archive lies when nobody says otherwise."""

import os
from pathlib import Path

VARIABLE = "INVESTCHN_DATA"


def archive_folder(chosen: str | Path | None = None) -> Path:
    """The folder chosen, else INVESTCHN_DATA, else `data/` beside the nearest scrapy.cfg, else `data/` here."""
    named = chosen or os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    here = Path.cwd()
    project = next((folder for folder in (here, *here.parents) if (folder / "scrapy.cfg").is_file()), here)
    return project / "data"
