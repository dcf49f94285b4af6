"""Saying on standard error what went wrong."""

from __future__ import annotations

import sys
import traceback


def say(text: str) -> None:
    """A line on standard error, if that is there."""
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def say_where(error: BaseException) -> None:
    """The lines of the program that led to an error, without the words of it: they may be of a person's records."""
    say("".join(traceback.format_tb(error.__traceback__)).rstrip())
