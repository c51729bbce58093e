"""What is running text, as opposed to names, titles and labels: by its punctuation and its length."""

import re

from investchn_crawler.extract.screen import Line

PUNCTUATION = re.compile("[，。；！？：、,;!?]")


def is_paragraph(line: Line) -> bool:
    """Whether a line is running text: a title may have a comma, but not a full stop."""
    return not line.has_link and len(line.text) > 20 and ("。" in line.text or len(line.text) > 100)
