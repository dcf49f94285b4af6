"""Figures of a batch of replications: one row a replication, one column a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """Numerators and denominators, both ``(replications, figures)``.

    A total has the denominator 1.  The value of a figure in one replication is numerator / denominator, NaN where the
    denominator is 0 (contract C1: nothing measured is NaN, never 0).  The estimate over replications is the ratio of
    sums (contract C3).  The column names depend on the model alone, so sheets of several batches can be stacked.

    Names: ``kpi``, ``kpi.thing``, ``kpi.thing[option]``, with ``@2021`` behind it for one calendar year.
    """

    names: tuple[str, ...]
    numerator: Matrix
    denominator: Matrix
    replications: NDArray[np.int64]

    @property
    def values(self) -> Matrix:
        return ratio(self.numerator, self.denominator)

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each figure among the columns."""
        return {name: place for place, name in enumerate(self.names)}

    def column(self, name: str) -> NDArray[np.float64]:
        """Values of one figure, one for each replication; raises KeyError with the name if there is no such figure."""
        place = self.index[name]
        return ratio(self.numerator[:, place], self.denominator[:, place])

    def rows(self, first: int, last: int) -> Sheet:
        """The replications at places first, ..., last - 1 of this sheet."""
        here = slice(first, last)
        return Sheet(self.names, self.numerator[here], self.denominator[here], self.replications[here])

    def only(self, wanted: Callable[[str], bool]) -> Sheet:
        """The figures whose names are wanted, as a sheet that holds on to nothing else."""
        places = [place for place, name in enumerate(self.names) if wanted(name)]
        names = tuple(self.names[place] for place in places)
        return Sheet(names, self.numerator[:, places], self.denominator[:, places], self.replications)


def ratio(numerator: Matrix, denominator: Matrix) -> Matrix:
    """Element by element; NaN where the denominator is 0: nothing was measured."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(denominator == 0, np.nan, numerator / denominator)


def stack(sheets: Sequence[Sheet]) -> Sheet:
    """Sheets of several batches as one, in order of replication number."""
    replications = np.concatenate([sheet.replications for sheet in sheets])
    order = np.argsort(replications, kind="stable")
    return Sheet(
        sheets[0].names,
        np.concatenate([sheet.numerator for sheet in sheets])[order],
        np.concatenate([sheet.denominator for sheet in sheets])[order],
        replications[order],
    )
