"""Standard output and standard error as they may be: closed, full, or without Danish letters."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""All but tab and the end of a line; the last ones turn the direction of writing."""
_PLAIN = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "–": "-", "—": "-", "−": "-", "→": "->"}
    | {"≥": ">=", "≤": "<=", "±": "+-", "×": "x", "·": ".", "…": "...", "■": "#", "●": "*", "│": "|", "─": "-"}
    | {"\u00a0": " ", "\u202f": " ", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "é": "e", "ö": "oe", "ü": "u"}
)


def prepare() -> bool:
    """Make the standard streams safe to write to; False if standard output is closed.

    A closed descriptor would be given to the next file that is opened, and messages would be written into that.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    there = sys.stdout is not None
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  for as long as the process lives
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("rengsim.plain", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace" if _is_utf8(stream) else "rengsim.plain")
    return there


class Printable:
    """A stream that writes control characters as ``\\u001b``; everything else is that of the stream below.

    A title in a file must not move the cursor, change colours or turn the direction of writing.
    """

    def __init__(self, stream: TextIO) -> None:
        self.below = stream

    def write(self, text: str) -> int:
        return self.below.write(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.below, name)


@contextmanager
def printable() -> Iterator[None]:
    """Both standard streams without control characters, while a command runs."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast(TextIO, Printable(sys.stdout)), cast(TextIO, Printable(sys.stderr))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def terminal(stream: TextIO) -> TextIO:
    """The stream itself, for what moves the cursor on purpose."""
    return getattr(stream, "below", stream)


def silence(stream: TextIO) -> None:
    """Write nowhere from now on, so that what is still in the buffer does not fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def print_json(content: Any) -> None:
    """Print a JSON object; in pure ASCII where the output takes nothing else."""
    json.dump(content, sys.stdout, ensure_ascii=not _is_utf8(sys.stdout), indent=1, allow_nan=False, default=str)
    print()


def _is_utf8(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "") == "utf8"


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Danish letters and signs as people write them in ASCII."""
    assert isinstance(error, UnicodeEncodeError)
    text = error.object[error.start : error.end].translate(_PLAIN)
    return text.encode("ascii", "backslashreplace").decode(), error.end
