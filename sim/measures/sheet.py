"""Figures of a batch of replications: one row a replication, one column a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.denominator == 0, np.nan, self.numerator / self.denominator)

    def column(self, name: str) -> NDArray[np.float64]:
        """Values of one figure, one for each replication; raises KeyError with the name if there is no such figure."""
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, self.names.index(name)]


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
