"""Quantiles and cumulative hazards of laws, and the steps of laws with atoms.

Every continuous law is described by its cumulative hazard H(t) = -log P(T > t) and the inverse of it; quantiles follow
as ``age_at_hazard(-log(1 - u))``.  That keeps both tails exact and makes ``early`` (a hazard multiplied by a factor f
while the stay is younger than some age) one line: H'(t) = f H(t) before that age, f H(until) + H(t) - H(until) after.
Laws with atoms are handled as steps, see :func:`atoms`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.distributions.catalogue import FAMILIES
from sim.distributions.family import Continuous, Stepped
from sim.distributions.law import ImpossibleLaw, Law

if TYPE_CHECKING:
    from sim.distributions.family import Floats


def has_atoms(law: Law) -> bool:
    """Whether the law takes a countable set of values (its table is a step table)."""
    return isinstance(FAMILIES[law.name], Stepped)


def atoms(law: Law) -> tuple[Floats, Floats]:
    """Ascending values and their shares (which add up to 1) of a law with atoms, ``early`` applied."""
    import numpy as np

    family = FAMILIES[law.name]
    assert isinstance(family, Stepped)
    values, shares = family.atoms(law)
    if law.early_factor != 1.0:
        # survival S just after each value becomes S^f below early_until; the ratio to the next atoms stays after it
        survival = np.clip(1 - np.cumsum(shares), 0, 1)
        survival[-1] = 0.0
        before = np.concatenate(([1.0], survival[:-1]))
        stays = np.divide(survival, before, out=np.zeros_like(survival), where=before > 0)
        stays = np.where(values < law.early_until, stays**law.early_factor, stays)
        if stays[-1] > 0:
            raise ImpossibleLaw("early: with factor 0 up to that age nobody ever leaves")
        reached = np.concatenate(([1.0], np.cumprod(stays)[:-1]))
        shares = reached * (1 - stays)
    return values, shares


def early(law: Law, factor: float, until: float) -> Law:
    """``law`` with its hazard multiplied by ``factor`` while the age is below ``until`` (in the unit of the law)."""
    if not 0 <= factor < math.inf or not 0 <= until < math.inf:
        message = "early: the factor and the age must be finite and not negative, not {factor} and {until}"
        raise ImpossibleLaw(message, factor=str(factor), until=str(until))
    if factor == 0 and until > upper_bound(law):
        raise ImpossibleLaw("early: with factor 0 up to that age nobody ever leaves")
    if factor == 1 or until == 0:
        return replace(law, early_factor=1.0, early_until=0.0)
    return replace(law, early_factor=float(factor), early_until=float(until))


def cumulative_hazard(law: Law, age: Floats) -> Floats:
    """H(age) = -log P(T > age); inf from the upper bound on.  ``age`` in the unit of the law, any shape."""
    import numpy as np

    age = np.asarray(age, dtype=np.float64)
    if has_atoms(law):
        values, shares = atoms(law)
        survival = np.concatenate(([1.0], np.clip(1 - np.cumsum(shares), 0, 1)))
        survival[-1] = 0.0
        with np.errstate(divide="ignore"):
            return -np.log(survival[np.searchsorted(values, age, side="right")])
    base = continuous(law)
    hazard = base.hazard(law, age)
    if law.early_factor == 1.0:
        return hazard
    known = base.hazard(law, np.array(law.early_until))
    with np.errstate(invalid="ignore"):  # inf - inf beyond an upper bound that lies inside the early time
        return np.where(age < law.early_until, _times(law.early_factor, hazard),
                        _times(law.early_factor, known) + np.where(hazard > known, hazard - known, 0.0))  # fmt: skip


def age_at_hazard(law: Law, hazard: Floats) -> Floats:
    """The least age at which the cumulative hazard of a continuous law reaches ``hazard`` >= 0, or inf."""
    import numpy as np

    hazard, base = np.asarray(hazard, dtype=np.float64), continuous(law)
    if law.early_factor == 1.0:
        return base.age(law, hazard)
    known = base.hazard(law, np.array(law.early_until))
    if law.early_factor == 0:
        return base.age(law, hazard + known)
    used = _times(law.early_factor, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        return base.age(law, np.where(hazard <= used, np.divide(hazard, law.early_factor), hazard - used + known))


def quantile(law: Law, u: Floats) -> Floats:
    """The u-quantile, 0 <= u <= 1 (u = 1 gives the upper bound)."""
    import numpy as np

    u = np.asarray(u, dtype=np.float64)
    if has_atoms(law):
        values, shares = atoms(law)
        place = np.searchsorted(np.cumsum(shares), u, side="left")
        return values[np.minimum(place, len(values) - 1)]
    with np.errstate(divide="ignore"):
        return age_at_hazard(law, -np.log1p(-u))


def upper_bound(law: Law) -> float:
    """The largest possible value; inf if unbounded."""
    return FAMILIES[law.name].upper_bound(law)


def never(law: Law) -> bool:
    """Whether what the law times never happens."""
    return FAMILIES[law.name].never(law)


def kinks(law: Law) -> tuple[Floats, Floats]:
    """Ages, ascending, at which a continuous law changes its form, and the cumulative hazards there (all finite)."""
    import numpy as np

    ages = {0.0} | continuous(law).kinks(law)
    if law.early_factor != 1.0:
        ages.add(law.early_until)
    ordered = np.array(sorted(age for age in ages if age > -math.inf))
    hazards = cumulative_hazard(law, ordered)
    return ordered[np.isfinite(hazards)], hazards[np.isfinite(hazards)]


def continuous(law: Law) -> Continuous:
    """The family of a law without atoms."""
    family = FAMILIES[law.name]
    assert isinstance(family, Continuous), law.name
    return family


def _times(factor: float, hazard: Floats) -> Floats:
    """factor * hazard with 0 * inf = 0 (no hazard at all, however large the base)."""
    import numpy as np

    return np.zeros_like(hazard) if factor == 0 else factor * hazard
