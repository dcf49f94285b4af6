"""The spans that figures are reported for: the whole window, and every calendar year that lies in it.

The window is cut into slices at the turns of the years.  Events are counted, and levels integrated, once per slice;
a span is a run of slices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.measures.civil import Floats, Ints, year_start, years_covered
from sim.model.model import Model


@dataclass(frozen=True)
class Spans:
    """Span 0 is the window.  ``cuts`` are the ascending ends of the slices; span i is the slices first[i] : last[i]."""

    cuts: tuple[int, ...]
    suffixes: tuple[str, ...]  # "" for the window, then "@2021", ...
    first: tuple[int, ...]
    last: tuple[int, ...]
    years: Floats  # length of each span in calendar years

    @classmethod
    def of(cls, model: Model) -> Spans:
        start, end = model.window
        first_day = model.scenario.run.first_day
        candidates = range(first_day.year, first_day.year + (end // (365 * 86_400)) + 2)
        bounds = {year: (year_start(year, first_day), year_start(year + 1, first_day)) for year in candidates}
        whole = {year: span for year, span in bounds.items() if start <= span[0] and span[1] <= end}
        limits = [(start, end), *whole.values()]
        cuts = sorted({cut for span in limits for cut in span})
        return cls(
            cuts=tuple(cuts),
            suffixes=("", *(f"@{year}" for year in whole)),
            first=tuple(cuts.index(a) for a, _ in limits),
            last=tuple(cuts.index(b) for _, b in limits),
            years=np.array([years_covered(a, b, first_day) for a, b in limits]),
        )

    def __len__(self) -> int:
        return len(self.suffixes)

    @property
    def slices(self) -> int:
        return len(self.cuts) - 1

    @cached_property
    def seconds(self) -> Floats:
        """Length of each span."""
        return self.over(np.diff(np.array(self.cuts, dtype=np.float64)))

    def slice_of(self, times: Ints) -> Ints:
        """1 .. slices for times inside the window, 0 before it, slices + 1 after it."""
        return np.searchsorted(np.array(self.cuts, dtype=np.int64), times, side="right")

    def over(self, by_slice: Floats) -> Floats:
        """Sums over the slices of each span: the last axis changes from slices to spans."""
        sums = [by_slice[..., a:b].sum(axis=-1) for a, b in zip(self.first, self.last, strict=True)]
        return np.stack(sums, axis=-1)


@dataclass(frozen=True)
class Grid:
    """Counting by replication, thing (step, resource, ...) and span: results are (replications, things, spans)."""

    replications: int
    spans: Spans

    def count(self, replication: Ints, thing: Ints, things: int, slice_: Ints, weights: Floats | None = None) -> Floats:
        """Number (or sum of weights) of events; ``slice_`` as from :meth:`Spans.slice_of`."""
        bins = self.spans.slices + 2
        key = (replication * things + thing) * bins + slice_
        table = np.bincount(key, weights, minlength=self.replications * things * bins)
        table = table.reshape(self.replications, things, bins)[..., 1:-1]
        return self.spans.over(table.astype(np.float64))

    def integral(
        self, replication: Ints, thing: Ints, things: int, start: Ints, end: Ints, weights: Floats | Ints | None = None
    ) -> Floats:
        """Sum over intervals [start, end) of weight times the seconds that lie in the span."""
        key = replication * things + thing
        if weights is None or np.issubdtype(weights.dtype, np.integer):
            table = self._after(key, things, start, weights) - self._after(key, things, end, weights)
        else:  # slice by slice, so that what cancels in exact arithmetic cancels here too
            table = np.zeros((self.replications * things, self.spans.slices))
            for i in range(self.spans.slices):
                inside = seconds_inside(start, end, self.spans.cuts[i], self.spans.cuts[i + 1])
                table[:, i] = np.bincount(key, inside * weights, minlength=len(table))
        return self.spans.over(table.reshape(self.replications, things, self.spans.slices))

    def integral_of_steps(self, replication: Ints, thing: Ints, things: int, time: Ints, change: Ints) -> Floats:
        """Integral of a level that is 0 at first and changes by ``change`` at ``time``, in any order of the rows."""
        table = self._after(replication * things + thing, things, time, change)
        return self.spans.over(table.reshape(self.replications, things, self.spans.slices))

    def _after(self, key: Ints, things: int, times: Ints, weights: Floats | Ints | None) -> Floats:
        """Sum of weight times the seconds of each slice that lie after the time: shape (keys, slices).

        Two counts whatever the number of slices: a time sees all of the slices after its own, and a part of its own.
        Whole seconds and whole weights stay exact in floats.
        """
        bins, lengths = self.spans.slices + 2, np.diff(np.array(self.spans.cuts, dtype=np.float64))
        place = self.spans.slice_of(times)
        at, size = key * bins + place, self.replications * things * bins
        closes = np.array([0, *self.spans.cuts[1:], 0], dtype=np.int64)[place]
        left = closes - times if weights is None else (closes - times) * weights
        whole = np.bincount(at, weights, minlength=size).reshape(-1, bins).cumsum(axis=1)[:, : bins - 2] * lengths
        return whole + np.bincount(at, left, minlength=size).reshape(-1, bins)[:, 1:-1]


def seconds_inside(start: Ints, end: Ints, opens: int, closes: int) -> Ints:
    """Seconds of [start, end) that lie in [opens, closes)."""
    inside: Ints = np.maximum(np.minimum(end, closes) - np.maximum(start, opens), 0)
    return inside
