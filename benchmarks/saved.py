"""Pages that were saved from the web, with what a person read in them: a folder with a manifest.jsonl."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
ADDRESS = re.compile(r"https?://[!-~]+")
ARTICLES = frozenset({"article", "policy-document"})


@dataclass(frozen=True, slots=True)
class Saved:
    """A page of the folder: its bytes, the address it is served under, and the truth about it.

    `invented` is whether nobody knows its address. `audited` is whether all of `body` is body; otherwise only its two
    ends were chosen by hand. `listing` is what a list shows: `items` and `first_href`, and its pager in words.
    """

    name: str
    url: str
    bytes: bytes
    charset: str
    invented: bool = False
    kind: str = "article"
    truth: Mapping[str, str | None] = field(default_factory=dict)
    body: str | None = None
    audited: bool = False
    listing: Mapping[str, str | int | None] = field(default_factory=dict)

    @property
    def is_article(self) -> bool:
        """Whether it must land."""
        return self.kind in ARTICLES


def saved_pages(folder: Path) -> list[Saved]:
    """The pages that the folder's manifest names; ends with a sentence where there are none."""
    manifest = folder / "manifest.jsonl"
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
        pages = [saved(folder, number, json.loads(line)) for number, line in enumerate(lines, 1) if line.strip()]
    except FileNotFoundError as error:
        refuse(f"There is no {error.filename}: name a folder of saved pages with a manifest.jsonl, --pages DIR.")
    except (ValueError, KeyError, OSError) as error:
        refuse(f"{manifest} cannot be used: {type(error).__name__} {error}.")
    return pages or refuse(f"{manifest} names no pages.")


def refuse(sentence: str) -> NoReturn:
    """End with what is missing."""
    print(sentence, file=sys.stderr)
    sys.exit(2)


def saved(folder: Path, number: int, line: dict[str, Any]) -> Saved:
    """A line of the manifest with its files."""
    truth = line.get("truth") or {}
    url, host = line.get("url") or "", line.get("host") or ""
    invented = not ADDRESS.fullmatch(url)
    if invented:
        url = f"http://{host if HOST.fullmatch(host) else f'page-{number}.example'}/page-{number}.html"
    charset = line["charset_actual"].removesuffix("-sig")  # what Python calls utf-8 with a mark no server says
    body = truth.get("body_file")
    text = (folder / body).read_text(encoding="utf-8") if body else None
    raw = (folder / line["file"]).read_bytes()
    by = line.get("truth_by") or {}
    audited = isinstance(by, dict) and "bounded" not in by.get("body_file", "")
    listing = {"pager": line.get("pagination"), **(line.get("list_truth") or {})}
    return Saved(Path(line["file"]).stem, url, raw, charset, invented, line["kind"], truth, text, audited, listing)
