"""Posterior of independent blocks of unknowns, all with standard normal priors: mode, curvature, weighted draws.

The logarithm of the likelihood is a sum of terms, each of which depends on one block; so one evaluation of the model
serves all blocks at once, and the cost is that of the largest block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Terms = Callable[[Floats], Floats]
"""Values of all unknowns, shape (unknowns,) -> log likelihood of each term, shape (terms,)."""

STEP = 0.05  # of finite differences, in prior standard deviations
NEWTON = 15
CLOSE = 0.01  # a Newton step, or a gain of log posterior, that is not worth another evaluation
ATTEMPTS = 3
FIRST_GUESS = 12  # evaluations for each unknown, before it is known how they hang together
FREEDOM = 5.0  # of the t distribution from which draws are taken
FARTHEST = 3.0  # of one Newton step
GOOD_K = 0.7
"""Above this shape of the largest weights (Vehtari and others, 2024) importance draws cannot be trusted."""


@dataclass(frozen=True)
class Block:
    """Unknowns that share terms, and the terms."""

    unknowns: tuple[int, ...]
    terms: tuple[int, ...]


@dataclass(frozen=True)
class Posterior:
    """Equally likely joint ``draws`` of shape (draws, unknowns); ``k`` of each block: how heavy its weights are."""

    draws: Floats
    blocks: tuple[Block, ...]
    k: tuple[float, ...]


class Counted:
    """Terms whose evaluations are counted: ``told(done, wanted)`` after each, ``wanted`` by what is planned from there
    on."""

    def __init__(self, terms: Terms, told: Callable[[int, int], None] | None = None) -> None:
        self._terms, self._told = terms, told
        self.done = self._wanted = 0

    def __call__(self, point: Floats) -> Floats:
        found = self._terms(point)
        self.done += 1
        if self._told is not None:
            self._told(self.done, max(self.done, self._wanted))
        return found

    def plan(self, evaluations: int) -> None:
        """So many more evaluations are to come."""
        self._wanted = self.done + evaluations


@dataclass(frozen=True)
class Reach:
    """``touches[unknown, term]``: whether a term depends on an unknown."""

    touches: NDArray[np.bool_]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Unknowns that are joined by terms; unknowns without effect are in no block."""
        groups: list[tuple[set[int], set[int]]] = []
        for unknown, row in enumerate(self.touches):
            touched = set(np.flatnonzero(row).tolist())
            if not touched:
                continue
            joined = [group for group in groups if group[1] & touched]
            groups = [group for group in groups if not group[1] & touched]
            members = {unknown}.union(*(group[0] for group in joined))
            groups.append((members, touched.union(*(group[1] for group in joined))))
        return tuple(Block(tuple(sorted(members)), tuple(sorted(own))) for members, own in groups)

    def together(self, moves: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
        """Moves of unknowns in groups within which no two touch a term in common: one evaluation serves a group.

        (Curtis, Powell and Reid, 1974, for sparse matrices of derivatives.)
        """
        groups: list[tuple[NDArray[np.bool_], list[tuple[int, ...]]]] = []
        for move in moves:
            own: NDArray[np.bool_] = np.asarray(self.touches[list(move)].any(axis=0))
            for place, (taken, members) in enumerate(groups):
                if not (taken & own).any():
                    groups[place] = (taken | own, [*members, move])
                    break
            else:
                groups.append((own, [move]))
        return [members for _, members in groups]


def reach_of(terms: Terms, unknowns: int) -> Reach:
    """Which terms depend on which unknowns, found by moving one unknown at a time."""
    base = terms(np.zeros(unknowns))
    touches = np.zeros((unknowns, len(base)), dtype=bool)
    for unknown in range(unknowns):
        for move in (-0.7, 1.1):
            here = np.zeros(unknowns)
            here[unknown] = move
            touches[unknown] |= np.abs(terms(here) - base) > 1e-9
            if touches[unknown].any():
                break
    return Reach(touches)


def sample(
    terms: Terms, unknowns: int, draws: int, seed: int, told: Callable[[int, int], None] | None = None
) -> Posterior:
    """Joint draws from the posterior: independent between blocks, unknowns without effect from the prior.

    Each block is drawn from a t distribution around its mode, weighted by posterior over proposal (importance
    sampling), once more around the weighted mean where the weights are uneven, and resampled.

    ``told`` is called with the evaluations so far and about how many there will be.
    """
    generator = np.random.default_rng([seed, 20])
    counted = Counted(terms, told)
    counted.plan(FIRST_GUESS * unknowns + draws)
    logs = _Logs(counted, reach_of(counted, unknowns))
    blocks = logs.blocks
    counted.plan(3 * logs.a_curvature + NEWTON * logs.a_step + draws)
    mode = _mode(logs)
    counted.plan(logs.a_curvature + draws)
    curvature = logs.curvature(mode)
    spread = [_inverse(curvature[np.ix_(block.unknowns, block.unknowns)]) for block in blocks]
    centres = [mode[list(block.unknowns)] for block in blocks]
    found = generator.standard_normal((draws, unknowns))
    shapes = [0.0] * len(blocks)
    todo = list(range(len(blocks)))
    for attempt in range(ATTEMPTS if blocks else 0):
        counted.plan(draws)
        proposals = [_t_draws(generator, centres[at], spread[at], draws) for at in range(len(blocks))]
        weights = _weights(logs, proposals, centres, spread)
        for at in todo:
            kept, shapes[at] = _smoothed(weights[:, at])
            found[:, list(blocks[at].unknowns)] = proposals[at][resampled(generator, kept)]
            centres[at] = kept @ proposals[at]
            away = proposals[at] - centres[at]
            spread[at] = (kept[:, None] * away).T @ away * (1.2 + 0.2 * attempt) + 1e-9 * np.eye(len(centres[at]))
        todo = [at for at in todo if shapes[at] > GOOD_K]
        if not todo:
            break
    return Posterior(found, blocks, tuple(shapes))


class _Logs:
    """The log posterior, and its slopes and curvature by finite differences of few evaluations."""

    def __init__(self, terms: Terms, reach: Reach) -> None:
        self._terms, self._reach, self.blocks = terms, reach, reach.blocks
        self.unknowns = len(reach.touches)
        self._singles = [(place,) for place in range(self.unknowns) if reach.touches[place].any()]
        shared = reach.touches.astype(int) @ reach.touches.T.astype(int) > 0
        self._pairs = [(i, j) for i in range(self.unknowns) for j in range(i) if shared[i, j]]

    @property
    def a_curvature(self) -> int:
        """How many evaluations :meth:`curvature` takes."""
        return 1 + 2 * len(self._reach.together(self._singles)) + 4 * len(self._reach.together(self._pairs))

    @property
    def a_step(self) -> int:
        """About how many evaluations a Newton step takes: the slopes, and one or two tries."""
        return 2 * len(self._reach.together(self._singles)) + 2

    def of_blocks(self, point: Floats) -> Floats:
        """The log posterior of every block, shape (blocks,)."""
        values = self._terms(point)
        return np.array(
            [values[list(block.terms)].sum() - 0.5 * (point[list(block.unknowns)] ** 2).sum() for block in self.blocks]
        )

    def slopes(self, point: Floats) -> Floats:
        """The gradient, by central differences."""
        found = -point.copy()
        for group in self._reach.together(self._singles):
            places = [move[0] for move in group]
            change = (self._moved(point, places, 1) - self._moved(point, places, -1)) / (2 * STEP)
            for place in places:
                found[place] += change[self._reach.touches[place]].sum()
        return found

    def curvature(self, point: Floats) -> Floats:
        """Minus the matrix of second derivatives."""
        found, base = np.eye(self.unknowns), self._terms(point)
        for group in self._reach.together(self._singles):
            places = [move[0] for move in group]
            change = (self._moved(point, places, 1) + self._moved(point, places, -1) - 2 * base) / STEP**2
            for place in places:
                found[place, place] -= change[self._reach.touches[place]].sum()
        for pairs in self._reach.together(self._pairs):
            firsts, seconds = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            change = np.zeros_like(base)
            for one, other in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                change += one * other * self._moved(point, firsts, one, seconds, other)
            for first, second in pairs:
                both = self._reach.touches[first] & self._reach.touches[second]
                found[first, second] = found[second, first] = -change[both].sum() / (4 * STEP**2)
        return found

    def _moved(
        self, point: Floats, places: Sequence[int], sign: int, others: Sequence[int] = (), other: int = 0
    ) -> Floats:
        here = point.copy()
        here[list(places)] += sign * STEP
        here[list(others)] += other * STEP
        return self._terms(here)


def _mode(logs: _Logs) -> Floats:
    """Newton steps by the curvature at the start, which is taken anew when it helps no more; blocks side by side."""
    point = np.zeros(logs.unknowns)
    value, inverse, fresh = logs.of_blocks(point), _inverse(logs.curvature(point)), True
    for _ in range(NEWTON):
        step = inverse @ logs.slopes(point)
        step *= np.minimum(1.0, FARTHEST / np.maximum(np.abs(step), 1e-12))
        if np.abs(step).max(initial=0.0) < CLOSE:
            break
        gained = False
        for _ in range(4):
            trial = logs.of_blocks(point + step)
            for at, block in enumerate(logs.blocks):
                places = list(block.unknowns)
                gain = trial[at] - value[at]
                gained |= gain > CLOSE
                if gain > 0:
                    point[places] += step[places]
                    value[at] = trial[at]
                step[places] *= 0.0 if gain > 0 else 0.3
            if np.abs(step).max(initial=0.0) < CLOSE:
                break
        if not gained:
            if fresh:
                break
            inverse, fresh = _inverse(logs.curvature(point)), True
        else:
            fresh = False
    return point


def _inverse(matrix: Floats) -> Floats:
    """The inverse of a curvature, which the prior keeps at least near 1 in every direction."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    return np.asarray(vectors @ np.diag(1 / np.maximum(values, 0.3)) @ vectors.T)


def _t_draws(generator: np.random.Generator, centre: Floats, spread: Floats, number: int) -> Floats:
    root = np.linalg.cholesky(spread)
    scale = np.sqrt(FREEDOM / generator.chisquare(FREEDOM, size=(number, 1)))
    return np.asarray(centre + scale * (generator.standard_normal((number, len(centre))) @ root.T))


def _weights(logs: _Logs, proposals: Sequence[Floats], centres: Sequence[Floats], spread: Sequence[Floats]) -> Floats:
    """Logarithms of posterior over proposal, shape (draws, blocks)."""
    number = len(proposals[0]) if proposals else 0
    found = np.empty((number, len(proposals)))
    for row in range(number):
        point = np.zeros(logs.unknowns)
        for block, draws in zip(logs.blocks, proposals, strict=True):
            point[list(block.unknowns)] = draws[row]
        found[row] = logs.of_blocks(point)
    for at, (draws, centre, matrix) in enumerate(zip(proposals, centres, spread, strict=True)):
        away = draws - centre
        distance = np.einsum("ij,jk,ik->i", away, np.linalg.inv(matrix), away)
        found[:, at] += 0.5 * (FREEDOM + len(centre)) * np.log1p(distance / FREEDOM)
    return found


def _smoothed(logs: Floats) -> tuple[Floats, float]:
    """Weights that add up to 1, the largest replaced by quantiles of a fitted Pareto tail, and its shape k.

    Pareto-smoothed importance sampling (Vehtari, Simpson, Gelman, Yao and Gabry, 2024).
    """
    weights = np.exp(logs - logs.max())
    tail = min(len(weights) // 5, int(3 * np.sqrt(len(weights))))
    order = np.argsort(weights)
    largest = order[-tail:]
    threshold = weights[order[-tail - 1]]
    k, scale = _pareto(weights[largest] - threshold)
    if np.isfinite(k):
        u = (np.arange(tail) + 0.5) / tail
        quantiles = scale * (np.expm1(-k * np.log1p(-u)) / k if abs(k) > 1e-9 else -np.log1p(-u))
        weights[largest] = np.minimum(threshold + quantiles, weights.max())
    return weights / weights.sum(), float(k)


def _pareto(excess: Floats) -> tuple[float, float]:
    """Shape and scale of a generalised Pareto law (Zhang and Stephens, 2009); excesses ascending."""
    number = len(excess)
    if number < 5 or excess[-1] <= 0:
        return -np.inf, 0.0
    candidates = 30 + int(np.sqrt(number))
    quarter = excess[max(int(number / 4 + 0.5) - 1, 0)]
    if quarter <= 0:
        return np.inf, 0.0
    grid = 1 / excess[-1] + (1 - np.sqrt(candidates / (np.arange(1, candidates + 1) - 0.5))) / (3 * quarter)
    shapes = np.log1p(-grid[:, None] * excess).mean(axis=1)
    profile = number * (np.log(-(grid / shapes)) - shapes - 1)
    weights = 1 / np.exp(profile - profile[:, None]).sum(axis=1)
    theta = float((grid * weights).sum() / weights.sum())
    shape = float(np.log1p(-theta * excess).mean())
    scale = -shape / theta
    return (shape * number + 5) / (number + 10), scale  # a weak prior at 0.5, as in the paper


def resampled(generator: np.random.Generator, weights: Floats, number: int | None = None) -> NDArray[np.int64]:
    """Places of equally likely draws, systematically (Kitagawa, 1996), in random order."""
    number = len(weights) if number is None else number
    places = np.searchsorted(np.cumsum(weights), (np.arange(number) + generator.random()) / number)
    return generator.permutation(np.minimum(places, len(weights) - 1))
