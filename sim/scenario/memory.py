"""What is kept of a file from one setting of its parameters to the next: see :mod:`sim.scenario.remembered`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sim.scenario.schema import Parameter
from sim.scenario.values import Quantity

MOST_SURROUNDINGS = 8  # told apart for one file: the first readers of a file know less than the later ones


class Values(Mapping[str, Quantity]):
    """Values of parameters by name; ``seen`` are the names of those that were looked at."""

    def __init__(self, values: Mapping[str, Quantity] | None = None) -> None:
        self._values = dict(values or {})
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> Quantity:
        self.seen.add(name)
        return self._values[name]

    def __contains__(self, name: object) -> bool:  # the names are those of the file, whatever the values
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def of(self, names: set[str]) -> tuple[tuple[str, Quantity], ...]:
        """Names and values of some parameters."""
        return tuple((name, self._values[name]) for name in names if name in self._values)

    def hold(self, values: tuple[tuple[str, Quantity], ...]) -> bool:
        """Whether parameters have these values, the very same objects."""
        now = self._values
        return all(now[name] is value for name, value in values)


class Reading(NamedTuple):
    """What the reading of a part gave, what it looked at, and what it noted for the checks of the whole."""

    result: Any
    inputs: tuple[object, ...]
    surroundings: object
    values: tuple[tuple[str, Quantity], ...]
    seen: frozenset[str]
    used: frozenset[str]
    references: tuple[Any, ...]
    property_uses: tuple[Any, ...]


@dataclass
class Memory:
    """The last readings of the parts of one file, and its parameters as they were last."""

    readings: dict[Hashable, Reading] = field(default_factory=dict)
    surroundings: list[tuple[object, ...]] = field(default_factory=list)
    looking: dict[Hashable, set[str]] = field(default_factory=dict)
    """Keys of each element that have been seen to look at parameters."""
    stated: dict[str, tuple[object, float | str]] = field(default_factory=dict)
    """What the files say that each parameter is, as it stands there and as a number in its unit."""
    as_stated: dict[str, Any] = field(default_factory=dict)
    """Parameters that have been read as the files state them, with nothing to report."""
    quantities: dict[str, tuple[float | str, Quantity]] = field(default_factory=dict)
    """What each parameter was, as a number (or a choice, or a date as text) and as what ``"$name"`` stands for."""
    parameters: dict[str, Parameter] = field(default_factory=dict)

    def known(self, around: tuple[object, ...]) -> object:
        """The one object that stands for surroundings that are equal."""
        for before in self.surroundings:
            if before == around:
                return before
        kept = tuple(copy(part) for part in around)
        self.surroundings[:] = [kept, *self.surroundings[: MOST_SURROUNDINGS - 1]]
        return kept
