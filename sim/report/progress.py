"""A line that says how far a run is, and how long it takes still; it is rewritten in its place."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

from sim.report.texts import Texts


class ProgressLine:
    """Called with (done, wanted); ``close`` wipes the line out.  A terminal shows it, and so does a notebook."""

    def __init__(self, texts: Texts, stream: TextIO | None = None) -> None:
        self._texts = texts
        self._stream = sys.stderr if stream is None else stream
        self._started = monotonic()
        self._width = 0

    def __call__(self, done: int, wanted: int) -> None:
        left = (monotonic() - self._started) / max(1, done) * (wanted - done)
        number = self._texts.write.number
        text = self._texts("run.progress", done=number(done), wanted=number(wanted), left=_clock(left))
        self._width = max(self._width, len(text))
        print("\r" + text.ljust(self._width), end="", file=self._stream, flush=True)

    def close(self) -> None:
        print("\r" + " " * self._width + "\r", end="", file=self._stream, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
