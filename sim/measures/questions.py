"""What a model asks of its log beyond counting: events, pairs of events, statuses, and amounts by class of person.

The digest answers these while it reads the rows; the measures look the answers up by the same keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sim.log.events import Event
from sim.measures.digest.layout import CALL_TIME, PLANNED_CALLS, STARTS, TIME_IN_LINE, TIME_INSIDE, WORKING_TIME
from sim.model.lengths import seconds_of
from sim.model.step_tables import working_flags
from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.schema import (
    Case,
    FollowUp,
    Law,
    Length,
    NumberValue,
    Risk,
    Scenario,
    Span,
    Status,
    Step,
    Target,
    UsesValue,
    When,
)

LAST_DAY = "last day"
"""The word of the grammar for the time of leaving the last visit."""

ENTRY = {"stage": Event.START, "wait": Event.JOIN, "decision": Event.DECIDE, "exit": Event.EXIT}
"""The event that counts as entering a step, by kind of step."""

LEAVING = {
    "stage": (Event.END, Event.RISK, Event.CALLED),
    "wait": (Event.ADMIT, Event.RENEGED, Event.BALKED),
    "decision": (Event.DECIDE,),
    "exit": (Event.EXIT,),
}
FINISHING = {"stage": (Event.END,), "wait": (Event.ADMIT,), "decision": (Event.DECIDE,), "exit": (Event.EXIT,)}


def words(when: When) -> str:
    """The words of the scenario file: ``entered tilbud``, ``last day in tilbud, praktik``."""
    return f"{when.event}{' in' if when.event == LAST_DAY else ''} {', '.join(when.steps)}"


def codes_of(event: str, kind: str) -> tuple[Event, ...]:
    """The rows that ``entered``, ``left``, ``finished`` or ``last day`` mean for a kind of step."""
    if event == "entered":
        return (ENTRY[kind],)
    return FINISHING[kind] if event == "finished" else LEAVING[kind]


def starting(scenario: Scenario) -> When | None:
    """What counts as a start: the event counted by the first target that counts; None: every arrival."""
    return next((target.count for target in scenario.targets if target.count is not None), None)


def outcome(scenario: Scenario) -> When | None:
    """What counts as a positive outcome: the first entry into a step marked so; None: the first day of self-support."""
    marked = tuple(step.name for step in scenario.steps if step.positive)
    return When("entered", marked) if marked else None


STRUCK = "struck"
"""The event of leaving a stage by a risk; its ``steps`` name the risk."""


def exposure(risk: Risk) -> tuple[When, When]:
    """Entering any stage of a risk, and leaving one by it."""
    return When("entered", tuple(sorted(risk.stages, key=str.encode))), When(STRUCK, (risk.name,))


def supports(scenario: Scenario) -> bool:
    """Whether some step is self-supporting."""
    return any("self" in leaves_of(step.support) for step in scenario.steps)


@dataclass(frozen=True)
class Meter:
    """Amounts of a step that depend on the person.

    ``kind`` is one of ``digest.layout``; ``every`` seconds a planned call, only in the ``first`` seconds of a stay;
    ``working`` says which of the two (or, of calls at random, that all time) is time of working days.
    """

    step: str
    kind: int
    rate: NumberValue
    every: int = 0
    first: int | None = None
    working: int = 0

    @property
    def counted_anyway(self) -> bool:
        """Of all stays alike: what it counts are the entries, or the time inside."""
        everybody = not isinstance(self.rate, Case) and self.first is None and not self.working
        return everybody and self.kind in (STARTS, TIME_INSIDE, CALL_TIME)


class Questions:
    """All that the measures of a scenario look up, without repetition, in a fixed order."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    @cached_property
    def firsts(self) -> tuple[When, ...]:
        """Events of which the first of each person, and the number in each slice, are asked for."""
        found = [when for target in self._scenario.targets for when in _entries(target)]
        counted = [target.count for target in self._scenario.targets if target.count is not None]
        positive = outcome(self._scenario)
        exposed = [exposure(risk)[0] for risk in self._scenario.risks]
        return tuple(dict.fromkeys([*counted, *found, *([] if positive is None else [positive]), *exposed]))

    @cached_property
    def pairs(self) -> tuple[tuple[When, When], ...]:
        """(start, reach): the first ``reach`` at or after the first ``start``."""
        found = [
            (when, second)
            for target in self._scenario.targets
            for when in _entries(target)
            for second in (target.reach, target.after)
            if second is not None and second.event != LAST_DAY
        ]
        return tuple(dict.fromkeys([*found, *map(exposure, self._scenario.risks)]))

    @cached_property
    def lasts(self) -> tuple[When, ...]:
        """Events of which the last of each person is asked for."""
        found = [target.after for target in self._scenario.targets]
        return tuple(dict.fromkeys(when for when in found if when is not None and when.event == LAST_DAY))

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """Statuses of which the spells are asked for; plain self-support always."""
        asked = [status for target in self._scenario.targets for status in (target.who_are, *target.also_who_are)]
        return tuple(dict.fromkeys([Status(), *(status for status in asked if status is not None)]))

    @cached_property
    def meters(self) -> tuple[Meter, ...]:
        """Costs of steps, and follow-ups that are not simulated one by one, that must be counted apart."""
        steps = self._scenario.steps
        asked = [*(meter for step in steps for meter in (*costs(step), *funded(step))), *self._calls()]
        return tuple(dict.fromkeys(meter for meter in asked if not meter.counted_anyway))

    def _calls(self) -> Iterator[Meter]:
        for follow_up in self._scenario.follow_ups:
            if not follow_up.queued:
                for stage in follow_up.stages:
                    yield calls(follow_up, stage)


