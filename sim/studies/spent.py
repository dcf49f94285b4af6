"""What a run has cost so far, and the manifest that says it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.store.program import versions
from sim.studies.batches import Batch, Plan
from sim.studies.manifest import Manifest


@dataclass
class Spent:
    """Rows of the log; seconds that went into simulating and counting, added up over workers; seconds on the clock."""

    rows: int = 0
    simulation: float = 0.0
    measures: float = 0.0
    clock: float = 0.0

    def add(self, batch: Batch) -> None:
        self.rows += batch.rows
        self.simulation += batch.seconds_simulation
        self.measures += batch.seconds_measures

    def manifest(self, plan: Plan, replications: int, workers: int) -> Manifest:
        """How a result of so many replications came about."""
        return Manifest(
            scenario=plan.model.scenario.name,
            scenario_hash=plan.model.scenario.hash,
            table_digest=plan.model.digest,
            seed=plan.seed,
            replications=replications,
            engine=plan.engine.name,
            workers=workers,
            versions=versions(),
            rows=self.rows,
            seconds_simulation=self.simulation,
            seconds_measures=self.measures,
            seconds=self.clock,
        )
