"""The compiled engine: a Numba interpreter of the model's tables that gives the reference engine's log, byte for byte.

The kernel (``loop.replicate`` and all that it calls) keeps tables and state in one flat memory (``layout``), into which
``image`` lays the tables out.  ``engine`` runs it; :mod:`sim.kernels` sees to it that it is compiled once.  Nothing
here loads Numba before the first run.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.engines.order import LoopWithoutProgress
from sim.kernels.known import seconds_until_ready

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sim.log.table import Log
    from sim.model.model import Model

__all__ = ["LoopWithoutProgress", "pays_off", "prepare", "run", "simulate"]

REFERENCE_SECONDS_PER_PERSON = 5e-4
"""What the reference engine takes for one participant of a pathway of ordinary length."""


def run(model: Model, seed: int, replications: Sequence[int], threads: int = 1) -> Log:
    """The log of the replications named; each is the same however they are batched, on any number of threads."""
    log: Log = _engine().run(model, seed, replications, threads)
    return log


def simulate(model: Model, seed: int, replications: Sequence[int], threads: int = 1) -> NDArray[np.int64]:
    """The number of log rows of each replication, simulated without keeping the log: the speed of the engine alone."""
    rows: NDArray[np.int64] = _engine().simulate(model, seed, replications, threads)
    return rows


def prepare() -> None:
    """Compile the kernel, or load it from the cache."""
    _engine().prepare()


def _engine() -> Any:
    """The module that runs the kernel."""
    return import_module("sim.engines.compiled.engine")


def pays_off(model: Model, replications: int) -> bool:
    """Whether the reference engine would take longer than it takes until everything compiled is ready."""
    from sim.engines.compiled.expected import people

    return people(model) * replications * REFERENCE_SECONDS_PER_PERSON > seconds_until_ready()
