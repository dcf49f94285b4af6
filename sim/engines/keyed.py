"""SimPy as the clock: an environment whose events carry the contract's key instead of the order of scheduling."""

from __future__ import annotations

from collections.abc import Callable, Generator
from heapq import heappop, heappush
from itertools import count
from typing import Any

import simpy
from simpy.events import Event, Process

Key = tuple[int, int, int, int]  # time, phase, owner, serial


class KeyedEnvironment(simpy.Environment):
    """Processes the pending item with the smallest (time, phase, owner, serial); an item without callbacks is cancelled."""

    def __init__(self) -> None:
        super().__init__(initial_time=0)
        self._key: Key | None = None
        self._ticket = count()  # only decides between items of equal key, which then have equal effects

    def schedule(self, event: Event, priority: Any = 0, delay: Any = 0) -> None:
        """Called by SimPy when an event is triggered.  Without a key it is the end of a process, for which nobody waits."""
        if not event._ok:
            raise event._value  # type: ignore[misc]
        if self._key is not None:
            heappush(self._queue, (*self._key, next(self._ticket), event))  # type: ignore[arg-type]
            self._key = None

    def item(self, time: int, phase: int, owner: int, serial: int = 0, value: Any = None) -> Event:
        """A pending item that a process can wait for."""
        event = Event(self)
        event._ok = True
        event._value = value
        heappush(self._queue, (time, phase, owner, serial, next(self._ticket), event))  # type: ignore[arg-type]
        return event

    def call(self, time: int, phase: int, owner: int, serial: int, action: Callable[[Event], None]) -> Event:
        """A pending item that calls ``action``."""
        event = self.item(time, phase, owner, serial)
        event.callbacks.append(action)  # type: ignore[union-attr]
        return event

    def enter(self, journey: Generator[Event, Any, None], time: int, phase: int, owner: int, serial: int = 0) -> Process:
        """A process whose first step is a pending item."""
        self._key = (time, phase, owner, serial)
        return Process(self, journey)

    def advance(self, until: int) -> int:
        """Process every item before ``until``; returns the number of items processed."""
        queue = self._queue
        processed = 0
        while queue and queue[0][0] < until:
            time, _, _, _, _, event = heappop(queue)  # type: ignore[misc]
            if event.callbacks is None:
                continue
            self._now = time
            processed += 1
            fire(event, event._value)
        return processed


def fire(event: Event, value: Any) -> None:
    """Process an event now, within the item that is being processed; its own item, if pending, is thereby cancelled."""
    callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]
    event._ok = True
    event._value = value
    for callback in callbacks:
        callback(event)


def cancel(event: Event) -> None:
    event.callbacks = None  # type: ignore[assignment]
