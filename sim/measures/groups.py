"""Counting people, or amounts, by replication and span."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Floats, Ints
from sim.measures.digest.digest import Digest


def count(digest: Digest, replication: Ints, slice_: Ints, weights: Floats | None = None) -> Floats:
    """Number (or sum of weights), shape (replications, spans); ``slice_`` as from ``Spans.slice_of``."""
    bins = digest.spans.slices + 2
    table = np.bincount(replication * bins + slice_, weights, minlength=digest.count * bins)
    return digest.spans.over(table.reshape(digest.count, bins)[:, 1:-1].astype(np.float64))


def count_classes(digest: Digest, replication: Ints, slice_: Ints, class_: Ints, classes: int) -> Floats:
    """Number of people of each class, shape (classes, replications, spans)."""
    bins = digest.spans.slices + 2
    place = (class_ * digest.count + replication) * bins + slice_
    table = np.bincount(place, minlength=classes * digest.count * bins).reshape(classes, digest.count, bins)
    return digest.spans.over(table[..., 1:-1].astype(np.float64))
