"""Small scenario files for the tests of the reader."""

from __future__ import annotations

from pathlib import Path

HEAD = """\
format = 1
[run]
start = 2021-01-01
years = 1
"""
PATHWAY = """\
[arrivals.search]
to = "a"
rate = 100
[stage.a]
lasts = "5 days"
next = "out"
[exit.out]
"""
GROUP = """\
[attribute.group]
jobparat = 0.3
aktivitetsparat = "rest"
"""


def write(folder: Path, text: str, name: str = "case.toml") -> Path:
    """The text as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def marked(text: str) -> set[tuple[str, int]]:
    """(code, line) of every mark ``#! code`` in a text."""
    return {
        (code, number)
        for number, line in enumerate(text.splitlines(), start=1)
        if "#! " in line
        for code in line.split("#! ")[1].split()
    }
