"""What a study of one scenario hands back: figures per replication, their estimates, and how they came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.names import name_now
from sim.measures.sheet import Sheet
from sim.studies.frames import pandas
from sim.studies.shown import Readable
from sim.studies.statistics import Estimate, Summary, pooled, summarise
from sim.studies.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

    from sim.log.table import Log
    from sim.model.model import Model
    from sim.scenario.schema import Scenario


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


@dataclass(frozen=True)
class Result(Readable):
    """The figures of one scenario over many replications; frozen.

    ``names`` lists the figures (docs/measures.md); values are in the unit of the figure, NaN where there is none.
    """

    model: Model = field(repr=False)
    sheet: Sheet = field(repr=False)
    manifest: Manifest
    log: Log | None = field(default=None, repr=False)
    tally: Tally | None = field(
        default=None, repr=False
    )  # sums of all replications, where ``sheet`` has only the first

    @property
    def scenario(self) -> Scenario:
        return self.model.scenario

    @property
    def names(self) -> tuple[str, ...]:
        return self.sheet.names

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.sheet, self.scenario.targets) if self.tally is None else self.tally.summary()

    def pooled(self, names: Sequence[str]) -> Estimate:
        """A target or a chance over its calendar years (:func:`sim.studies.statistics.pooled`)."""
        key = tuple(names)
        if key not in self._pooled:
            of_all = pooled(self.sheet, key, self.scenario.targets) if self.tally is None else self.tally.pooled(key)
            self._pooled[key] = of_all
        return self._pooled[key]

    @cached_property
    def _pooled(self) -> dict[tuple[str, ...], Estimate]:
        return {}

    def __getitem__(self, name: str) -> Estimate:
        """The estimate of a figure; raises KeyError with the nearest names."""
        if name not in self.summary.index:
            raise KeyError(self._unknown(name))
        return self.summary[name]

    def value(self, name: str) -> float:
        """Mean of a figure: the ratio of sums over replications (contract C3)."""
        return self[name].mean

    def column(self, name: str) -> NDArray[np.float64]:
        """A figure in each replication that is kept one by one, shape (kept,); warns if that is not all of them."""
        if name not in self.summary.index:
            raise KeyError(self._unknown(name))
        self._warn_of_fewer()
        return self.sheet.column(name)

    def frame(self) -> pd.DataFrame:
        """All figures as a pandas frame: one row a replication that is kept one by one, indexed by its number.

        Warns if that is not all of them.
        """
        pd = pandas()
        self._warn_of_fewer()
        index = pd.Index(self.sheet.replications, name="replication")
        return pd.DataFrame(self.sheet.values, index=index, columns=list(self.names))

    def log_frame(self) -> pd.DataFrame:
        """The event log as a pandas frame with names instead of numbers, as ``--log`` writes it.

        Raises ValueError if the log was not kept.
        """
        from sim.log.export import as_table

        if self.log is None:
            raise ValueError("the event log was not kept; sim.run(..., keep_log=True) keeps it")
        pandas()
        return as_table(self.log, self.model).to_pandas()

    def _warn_of_fewer(self) -> None:
        kept, all_ = len(self.sheet.replications), self.manifest.replications
        if kept < all_:
            from warnings import warn

            text = f"the first {kept:,} of {all_:,} replications are kept one by one; sim.run(..., keep=None) keeps all"
            warn(text, stacklevel=3)

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        if now := name_now(name):
            return f"{name!r} is called {now!r} now"
        near = get_close_matches(name, self.names, 3)
        return f"no figure {name!r}" + (f"; did you mean {', '.join(near)}?" if near else "")
