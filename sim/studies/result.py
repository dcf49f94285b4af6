"""What a study of one scenario hands back: figures per replication, their estimates, and how they came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.sheet import Sheet
from sim.studies.frames import of_sheet, pandas, unknown
from sim.studies.frames import wide as as_columns
from sim.studies.logs import Logged
from sim.studies.manifest import Manifest
from sim.studies.shown import Shown, Table, shown
from sim.studies.statistics import Estimate, Summary, pooled, summarise
from sim.studies.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

    from sim.log.table import Log
    from sim.model.model import Model
    from sim.scenario.schema import Scenario
    from sim.studies.precision import Reached


@dataclass(frozen=True, repr=False)
class Result(Logged, Shown):
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
    reached: Reached | None = field(default=None, repr=False)  # of a run to a precision

    @property
    def scenario(self) -> Scenario:
        """The checked scenario that was simulated."""
        return self.model.scenario

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all figures, in the order of the columns."""
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
            raise KeyError(unknown(name, self.names))
        return self.summary[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is such a figure."""
        return name in self.summary.index

    def __iter__(self) -> Iterator[str]:
        """The names of the figures."""
        return iter(self.names)

    def __len__(self) -> int:
        """The number of figures."""
        return len(self.names)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.names)

    def __repr__(self) -> str:
        """Scenario and size, and mean and 95 % interval of each target and of meeting them all."""
        figures = [f"target.{target.name}" for target in self.scenario.targets]
        stated = (self[name] for name in figures if name in self)
        means = "; ".join(f"{one.name} {one.mean:.4g} ({one.low:.4g} to {one.high:.4g})" for one in stated)
        made = f"{self.manifest.replications:,} replications, seed {self.manifest.seed}"
        return f"<Result of {self.scenario.name}: {made}; {means or f'{len(self)} figures'}>"

    def value(self, name: str) -> float:
        """Mean of a figure: the ratio of sums over replications (contract C3)."""
        return self[name].mean

    def column(self, name: str) -> NDArray[np.float64]:
        """A figure in each replication that is kept one by one, shape (kept,); warns if that is not all of them."""
        if name not in self.summary.index:
            raise KeyError(unknown(name, self.names))
        self._warn_of_fewer()
        return self.sheet.column(name)

    def frame(self, *figures: str, wide: bool = False) -> pd.DataFrame:
        """Figures of every replication as a tidy pandas frame: one row for each replication and figure.

        ``figures``: names, in which ``*`` stands for any text, such as ``"target.volume*"``; all without one.  Columns:
        ``replication``, ``figure`` and its parts ``kpi``, ``thing``, ``option``, ``by``, ``group`` and ``year``
        (missing: the whole window), ``value`` (NaN: nothing was measured), ``weight`` (the denominator).  ``wide``: one
        row a replication, indexed by its number, and one column a figure.

        Warns if not all replications are kept one by one.  Raises KeyError with the nearest names.

        >>> import sim
        >>> result = sim.run(sim.load("scenarios/rengoering.toml"), replications=2, engine="reference")
        >>> result.frame("target.volume@*")[["replication", "thing", "year"]].shape
        (6, 3)
        """
        pandas()
        self._warn_of_fewer()
        return as_columns(self.sheet, figures) if wide else of_sheet(self.sheet, figures)

    def tables(self, lang: str | None = None) -> dict[str, Table]:
        """All tables of ``rengsim run --all`` by their titles: targets, steps, places, intakes, exits, staff, money."""
        found: Mapping[str, Table] = shown("tables", self, lang)
        return dict(found)

    def _warn_of_fewer(self) -> None:
        kept, all_ = len(self.sheet.replications), self.manifest.replications
        if kept < all_:
            from warnings import warn

            text = f"the first {kept:,} of {all_:,} replications are kept one by one; sim.run(..., keep=None) keeps all"
            warn(text, stacklevel=3)
