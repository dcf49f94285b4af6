"""Many replications of one model."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING

from sim.analysis.workload import check_workload
from sim.engines import choose
from sim.given import a_function, checked, made_by, or_nothing, whole
from sim.limits import check_replications
from sim.log.table import concatenate
from sim.measures.sheet import Sheet, stack
from sim.studies.batches import Plan, run_batches
from sim.studies.result import Result
from sim.studies.shown import Progress
from sim.studies.spent import Spent
from sim.studies.tally import KEPT, Tally

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model
    from sim.scenario.schema import Target

LOG = logging.getLogger("rengsim")


def _a_model(name: str, value: object) -> None:
    from sim.model.model import Model

    made_by(Model, "the model of a loaded scenario")(name, value)


@checked(model=_a_model, log_sink=or_nothing(a_function))
def replicate(
    model: Model,
    replications: int,
    seed: int = 1,
    engine: str = "auto",
    workers: int = 1,
    progress: Progress | None = None,
    keep_log: bool = False,
    log_sink: Callable[[Log], None] | None = None,
    keep: int | None = KEPT,
) -> Result:
    """Run replications 0 .. replications - 1 and measure them.

    The figures of the first ``keep`` replications are kept one by one (None: of all); of the others only sums, so that
    memory does not grow with their number.  Quantiles then come from the kept ones, everything else from all.

    The figures depend on the model, the seed and the number alone, not on workers, batches or engine.  ``keep_log``
    keeps the whole event log in memory (56 bytes a row); ``log_sink`` is handed the log of each batch, in order of
    replication.  Raises ValueError for fewer than one replication or worker, :class:`sim.limits.TooMuchError` for more
    than the limits allow, and :class:`sim.engines.NoSuchEngine`.
    """
    replications, workers = whole("replications", replications), whole("workers", workers)
    check_replications(replications)
    if keep_log:
        check_workload(model.scenario, replications)
    started = perf_counter()
    chosen = choose(engine, model, replications)
    plan = Plan(model, chosen, seed, keep_log or log_sink is not None)
    kept, logs = Kept(replications if keep is None else max(1, keep), model.scenario.targets), []
    spent, done = Spent(), 0
    with closing(run_batches(plan, range(replications), workers)) as batches:
        for batch in batches:
            kept.add(batch.sheet)
            if batch.log is not None and log_sink is not None:
                log_sink(batch.log)
            if batch.log is not None and keep_log:
                logs.append(batch.log)
            spent.add(batch)
            done += len(batch.sheet.replications)
            if progress is not None:
                progress(done, replications)
    spent.clock = perf_counter() - started
    manifest = spent.manifest(plan, replications, workers)
    made = (manifest.scenario, replications, manifest.engine, manifest.seconds)
    LOG.info("%s: %d replications by the %s engine in %.1f s", *made)
    sheet, tally = kept.result()
    return Result(model, sheet, manifest, concatenate(logs) if logs else None, tally)


class Kept:
    """The first replications one by one, and a tally of all once there are more."""

    def __init__(self, room: int, targets: Sequence[Target] = ()) -> None:
        self._room = room
        self._targets = targets
        self._sheets: list[Sheet] = []
        self._tally: Tally | None = None

    def add(self, sheet: Sheet) -> None:
        here = min(len(sheet.replications), self._room)
        if here:
            self._sheets.append(sheet.rows(0, here))
            self._room -= here
        if here < len(sheet.replications):
            if self._tally is None:
                self._sheets = [stack(self._sheets)]
                self._tally = Tally(self._sheets[0], self._targets)
            self._tally.add(sheet.rows(here, len(sheet.replications)))

    def result(self) -> tuple[Sheet, Tally | None]:
        return stack(self._sheets), self._tally
