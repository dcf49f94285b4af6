"""A run of one scenario whose replications are kept, so that a longer or repeated one computes only what is new."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from sim.store.program import versions
from sim.studies.asked import Asked, columns_of, parse, stated
from sim.studies.manifest import Manifest
from sim.studies.option import Option
from sim.studies.precision import Measured, Precision, Reached, run_to_precision
from sim.studies.replicate import Kept
from sim.studies.result import Result
from sim.studies.runs import Runs
from sim.studies.tally import KEPT

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def run_stored(
    option: Option, runs: Runs, replications: int, precision: Precision | None = None, keep: int | None = KEPT
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
    kept = Kept(replications if keep is None else max(1, min(replications, keep)), option.scenario.targets)
    for part in runs.sheets(option, replications):
        kept.add(part)
    sheet, tally = kept.result()
    model = option.model()
    spent = runs.entry(option).spent(replications)
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


def looked_at(scenario: Scenario, precision: Precision) -> tuple[Asked, ...]:
    """What a run to a precision looks at: what the scenario states, and what is to have a half-width of its own.

    Raises :class:`sim.studies.asked.NotUnderstood`.
    """
    return tuple(dict.fromkeys((*stated(scenario), *(parse(text, scenario) for text in precision.own))))


def _to_precision(option: Option, runs: Runs, precision: Precision) -> Reached:
    figures = looked_at(option.scenario, precision)
    precision.check(figures, option.scenario)
    runs.check(option, figures)

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
