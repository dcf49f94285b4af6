"""The studies as a notebook calls them: ``sim.run``, ``compare``, ``select``, ``sweep``, ``size`` and ``bottleneck``.

Each takes scenarios (loaded ones or paths) and gives a small frozen result with ``.table()`` and ``.figure()``.
Without ``results`` nothing is kept; with a directory, what was simulated is kept there and never computed again.
``cluster``: ``"local:4"``, the address of a scheduler, or machines that :func:`sim.cluster.machines.connect` gave; the
figures are the same (docs/cluster.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.loaded import LoadedScenario, Value, load
from sim.studies.asked import Asked, parse
from sim.studies.grid import Axis, axis_of, grid_of
from sim.studies.option import Option
from sim.studies.precision import Precision
from sim.studies.runs import Progress, RunSettings

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.studies.bottleneck import Bottleneck
    from sim.studies.compare import Comparison
    from sim.studies.result import Result
    from sim.studies.selection import Selection
    from sim.studies.size import Method, Size
    from sim.studies.sweep import Sweep

Given = LoadedScenario | str | Path
Values = str | Iterable[Value]


def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int = 1,
    progress: Progress | None = None,
    keep_log: bool = False,
    keep: int | None = 1_000,
    cluster: str | Machines | None = None,
) -> Result:
    """Simulate a scenario (a loaded one or a path); without ``replications`` as many as the file says.

    The figures depend on the scenario, the seed and the number of replications alone.  ``keep``: so many replications
    are kept one by one, for ``frame()`` and ``column()`` (None: all); of the others only sums, so that the memory of a
    long run is bounded.  ``keep_log`` keeps the event log for ``log_frame()``; a cluster sends none (ValueError).
    """
    from sim.studies.replicate import replicate
    from sim.studies.stored_run import run_stored

    loaded = _loaded(scenario)
    wanted = loaded.scenario.run.replications if replications is None else replications
    if cluster is not None:
        if keep_log:
            raise ValueError("event logs stay where they were made: a cluster and keep_log exclude each other")
        with RunSettings(seed, engine, progress=progress, cluster=cluster).runs() as runs:
            return run_stored(Option.of(loaded), runs, wanted, keep=keep)[0]
    return replicate(loaded.model, wanted, seed, engine, workers, progress, keep_log, keep=keep)


def compare(
    *scenarios: Given,
    baseline: int = 0,
    measures: Sequence[str] = (),
    replications: int | None = None,
    precision: float | Precision | None = None,
    waterfall: bool | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | None = None,
    cluster: str | Machines | None = None,
) -> Comparison:
    """Compare scenarios with the baseline (the first), paired person by person.

    ``measures`` such as ``"P(joint)"`` or ``"mean(queue.tilbud)"``; by default mean and chance of each target.
    ``precision`` instead of ``replications`` runs until everything is known so well.  A waterfall is made for two.
    """
    from sim.studies.compare import compare as run_compare

    options = [_option(scenario) for scenario in scenarios]
    if not -len(options) <= baseline < len(options):
        raise ValueError(f"there is no scenario {baseline} to compare with")
    base = baseline % len(options)
    scenario = options[base].scenario
    with RunSettings(seed, engine, workers, results, progress, cluster).runs() as runs:
        return run_compare(
            options,
            runs,
            replications or scenario.run.replications,
            base,
            _asked(measures, options[base]),
            _precision(precision),
            len(options) == 2 if waterfall is None else waterfall,
        )


def select(
    *scenarios: Given,
    measure: str,
    worth: float,
    smallest: bool = False,
    confidence: float = 0.95,
    most: int = 20_000,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | None = None,
    cluster: str | Machines | None = None,
) -> Selection:
    """The scenario with the largest (or smallest) figure, chosen rightly with a promised chance.

    ``sim.select(a, b, c, measure="mean(target.volume)", worth=0.5)``: a difference of less than half a start a year
    does not matter.  Each scenario is run as long as it takes, at most ``most`` replications.
    """
    from sim.studies.selection import select as run_select

    options = [_option(scenario) for scenario in scenarios]
    if not options:
        raise ValueError("a selection needs two scenarios")
    (asked,) = _asked([measure], options[0])
    with RunSettings(seed, engine, workers, results, progress, cluster).runs() as runs:
        return run_select(options, runs, asked, worth, smallest, confidence, most)


def sweep(
    scenario: Given,
    vary: Mapping[str, Values],
    measures: Sequence[str] = (),
    replications: int | None = None,
    precision: float | Precision | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | None = None,
    cluster: str | Machines | None = None,
) -> Sweep:
    """Every combination of parameter values: ``vary={"slots": range(8, 21), "intake_mode": "cohort,rolling"}``."""
    from sim.studies.sweep import sweep as run_sweep

    option = _option(scenario)
    with RunSettings(seed, engine, workers, results, progress, cluster).runs() as runs:
        return run_sweep(
            option,
            grid_of([_axis(name, values, option) for name, values in vary.items()]),
            runs,
            replications or option.scenario.run.replications,
            _asked(measures, option),
            _precision(precision),
        )


def size(
    scenario: Given,
    find: str,
    until: str,
    values: Values,
    largest: bool = False,
    by_definition: bool = False,
    method: Method = "auto",
    replications: int | tuple[int, int] = (200, 3200),
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | None = None,
    cluster: str | Machines | None = None,
) -> Size:
    """The smallest (or largest) of the values of a parameter with which a condition holds.

    ``sim.size(s, "slots", "P(volume) >= 0.8", "8..20")``.  ``replications``: a number, or the least and the most;
    values near the border get more.
    """
    from sim.studies.condition import parse_condition
    from sim.studies.size import Rounds
    from sim.studies.size import size as run_size

    option = _option(scenario)
    rounds = Rounds((replications,)) if isinstance(replications, int) else Rounds.up_to(*replications)
    with RunSettings(seed, engine, workers, results, progress, cluster).runs() as runs:
        return run_size(
            option,
            _axis(find, values, option),
            parse_condition(until, option.scenario),
            runs,
            rounds,
            largest,
            method,
            by_definition,
        )


def bottleneck(
    scenario: Given,
    measures: Sequence[str] = (),
    levers: bool = False,
    only: Sequence[str] = (),
    replications: int | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | None = None,
    cluster: str | Machines | None = None,
) -> Bottleneck:
    """What one more unit of each resource and one step of each parameter buys."""
    from sim.studies.bottleneck import bottleneck as run_bottleneck

    option = _option(scenario)
    with RunSettings(seed, engine, workers, results, progress, cluster).runs() as runs:
        return run_bottleneck(
            option,
            runs,
            replications or option.scenario.run.replications,
            _asked(measures, option),
            levers,
            only,
        )


def _option(scenario: Given) -> Option:
    return Option.of(_loaded(scenario))


def _loaded(scenario: Given) -> LoadedScenario:
    return scenario if isinstance(scenario, LoadedScenario) else load(scenario)


def _asked(measures: Sequence[str], option: Option) -> tuple[Asked, ...]:
    return tuple(parse(text, option.scenario) for text in measures)


def _precision(wanted: float | Precision | None) -> Precision | None:
    return wanted if wanted is None or isinstance(wanted, Precision) else Precision(wanted)


def _axis(name: str, values: Values, option: Option) -> Axis:
    if isinstance(values, str):
        return axis_of(name, values, option.scenario)
    axis_of(name, "0", option.scenario)  # says it if there is no such parameter
    return Axis(name, tuple(values))
