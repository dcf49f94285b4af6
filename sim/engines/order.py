"""The order of things at one instant (contract S1-S3), as named constants that both engines use.

The next item is always the one with the smallest (time, phase, owner, serial).
"""

from __future__ import annotations

from enum import IntEnum


class Phase(IntEnum):
    """Contract S2; phase 7 of the contract is written out in its three parts."""

    START = 0  # starting state
    LEAVE = 1  # stays end, risks strike, work is done
    WORLD = 2  # capacity changes, turnarounds end, staff opens, tokens arrive
    ARRIVE = 3  # people arrive, work falls due
    MATCH = 4  # tokens are matched
    GRANT = 5  # places, staff and backfill are granted
    SESSION = 6  # sessions decide
    RENEGE = 7  # patience ends
    EXPIRE = 8  # tokens expire
    OVERFLOW = 9  # tokens above max_open are lost


class Owner(IntEnum):
    """Kinds of environment owners, before all participants; the number behind is the rank of the name."""

    CAPACITY = 0
    STAFF = 1
    POOL = 2
    GATE = 3
    ARRIVALS = 4
    PASS = 5
    LINES = 6


KIND_SHIFT = 32


def environment(kind: Owner, index: int = 0) -> int:
    """The owner number of the environment: negative, by kind and then by rank of name; participants are 0, 1, 2, ..."""
    return ((kind - 8) << KIND_SHIFT) + index


TASK_BITS, VISIT_BITS, FOLLOW_BITS = 14, 21, 28
"""Room for the names of tasks, the visits of one person to one stage, and the follow-ups of one stay."""


def task_serial(task: int, visit: int, n: int) -> int:
    """The serial of a task among the items of one participant: by name, visit and n; the stage item has serial 0."""
    return ((((task + 1) << VISIT_BITS) + visit) << FOLLOW_BITS) + n


SESSION_SHIFT = 30
MOST_TRIES = (1 << SESSION_SHIFT) - 1


def session_serial(nominal: int, tries: int) -> int:
    """The serial of a session among those of its gate: by nominal date, of one date the planned one last.

    Of sessions at the same time the last one counts (contract Q5), so one with tries left goes before one without.
    """
    return (nominal << SESSION_SHIFT) + MOST_TRIES - tries


def turnaround_serial(releases: int) -> int:
    """The serial of the end of a turnaround: after changes of capacity, in the order in which the units came back."""
    return (1 << KIND_SHIFT) + releases


CALL, AWAITED, PLANNED = 0, 1, 2
"""Order of work (contract Q9): calls, then work that a participant waits for, then planned follow-ups."""

MOST_ITEMS_AT_ONCE = 10_000
"""More items for one person at one instant are a loop without progress (contract S1)."""


class LoopWithoutProgress(RuntimeError):
    """One person was the owner of too many items at one instant (contract S1).

    ``step`` is the number of the last step, or its name once the model is at hand; ``path`` is then the scenario file.
    """

    def __init__(self, number: int, now: int, step: int | str, path: str = "") -> None:
        super().__init__(number, now, step, path)
        self.number, self.now, self.step, self.path = number, now, step, path

    def __str__(self) -> str:
        return (
            f"{self.path}{': ' * bool(self.path)}participant {self.number} goes round in a loop without progress at "
            f"{self.now} seconds: {MOST_ITEMS_AT_ONCE} items at one instant, the last at step {self.step}"
        )
