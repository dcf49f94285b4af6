"""Buffers for logs, and for what is counted of them, used again when nobody holds what is in them any more.

Fresh memory costs more than writing a log into it.  A log's columns are views of its buffer and keep it alive, so the
number of references to a buffer tells whether it is free.  Only a few are kept, and none that is very large.
"""

from __future__ import annotations

import sys
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.int64]

MOST_KEPT = 3
MOST_WORDS = 1 << 25  # 256 MB
UNUSED = 2
"""References to a buffer that only the list below holds: its own and that of the call."""

_kept: list[Words] = []
_lock = Lock()


def buffer(words: int) -> Words:
    """At least so many words of any content."""
    with _lock:
        for place in range(len(_kept)):
            if len(_kept[place]) >= words and sys.getrefcount(_kept[place]) == UNUSED:
                return _kept[place]
        fresh = np.empty(words, dtype=np.int64)
        if words <= MOST_WORDS:
            unused = [place for place in range(len(_kept)) if sys.getrefcount(_kept[place]) == UNUSED]
            if len(_kept) < MOST_KEPT:
                _kept.append(fresh)
            elif unused:
                _kept[unused[0]] = fresh
        return fresh
