"""How much may be asked for at once before anything is simulated, and what is said to somebody who asks for more.

The limits in force are one setting of the process: ``rengsim ... --limit people=1e7,memory=80%``, in Python
``sim.limit("people=1e7")``.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path

from sim.given import checked

WRITTEN = "people=5e6,rows=2e8,memory=50%,replications=1e6"
"""The defaults as they are written after ``--limit``."""


@dataclass(frozen=True)
class Limits:
    """People (and tokens, sessions) and rows of the event log in one replication; bytes; replications."""

    people: float = 5e6
    rows: float = 2e8
    memory: float = 0.5  # share of the machine's, or of what this process may use
    replications: float = 1e6

    @classmethod
    def parse(cls, text: str) -> Limits:
        """``"people=1e7,memory=80%"``; what is not named keeps its default.  Raises ValueError."""
        found: dict[str, float] = {}
        for part in filter(None, text.split(",")):
            name, _, number = (word.strip() for word in part.partition("="))
            share = number.endswith("%")
            try:
                value = float(number.removesuffix("%")) / (100 if share else 1)
            except ValueError:
                value = 0.0
            if name not in cls.__dataclass_fields__ or not isfinite(value) or value <= 0 or share != (name == "memory"):
                raise NotALimit(part)
            found[name] = value
        return replace(cls(), **found)


class NotALimit(ValueError):
    """A text that is no limit; ``part`` is what was not understood."""

    def __init__(self, part: str) -> None:
        super().__init__(f'"{part}" is no limit; write {WRITTEN}')
        self.part = part


class TooMuchError(ValueError):
    """More was asked for than the limits allow: ``expected`` of ``what``, driven by ``key`` of the file ``path``."""

    def __init__(self, what: str, expected: float, limit: float, key: str, path: str = "") -> None:
        super().__init__(f"{path or 'the run'}: {key} asks for about {expected:.3g} ({what}); the limit is {limit:.3g}")
        self.what, self.expected, self.limit, self.key, self.path = what, expected, limit, key, path

    def __reduce__(self) -> tuple[type[TooMuchError], tuple[str, float, float, str, str]]:
        return TooMuchError, (self.what, self.expected, self.limit, self.key, self.path)


_in_force = Limits()


@checked()
def limit(text: str = "") -> Limits:
    """Set the limits of this process, e.g. ``"people=1e7"``; without a text the defaults.  Raises ValueError."""
    global _in_force
    _in_force = Limits.parse(text)
    return _in_force


def in_force() -> Limits:
    """The limits of this process."""
    return _in_force


def check_replications(replications: int) -> None:
    """Raises :class:`TooMuchError`."""
    if replications > _in_force.replications:
        raise TooMuchError("replications", replications, _in_force.replications, "replications")


def memory_allowed() -> float:
    """Bytes that a run may be expected to take."""
    machine = float(os.sysconf("SC_PAGE_SIZE")) * float(os.sysconf("SC_PHYS_PAGES")) if hasattr(os, "sysconf") else 8e9
    with suppress(OSError, ValueError):  # there is no such limit
        machine = min(machine, float(Path("/sys/fs/cgroup/memory.max").read_text()))
    return machine * _in_force.memory


def default_workers() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
