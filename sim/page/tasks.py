"""Work that takes longer than a look: begun by a button, with progress, cancelled by another; one a session."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from sim.page.arranged import for_the_page
from sim.studies.growth import Cancelled

KEPT = 40
AT_ONCE = 2
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Seen:
    """A piece of work as it stood at one moment: a page that looked several times could find it in several states.

    ``state``: running, done, failed, cancelled, or superseded, which is cancelled by what the session began later.
    """

    key: str
    state: str
    done: int = 0
    wanted: int = 0
    seconds: float = 0.0
    result: Any = None
    error: Exception | None = None

    @property
    def blocks(self) -> Any:
        """What is shown of the result, each way to read a figure once."""
        return for_the_page(getattr(self.result, "blocks", self.result))

    @property
    def percent(self) -> int:
        return min(99, 100 * self.done // self.wanted) if self.wanted else 0

    @property
    def seconds_left(self) -> int | None:
        """About how long; None while nothing is known."""
        if 20 * self.done < self.wanted or not self.wanted:
            return None
        return max(1, round(self.seconds * (self.wanted - self.done) / self.done))


CANCELLED = Seen("", "cancelled")


@dataclass
class Task:
    """One piece of work; ``result`` or ``error`` when it is done."""

    session: str
    kind: str
    asked: Any
    key: str = field(default_factory=lambda: secrets.token_urlsafe(8))
    done: int = 0
    wanted: int = 0
    result: Any = None
    error: Exception | None = None
    finished: threading.Event = field(default_factory=threading.Event)
    cancelled: bool = False
    superseded: bool = False
    started: float = field(default_factory=monotonic)

    def progress(self, done: int, wanted: int) -> None:
        """Told by the study after each batch; raises :class:`Cancelled`."""
        self.done, self.wanted = done, wanted
        if self.cancelled:
            raise Cancelled

    def seen(self) -> Seen:
        """How it stands now."""
        if self.cancelled:
            state = "superseded" if self.superseded else "cancelled"
        elif not self.finished.is_set():
            state = "running"
        else:
            state = "done" if self.error is None else "failed"
        return Seen(self.key, state, self.done, self.wanted, monotonic() - self.started, self.result, self.error)


class Tasks:
    """The work of all sessions; a session that starts something cancels what it had before."""

    def __init__(self) -> None:
        self._tasks: OrderedDict[str, Task] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def start(self, session: str, kind: str, asked: Any, work: Callable[[Progress], Any]) -> Task:
        """Begin; the same question that is there already is not asked again."""
        with self._lock:
            for task in self._tasks.values():
                if task.session == session and not task.cancelled:
                    if (task.kind, task.asked) == (kind, asked) and task.error is None:
                        return task
                    if not task.finished.is_set():
                        task.cancelled = task.superseded = True
            task = Task(session, kind, asked)
            self._tasks[task.key] = task
            while len(self._tasks) > KEPT:
                _, old = self._tasks.popitem(last=False)
                old.cancelled = True
        threading.Thread(target=self._run, args=(task, work), name=kind, daemon=True).start()
        return task

    def find(self, session: str, kind: str, asked: Any) -> Task | None:
        """The work on this question, if it was begun."""
        with self._lock:
            return next((task for task in reversed(self._tasks.values()) if not task.cancelled
                         and (task.session, task.kind, task.asked) == (session, kind, asked)), None)  # fmt: skip

    def latest(self, session: str, kind: str, asked: Any) -> Task | None:
        """The last work on this question, also where it was cancelled."""
        with self._lock:
            return next((task for task in reversed(self._tasks.values())
                         if (task.session, task.kind, task.asked) == (session, kind, asked)), None)  # fmt: skip

    def running(self, session: str) -> Task | None:
        """The work of this session that is under way."""
        with self._lock:
            mine = (task for task in self._tasks.values() if task.session == session and not task.cancelled)
            return next((task for task in mine if not task.finished.is_set()), None)

    def cancel(self, session: str, key: str) -> None:
        """Stop a piece of work of this session."""
        with self._lock:
            task = self._tasks.get(key)
            if task is not None and task.session == session:
                task.cancelled = True

    def _run(self, task: Task, work: Callable[[Progress], Any]) -> None:
        with self._turns:
            try:
                task.progress(0, 0)
                task.result = work(task.progress)
            except Cancelled:
                task.cancelled = True
            except Exception as error:
                task.error = error
            finally:
                task.finished.set()
