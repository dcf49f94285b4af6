"""Why B differs from A: one changed input at a time, alone and in the order of the file, and what they do together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sim.loaded import LoadedScenario, Value
from sim.scenario.problems import ProblemsFound
from sim.studies.asked import Asked, columns_of
from sim.studies.frames import Framed, Row, apart
from sim.studies.inputs import Input, differing
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Sample, difference
from sim.studies.shown import Shown

REST = "*"  # everything in the files that is not a parameter with a value in both


@dataclass(frozen=True)
class Bar:
    """What one input does: changed alone, and changed after those before it."""

    name: str  # a parameter, or REST
    before: float | str | None
    after: float | str | None
    alone: Difference
    in_order: Difference


@dataclass(frozen=True)
class Fall:
    """The bars of one figure.  ``interaction`` is the whole difference less the sum of the bars alone."""

    asked: Asked
    start: float
    end: float
    bars: tuple[Bar, ...]
    interaction: Difference


@dataclass(frozen=True)
class Waterfall(Framed, Shown):
    """From A to B in each figure; frozen.  Intervals hold with 95 % for all bars of a figure at once."""

    a: Option
    b: Option
    falls: tuple[Fall, ...]
    rest: tuple[str, ...]  # key paths that REST stands for
    replications: int
    names: tuple[str, ...] = field(default=())

    def rows(self) -> Iterator[Row]:
        """One for each figure and changed input (``*``: what is no parameter), and one for what they do together."""
        for fall in self.falls:
            start = {"figure": fall.asked.text, "start": fall.start, "end": fall.end, "replications": self.replications}
            for bar in fall.bars:
                yield {
                    **start, "input": bar.name, "before": _written(bar.before), "after": _written(bar.after),
                    **apart(bar.alone, "alone"), "in_order": bar.in_order.mean,
                }  # fmt: skip
            together = {"input": "(together)", "before": None, "after": None}
            yield {**start, **together, **apart(fall.interaction, "alone"), "in_order": float("nan")}


def _written(value: float | str | None) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True)
class Path:
    """The scenarios of a waterfall: ``alone[i]`` is A with only input i changed, ``in_order[i]`` with 0 .. i."""

    names: tuple[str, ...]
    values: tuple[tuple[float | str | None, float | str | None], ...]
    alone: tuple[Option, ...]
    in_order: tuple[Option, ...]  # the last is B
    rest: tuple[str, ...]


def waterfall(a: Option, b: Option, runs: Runs, replications: int, asked: Sequence[Asked]) -> Waterfall:
    """Run what lies between A and B; raises ValueError if they do not come from files."""
    path = path_between(a, b)
    runs.announce(replications * len({*map(_hash, path.alone), *map(_hash, path.in_order)} - {_hash(a), _hash(b)}))
    different = {_hash(option): option for option in (*path.in_order, *path.alone, b, a)}
    sheets = runs.each(different.values(), replications, columns_of(asked))
    samples = ([one.sample(sheet) for one in asked] for sheet in sheets)
    known = dict(zip(different, samples, strict=True))
    falls = tuple(_fall(one, j, a, path, known) for j, one in enumerate(asked))
    return Waterfall(a, b, falls, path.rest, replications, path.names)


def _hash(option: Option) -> str:
    return option.scenario.hash


def _fall(asked: Asked, j: int, a: Option, path: Path, known: Mapping[str, Sequence[Sample]]) -> Fall:
    bars, comparisons = [], 2 * len(path.names) + 1
    start, previous = known[_hash(a)][j], known[_hash(a)][j]
    for i, name in enumerate(path.names):
        alone, so_far = known[_hash(path.alone[i])][j], known[_hash(path.in_order[i])][j]
        in_order = difference(previous, so_far, comparisons)
        bars.append(Bar(name, *path.values[i], difference(start, alone, comparisons), in_order))
        previous = so_far
    singles = [known[_hash(option)][j] for option in path.alone]
    together = interaction(start, previous, singles, comparisons)
    return Fall(asked, start.mean(), previous.mean(), tuple(bars), together)


def interaction(start: Sample, end: Sample, singles: Sequence[Sample], comparisons: int = 1) -> Difference:
    """The whole difference less the sum of the single ones, with its paired interval."""
    from math import nan, sqrt

    from sim.studies.intervals import paired_difference

    n = len(start)
    mean = end.mean() - start.mean() - sum(single.mean() - start.mean() for single in singles)
    if len(singles) == 1:
        return Difference(0.0, 0.0, 0.0, 0.0, n, 0.0)
    if n < 2:
        return Difference(mean, nan, nan, nan, n, nan)
    apart = end.deviations() - start.deviations()
    for single in singles:
        apart = apart - (single.deviations() - start.deviations())
    se = sqrt(float(apart @ apart) / (n * (n - 1)))
    if se == 0 and abs(mean) < 1e-9 * max(1.0, abs(start.mean())):
        mean = 0.0  # what is left is rounding
    return Difference(mean, se, *paired_difference(mean, apart, comparisons=comparisons), n, nan)


def path_between(a: Option, b: Option) -> Path:
    """Parameters that have a value in both change one after another in the order of the file; the rest comes last.

    They change in the file of A, or, where A's file does not have what B needs, in the file of B after the rest.
    """
    if a.loaded is None or b.loaded is None:
        raise ValueError("a waterfall needs scenarios that come from files")
    inputs = differing([a, b])
    changed = [one for one in inputs.parameters if not one.computed and None not in one.values]
    problem: ProblemsFound | None = None
    for rest_first in (False, True):
        try:
            return _path(a, b, changed, inputs.other, rest_first)
        except ProblemsFound as found:
            problem = problem or found
    assert problem is not None
    raise problem


def _path(a: Option, b: Option, changed: Sequence[Input], other: tuple[str, ...], rest_first: bool) -> Path:
    base, backwards = (b, True) if rest_first else (a, False)
    names = [one.name for one in changed]
    values = [(one.values[0], one.values[1]) for one in changed]

    def with_values(count: int, only: int | None = None) -> Option:
        """A's values in the base file, with B's for the first ``count`` inputs, or for input ``only``."""
        new = range(count) if only is None else (only,)
        chosen = {one.name: values[i][1 if i in new else 0] for i, one in enumerate(changed)}
        wanted = {name: value for name, value in chosen.items() if value != _value(base, name)}
        return Option.of(LoadedScenario(_loaded(base).source, {**_loaded(base).settings, **_plain(wanted)}))

    if not backwards:
        alone = [with_values(0, i) for i in range(len(changed))]
        in_order = [with_values(i + 1) for i in range(len(changed))]
        if other or _not_in_both(a, b):
            names, values = [*names, REST], [*values, (None, None)]
            alone, in_order = [*alone, _rest_alone(a, b, changed)], [*in_order, b]
        elif in_order:
            in_order[-1] = b  # the same but for wording and ranges
        return Path(tuple(names), tuple(values), tuple(alone), tuple(in_order), other)
    rest = with_values(0)
    alone = [rest, *(_alone_in_a(a, rest, one, values[i][1]) for i, one in enumerate(changed))]
    in_order = [rest, *(with_values(i + 1) for i in range(len(changed)))]
    in_order[-1] = b
    return Path((REST, *names), ((None, None), *values), tuple(alone), tuple(in_order), other)


def _rest_alone(a: Option, b: Option, changed: Sequence[Input]) -> Option:
    """B's file with A's values."""
    back = {one.name: one.values[0] for one in changed}
    loaded = _loaded(b)
    return Option.of(LoadedScenario(loaded.source, {**loaded.settings, **_plain(back)}))


def _alone_in_a(a: Option, rest: Option, one: Input, value: float | str | None) -> Option:
    """A's file with one value of B, or if it cannot have it, B's file with that value alone."""
    try:
        return a.set(**_plain({one.name: value}))
    except ProblemsFound:
        return rest.set(**_plain({one.name: value}))


def _not_in_both(a: Option, b: Option) -> bool:
    return any(None in one.values for one in differing([a, b]).parameters)


def _loaded(option: Option) -> LoadedScenario:
    assert option.loaded is not None
    return option.loaded


def _value(option: Option, name: str) -> float | str | None:
    return next((one.value for one in option.scenario.parameters if one.name == name), None)


def _plain(values: Mapping[str, float | str | None]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}
