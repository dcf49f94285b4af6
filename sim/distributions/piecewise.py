"""The family with a piecewise constant hazard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.distributions.family import Continuous
from sim.distributions.law import HazardPiece, ImpossibleLaw, Law

if TYPE_CHECKING:
    from sim.distributions.family import Floats


class PiecewiseHazard(Continuous):
    """hazard(pieces)"""

    name = "hazard"

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np

        ages, hazards, last = _nodes(law.pieces)
        beyond = np.maximum(age - ages[-1], 0)
        return np.asarray(np.interp(age, ages, hazards) + last * beyond, dtype=np.float64)

    def age(self, law: Law, hazard: Floats) -> Floats:
        import numpy as np

        ages, hazards, _ = _nodes(law.pieces)
        rates = np.array([piece.rate for piece in law.pieces])
        piece = np.maximum(np.searchsorted(hazards, hazard, side="left") - 1, 0)  # the one that reaches `hazard`
        with np.errstate(divide="ignore", invalid="ignore"):
            return ages[piece] + np.where(hazard > 0, (hazard - hazards[piece]) / rates[piece], 0.0)

    def scale(self, law: Law) -> float:
        return 1 / next(piece.rate for piece in law.pieces if piece.rate > 0)

    def kinks(self, law: Law) -> set[float]:
        return set(_nodes(law.pieces)[0].tolist())

    def some_never_leave(self, law: Law) -> bool:
        return law.pieces[-1].rate == 0

    def never(self, law: Law) -> bool:
        return all(piece.rate == 0 for piece in law.pieces)


FAMILIES = (PiecewiseHazard(),)


def piecewise_hazard(pieces: Sequence[tuple[float, float]], unit: str) -> Law:
    """Constant hazards: (until which age, rate) ascending, the last one until infinity.

    A last rate of 0 is allowed: some never leave (the mean is infinite).  Raises :class:`ImpossibleLaw`.
    """
    untils = [until for until, _ in pieces]
    if not pieces or untils[-1] != math.inf or any(math.isinf(until) for until in untils[:-1]):
        raise ImpossibleLaw("hazard: every piece but the last needs `until`, the last one has none")
    if any(not later > earlier for earlier, later in zip([0.0, *untils], untils, strict=False)):
        raise ImpossibleLaw("hazard: the ages in `until` must be above 0 and increase")
    if any(not 0 <= rate < math.inf for _, rate in pieces):
        raise ImpossibleLaw("hazard: a rate must not be negative")
    if all(rate == 0 for _, rate in pieces):
        raise ImpossibleLaw("hazard: all rates are 0, so nobody ever leaves")
    return Law("hazard", unit=unit, pieces=tuple(HazardPiece(until, rate) for until, rate in pieces))


def _nodes(pieces: tuple[HazardPiece, ...]) -> tuple[Floats, Floats, float]:
    """Ages and cumulative hazards at the ends of the pieces (from 0), and the last rate."""
    import numpy as np

    ages = np.array([0.0, *(piece.until for piece in pieces[:-1])])
    steps = np.diff(ages) * np.array([piece.rate for piece in pieces[:-1]])
    return ages, np.concatenate(([0.0], np.cumsum(steps))), pieces[-1].rate
