"""The tables as plain Python lists, which the reference engine reads much faster than numpy scalars."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from sim.model.tables import Tables


def view(tables: Tables) -> SimpleNamespace:
    """The tables with every array as (nested) lists; made once for each batch of replications."""
    lists = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in tables._asdict().items()}
    return SimpleNamespace(**lists)
