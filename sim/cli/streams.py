"""Standard output and standard error as they may be: closed, full, or without Danish letters."""

from __future__ import annotations

import codecs
import json
import os
import sys
from typing import Any, TextIO

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
