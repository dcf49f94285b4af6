"""A run of one scenario whose replications are kept, so that a longer or repeated one computes only what is new."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from sim.studies.asked import columns_of, stated
from sim.studies.chunks import Damaged, chunks_in, read_facts
from sim.studies.option import Option
from sim.studies.precision import Measured, Precision, Reached, run_to_precision
from sim.studies.replicate import Kept
from sim.studies.result import Manifest, Result, versions
from sim.studies.runs import Runs
from sim.studies.store import Entry
from sim.studies.tally import KEPT


def run_stored(
    option: Option, runs: Runs, replications: int, precision: Precision | None = None
) -> tuple[Result, Reached | None]:
    """The result of ``replications``, or of as many as the precision needs, and what was reached.

    The figures are those of :func:`sim.studies.replicate.replicate`, byte for byte.
    """
    started = perf_counter()
    reached = None
    if precision is None:
        runs.announce(replications)
    else:
        reached = _to_precision(option, runs, precision)
        replications = reached.replications
    kept = Kept(min(replications, KEPT), option.scenario.targets)
    for part in runs.sheets(option, replications):
        kept.add(part)
    sheet, tally = kept.result()
    model = option.model()
    spent = spent_on(runs.store.entry(option.scenario, runs.seed), replications)
    manifest = Manifest(
        scenario=option.scenario.name,
        scenario_hash=option.scenario.hash,
        table_digest=model.digest,
        seed=runs.seed,
        replications=replications,
        engine=spent.engine,
        workers=runs.workers,
        versions=versions(),
        rows=spent.rows,
        seconds_simulation=spent.seconds_simulation,
        seconds_measures=spent.seconds_measures,
        seconds=perf_counter() - started,
    )
    return Result(model, sheet, manifest, tally=tally), reached


def _to_precision(option: Option, runs: Runs, precision: Precision) -> Reached:
    figures = stated(option.scenario)

    def look(replications: int) -> list[Measured]:
        runs.expect(replications)
        sheet = runs.sheet(option, replications, columns_of(figures))
        found = []
        for one in figures:
            wanted = precision.wanted(one, option.scenario)
            if wanted is not None:
                found.append(Measured.of(one.text, wanted, one.sample(sheet)))
        return found

    return run_to_precision(look, precision)


@dataclass(frozen=True)
class Spent:
    """What replications cost when they were computed, whenever that was."""

    engine: str
    rows: int
    seconds_simulation: float
    seconds_measures: float


def spent_on(entry: Entry, end: int) -> Spent:
    """The cost of the replications 0 .. end - 1; of a file that is needed in part, that part."""
    engines: dict[str, None] = {}
    rows, simulation, measures, at = 0.0, 0.0, 0.0, 0
    for chunk in chunks_in(entry.path):
        if not chunk.first <= at < min(chunk.end, end):
            continue
        part = (min(chunk.end, end) - at) / (chunk.end - chunk.first)
        at = min(chunk.end, end)
        with suppress(Damaged):
            facts = read_facts(chunk)
            engines[str(facts.get("engine", ""))] = None
            rows += part * float(facts.get("rows", 0))
            simulation += part * float(facts.get("seconds_simulation", 0.0))
            measures += part * float(facts.get("seconds_measures", 0.0))
    return Spent("+".join(engines), round(rows), simulation, measures)
