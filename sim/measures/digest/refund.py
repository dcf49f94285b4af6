"""Benefit as time: pieces in which a second is worth the same, and the rungs of the state refund.

The benefit of a civil month is paid evenly over its days, so a calendar year costs exactly twelve monthly amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.measures.civil import Floats, Ints, months_later, year_start
from sim.measures.spans import Spans
from sim.model.model import Model
from sim.scenario.schema import DAY, MONTH, WEEK, Dated, Supplement

NO_LIMIT = 1 << 30  # hundredths of hours: no work ends benefit


@dataclass(frozen=True)
class Refund:
    """``ends`` of the pieces of time from 0 on, each within one slice; seconds on benefit at which the ``rungs`` end.

    ``shares`` refunded on each rung (the last has no end); ``slices`` 1, 2, ... of each piece, 0 outside the window;
    ``per_second``: kroner, shape (rungs, classes of people, pieces), the same on all rungs.  With a supplement:
    ``per_hour`` is what a second with one hour of work a week takes from it, of the same shape; ``limits`` are the
    hundredths of weekly hours from which on nothing is left, for each class and piece.
    """

    ends: list[int]
    rungs: list[int]
    shares: tuple[float, ...]
    slices: Ints
    per_second: Floats
    per_hour: Floats | None = None
    limits: tuple[int, ...] = ()


def refund_of(model: Model, spans: Spans, monthly: Sequence[Dated | None]) -> Refund:
    """The pieces of a model; ``monthly`` are the amounts of each class of people."""
    first_day = model.scenario.run.first_day
    opens = year_start(first_day.year, first_day)
    months = months_later(np.array([opens]), np.arange((model.end - opens) // (28 * DAY) + 2), first_day)
    dates = [time for dated in monthly if dated is not None for time, _ in dated.steps]
    if model.scenario.benefit.supplement is not None:
        dates += [time for time, _ in model.scenario.benefit.supplement.disregard.steps]
    knots = np.unique(np.concatenate((months, np.array([0, *spans.cuts, *dates], dtype=np.int64))))
    knots = knots[(knots >= 0) & (knots <= months[-1])]
    begins = knots[:-1]
    month = np.searchsorted(months, begins, side="right") - 1
    lengths = months[month + 1] - months[month]
    amounts = np.stack([_amount_at(() if dated is None else dated.steps, begins) for dated in monthly])
    ladder = model.scenario.benefit.refund or ((0, 0.0),)
    slices = spans.slice_of(begins)
    return Refund(
        ends=knots[1:].tolist(),
        rungs=[weeks * WEEK for weeks, _ in ladder[:-1]],
        shares=tuple(share for _, share in ladder),
        slices=np.where(slices <= spans.slices, slices, 0),
        per_second=np.broadcast_to(amounts / lengths, (len(ladder), *amounts.shape)),
        **_supplement(model.scenario.benefit.supplement, amounts, begins, lengths, len(ladder)),
    )


def _supplement(supplement: Supplement | None, amounts: Floats, begins: Ints, lengths: Ints, rungs: int) -> Any:
    """What an hour a week takes from the benefit of a month, (wage - disregard) x weeks of a month, never below 0.

    ``amounts``: kroner a month, shape (classes, pieces).
    """
    if supplement is None:
        return {}
    counted = np.maximum(supplement.wage - _amount_at(supplement.disregard.steps, begins), 0.0)
    monthly = np.broadcast_to(counted * MONTH / WEEK, amounts.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        limits = np.where(amounts <= 0, 0.0, np.ceil(100 * amounts / monthly))
    return {
        "per_hour": np.broadcast_to(monthly / lengths, (rungs, *amounts.shape)),
        "limits": tuple(int(limit) for limit in np.minimum(limits, NO_LIMIT).ravel()),
    }


def _amount_at(steps: tuple[tuple[int, float], ...], times: Ints) -> Floats:
    """Monthly amount in force; before the first date the first amount holds."""
    if not steps:
        return np.zeros(len(times))
    place = np.searchsorted(np.array([time for time, _ in steps]), times, side="right") - 1
    return np.asarray(np.array([value for _, value in steps])[np.maximum(place, 0)], dtype=np.float64)
