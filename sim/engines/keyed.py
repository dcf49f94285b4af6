"""SimPy as the clock: an environment whose events carry the contract's key instead of the order of scheduling."""

from __future__ import annotations

from collections.abc import Callable, Generator
from heapq import heappop, heappush
from itertools import count
from typing import Any

import simpy
from simpy.events import Event, Process

Key = tuple[int, int, int, int]  # time, phase, owner, serial


class Item(Event):
    """An event whose value is known when it is scheduled; without a schedule it waits to be fired."""

    _ok = True
    _defused = False

    def __init__(
        self, env: simpy.Environment, value: Any = None, action: Callable[[Event], None] | None = None
    ) -> None:
        self.env = env
        self.callbacks = [] if action is None else [action]
        self._value = value


class KeyedEnvironment(simpy.Environment):
    """Always the pending item with the smallest (time, phase, owner, serial); one without callbacks is cancelled."""

    now = 0  # seconds; a plain attribute, because it is read several times per item

    def __init__(self) -> None:
        super().__init__(initial_time=0)
        self._key: Key | None = None
        self._queue: list[Any] = []
        self.asked: list[tuple[int, int, int]] = []  # passes at this instant: time, phase, owner
        self._ticket = count()  # only decides between items of equal key, which then have equal effects

    def schedule(self, event: Event, priority: Any = 0, delay: Any = 0) -> None:
        """Called by SimPy when an event is triggered; without a key it is the end of a process: nobody waits for it."""
        if not event._ok:
            raise event._value
        if self._key is not None:
            heappush(self._queue, (*self._key, next(self._ticket), event))
            self._key = None

    def item(self, time: int, phase: int, owner: int, serial: int = 0, value: Any = None) -> Item:
        """A pending item that a process can wait for."""
        event = Item(self, value)
        heappush(self._queue, (time, phase, owner, serial, next(self._ticket), event))
        return event

    def call(self, time: int, phase: int, owner: int, serial: int, action: Callable[[Event], None]) -> Item:
        """A pending item that calls ``action``."""
        event = Item(self, None, action)
        heappush(self._queue, (time, phase, owner, serial, next(self._ticket), event))
        return event

    def has_another(self, phase: int, owner: int) -> bool:
        """Whether the next item is one more of this phase and owner at this instant."""
        return bool(self._queue) and self._queue[0][:3] == (self.now, phase, owner)

    def enter(
        self, journey: Generator[Event, Any, None], time: int, phase: int, owner: int, serial: int = 0
    ) -> Process:
        """A process whose first step is a pending item."""
        self._key = (time, phase, owner, serial)
        return Process(self, journey)

    def process_until(self, until: int) -> None:
        """Process every item before ``until``, and every pass that is asked for when it comes before the next item."""
        queue, asked = self._queue, self.asked
        while True:
            if asked and not (queue and queue[0] < asked[0]):
                self.serve(heappop(asked)[1])
                continue
            if not queue or queue[0][0] >= until:
                return
            time, _, _, _, _, event = heappop(queue)
            if event.callbacks is not None:
                self.now = time
                callbacks, event.callbacks = event.callbacks, None
                for callback in callbacks:
                    callback(event)

    def serve(self, phase: int) -> None:
        """One pass of a phase."""
        raise NotImplementedError


def fire(event: Event, value: Any) -> None:
    """Process an event now, within the item that is being processed; its own item, if pending, is thereby cancelled."""
    callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]
    event._value = value
    for callback in callbacks:
        callback(event)
