"""Who holds which unit of a resource.

Which unit a person has is no state of the model: whoever comes is given the one that has been free longest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from sim.log.events import Event
from sim.log.table import Log


class Held(NamedTuple):
    """A unit (from 1) that a person holds, in seconds of the run; ``end`` is None where it is held when the run ends.

    ``step`` is the number of the step that claimed it.
    """

    unit: int
    person: int
    start: int
    end: int | None
    step: int


def held(log: Log, resource: int) -> Iterator[Held]:
    """Every unit of a resource that is held in a log of one replication, but for no time; ordered by their ends."""
    free: deque[int] = deque()
    units, taken = 0, dict[int, list[Held]]()
    for time, person, code, step, _, thing, amount in log.rows():
        if thing != resource or code not in (Event.CLAIM, Event.RELEASE):
            continue
        mine = taken.setdefault(person, [])
        for _ in range(amount):
            if code == Event.CLAIM:
                if not free:
                    units += 1
                    free.append(units)
                mine.append(Held(free.popleft(), person, time, None, step))
            elif mine:
                one = mine.pop(0)
                free.append(one.unit)
                if time > one.start:
                    yield one._replace(end=time)
    for mine in taken.values():
        yield from mine
