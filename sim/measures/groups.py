"""Counting people, or amounts, by replication and span."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Bools, Floats, Ints
from sim.measures.digest.digest import Digest


def places(digest: Digest, person: Ints, slice_: Ints) -> Ints:
    """Replication and slice of people in one number; ``slice_`` as from ``Spans.slice_of``."""
    return digest.replication[person] * (digest.spans.slices + 2) + slice_


def count(digest: Digest, place: Ints, weights: Floats | Bools | None = None) -> Floats:
    """Number of people (or sum of weights) at the places, shape (replications, spans)."""
    bins = digest.spans.slices + 2
    table = np.bincount(place, weights, minlength=digest.count * bins)
    return digest.spans.over(table.reshape(digest.count, bins)[:, 1:-1].astype(np.float64))
