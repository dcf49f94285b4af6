"""What one recorded stay shows, in whole days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Known: TypeAlias = tuple[tuple[str, str | float], ...]
"""Properties of a person: (name, category or number)."""


@dataclass(frozen=True)
class Seen:
    """What one spell shows, in whole days from its first day.

    ``known``: the properties that decide anything after it; ``full``: (step, target) of limits that are used up;
    ``days``: the day on which it ended, or the last one on which it was seen; ``entered``: the day on which it came
    into view; ``horizon``: the last day on which it could have ended and been in the file, 0 without such a rule;
    ``following``: the next recorded step, empty if none came.
    """

    step: str
    before: str
    known: Known
    full: frozenset[tuple[str, str]]
    days: int
    ended: bool
    entered: int
    horizon: int
    following: str
