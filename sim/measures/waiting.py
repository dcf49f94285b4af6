"""Quantiles of waits.

A wait belongs to the span in which the person joined, and is followed to its end (contract C1).  Everybody who comes
to a stage or wait waits; who goes straight in waits 0.
"""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Floats, Ints
from sim.measures.counted import of_kind, titles
from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.kpi import STAYING
from sim.measures.spans import Spans
from sim.scenario.schema import DAY


def waiting(figures: Figures, digest: Digest) -> None:
    """Quantiles of waits, for every stage and wait step."""
    if figures.wants("wait_p50", "wait_p90"):
        chosen = of_kind(digest.model, *STAYING)
        admitted, points = digest.of_steps(layout.ADMITTED, chosen), _quantiles(digest, (0.5, 0.9))[:, :, chosen]
        figures.add("wait_p50", titles(digest.model, chosen), points[0], admitted > 0)
        figures.add("wait_p90", titles(digest.model, chosen), points[1], admitted > 0)


def _quantiles(digest: Digest, shares: tuple[float, ...]) -> Floats:
    """Days waited by those admitted in each replication, shape (shares, replications, steps, spans).

    The waits of more than 0 are known one by one, and those of 0 by their number.
    """
    admitted = digest.of_steps(layout.ADMITTED, list(range(len(digest.model.names.steps))))
    group, slice_ = np.divmod(digest.waits[:, layout.WAIT_GROUP], digest.image[layout.BINS])
    sizes = admitted.reshape(-1, len(digest.spans)).astype(np.int64)
    found = quantiles(digest.spans, group, slice_, digest.waits[:, layout.WAIT_LENGTH], sizes, shares)
    return found.reshape(-1, *admitted.shape) / DAY


def quantiles(spans: Spans, group: Ints, slice_: Ints, values: Ints, sizes: Ints, shares: tuple[float, ...]) -> Floats:
    """Quantiles in each group and span, by linear interpolation between order statistics (Hyndman and Fan, type 7).

    ``values`` are those above 0; group i has ``sizes[i, j]`` values in span j, the others are 0.  Returns
    (shares, groups, spans), 0 where there is no value.
    """
    if len(values) == 0:
        return np.zeros((len(shares), *sizes.shape))
    low, high = (spans.slices + 1).bit_length(), int(values.max()).bit_length()
    ordered = np.sort((group << (low + high)) | (values << low) | slice_)  # by group and value, once for all spans
    group, slice_ = ordered >> (low + high), ordered & ((1 << low) - 1)
    values = (ordered >> low) & ((1 << high) - 1)
    found = []
    for i, (first, last) in enumerate(zip(spans.first, spans.last, strict=True)):
        inside = np.flatnonzero((slice_ > first) & (slice_ <= last))
        positive = np.bincount(group[inside], minlength=len(sizes))
        found.append(_of_ordered(values[inside], positive, sizes[:, i], shares))
    return np.stack(found, axis=-1)


def _of_ordered(values: Ints, positive: Ints, sizes: Ints, shares: tuple[float, ...]) -> Floats:
    """Quantiles of each group, shape (shares, groups); ``values`` in order, ``positive`` of them in each group."""
    result = np.zeros((len(shares), len(sizes)))
    some = np.flatnonzero(positive)
    sizes, zeros, first = sizes[some], (sizes - positive)[some], (np.cumsum(positive) - positive)[some]

    def at(place: Ints) -> Ints:
        """The value at a place among the ordered ones of each group."""
        return np.where(place < zeros, 0, values[np.maximum(first + place - zeros, 0)])

    for i, share in enumerate(shares):
        position = share * (sizes - 1)
        below = np.floor(position).astype(np.int64)
        low, high = at(below), at(np.minimum(below + 1, sizes - 1))
        result[i, some] = low + (position - below) * (high - low)
    return result
