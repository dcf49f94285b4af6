"""A line on the terminal that says how far a run is; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sim.cli.streams import terminal
from sim.report.texts import Texts


@contextmanager
def progress_line(texts: Texts) -> Iterator[Callable[[int, int], None] | None]:
    """A function of (done, wanted) that rewrites one line of stderr; None if stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    started = monotonic()
    width = 0

    def show(done: int, wanted: int) -> None:
        nonlocal width
        left = (monotonic() - started) / done * (wanted - done)
        text = texts(
            "run.progress", done=texts.write.number(done), wanted=texts.write.number(wanted), left=_clock(left)
        )
        width = max(width, len(text))
        print("\r" + text.ljust(width), end="", file=terminal(sys.stderr), flush=True)

    try:
        yield show
    finally:
        print("\r" + " " * width + "\r", end="", file=terminal(sys.stderr), flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
