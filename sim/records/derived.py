"""Shares that follow from weights: a weight has no scale of its own, so what was learnt of it is told as shares."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from sim.knowledge.priors import Prior
from sim.records.learnt import TAILS, Learnt, values_at
from sim.scenario.formulas import names, parse, value
from sim.scenario.schema import Parameter

Floats = NDArray[np.float64]

WEIGHT = "weight"
UNITLESS = ("", "share", WEIGHT)
PRIOR_DRAWS = 1000


def shares_of_weights(
    parameters: Sequence[Parameter], priors: Sequence[Prior], draws: Floats, learnt: Sequence[Learnt], seed: int
) -> tuple[Learnt, ...]:
    """Each share that is a formula of weights of which something was learnt, before and now.

    ``draws``, of shape (draws, priors), are values of the parameters in the order of ``priors``.
    """
    told = {one.name: one for one in learnt}
    by_name = {one.name: one for one in parameters}
    scores = np.random.default_rng([seed, 22]).standard_normal((PRIOR_DRAWS, len(priors)))
    before = {prior.name: values_at(prior, scores[:, place]) for place, prior in enumerate(priors)}
    now = {prior.name: draws[:, place] for place, prior in enumerate(priors)}
    found = []
    for one in parameters:
        used = names(parse(one.formula)) if one.formula and one.unit == "share" else ()
        weights = [name for name in used if name in told and by_name[name].unit == WEIGHT]
        if weights and all(by_name[name].unit in UNITLESS for name in used):
            first, second = (_values(one, by_name, known) for known in (before, now))
            found.append(_learnt(one, first, second, max(told[name].spells for name in weights)))
    return tuple(found)


def _values(one: Parameter, by_name: Mapping[str, Parameter], drawn: Mapping[str, Floats]) -> Floats:
    """The values of a formula, draw by draw; what it uses may be a formula itself."""
    tree: ast.expr = parse(one.formula)
    number = len(next(iter(drawn.values())))
    inputs = {}
    for name in names(tree):
        used = by_name[name]
        if name in drawn:
            inputs[name] = drawn[name]
        else:
            inputs[name] = _values(used, by_name, drawn) if used.formula else np.full(number, float(used.value))
    rows = zip(*inputs.values(), strict=True)
    return np.array([value(tree, {name: (float(at), "") for name, at in zip(inputs, row, strict=True)})
                     for row in rows])  # fmt: skip


def _learnt(one: Parameter, before: Floats, now: Floats, spells: int) -> Learnt:
    low, high = (-np.inf if one.low is None else one.low), (np.inf if one.high is None else one.high)
    spread = float(_scores(now).std() / _scores(before).std())
    prior, posterior = (tuple(float(at) for at in np.quantile(values, TAILS)) for values in (before, now))
    return Learnt(one.name, (prior[0], prior[1], prior[2]), (posterior[0], posterior[1], posterior[2]), spread, spells,
                  float(np.mean((now < low) | (now > high))))  # fmt: skip


def _scores(shares: Floats) -> Floats:
    return np.asarray(logit(np.clip(shares, 1e-6, 1 - 1e-6)))
