"""Units of work handed out to machines, and what comes back: whoever dies meanwhile, no unit is lost or done twice.

Dask computes a unit again whose worker has died, and gives it up when it was there at the death of several.  Then the
unit may be the cause or a bystander.  So it is tried once more at the end, while nothing else runs; if workers die
again, it is the cause.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic
from types import TracebackType
from typing import Any
from uuid import uuid4

from sim.cluster.connection import Connection
from sim.cluster.trouble import ClusterLost
from sim.cluster.worker import OtherProgram, identity, pack, perform

AT_ONCE = 2
"""Units under way for each thread: one is computed, one waits there, so that no thread waits for the network."""
LOOK = 1.0
"""Seconds between two looks at whether the machines are still there, while nothing comes back."""
PATIENCE = 60.0
"""Seconds without a single worker after which nobody waits any longer."""


@dataclass(frozen=True)
class Shared:
    """What many units need, sent once to each worker that computes one of them: ``make(thing)`` there."""

    key: str
    packed: bytes = field(repr=False)

    @classmethod
    def of(cls, make: Callable[[Any], Any], thing: Any) -> Shared:
        """``make`` is a function of a module."""
        packed = pack((make, thing))
        return cls(hashlib.sha256(packed).hexdigest()[:32], packed)


@dataclass(frozen=True)
class Unit:
    """``work(shared, *arguments)``, ``work`` being a function of a module; ``name`` is for messages."""

    number: int
    name: str
    work: Callable[..., Any]
    shared: Shared
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Killed:
    """The outcome of a unit that workers died of."""

    unit: Unit


class Course:
    """Units under way; a context manager, at whose end everything that still runs is called off."""

    def __init__(self, machines: Connection) -> None:
        self._machines = machines
        self._client = machines.client
        self._finished: SimpleQueue[str] = SimpleQueue()
        self._running: dict[str, tuple[Unit, Any]] = {}
        self._sent: dict[str, tuple[Any, int]] = {}  # what is shared, and how many units under way need it
        self._suspects: deque[Unit] = deque()
        self._alone = False
        self._without_workers: float | None = None

    def __enter__(self) -> Course:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        futures = [future for _, future in self._running.values()]
        self._running, self._sent = {}, {}
        if futures and self._client.status == "running":
            self._client.cancel(futures, force=True)

    @property
    def room(self) -> bool:
        """Whether another unit can be handed out now."""
        return not self._alone and len(self._running) < AT_ONCE * self._machines.threads

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running and not self._suspects

    def submit(self, unit: Unit) -> None:
        """Hand a unit out."""
        key = f"rengsim-unit-{uuid4().hex}"
        with self._machines.connected():
            shared, users = self._sent.get(unit.shared.key) or (self._send(unit.shared), 0)
            self._sent[unit.shared.key] = shared, users + 1
            future = self._client.submit(
                perform, identity(), unit.work, unit.shared.key, shared, unit.arguments, key=key, pure=False
            )
        self._running[key] = unit, future
        future.add_done_callback(lambda done: self._finished.put(done.key))

    def _send(self, shared: Shared) -> Any:
        """As a task, not as data: what a dead worker held is then made again by the scheduler."""
        return self._client.submit(bytes, shared.packed, key=f"rengsim-shared-{shared.key}", pure=True)

    def next(self) -> tuple[Unit, Any]:
        """A unit that is finished, in any order, and what it gave (:class:`Killed` if workers died of it).

        Raises :class:`ClusterLost`, :class:`sim.cluster.trouble.BadCluster` if a worker runs another program, and
        what the unit raised there.
        """
        while True:
            if not self._running:
                self._alone = True
                self.submit(self._suspects.popleft())
            key = self._wait()
            unit, future = self._running.pop(key)
            outcome = self._outcome(future)
            self._forget(unit.shared)
            alone, self._alone = self._alone, False
            if not isinstance(outcome, _Died):
                return unit, outcome
            if alone:
                return unit, Killed(unit)
            self._suspects.append(unit)

    def _wait(self) -> str:
        while True:
            try:
                key = self._finished.get(timeout=LOOK)
            except Empty:
                self._look()
                continue
            if key in self._running:
                return key

    def _look(self) -> None:
        """Raises :class:`ClusterLost` if nothing can come back any more."""
        if self._machines.look():
            self._without_workers = None
            return
        self._without_workers = self._without_workers or monotonic()
        if monotonic() - self._without_workers > PATIENCE:
            raise ClusterLost("workers", self._machines.address)

    def _outcome(self, future: Any) -> Any:
        from distributed.scheduler import KilledWorker

        try:
            with self._machines.connected():
                return future.result()
        except KilledWorker:
            return _Died()
        except OtherProgram as other:
            raise self._machines.refused({"": other.args[0]}) from None

    def _forget(self, shared: Shared) -> None:
        """What no unit under way needs is dropped there, too."""
        future, users = self._sent.pop(shared.key)
        if users > 1:
            self._sent[shared.key] = future, users - 1


class _Died:
    """Workers died while they had the unit."""
