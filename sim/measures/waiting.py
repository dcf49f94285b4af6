"""Waits, lines, and those whom patience or a refusal turns away.

A wait belongs to the span in which the person joined, and is followed to its end (contract C1).
"""

from __future__ import annotations

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Floats, Ints
from sim.measures.figures import Figures
from sim.measures.flow import of_kind
from sim.measures.journeys import Bools, Journeys
from sim.measures.spans import Grid
from sim.scenario.schema import DAY

LONG_WAIT = 28 * DAY


def waiting(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    """All figures of waits, for every stage and wait step."""
    names = journeys.model.names.steps
    chosen = of_kind(journeys, "stage", "wait")
    titles = [names[i] for i in chosen]
    requests = journeys.requests
    cohort = grid.spans.slice_of(requests.joined)

    def count(which: Bools | None, weights: Floats | None = None) -> Floats:
        if which is None:
            return grid.count(requests.replication, requests.step, len(names), cohort, weights)[:, chosen]
        rows = np.flatnonzero(which)
        weight = None if weights is None else weights[rows]
        return grid.count(requests.replication[rows], requests.step[rows], len(names), cohort[rows], weight)[:, chosen]

    joined, admitted = count(None), count(requests.admitted)
    figures.add("joined", titles, joined)
    figures.add("wait_mean", titles, count(requests.admitted, requests.wait / DAY), admitted)
    _quantiles(figures, grid, journeys, cohort, chosen)
    figures.add("waited_share", titles, count(requests.wait > 0), joined)
    figures.add("wait_over_28_days", titles, count(requests.wait > LONG_WAIT), joined)
    gave_up = count(requests.outcome == Event.GIVE_UP)
    figures.add("abandoned", titles, gave_up)
    figures.add("abandoned_share", titles, gave_up, joined)
    refused = count((requests.outcome == Event.REFUSED) | (requests.outcome == Event.SENT_AWAY))
    figures.add("refused", titles, refused)
    figures.add("refused_share", titles, refused, joined)
    _lines(figures, grid, journeys, chosen)
    _begun_before(figures, grid, journeys, chosen)


def _quantiles(figures: Figures, grid: Grid, journeys: Journeys, cohort: Ints, chosen: list[int]) -> None:
    """Median and 90 % point of the waits of those admitted, in each replication."""
    requests, steps = journeys.requests, len(journeys.model.names.steps)
    shape = (2, journeys.replications, steps, len(grid.spans))
    found, known = np.zeros(shape), np.zeros(shape)
    for i, (first, last) in enumerate(zip(grid.spans.first, grid.spans.last, strict=True)):
        rows = np.flatnonzero(requests.admitted & (cohort > first) & (cohort <= last))
        group = requests.replication[rows] * steps + requests.step[rows]
        values, counts = quantiles(group, journeys.replications * steps, requests.wait[rows], (0.5, 0.9))
        found[..., i] = values.reshape(2, -1, steps) / DAY
        known[..., i] = (counts > 0).reshape(-1, steps)
    titles = [journeys.model.names.steps[i] for i in chosen]
    figures.add("wait_p50", titles, found[0][:, chosen], known[0][:, chosen])
    figures.add("wait_p90", titles, found[1][:, chosen], known[1][:, chosen])


def quantiles(group: Ints, groups: int, values: Ints, shares: tuple[float, ...]) -> tuple[Floats, Ints]:
    """Quantiles of the values (>= 0) within each group, by linear interpolation between order statistics (Hyndman and
    Fan, type 7).  Returns (shares, groups), 0 for an empty group, and the number of values in each group.
    """
    counts = np.bincount(group, minlength=groups)
    if len(values) == 0:
        return np.zeros((len(shares), groups)), counts
    bits = int(values.max()).bit_length()
    ordered = np.sort((group << bits) | values) & ((1 << bits) - 1)
    ends = np.cumsum(counts)
    result = np.zeros((len(shares), groups))
    for i, share in enumerate(shares):
        position = share * np.maximum(counts - 1, 0)
        below = np.floor(position).astype(np.int64)
        low = np.minimum(ends - counts + below, len(ordered) - 1)
        high = np.minimum(low + (below + 1 < counts), len(ordered) - 1)
        result[i] = np.where(counts > 0, ordered[low] + (position - below) * (ordered[high] - ordered[low]), 0)
    return result, counts


def _lines(figures: Figures, grid: Grid, journeys: Journeys, chosen: list[int]) -> None:
    names, requests = journeys.model.names.steps, journeys.requests
    stood = np.flatnonzero(requests.end > requests.seen)
    people = grid.integral(
        requests.replication[stood], requests.step[stood], len(names), requests.seen[stood], requests.end[stood]
    )
    figures.add("queue", [names[i] for i in chosen], people[:, chosen], grid.spans.seconds)


def _begun_before(figures: Figures, grid: Grid, journeys: Journeys, chosen: list[int]) -> None:
    """Waits begun before the window and ended by admission inside it (contract Q10: reported apart)."""
    names, requests = journeys.model.names.steps, journeys.requests
    rows = np.flatnonzero(requests.admitted & (requests.joined < grid.spans.cuts[0]))
    slice_ = grid.spans.slice_of(requests.end[rows])
    args = (requests.replication[rows], requests.step[rows], len(names), slice_)
    count, days = grid.count(*args), grid.count(*args, requests.wait[rows] / DAY)
    figures.add("wait_mean_begun_before", [names[i] for i in chosen], days[:, chosen], count[:, chosen])
