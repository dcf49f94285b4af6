"""What a case is: a scenario file, figures whose exact values are known, and why they are what they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model

Floats = NDArray[np.float64]
Statistic = Callable[["Log", "Model"], tuple[Floats, Floats]]
"""Numerator and denominator of a figure in each replication, counted from the event log itself."""

FILES = Path(__file__).parent / "scenarios"


@dataclass(frozen=True)
class Figure:
    """One exact value and how it is estimated: a column of the measures (a ratio of columns), or a count from the log.

    ``label`` is one of :mod:`sim.verify.texts`, possibly with something behind a colon.  The estimate is the ratio of
    sums over replications times ``scale``.
    """

    label: str
    exact: float
    column: str = ""
    over: tuple[str, ...] = ()  # the denominator is the sum of these columns (totals)
    statistic: Statistic | None = None
    scale: float = 1.0


@dataclass(frozen=True)
class Case:
    """A scenario file of ``sim/verify/scenarios`` (with values of its parameters) and its exact figures."""

    file: str
    replications: int
    figures: tuple[Figure, ...]
    source: str  # formula, derivation or reference; the file's `notes` say more
    settings: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        values = ", ".join(f"{key} {value}" for key, value in self.settings.items())
        return f"{self.file} ({values})" if values else self.file

    @property
    def seed(self) -> int:
        """Fixed by the name: every case has its own, and a new case changes no other."""
        return int.from_bytes(blake2b(self.name.encode(), digest_size=6).digest(), "big")

    @property
    def path(self) -> Path:
        return path_of(self.file)


def path_of(file: str) -> Path:
    """The scenario file of a case or of a hand trace."""
    return FILES / f"{file}.toml"
