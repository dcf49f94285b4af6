"""What options are worth in each world on average, from one run or a few of each: a regression on the parameters.

(Strong, Oakley and Brennan 2014.)  Natural splines of the parameters are fitted to the paired differences between
options, so that luck is noise to the regression.  What it fits of that noise makes the fitted differences vary more
than the worlds' own means do; they are drawn together until their variance is that of the means.  How much noise a fit
takes is found by fitting the differences in another order, which includes that the strongest of many parameters were
picked by the same data.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DEGREES = 4
"""Columns of the spline basis of a single parameter."""
STRONGEST = 8
"""Parameters that enter the regression on all of them: more would fit noise."""
TOGETHER = 4
"""With so many parameters at most the products of two enter as well: some matter only together."""
PERMUTATIONS = 40
RANK = 1e-10
"""Directions of the parameters that vary less, as a part of the most that one varies, are the same as others."""


@dataclass(frozen=True)
class Fitted:
    """Differences from their mean, shape (worlds, options - 1), as they were fitted and without the luck in them.

    ``basis`` of shape (worlds, columns) is what they were fitted by; ``taken``, of shape (options - 1,), the part of
    pure noise that such a fit takes; ``of_luck`` what it fits where the differences go with nothing, one for each other
    order.
    """

    basis: Floats
    fitted: Floats
    own: Floats
    taken: Floats
    of_luck: tuple[Floats, ...]


class Regression:
    """On some parameters in their worlds, ``columns`` of shape (worlds, parameters)."""

    def __init__(self, columns: Floats) -> None:
        parts = [*(_orthonormal(spline_basis(column)) for column in columns.T), _products(columns)]
        self._parameters = columns.shape[1]
        self._all = np.column_stack(parts)
        self._owner = np.repeat(np.arange(len(parts)), [part.shape[1] for part in parts])
        self._gram = self._all.T @ self._all

    def of(self, gains: Floats, seed: int) -> Fitted:
        """What the differences are in each world, apart from their mean."""
        away, generator = gains - gains.mean(axis=0), np.random.default_rng([seed, len(gains), self._parameters])
        orders = np.stack([away, *(away[generator.permutation(len(away))] for _ in range(PERMUTATIONS))])
        products = np.einsum("wc,owd->ocd", self._all, orders, optimize=True)
        chosen = self._strongest(products[0])
        fitted, *of_luck = (self._fitted(one, self._strongest(one)) for one in products)
        total = (away**2).sum(axis=0)
        explained = np.sum([(one**2).sum(axis=0) for one in of_luck], axis=0) / PERMUTATIONS
        taken = explained / np.where(total > 0, total, 1)
        return Fitted(self._all[:, chosen], fitted, without_luck(away, fitted, taken), taken, tuple(of_luck))

    def _strongest(self, products: Floats) -> NDArray[np.int64]:
        """The columns of the parameters whose splines explain most of the variance, and products where there are any.

        ``products`` with the differences, of shape (columns, options - 1).
        """
        if self._parameters <= STRONGEST:
            return np.arange(len(self._owner))
        explained = np.bincount(self._owner, (products**2).sum(axis=1), self._parameters)
        return np.flatnonzero(np.isin(self._owner, np.argsort(explained)[::-1][:STRONGEST]))

    def _fitted(self, products: Floats, columns: NDArray[np.int64]) -> Floats:
        if not len(columns):
            return np.zeros((len(self._all), products.shape[1]))
        found = np.linalg.lstsq(self._gram[np.ix_(columns, columns)], products[columns], rcond=RANK)[0]
        return np.asarray(self._all[:, columns] @ found)


def _products(columns: Floats) -> Floats:
    """The products of two parameters where there are few; shape (worlds, products), centred."""
    if not 1 < columns.shape[1] <= TOGETHER:
        return np.zeros((len(columns), 0))
    spread = columns.std(axis=0)
    scaled = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1)
    products = np.column_stack([a * b for a, b in combinations(scaled.T, 2)])
    return _orthonormal(products - products.mean(axis=0))


def resampled(gains: Floats, found: Fitted, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """Means, and fitted differences from them, of as many worlds drawn from these with replacement.

    With the luck in them: to draw them together here too would hide how much a worth varies by luck.
    """
    here = generator.integers(len(gains), size=len(gains))
    mean, basis = gains[here].mean(axis=0), found.basis[here]
    away = gains[here] - mean
    return mean, projected(away, basis - basis.mean(axis=0))


def without_luck(away: Floats, fitted: Floats, taken: Floats) -> Floats:
    """The fitted differences drawn together by the luck in them; ``taken``: the part of pure noise that a fit takes."""
    left = ((away - fitted) ** 2).mean(axis=0)
    noise = left * taken / np.maximum(1 - taken, 1e-9)
    spread = (fitted**2).mean(axis=0)
    kept = np.clip(1 - noise / np.where(spread > 0, spread, 1), 0, 1)
    return np.asarray(np.sqrt(kept) * fitted)


def projected(away: Floats, basis: Floats) -> Floats:
    """Least squares, by the normal equations: columns that are nearly orthogonal lose nothing by them."""
    if not basis.shape[1]:
        return np.zeros_like(away)
    return np.asarray(basis @ np.linalg.lstsq(basis.T @ basis, basis.T @ away, rcond=RANK)[0])


def _orthonormal(basis: Floats) -> Floats:
    return np.asarray(np.linalg.qr(basis)[0]) if basis.shape[1] else basis


def spline_basis(column: Floats) -> Floats:
    """Natural cubic spline of one parameter, shape (worlds, DEGREES), centred; knots at even quantiles.

    (Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., equation 5.4.)  A parameter with
    few values has as many columns as it can tell apart.
    """
    spread = column.max() - column.min()
    if spread <= 0:
        return np.zeros((len(column), 0))
    x = (column - column.min()) / spread
    knots = np.unique(np.quantile(x, np.linspace(0.02, 0.98, DEGREES + 1)))
    if len(knots) < 4:
        return np.asarray((x - x.mean())[:, None])

    def truncated(knot: float) -> Floats:
        tops = np.maximum(x - knot, 0) ** 3 - np.maximum(x - knots[-1], 0) ** 3
        return np.asarray(tops / (knots[-1] - knot))

    last = truncated(knots[-2])
    found = np.column_stack([x, *(truncated(knot) - last for knot in knots[:-2])])
    return np.asarray(found - found.mean(axis=0))
