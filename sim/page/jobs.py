"""What the page computes for whom: one question a session at a time, the newest first, nothing computed twice.

A question is asked in stages (67 replications, then 200, 667, ...), each by a request of its own.  A first answer goes
before anybody's refinement, and refinements look between two pieces of work whether somebody waits for a first answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from sim.loaded import LoadedScenario
from sim.measures.wanted import Wanted
from sim.scenario.schema import Scenario
from sim.studies.growth import Cancelled, GrowingRun
from sim.studies.result import Result

KEPT_BYTES = 50_000_000
"""Figures of the last questions that are kept in memory, over all sessions: a dozen runs of the usual project."""
KEPT_RUNS = 40
"""Runs at most; each has the tables of its model besides."""
KEPT_SESSIONS = 200
NOTHING = ("", 0)
"""The question of a session that waits for nothing."""
REFINING = 1
"""Threads of a refinement: the browser, and whoever asks next, need the other processors."""


class Turns:
    """Lets ``width`` pieces of work go on at a time; those who wait for a first answer go before all others."""

    def __init__(self, width: int = 1) -> None:
        self._free = width
        self._urgent = self._answering = 0
        self._changed = threading.Condition()

    @property
    def somebody_waits(self) -> bool:
        """Whether a first answer is waited for, so that a refinement should make room."""
        return self._urgent > 0

    def make_room(self) -> None:
        """Wait while a first answer is waited for or computed: work of minutes asks so between its parts."""
        with self._changed:
            self._changed.wait_for(lambda: not self._urgent and not self._answering)

    @contextmanager
    def turn(self, urgent: bool) -> Iterator[None]:
        """Wait for a turn, and give it back afterwards."""
        with self._changed:
            self._urgent += urgent
            try:
                self._changed.wait_for(lambda: self._free > 0 and (urgent or not self._urgent))
            finally:
                self._urgent -= urgent
            self._free -= 1
            self._answering += urgent
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._answering -= urgent
                self._changed.notify_all()


class _Kept:
    """A run that grows, used by one request at a time; its tables are built by the first one."""

    def __init__(self, make: Callable[[], GrowingRun]) -> None:
        self._make = make
        self.lock = threading.Lock()

    @cached_property
    def run(self) -> GrowingRun:
        return self._make()

    @property
    def replications(self) -> int:
        """How many there are; 0 before the run is made."""
        return self.run.replications if "run" in self.__dict__ else 0

    @property
    def nbytes(self) -> int:
        """Memory of its figures; 0 before the run is made."""
        return self.run.nbytes if "run" in self.__dict__ else 0


class Jobs:
    """Answers questions; used from many threads.

    ``wanted``: the figures the page shows of a scenario.  A session is anything that names one browser.
    """

    def __init__(
        self, workers: int = 1, engine: str = "auto", wanted: Callable[[Scenario], Wanted] | None = None
    ) -> None:
        self._workers, self._engine, self._wanted = workers, engine, wanted
        self._turns = Turns()
        self._runs: OrderedDict[tuple[str, int], _Kept] = OrderedDict()
        self._newest: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self._lock = threading.Lock()

    def answer(
        self, session: str, question: LoadedScenario, replications: int, seed: int = 1, first: bool = True
    ) -> Result:
        """The answer from so many replications.

        ``first``: the question has just been asked in this session, and what the session asked before is cancelled;
        otherwise a refinement of an answer that is shown.  Raises :class:`sim.studies.growth.Cancelled` if the session
        has asked something else meanwhile, and :class:`sim.ProblemsFound` for a scenario that cannot be used.
        """
        key = question.scenario.hash, seed
        with self._lock:
            if first:
                self._newest[session] = key
                self._newest.move_to_end(session)
                while len(self._newest) > KEPT_SESSIONS:
                    self._newest.popitem(last=False)
            kept = self._kept(key, question)

        def superseded() -> bool:
            return self._newest.get(session, key) != key

        while True:
            if superseded():
                raise Cancelled
            found = self.known(question, replications, seed)
            if found is not None:
                return found
            try:
                # the run is taken hold of within a turn: who asks the same for the first time waits for no refinement
                with self._turns.turn(urgent=first), kept.lock:
                    stop = superseded if first else lambda: superseded() or self._turns.somebody_waits
                    return kept.run.result(replications, stop, None if first else REFINING)
            except Cancelled:
                continue  # superseded, or only making room
            finally:
                self._forget()

    def make_room(self) -> None:
        """Let whoever waits for a first answer have it before other work goes on."""
        self._turns.make_room()

    def leave(self, session: str) -> None:
        """The session is shown something that needs no work: what it asked before is cancelled."""
        with self._lock:
            if session in self._newest:
                self._newest[session] = NOTHING

    def known(self, question: LoadedScenario, replications: int, seed: int = 1) -> Result | None:
        """The answer if it is there already; nothing is computed and nobody is waited for."""
        with self._lock:
            kept = self._runs.get((question.scenario.hash, seed))
        if kept is None or not kept.lock.acquire(blocking=False):
            return None
        try:
            return kept.run.result(replications) if kept.replications >= replications else None
        finally:
            kept.lock.release()

    def _kept(self, key: tuple[str, int], question: LoadedScenario) -> _Kept:
        """The run of a question, made where there is none."""
        if key not in self._runs:
            self._runs[key] = _Kept(
                lambda: GrowingRun(question.model, key[1], self._engine, self._workers,
                                   wanted=self._wanted and self._wanted(question.scenario))
            )  # fmt: skip
        self._runs.move_to_end(key)
        return self._runs[key]

    def _forget(self) -> None:
        """Let go of the runs that were asked for longest ago, so many that the rest has room; the last one stays."""
        with self._lock:
            room = KEPT_BYTES - sum(one.nbytes for one in self._runs.values())
            while len(self._runs) > 1 and (room < 0 or len(self._runs) > KEPT_RUNS):
                _, oldest = self._runs.popitem(last=False)
                room += oldest.nbytes
