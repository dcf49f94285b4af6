"""The last settings of each session, so that a change can be undone."""

from __future__ import annotations

import threading
from collections import OrderedDict

KEPT, SESSIONS = 50, 200


class History:
    """Queries in the order in which they were shown; used from many threads."""

    def __init__(self) -> None:
        self._shown: OrderedDict[str, list[str]] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, session: str, query: str) -> None:
        """What is shown now; nothing happens where it was shown already."""
        with self._lock:
            shown = self._shown.setdefault(session, [])
            if not shown or shown[-1] != query:
                shown.append(query)
                del shown[:-KEPT]
            self._shown.move_to_end(session)
            while len(self._shown) > SESSIONS:
                self._shown.popitem(last=False)

    def undo(self, session: str) -> str | None:
        """What was shown before that; None if there was nothing."""
        with self._lock:
            shown = self._shown.get(session, [])
            if len(shown) < 2:
                return None
            shown.pop()
            return shown[-1]

    def can_undo(self, session: str) -> bool:
        with self._lock:
            return len(self._shown.get(session, ())) > 1
