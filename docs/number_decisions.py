"""Gives every decision of docs/decisions.md that has no number yet the next one, with the status `in force`."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).with_name("decisions.md")
NUMBERED = re.compile(r"^\| D(\d+) \|", re.MULTILINE)


def numbered(text: str) -> str:
    """The page with a number on every row."""
    following = max((int(found) for found in NUMBERED.findall(text)), default=0) + 1
    lines = []
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| No. |") and not NUMBERED.match(line):
            line = f"| D{following} {line} in force |"
            following += 1
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(numbered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
