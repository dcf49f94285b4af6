"""The rest of the year: from where everybody is today to how many will have come that far, many times over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.given import checked, day, flag, made_by, or_nothing
from sim.loaded import LoadedScenario, Value
from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model
from sim.records.joined_log import Joined
from sim.records.present import Present, entered_before, from_now, people_so_far, present
from sim.records.schema import IGNORED, Records
from sim.records.shares import ShareForecast, ShareMeter, Unseen, shares_of
from sim.records.simulated import simulated, with_values
from sim.scenario.cases import leaves_of
from sim.scenario.schema import DAY, Scenario, Target
from sim.scenario.words import Spoken, in_both, said
from sim.studies.frames import Framed, Row
from sim.studies.shown import Progress, Shown, told

Counts = NDArray[np.int64]

REPLICATIONS = 1000


@dataclass(frozen=True)
class Room:
    """Of a step that is entered at sessions alone: how many ``sessions`` are still to come, and for how many people at
    most.  Of several replications the largest number of each."""

    sessions: int
    seats: int


@dataclass(frozen=True)
class TargetForecast:
    """``so_far`` people have come that far this year.  ``totals``, of shape (replications,): at the end of the year;
    ``by_week``, of shape (replications, weeks): by the end of each of the weeks to come.

    ``room``: what the sessions to come leave; None where people can also enter without one.
    """

    target: Target
    so_far: int
    totals: Counts
    by_week: Counts
    room: Room | None

    @property
    def chance(self) -> float:
        """Part of the replications in which the target is met; NaN for one without a bound."""
        return met(self.target, self.totals)


@dataclass(frozen=True, repr=False)
class Forecast(Framed, Shown):
    """``weeks``: the last day of each week to come.  ``scenario``: the one of the records, as it was forecast with.

    ``targets``: those that count who enters a step; ``shares``: those that are shares of who does, once all have been
    followed to the end of the simulated time, ``followed_until``; ``unseen``: shares of which the records do not show
    all that counts.

    ``worlds``: how many draws of the parameters; 1 is the values of the file alone, so that chance is all that varies.
    """

    now: Present
    until: date
    followed_until: date
    weeks: tuple[date, ...]
    targets: tuple[TargetForecast, ...]
    shares: tuple[ShareForecast, ...]
    unseen: tuple[Unseen, ...]
    worlds: int
    impossible: int
    scenario: Scenario

    @property
    def replications(self) -> int:
        return len(self.targets[0].totals if self.targets else self.shares[0].everybody)

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
        ends = [f"{one.target.name} {one.so_far} so far, {one.totals.mean():.1f} expected" for one in self.targets]
        ends += [f"{one.target.name} {np.nanmean(one.shares):.0%} expected" for one in self.shares]
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
    "target": "the scenario {file} has no target that can be forecast: one that counts who enters a step in a calendar "
    "year, such as {example}, or a share of those who do (docs/records.md)",
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


@checked(records=made_by(Records, "what sim.read_records gives"), until=or_nothing(day), shares=flag)
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
    shares: bool = True,
) -> Forecast:
    """How many will have reached each counted target by the end of the year, from where everybody is at the end of
    ``as_of`` (the last day of the window if not given).  ``until``: another last day than that of the year.

    ``draws``: values of parameters, used in turn, a replication each; without them the values of the file hold in all.
    ``changes``: parameters from tomorrow on, by name.  ``shares``: False leaves out targets that are shares, and so
    the time after the year in which people are followed.
    Raises :class:`CannotForecast` for a day outside the window, or without a target that counts entries, and
    :class:`sim.ProblemsFound` where the scenario cannot begin on the day after.
    """
    mapping = records.mapping
    as_of = mapping.last if as_of is None else as_of
    until = date(as_of.year, 12, 31) if until is None else until
    scenario = mapping.scenario.scenario
    recorded = set(mapping.spells.words.values()) - {IGNORED}
    targets, (seen, unseen) = counted(scenario.targets), shares_of(scenario, recorded) if shares else ((), ())
    if not mapping.first <= as_of + timedelta(days=1) <= mapping.last + timedelta(days=1):
        raise CannotForecast("day", day=as_of, first=mapping.first - timedelta(days=1), last=mapping.last)
    if not (targets or seen):
        raise CannotForecast("target", file=scenario.path, example=EXAMPLE)
    if until <= as_of:
        raise CannotForecast("until", until=until, day=as_of)
    now = present(records, as_of)
    weeks = tuple(as_of + timedelta(days=min(days, (until - as_of).days))
                  for days in range(7, (until - as_of).days + 7, 7))  # fmt: skip
    tallies = [_Tally(records, target, as_of, weeks) for target in targets]
    from_there = from_now(records, now, until, bool(seen))  # read once: only parameters differ between the draws
    joined = Joined(records, now, from_there.model, changes or {})
    meter = ShareMeter(joined, seen)

    def scenario_with(values: Mapping[str, Value]) -> LoadedScenario:
        return with_values(from_there, {**values, **(changes or {})})

    worlds = impossible = made = 0
    for world in simulated(scenario_with, draws, replications, seed, engine):
        if world is None:
            impossible += 1
            continue
        worlds += 1
        for log in world.logs:
            for tally in tallies:
                tally.add(log, world.model)
            meter.add(log, world.model)
            made += 1
            if callable(progress):
                progress(made, replications)
    if not worlds:
        raise CannotForecast("draws", n=impossible, file=scenario.path)
    followed = as_of + timedelta(days=from_there.model.end // DAY)
    return Forecast(now, until, followed, weeks, tuple(tally.found() for tally in tallies), meter.found(), unseen,
                    worlds, impossible, scenario)  # fmt: skip


class _Tally:
    """Who enters the steps of one target, week by week, in one replication after the other."""

    def __init__(self, records: Records, target: Target, as_of: date, weeks: Sequence[date]) -> None:
        assert target.count is not None
        self._target, self._steps = target, target.count.steps
        self._so_far = people_so_far(records, self._steps, date(as_of.year, 1, 1), as_of)
        self._before = entered_before(records, self._steps, as_of)
        self._ends = np.array([(day - as_of).days * DAY for day in weeks])
        self._gates = gates_of(records.mapping.scenario.scenario, self._steps)
        self._rows: list[Counts] = []
        self._sessions = self._seats = 0

    def add(self, log: Log, model: Model) -> None:
        """One replication from the day on."""
        self._rows.append(self._by_week(log, model))
        if self._gates:
            gates = [model.names.gates.index(name) for name in self._gates]
            here = (log.code == Event.SEATS) & np.isin(log.object, gates) & (log.time < self._ends[-1])
            self._sessions = max(self._sessions, int(here.sum()))
            self._seats = max(self._seats, int(log.value[here].sum()))
            if (log.code == Event.BACKFILL).any():
                self._gates = ()

    def found(self) -> TargetForecast:
        """The forecast from all that was added."""
        rows = np.array(self._rows)
        room = Room(self._sessions, self._seats) if self._gates else None
        return TargetForecast(self._target, self._so_far, self._so_far + rows[:, -1], self._so_far + rows, room)

    def _by_week(self, log: Log, model: Model) -> Counts:
        """People who first entered a step by the end of each week; who had done so before does not count."""
        steps = {model.names.steps.index(name) for name in self._steps}
        done = {model.names.sources.index(name) for name in self._before if name in model.names.sources}
        seen: set[int] = set()
        found = np.zeros(len(self._ends), dtype=np.int64)
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
            found += int(log.time[row]) < self._ends
        return found


def gates_of(scenario: Scenario, steps: Sequence[str]) -> tuple[str, ...]:
    """The gates by which some steps are entered; none where one of them can be entered without a session."""
    gates = [gate for step in scenario.steps if step.name in steps for gate in leaves_of(step.gate)]
    return tuple(sorted({gate for gate in gates if gate})) if all(gates) else ()
