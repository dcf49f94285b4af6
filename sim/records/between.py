"""Where somebody is of whom the last recorded stay has ended and the next one has not begun: the likeliest place.

Between two recorded stays people wait, are being set up, or are in something that nobody recorded.  Each such place on
a way on from the last stay has the chance of the ways that lead to it; those in which nobody can have been for as long
as the person has, or where everything that is needed is held already, are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sim.records.moves import Chances, Moves, Way
from sim.records.stays import left
from sim.scenario.cases import Assignment, evaluate
from sim.scenario.schema import DAY, Law, Scenario, Search, Span, Step

SURE = 0.95
"""A place with at least this part of the chance of all places is taken as known."""
EVEN = 0.5
"""The chance of what only the state of the pathway decides, such as a token."""


@dataclass(frozen=True)
class Place:
    """``inside``: in the stage, else in line for the step.  ``sure``: no other place is worth mentioning."""

    step: str
    inside: bool
    sure: bool


class Between:
    """The places between the recorded steps of a scenario."""

    def __init__(self, scenario: Scenario, recorded: Collection[str]) -> None:
        self._steps = {step.name: step for step in scenario.steps}
        self._recorded = frozenset(recorded)
        self._moves = Moves(scenario, recorded)
        stages = [name for name in recorded if self._steps[name].kind == "stage"]
        self._ways = {name: self._moves.by_end(name).values() for name in stages}

    def likeliest(self, last: str, known: Assignment, visits: Mapping[str, int], days: float) -> Place | None:
        """The likeliest place ``days`` after a stay in ``last``; None if there is none.

        ``visits``: stays so far, by step.
        """
        full = frozenset(
            (step.name, limit.target) for step in self._steps.values() for limit in step.limits
            if visits.get(limit.target, 0) >= (evaluate(limit.visits, known) or 1)
        )  # fmt: skip
        chances = Chances(self._steps, known, full, defaultdict(lambda: EVEN))
        ways: dict[str, set[Way]] = defaultdict(set)
        for by_target in self._ways[last]:
            for target, some in by_target.items():
                for way in some:
                    for place, so_far in _places(last, target, way):
                        ways[place].add(so_far)
        found = {place: chances.of(tuple(some)) for place, some in ways.items()
                 if self._lasts(self._steps[place], last, known, visits, days)}  # fmt: skip
        if not any(found.values()):
            return None
        place = max(sorted(found), key=lambda name: found[name])
        inside = self._steps[place].kind == "stage" and place not in self._recorded
        return Place(place, inside, found[place] >= SURE * sum(found.values()))

    def _lasts(self, step: Step, last: str, known: Assignment, visits: Mapping[str, int], days: float) -> bool:
        """Whether somebody can be between the last stay and what comes after a step for so many days."""
        if step.kind == "wait":
            return _can_last(evaluate(step.patience, known), days) if step.patience is not None else True
        if step.kind != "stage":
            return False
        if step.name not in self._recorded:
            return _can_last(evaluate(step.lasts, known), days)
        held = {name for name, _ in evaluate(self._steps[last].uses, known) or ()}
        needed = {name for name, _ in evaluate(step.uses, known) or ()}
        if evaluate(step.gate, known) or evaluate(step.takes, known) or needed - held:
            return True
        return not visits.get(step.name) and step.setup is not None and _can_last(evaluate(step.setup, known), days)


def _places(last: str, target: str, way: Way) -> Iterator[tuple[str, Way]]:
    """The steps on a way on from the last stay, its target among them, each with what leads to it."""
    first = next((at for at, part in enumerate(way) if part.step != last), len(way))
    passed = set()
    for at in range(first, len(way)):
        if way[at].step not in passed:
            passed.add(way[at].step)
            yield way[at].step, way[:at]
    if target not in passed:
        yield target, way


def _can_last(length: object, days: float) -> bool:
    """Whether something of such a length can have lasted for so many days; working days count as days."""
    if isinstance(length, Span):
        return length.amount / (DAY if length.unit == "seconds" else 1) >= days
    if isinstance(length, Law):
        return float(left(length, days)) > 0 if length.unit == "seconds" else True
    return isinstance(length, Search) or length is None
