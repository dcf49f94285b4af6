"""A line on the terminal that says how far a run is; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from sim.cli.streams import terminal
from sim.report.progress import ProgressLine
from sim.report.texts import Texts


@contextmanager
def progress_line(texts: Texts, key: str = "run.progress") -> Iterator[Callable[[int, int], None] | None]:
    """A function of (done, wanted) that rewrites one line of stderr; None if stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with closing(ProgressLine(texts, terminal(sys.stderr), key)) as line:
        yield line
