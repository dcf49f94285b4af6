"""Saying on standard error what went wrong."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """A line on standard error, if that is there."""
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return
