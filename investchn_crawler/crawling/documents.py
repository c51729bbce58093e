"""Reads a document in a process of its own: a bomb or a crash in a library ends that process, and not the crawl."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from investchn_crawler.extract.documents import LIBRARIES, READERS, Unreadable, text_of

MOST_MEMORY = 1 << 30
MOST_SECONDS = 20  # of CPU; a document of a thousand pages takes a tenth of it
LONGEST_WAIT = 120  # of the clock: the machine may be busy
NO_TEXT = 3


def is_installed() -> bool:
    """Whether the extra `files` is there."""
    return all(find_spec(name) for name in LIBRARIES)


def is_readable(ending: str) -> bool:
    """Whether the text of files with this ending can be read."""
    return ending in READERS


def read(path: Path) -> tuple[str | None, str | None]:
    """The text of a file, or why there is none; it takes its time, so it is called in a thread."""
    command = [sys.executable, "-m", __name__, str(path)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST_WAIT, check=False)
    except subprocess.TimeoutExpired:
        return None, f"reading it took longer than {LONGEST_WAIT} s"
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode == 0:
        return said, None
    if done.returncode == NO_TEXT:
        return None, said
    return None, f"reading it took more than {MOST_SECONDS} s or {MOST_MEMORY >> 20} MiB, or ended its reader"


def _bound() -> None:
    """Limits that hold for this process; on Windows there are none but the clock."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: Path) -> int:
    """The child: prints the text, or the reason why there is none."""
    _bound()
    try:
        data = path.read_bytes()
        text, code = text_of(data, path.suffix.removeprefix(".")), 0
    except (Unreadable, OSError) as error:
        text, code = str(error), NO_TEXT
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
