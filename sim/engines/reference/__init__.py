"""The reference engine: SimPy as the clock, one process per participant, the contract rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

from sim.engines.order import LoopWithoutProgress
from sim.engines.reference.journey import journey
from sim.engines.reference.simulation import Simulation
from sim.engines.view import view
from sim.log.table import Log, concatenate, from_flat
from sim.model.model import Model

__all__ = ["LoopWithoutProgress", "run"]


def run(model: Model, seed: int, replications: Sequence[int]) -> Log:
    """The log of the replications named; each is the same however they are batched (contract L2)."""
    tables = view(model)
    return concatenate(
        [from_flat(Simulation(tables, model.end, seed, number).simulate(journey), number) for number in replications]
    )