def costs(step: Step) -> Iterator[Meter]:
    """What a step costs: a stage by its starts, days, working days and days in line, a wait by these, an exit by its
    entries."""
    cost, in_line = step.cost, (TIME_IN_LINE, step.cost.per_day_in_line)
    rates: dict[str, tuple[tuple[int, NumberValue], ...]] = {
        "stage": (
            (STARTS, cost.per_start), (TIME_INSIDE, cost.per_day), (WORKING_TIME, cost.per_working_day), in_line,
        ),
        "wait": (in_line,),
        "exit": ((STARTS, cost.per_start),),
    }  # fmt: skip
    yield from (Meter(step.name, kind, rate) for kind, rate in rates.get(step.kind, ()) if rate != 0)


def funded(step: Step) -> Iterator[Meter]:
    """What a funder pays of the costs of a step."""
    for meter in costs(step):
        yield replace(meter, rate=times(meter.rate, step.cost.funder_share))


def times(value: NumberValue, factor: NumberValue) -> NumberValue:
    """The product of two values that may depend on properties."""
    if isinstance(factor, Case):
        cases = tuple((label, times(value, one)) for label, one in factor.cases)
        return replace(factor, cases=cases, other=None if factor.other is None else times(value, factor.other))
    if isinstance(value, Case):
        return times(factor, value)
    return value * factor


def calls(follow_up: FollowUp, stage: str) -> Meter:
    """The calls of a follow-up that is not simulated one by one (contract L3, Q9), in one stage.

    Where they take another time from a date on, each counts as the mean seconds that it takes.
    """
    first = None if follow_up.first is None else seconds_of(follow_up.first)
    working = working_flags(follow_up)
    each: NumberValue = map_leaves(follow_up.time, mean_seconds) if isinstance(follow_up.time, Case) else 1.0
    if follow_up.rate is not None:
        return Meter(stage, CALL_TIME, times(follow_up.rate, each), first=first, working=working)
    assert follow_up.every is not None
    return Meter(stage, PLANNED_CALLS, each, seconds_of(follow_up.every), first, working)


def mean_seconds(length: Length) -> float:
    """Mean of a length of work; work is never stated in months or working days."""
    if isinstance(length, Span):
        return float(length.amount)
    return _mean(length)


def _mean(law: Law) -> float:
    from sim.distributions import mean

    return mean(law)


def _entries(target: Target) -> tuple[When, ...]:
    """The events whose people a share target is about."""
    return () if target.share_of is None else (target.share_of, *target.also_share_of)


def used(uses: UsesValue) -> set[str]:
    """Names of everything that a stage uses in some case."""
    return {name for claim in leaves_of(uses) if claim for name, amount in claim if amount > 0}
