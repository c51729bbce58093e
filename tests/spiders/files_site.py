"""A site whose articles link files, and what an archive has of them."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import made_files
from command import PROJECT, Ended, Shell
from small_web import ORIGIN, Page, article, small_site, url

FILES = ("-s", "DOWNLOAD_FILES=1")
SITE = ("site", "-a", f"url={ORIGIN}/")
NAMES = made_files.pdf("云溪区重点企业名单", "第七名：青柯生物")
CONTRACT = made_files.docx("投资合同", "乙方：澜山重工")
PLACE = re.compile(r"files/([0-9a-f]{2})/\1[0-9a-f]{62}\.[a-z0-9]{1,5}")


def link(address: str, name: str = "附件.pdf") -> str:
    return f'<p>附件：<a href="{address}">{name}</a></p>'


def site(**files: Page) -> dict[str, Page]:
    """An article for each file, by its name, which links it as an attachment."""
    pages = small_site(files)
    for name, page in files.items():
        pages[url(name)] = article(name, more=link(f"/f/{name}.pdf"))
        pages[f"{ORIGIN}/f/{name}.pdf"] = page
    return pages


def attachments(shell: Shell) -> dict[str, str | None]:
    """The file of each attachment, by the last part of its address."""
    rows = shell.query("select url, file from attachments")
    return {address.removeprefix(f"{ORIGIN}/f/"): file for address, file in rows}


def asked_files(ended: Ended) -> list[str]:
    return [address.removeprefix(f"{ORIGIN}/f/") for address in ended.urls if "/f/" in address]


def rows_tell_no_lie(shell: Shell) -> int:
    """Each row that names a file has it on the disk, whole; how many files there are."""
    found = shell.query(
        "select file, digest, bytes from attachments where file is not null "
        "union select file, digest, bytes from images where file is not null"
    )
    for file, digest, size in found:
        data = (shell.folder / file).read_bytes()
        assert PLACE.fullmatch(file)
        assert (digest, size) == (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))
    return len(found)


def found(shell: Shell, query: str) -> str:
    command = [Path(sys.executable).with_name("investchn"), "search", query, "--data", str(shell.folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout
