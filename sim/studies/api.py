"""The studies as a notebook calls them: ``sim.run``, ``compare``, ``select``, ``sweep``, ``size`` and ``bottleneck``.

Each takes scenarios (loaded ones or paths) and gives a small frozen result with ``.table()`` and ``.figure()``.
Without ``results`` nothing is kept; with a directory, what was simulated is kept there and never computed again.
``cluster``: ``"local:4"``, the address of a scheduler, or machines that :func:`sim.cluster.machines.connect` gave; the
figures are the same (docs/cluster.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from sim.engines import NAMES
from sim.given import checked, number, one_of, strings, whole
from sim.limits import default_workers
from sim.loaded import Given, Value, loaded_of
from sim.scenario.words import said
from sim.studies.asked import Asked, parse
from sim.studies.grid import Axis, BadGrid, axis_of, grid_of
from sim.studies.option import Option
from sim.studies.precision import Precision
from sim.studies.runs import RunSettings
from sim.studies.shown import Progress, watched

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.studies.bottleneck import Bottleneck
    from sim.studies.compare import Comparison
    from sim.studies.result import Result
    from sim.studies.selection import Selection
    from sim.studies.size import Method, Size
    from sim.studies.sweep import Sweep

Values = str | Iterable[Value]


def a_place(name: str, value: object) -> None:
    """A place in a list, counted from 0, or from its end with a minus."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name}={value!r}: the place of a scenario is expected, 0 for the first")


def _one_or_two(name: str, value: object) -> None:
    """A number of replications, or the least and the most."""
    numbers = value if isinstance(value, tuple) else (value,)
    if len(numbers) not in (1, 2):
        raise ValueError(f"{name}={value!r}: a number, or the least and the most, is expected")
    for one in numbers:
        whole(name, one)


def _a_method(name: str, value: object) -> str:
    from sim.studies.size import Method

    return one_of(name, value, get_args(Method))


def a_precision(name: str, value: object) -> None:
    """A half-width, or a whole :class:`Precision`."""
    if value is not None and not isinstance(value, Precision):
        number(name, value)


@checked(precision=a_precision)
def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = 1,
    progress: Progress | bool | None = None,
    keep_log: bool = False,
    keep: int | None = 1_000,
    cluster: str | Machines | None = None,
    *,
    precision: float | Precision | None = None,
    results: str | Path | None = None,
    fresh: bool = False,
) -> Result:
    """Simulate a scenario (a loaded one or a path); without ``replications`` as many as the file says.

    The figures depend on the scenario, the seed and the number of replications alone.  The options are those of
    ``rengsim run``:

    ``precision`` instead of ``replications``: until every stated figure is known so well (``result.reached`` says how
    well).  ``results``: a folder where replications are kept and never computed again, unless ``fresh``.  ``workers``:
    processors to use (None: all).  ``progress``: True shows a line on stderr, in terminals and notebooks; a function
    is called with (done, wanted).  ``keep``: so many replications are kept one by one, for ``frame()`` and ``column()``
    (None: all); of the others only sums, so that the memory of a long run is bounded.  ``keep_log`` keeps the event log
    in memory; without it the log is simulated again when it is asked for.  What was done is logged to ``rengsim``.

    Raises TypeError and ValueError for an argument that cannot be used, :class:`sim.ProblemsFound` for a scenario that
    makes no sense, :class:`sim.limits.TooMuchError` for more than the limits allow.

    >>> import sim
    >>> result = sim.run("scenarios/rengoering.toml", replications=3, engine="reference")
    >>> result["target.volume"].mean > 20
    True
    """
    from sim.studies.replicate import replicate
    from sim.studies.stored_run import run_stored

    settings = RunSettings(seed, _engine(engine), workers, results, progress, cluster)
    loaded = loaded_of(scenario)
    if precision is not None and replications is not None:
        raise ValueError("either replications or precision, not both")
    wanted = _replications(replications, loaded.scenario.run.replications)
    if keep is not None:
        whole("keep", keep)
    if (cluster, precision, results) != (None, None, None):
        if keep_log:
            raise ValueError(
                "keep_log goes without cluster, precision and results: the log is simulated again if asked"
            )
        with settings.runs(fresh) as runs:
            found, reached = run_stored(Option.of(loaded), runs, wanted, _precision(precision), keep)
            return replace(found, reached=reached)
    with watched(progress) as show:
        return replicate(loaded.model, wanted, seed, engine, workers or default_workers(), show, keep_log, keep=keep)


@checked(precision=a_precision, baseline=a_place)
def compare(
    *scenarios: Given,
    baseline: int = 0,
    measures: str | Sequence[str] = (),
    replications: int | None = None,
    precision: float | Precision | None = None,
    waterfall: bool | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | bool | None = None,
    cluster: str | Machines | None = None,
    fresh: bool = False,
) -> Comparison:
    """Compare scenarios with the baseline (the first), paired person by person.

    ``baseline``: the place of the one that the others are compared with.  ``measures`` such as ``"P(joint)"`` or
    ``"mean(queue.tilbud)"``; by default mean and chance of each target.  ``precision`` instead of ``replications`` runs
    until everything is known so well.  ``waterfall``: which of the changes does what; None: where there are two.

    Raises :class:`sim.ProblemsFound`, ValueError for what is asked and cannot be, and TypeError for other arguments.

    >>> import sim
    >>> baseline = sim.load("scenarios/rengoering.toml")
    >>> found = sim.compare(baseline, baseline.set(slots=16), measures="mean(target.volume)", replications=2)
    >>> found.contrasts[0].difference.replications
    2
    """
    from sim.studies.compare import compare as run_compare

    options = [_option(scenario) for scenario in scenarios]
    if not -len(options) <= baseline < len(options):
        raise ValueError(f"there is no scenario {baseline} to compare with")
    base = baseline % len(options)
    scenario = options[base].scenario
    with RunSettings(seed, _engine(engine), workers, results, progress, cluster).runs(fresh) as runs:
        return run_compare(
            options,
            runs,
            _replications(replications, scenario.run.replications),
            base,
            _asked(measures, options[base]),
            _precision(precision),
            len(options) == 2 if waterfall is None else waterfall,
        )


@checked()
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
    progress: Progress | bool | None = None,
    cluster: str | Machines | None = None,
    fresh: bool = False,
) -> Selection:
    """The scenario with the largest (or smallest) figure, chosen rightly with a promised chance.

    ``sim.select(a, b, c, measure="mean(target.volume)", worth=0.5)``: a difference of less than half a start a year
    does not matter.  Each scenario is run as long as it takes, at most ``most`` replications.  ``measure``: what is
    compared; ``worth``: the smallest difference that matters, in its unit; ``smallest``: less is better.

    Raises :class:`sim.ProblemsFound`, ValueError for what is asked and cannot be, and TypeError for other arguments.
    """
    from sim.studies.selection import select as run_select

    options = [_option(scenario) for scenario in scenarios]
    if not options:
        raise ValueError("a selection needs two scenarios")
    (asked,) = _asked([measure], options[0])
    with RunSettings(seed, _engine(engine), workers, results, progress, cluster).runs(fresh) as runs:
        return run_select(options, runs, asked, worth, smallest, confidence, most)


@checked(precision=a_precision)
def sweep(
    scenario: Given,
    vary: Mapping[str, Values],
    measures: str | Sequence[str] = (),
    replications: int | None = None,
    precision: float | Precision | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | bool | None = None,
    cluster: str | Machines | None = None,
    fresh: bool = False,
) -> Sweep:
    """Every combination of parameter values: ``vary={"slots": range(8, 21), "intake_mode": "cohort,rolling"}``.

    ``vary``: the values of each parameter, or a text such as ``"8..20"`` or ``"*"`` for all that its range allows.

    Raises :class:`sim.ProblemsFound` for a value that makes no sense, ValueError for an unknown parameter or what is
    asked and cannot be, :class:`sim.limits.TooMuchError` for too many points, and TypeError for other arguments.
    """
    from sim.studies.sweep import sweep as run_sweep

    option = _option(scenario)
    with RunSettings(seed, _engine(engine), workers, results, progress, cluster).runs(fresh) as runs:
        return run_sweep(
            option,
            grid_of([_axis(name, values, option) for name, values in vary.items()]),
            runs,
            _replications(replications, option.scenario.run.replications),
            _asked(measures, option),
            _precision(precision),
        )


@checked(replications=_one_or_two, method=_a_method)
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
    progress: Progress | bool | None = None,
    cluster: str | Machines | None = None,
    fresh: bool = False,
) -> Size:
    """The smallest (or largest) of the values of a parameter with which a condition holds.

    ``sim.size(s, "slots", "P(volume) >= 0.8", "8..20")``.  ``find``: the parameter; ``until``: the condition;
    ``values``: those that are tried.  ``replications``: a number, or the least and the most; values near the border get
    more.  ``largest``: the largest instead.  ``by_definition``: also under every definition of the target.  ``method``:
    ``all`` values are tried, or first a ``grid`` of them and then those near the border; ``auto``: by their number.

    Raises :class:`sim.ProblemsFound`, ValueError for what is asked and cannot be, and TypeError for other arguments.
    """
    from sim.studies.condition import parse_condition
    from sim.studies.size import Rounds
    from sim.studies.size import size as run_size

    option = _option(scenario)
    numbers = tuple(
        whole("replications", n) for n in (replications if isinstance(replications, tuple) else [replications])
    )
    rounds = Rounds(numbers) if len(numbers) == 1 else Rounds.up_to(*numbers)
    with RunSettings(seed, _engine(engine), workers, results, progress, cluster).runs(fresh) as runs:
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


@checked()
def bottleneck(
    scenario: Given,
    measures: str | Sequence[str] = (),
    levers: bool = False,
    only: Sequence[str] = (),
    replications: int | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    results: str | Path | None = None,
    progress: Progress | bool | None = None,
    cluster: str | Machines | None = None,
    fresh: bool = False,
) -> Bottleneck:
    """What one more unit of each resource and one step of each parameter buys.

    ``levers``: only what somebody can decide.  ``only``: names of resources and parameters; all without one.

    Raises :class:`sim.ProblemsFound`, ValueError for what is asked and cannot be, and TypeError for other arguments.
    """
    from sim.studies.bottleneck import bottleneck as run_bottleneck

    option = _option(scenario)
    with RunSettings(seed, _engine(engine), workers, results, progress, cluster).runs(fresh) as runs:
        return run_bottleneck(
            option,
            runs,
            _replications(replications, option.scenario.run.replications),
            _asked(measures, option),
            levers,
            only,
        )


def _option(scenario: Given) -> Option:
    return Option.of(loaded_of(scenario))


def _replications(given: int | None, stated: int) -> int:
    return stated if given is None else whole("replications", given)


def _engine(name: str) -> str:
    return one_of("engine", name, NAMES)


def _asked(measures: str | Sequence[str], option: Option) -> tuple[Asked, ...]:
    return tuple(parse(text, option.scenario) for text in strings("measures", measures))


def _precision(wanted: float | Precision | None) -> Precision | None:
    return wanted if wanted is None or isinstance(wanted, Precision) else Precision(wanted)


def _axis(name: str, values: Values, option: Option) -> Axis:
    if isinstance(values, str):
        return axis_of(name, values, option.scenario)
    axis_of(name, "0", option.scenario)  # says it if there is no such parameter
    if not isinstance(values, Iterable):
        raise TypeError(f"{name}={values!r}: values are expected, a list or a text such as '8..20'")
    found = tuple(values)
    if not found:
        raise BadGrid(said("{name}: there is no value to try", name=name))
    if len(set(found)) != len(found):
        raise BadGrid(
            said("{name}={values}: the same value stands twice", name=name, values=", ".join(map(str, found)))
        )
    return Axis(name, found)
