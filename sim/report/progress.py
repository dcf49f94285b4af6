"""A line that says how far a run is, and how long it takes still; it is rewritten in its place."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

from sim.report.texts import Texts

UNKNOWN = "?"


class ProgressLine:
    """Called with (done, wanted); ``close`` wipes the line out.  A terminal shows it, and so does a notebook.

    What happens before the first call (compiling, reading) says nothing of the rate: the time left is told from then.
    ``key``: the text of the line.
    """

    def __init__(self, texts: Texts, stream: TextIO | None = None, key: str = "run.progress") -> None:
        self._texts, self._key = texts, key
        self._stream = sys.stderr if stream is None else stream
        self._first: tuple[float, int] | None = None
        self._width = 0

    def __call__(self, done: int, wanted: int) -> None:
        now, number = monotonic(), self._texts.write.number
        since, before = self._first = self._first or (now, done)
        left = _clock((now - since) / (done - before) * (wanted - done)) if done > before else UNKNOWN
        text = self._texts(self._key, done=number(done), wanted=number(wanted), left=left)
        self._width = max(self._width, len(text))
        print("\r" + text.ljust(self._width), end="", file=self._stream, flush=True)

    def close(self) -> None:
        print("\r" + " " * self._width + "\r", end="", file=self._stream, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
