"""Quantiles and cumulative hazards of laws, and the steps of laws with atoms.

Every continuous law is described by its cumulative hazard H(t) = -log P(T > t) and the inverse of it; quantiles follow
as ``age_at_hazard(-log(1 - u))``.  That keeps both tails exact and makes ``early`` (a hazard multiplied by a factor f
while the stay is younger than some age) one line: H'(t) = f H(t) before that age, f H(until) + H(t) - H(until) after.
Laws with atoms (fixed, discrete, empirical, poisson) are handled as steps, see :func:`atoms`.

Formulas: Johnson, Kotz and Balakrishnan, *Continuous Univariate Distributions*, vol. 1 and 2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from sim.scenario.law_forms import ImpossibleLaw
from sim.scenario.schema import HazardPiece, Law

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

ATOMIC = ("fixed", "discrete", "empirical", "poisson")
POISSON_TAIL = 1e-16  # a Poisson law is cut where less than this is left; draws reach 1.1e-16


# --- laws with atoms -------------------------------------------------------------------------------------------------


def has_atoms(law: Law) -> bool:
    """Whether the law takes a countable set of values (its table is a step table)."""
    return law.name in ATOMIC


def atoms(law: Law) -> tuple[Floats, Floats]:
    """Ascending values and their shares (which add up to 1) of a law with atoms, ``early`` applied."""
    import numpy as np

    if law.name == "fixed":
        values, shares = np.array([law["value"]]), np.array([1.0])
    elif law.name == "poisson":
        values, shares = _poisson_atoms(law["mean"])
    else:
        values, shares = np.array(law.values), np.array(law.shares)
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


def _poisson_atoms(mean_: float) -> tuple[Floats, Floats]:
    import numpy as np
    from scipy.special import gammaln, pdtr, pdtrc, xlogy

    reach = 9 * math.sqrt(mean_)  # and some for small means: far beyond what is cut
    counts = np.arange(max(0, math.floor(mean_ - reach) - 10), math.ceil(mean_ + reach) + 60, dtype=np.float64)
    above = np.where(counts == 0, 1.0, pdtrc(np.maximum(counts - 1, 0), mean_))  # P(N >= n)
    kept = (pdtr(counts, mean_) >= POISSON_TAIL) & (above >= POISSON_TAIL)
    counts = counts[kept]
    shares = np.exp(xlogy(counts, mean_) - mean_ - gammaln(counts + 1))
    return counts, shares / shares.sum()


# --- cumulative hazards and quantiles --------------------------------------------------------------------------------


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
    hazard = _base_hazard(law, age)
    if law.early_factor == 1.0:
        return hazard
    known = _base_hazard(law, np.array(law.early_until))
    with np.errstate(invalid="ignore"):  # inf - inf beyond an upper bound that lies inside the early time
        return np.where(age < law.early_until, _times(law.early_factor, hazard),
                        _times(law.early_factor, known) + np.where(hazard > known, hazard - known, 0.0))  # fmt: skip


def age_at_hazard(law: Law, hazard: Floats) -> Floats:
    """The least age at which the cumulative hazard of a continuous law reaches ``hazard`` >= 0, or inf."""
    import numpy as np

    hazard = np.asarray(hazard, dtype=np.float64)
    if law.early_factor == 1.0:
        return _base_age(law, hazard)
    known = _base_hazard(law, np.array(law.early_until))
    used = _times(law.early_factor, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _base_age(law, np.where(hazard <= used, np.divide(hazard, law.early_factor), hazard - used + known)) \
            if law.early_factor > 0 else _base_age(law, hazard + known)  # fmt: skip


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
    if law.name in ("fixed", "discrete", "empirical"):
        return float(atoms(law)[0][-1])
    return law["high"] if law.name in ("uniform", "triangular", "normal") else math.inf


def _times(factor: float, hazard: Floats) -> Floats:
    """factor * hazard with 0 * inf = 0 (no hazard at all, however large the base)."""
    import numpy as np

    return np.zeros_like(hazard) if factor == 0 else factor * hazard


def _base_hazard(law: Law, age: Floats) -> Floats:
    """Cumulative hazard of a continuous law without ``early``."""
    import numpy as np

    if law.name == "exponential":
        return np.maximum(age, 0) / law["mean"]
    if law.name == "weibull":
        return (np.maximum(age, 0) / law["scale"]) ** law["shape"]
    from scipy import special

    with np.errstate(divide="ignore"):
        if law.name == "lognormal":
            return -special.log_ndtr((law["log_mean"] - np.log(np.maximum(age, 0))) / law["log_sd"])
        if law.name == "gamma":
            x = np.maximum(age, 0) / law["scale"]
            below = special.gammainc(law["shape"], x)
            return np.where(below < 0.5, -np.log1p(-below), -np.log(special.gammaincc(law["shape"], x)))
        if law.name == "hazard":
            ages, hazards, last = _nodes(law.pieces)
            beyond = np.maximum(age - ages[-1], 0)
            return np.asarray(np.interp(age, ages, hazards) + last * beyond, dtype=np.float64)
        below, above = _bounded_shares(law, age)
        return np.where(below < 0.5, -np.log1p(-below), -np.log(above))


def _bounded_shares(law: Law, age: Floats) -> tuple[Floats, Floats]:
    """P(T <= age) and P(T > age), both to full precision, of a uniform, triangular or (cut) normal law."""
    import numpy as np
    from scipy.special import ndtr

    low, high = law["low"], law["high"]
    age = np.clip(age, low, high)
    if law.name == "uniform":
        return (age - low) / (high - low), (high - age) / (high - low)
    if law.name == "triangular":
        mode = law["mode"]
        below = np.divide((age - low) ** 2, (high - low) * (mode - low), out=np.ones_like(age), where=age <= mode) \
            if mode > low else np.zeros_like(age)  # fmt: skip
        above = np.divide((high - age) ** 2, (high - low) * (high - mode), out=np.ones_like(age), where=age >= mode) \
            if mode < high else np.zeros_like(age)  # fmt: skip
        return np.where(age < mode, below, 1 - above), np.where(age < mode, 1 - below, above)
    alpha, beta, mass = _normal_window(law)
    z = (age - law["mean"]) / law["sd"]
    if alpha > 0:  # count from above: the digits are in the upper tail
        return (ndtr(-alpha) - ndtr(-z)) / mass, (ndtr(-z) - ndtr(-beta)) / mass
    return (ndtr(z) - ndtr(alpha)) / mass, np.where(z > 0, ndtr(-z) - ndtr(-beta), ndtr(beta) - ndtr(z)) / mass


def _base_age(law: Law, hazard: Floats) -> Floats:
    """Inverse of :func:`_base_hazard`."""
    import numpy as np

    hazard = np.asarray(hazard, dtype=np.float64)
    if law.name == "exponential":
        return hazard * law["mean"]
    if law.name == "weibull":
        return law["scale"] * hazard ** (1 / law["shape"])
    from scipy import special

    below, above = -np.expm1(-hazard), np.exp(-hazard)
    if law.name == "lognormal":
        with np.errstate(divide="ignore"):
            z = np.where(below < 0.5, special.ndtri(below), -special.ndtri_exp(-hazard))
        return np.exp(law["log_mean"] + law["log_sd"] * z)
    if law.name == "gamma":
        return law["scale"] * np.where(
            below < 0.5, special.gammaincinv(law["shape"], below), special.gammainccinv(law["shape"], above)
        )
    if law.name == "hazard":
        ages, hazards, _ = _nodes(law.pieces)
        rates = np.array([piece.rate for piece in law.pieces])
        piece = np.maximum(np.searchsorted(hazards, hazard, side="left") - 1, 0)  # the one that reaches `hazard`
        with np.errstate(divide="ignore", invalid="ignore"):
            return ages[piece] + np.where(hazard > 0, (hazard - hazards[piece]) / rates[piece], 0.0)
    low, high = law["low"], law["high"]
    if law.name == "uniform":
        return np.where(below < 0.5, low + below * (high - low), high - above * (high - low))
    if law.name == "triangular":
        mode, width = law["mode"], high - low
        return np.where(below * width < mode - low, low + np.sqrt(below * width * (mode - low)),
                        high - np.sqrt(above * width * (high - mode)))  # fmt: skip
    alpha, beta, mass = _normal_window(law)
    if alpha > 0:
        z = -special.ndtri(special.ndtr(-beta) + above * mass)
    else:
        z = np.where(below < 0.5, special.ndtri(special.ndtr(alpha) + below * mass),
                     -special.ndtri(special.ndtr(-beta) + above * mass))  # fmt: skip
    return np.clip(law["mean"] + law["sd"] * z, low, high)


def _normal_window(law: Law) -> tuple[float, float, float]:
    """Standardised limits of a cut normal law and the share of the uncut law between them."""
    from scipy.special import ndtr

    alpha, beta = ((law[key] - law["mean"]) / law["sd"] for key in ("low", "high"))
    return alpha, beta, float(ndtr(-alpha) - ndtr(-beta) if alpha > 0 else ndtr(beta) - ndtr(alpha))


def _nodes(pieces: tuple[HazardPiece, ...]) -> tuple[Floats, Floats, float]:
    """Ages and cumulative hazards at the ends of the pieces (from 0), and the last rate."""
    import numpy as np

    ages = np.array([0.0, *(piece.until for piece in pieces[:-1])])
    steps = np.diff(ages) * np.array([piece.rate for piece in pieces[:-1]])
    return ages, np.concatenate(([0.0], np.cumsum(steps))), pieces[-1].rate


def kinks(law: Law) -> tuple[Floats, Floats]:
    """Ages, ascending, at which a continuous law changes its form, and the cumulative hazards there (all finite)."""
    import numpy as np

    ages = {0.0, *_nodes(law.pieces)[0].tolist()} if law.name == "hazard" else {0.0}
    if law.name in ("uniform", "triangular", "normal"):
        ages |= {law["low"], law["mode"]} if law.name == "triangular" else {law["low"]}
    if law.early_factor != 1.0:
        ages.add(law.early_until)
    ordered = np.array(sorted(age for age in ages if age > -math.inf))
    hazards = cumulative_hazard(law, ordered)
    return ordered[np.isfinite(hazards)], hazards[np.isfinite(hazards)]
