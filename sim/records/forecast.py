"""The rest of the year: from where everybody is today to how many will have come that far, many times over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.given import checked, day, made_by, or_nothing
from sim.loaded import LoadedScenario, Value
from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model
from sim.records.present import Present, entered_before, from_now, people_so_far, present
from sim.records.schema import Records
from sim.records.simulated import simulated, with_values
from sim.scenario.schema import DAY, Scenario, Target
from sim.scenario.words import Spoken, in_both, said
from sim.studies.frames import Framed, Row
from sim.studies.shown import Progress, Shown, told

Counts = NDArray[np.int64]

REPLICATIONS = 1000


@dataclass(frozen=True)
class TargetForecast:
    """``so_far`` people have come that far this year.  ``totals``, of shape (replications,): at the end of the year;
    ``by_week``, of shape (replications, weeks): by the end of each of the weeks to come."""

    target: Target
    so_far: int
    totals: Counts
    by_week: Counts

    @property
    def chance(self) -> float:
        """Part of the replications in which the target is met; NaN for one without a bound."""
        return met(self.target, self.totals)


@dataclass(frozen=True, repr=False)
class Forecast(Framed, Shown):
    """``weeks``: the last day of each week to come.  ``scenario``: the one of the records, as it was forecast with.

    ``worlds``: how many draws of the parameters; 1 is the values of the file alone, so that chance is all that varies.
    """

    now: Present
    until: date
    weeks: tuple[date, ...]
    targets: tuple[TargetForecast, ...]
    worlds: int
    impossible: int
    scenario: Scenario

    def rows(self) -> Iterator[Row]:
        """A row for each target and week to come.

        Columns: ``target``; ``until``, the last day of the week; ``so_far``, people today; ``mean``, ``p10``, ``p50``,
        ``p90`` of the people by then; ``chance`` that the bound of the target is met by then (NaN without one).
        """
        for one in self.targets:
            for last, people in zip(self.weeks, one.by_week.T, strict=True):
                points = np.quantile(people, (0.1, 0.5, 0.9), method="inverted_cdf").astype(float).tolist()
                spread = dict(zip(("p10", "p50", "p90"), points, strict=True))
                yield {"target": one.target.name, "until": np.datetime64(last, "s"), "so_far": one.so_far,
                       "mean": float(people.mean()), **spread, "chance": met(one.target, people)}  # fmt: skip

    def __repr__(self) -> str:
        ends = (f"{one.target.name} {one.so_far} so far, {one.totals.mean():.1f} expected" for one in self.targets)
        return f"<Forecast from {self.now.as_of} until {self.until}: {'; '.join(ends)}>"


def met(target: Target, people: Counts) -> float:
    """Part of the replications in which a target is met; NaN for one without a bound."""
    if target.at_least is not None:
        return float(np.mean(people >= target.at_least))
    return float("nan") if target.at_most is None else float(np.mean(people <= target.at_most))


class CannotForecast(Spoken, ValueError):
    """There is nothing to forecast, or nothing to start from; ``why`` is the key of :data:`CANNOT` that says which."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(said(CANNOT[why], **{name: _named(value) for name, value in values.items()}))
        self.why = why


EXAMPLE = 'count = "entered tilbud", per = "calendar year"'
CANNOT = {
    "day": "the day of the forecast (as_of, --as-of) is {day}; it must lie from {first} (the day before "
    "the records begin) to {last}",
    "until": "the last day (until, --until) is {until}: after {day} no days are left to forecast",
    "target": "the scenario {file} has no target that counts who enters a step in a calendar year, such as {example}; "
    "only such targets are forecast (docs/records.md)",
    "draws": "none of the {n} sets of parameters (draws, --draws) can be used in the scenario {file}",
    "year": "the records cover no year from 1 January for two months or more ({first} to {last}): there is nothing to "
    "hold forecasts against",
}


def _named(value: object) -> object:
    """A date as each language writes it."""
    return in_both(str(value), f"{value.day}.{value.month}.{value.year}") if isinstance(value, date) else value


