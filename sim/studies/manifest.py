"""How a result came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Manifest:
    """Which question was asked and by what it was answered.  Equal but for the seconds: equal figures."""

    scenario: str
    scenario_hash: str
    table_digest: str
    seed: int
    replications: int
    engine: str
    workers: int
    versions: Mapping[str, str]
    rows: int
    seconds_simulation: float
    seconds_measures: float
    seconds: float  # on the clock