def counted(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The targets that count who entered a step in a calendar year."""
    return tuple(one for one in targets if one.count is not None and one.count.event == "entered"
                 and one.per == "calendar year")  # fmt: skip


@checked(records=made_by(Records, "what sim.read_records gives"), until=or_nothing(day))
@told
def forecast(
    records: Records,
    as_of: date | None = None,
    until: date | None = None,
    replications: int = REPLICATIONS,
    draws: Sequence[dict[str, float]] = (),
    changes: dict[str, float | int | str] | None = None,
    seed: int = 1,
    engine: str = "auto",
    progress: Progress | bool | None = None,
) -> Forecast:
    """How many will have reached each counted target by the end of the year, from where everybody is at the end of
    ``as_of`` (the last day of the window if not given).  ``until``: another last day than that of the year.

    ``draws``: values of parameters, used in turn, a replication each; without them the values of the file hold in all.
    ``changes``: parameters from tomorrow on, by name.
    Raises :class:`CannotForecast` for a day outside the window, or without a target that counts entries, and
    :class:`sim.ProblemsFound` where the scenario cannot begin on the day after.
    """
    mapping = records.mapping
    as_of = mapping.last if as_of is None else as_of
    until = date(as_of.year, 12, 31) if until is None else until
    targets = counted(mapping.scenario.scenario.targets)
    if not mapping.first <= as_of + timedelta(days=1) <= mapping.last + timedelta(days=1):
        raise CannotForecast("day", day=as_of, first=mapping.first - timedelta(days=1), last=mapping.last)
    if not targets:
        raise CannotForecast("target", file=mapping.scenario.scenario.path, example=EXAMPLE)
    if until <= as_of:
        raise CannotForecast("until", until=until, day=as_of)
    now = present(records, as_of)
    weeks = tuple(as_of + timedelta(days=min(days, (until - as_of).days))
                  for days in range(7, (until - as_of).days + 7, 7))  # fmt: skip
    before = [entered_before(records, target.count.steps, as_of) for target in targets if target.count is not None]
    from_there = from_now(records, now, until)  # read once: only parameters differ between the draws

    def scenario_with(values: Mapping[str, Value]) -> LoadedScenario:
        return with_values(from_there, {**values, **(changes or {})})

    counts: list[list[Counts]] = [[] for _ in targets]
    worlds = impossible = 0
    for world in simulated(scenario_with, draws, replications, seed, engine):
        if world is None:
            impossible += 1
            continue
        worlds += 1
        for target, done, rows in zip(targets, before, counts, strict=True):
            rows += [_by_week(log, world.model, target, done, as_of, weeks) for log in world.logs]
        if callable(progress):
            progress(len(counts[0]), replications)
    if not worlds:
        raise CannotForecast("draws", n=impossible, file=mapping.scenario.scenario.path)
    found = tuple(_target(records, target, np.array(rows), as_of) for target, rows in zip(targets, counts, strict=True))
    return Forecast(now, until, weeks, found, worlds, impossible, mapping.scenario.scenario)


def _target(records: Records, target: Target, rows: Counts, as_of: date) -> TargetForecast:
    assert target.count is not None
    so_far = people_so_far(records, target.count.steps, date(as_of.year, 1, 1), as_of)
    return TargetForecast(target, so_far, so_far + rows[:, -1], so_far + rows)


def _by_week(
    log: Log, model: Model, target: Target, before: frozenset[str], as_of: date, weeks: Sequence[date]
) -> Counts:
    """People who first entered a step of the target by the end of each week; who had done so before does not count."""
    assert target.count is not None
    steps = {model.names.steps.index(name) for name in target.count.steps}
    done = {model.names.sources.index(name) for name in before if name in model.names.sources}
    ends = [(day - as_of).days * DAY for day in weeks]
    seen: set[int] = set()
    found = np.zeros(len(weeks), dtype=np.int64)
    entries = np.flatnonzero(np.isin(log.code, (Event.ARRIVE, Event.START, Event.EXIT, Event.DECIDE)))
    for row in entries.tolist():
        owner, code = int(log.owner[row]), int(log.code[row])
        if code == Event.ARRIVE and int(log.object[row]) in done:
            seen.add(owner)
        if code == Event.ARRIVE or owner in seen or int(log.step[row]) not in steps:
            continue
        if code == Event.START and int(log.value[row]):  # inside since before
            continue
        seen.add(owner)
        found += np.array([int(log.time[row]) < end for end in ends])
    return found
