"""How likely records are in a scenario: one number for each recorded step, summed over all its spells.

A stay counts by its length and its end together: ended by its own length and route, or by a risk, or still going on
when it was last seen.  A stay that had begun before the window counts given that it lasted until then (delayed entry),
and where a file holds only what ended in the window, given that it did (right truncation).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from sim.records.moves import Chances, Moves, Way, Ways
from sim.records.schema import BEGINS_BEFORE, IGNORED, INCLUDED, Episode, Records, Spell
from sim.records.stays import FOUND, NOT_FOUND, ROUTE, StayLaw, begins, stay_law
from sim.scenario.cases import evaluate, leaves_of
from sim.scenario.schema import DATE, DAY, Case, Scenario, Step

Floats = NDArray[np.float64]

IMPOSSIBLE = -1e6
"""Stands for the logarithm of a probability of 0."""


@dataclass(frozen=True)
class Seen:
    """What one spell shows, in whole days from its first day.

    ``days``: the day on which it ended, or the last one on which it was seen; ``entered``: the day on which it came
    into view; ``following``: the next recorded step, empty if none came.
    """

    step: str
    before: str
    known: tuple[tuple[str, str | float], ...]
    full: frozenset[tuple[str, str]]
    days: int
    ended: bool
    entered: int
    horizon: int
    following: str


class Likelihood:
    """The log likelihood of records, by step; what tells nothing is counted in ``unused``."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.scenario = records.mapping.scenario.scenario
        recorded = set(records.mapping.spells.words.values()) - {IGNORED}
        self.recorded = frozenset(recorded)
        self._moves = Moves(self.scenario, recorded)
        self._steps = {step.name: step for step in self.scenario.steps}
        self.unused: Counter[str] = Counter()
        self.seen: dict[str, Counter[Seen]] = {}
        for episode in records.episodes:
            for one in self._of(episode):
                self.seen.setdefault(one.step, Counter())[one] += 1

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """What is granted or refused on the ways that were taken: each has one unknown chance."""
        names = set()
        for step in self.seen:
            for ways in self._ways[step].values():
                names |= {part.target for some in ways.values() for way in some for part in way
                          if part.kind == "refused"}  # fmt: skip
        return tuple(sorted(names))

    def by_step(self, scenario: Scenario, granted: Mapping[str, float]) -> dict[str, float]:
        """The log likelihood of the spells of each step under another parametrisation of the same pathway."""
        steps = {step.name: step for step in scenario.steps}
        return {name: self._of_step(scenario, steps, name, granted) for name in self.seen}

    @cached_property
    def misfits(self) -> Counter[tuple[str, str]]:
        """(step, next step) of spells that cannot happen whatever the parameters are: they are left out."""
        found = Counter[tuple[str, str]]()
        for name, skipped in self._skipped.items():
            for one in skipped:
                found[name, one.following] += self.seen[name][one]
        return found

    def _of_step(self, scenario: Scenario, steps: Mapping[str, Step], name: str, granted: Mapping[str, float]) -> float:
        laws: dict[object, StayLaw] = {}
        skipped = self._skipped[name]
        return sum(
            number * self._log(scenario, steps, one, granted, laws)
            for one, number in self.seen[name].items() if one not in skipped
        )  # fmt: skip

    @cached_property
    def _skipped(self) -> dict[str, frozenset[Seen]]:
        granted, steps = dict.fromkeys(self.hidden, 0.5), self._steps
        return {
            name: frozenset(one for one in counts if self._log(self.scenario, steps, one, granted, {}) <= IMPOSSIBLE)
            for name, counts in self.seen.items()
        }

    def _log(
        self, scenario: Scenario, steps: Mapping[str, Step], one: Seen, granted: Mapping[str, float],
        laws: dict[object, StayLaw],
    ) -> float:  # fmt: skip
        known = dict(one.known)
        key = (one.step, one.known)
        if key not in laws:
            laws[key] = stay_law(scenario, steps[one.step], known)
        law = laws[key]
        before = steps.get(one.before)
        instants = np.array(begins(scenario, steps[one.step], before))
        low = np.maximum(one.days - instants, 0.0)
        high = one.days + 1 - instants
        in_view = float(np.mean(law.survival(np.maximum(one.entered - instants, 0.0)))) if one.entered else 1.0
        if one.horizon:
            in_view *= 1 - float(np.mean(law.survival(one.horizon + 1 - instants)))
        if not one.ended:
            chance = float(np.mean(law.survival(high)))
        else:
            chances = Chances(steps, known, one.full, granted)
            ends = law.ends(low, high)
            chance = sum(float(np.mean(values)) * self._on(one, cause, chances) for cause, values in ends.items())
            called = self._ways[one.step].get("called")
            if called is not None and one.following in called:
                chance += float(np.mean(law.survival((low + high) / 2))) * chances.of(called[one.following])
        return log(chance / in_view) if chance > 0 and in_view > 0 else IMPOSSIBLE

    def _on(self, one: Seen, cause: str, chances: Chances) -> float:
        """The chance of the next recorded step after an end; 1 where none is recorded yet."""
        ways = self._ways[one.step].get(cause, {})
        if not one.following:
            return 1.0
        return chances.of(ways.get(one.following, ()))

    @cached_property
    def _ways(self) -> dict[str, dict[str, Ways]]:
        """Step -> what ended the stay -> ways on.  ``called``: for tokens that come meanwhile."""
        found: dict[str, dict[str, Ways]] = {}
        for name in self.recorded:
            step = self._steps[name]
            if step.kind != "stage":
                continue
            ends = (FOUND, NOT_FOUND) if step.route.ends else ()
            ways = {end: self._moves.after(name, end) for end in ends} or {ROUTE: self._moves.after(name)}
            ways |= {risk.name: self._moves.to(risk.to) for risk in self.scenario.risks if name in risk.stages}
            called: dict[str, tuple[Way, ...]] = {}
            for pairs in leaves_of(step.meanwhile):
                for _, target in pairs or ():
                    called |= self._moves.to(target)
            found[name] = {**ways, **({"called": called} if called else {})}
        return found

    def _of(self, episode: Episode) -> Iterator[Seen]:
        mapping = self.records.mapping
        visits: Counter[str] = Counter()
        for place, spell in enumerate(episode.spells):
            visits[spell.step] += 1
            step = self._steps[spell.step]
            if step.kind != "stage":
                continue
            before = episode.spells[place - 1].step if place else ""
            following = episode.spells[place + 1].step if place + 1 < len(episode.spells) else ""
            if mapping.spells.begins_before == BEGINS_BEFORE[1] and spell.begin <= mapping.first:
                self.unused["cut"] += 1
                continue
            known = self._known(episode, spell)
            if known is None:
                self.unused["unknown property"] += 1
                continue
            end = spell.end or episode.until
            horizon = (mapping.last - spell.begin).days if mapping.spells.included == INCLUDED[2] else 0
            yield Seen(
                spell.step, before, known, self._full(known, visits), (end - spell.begin).days, spell.end is not None,
                max(0, (mapping.first - spell.begin).days), horizon, following,
            )  # fmt: skip

    def _known(self, episode: Episode, spell: Spell) -> tuple[tuple[str, str | float], ...] | None:
        """The properties of a person that anything after the step depends on; None if one of them is missing."""
        known: list[tuple[str, str | float]] = []
        for name in self._decisive[spell.step]:
            if name == DATE:
                since = (spell.begin - self.scenario.run.first_day).days * DAY
                known.append((DATE, self._period(since)))
            elif name in episode.properties:
                known.append((name, episode.properties[name]))
            elif name in self.scenario.attributes:
                return None
        return tuple(known)

    def _period(self, time: int) -> float:
        """The first bound by date after a time, so that all days between two bounds are one class."""
        return next((bound for bound in self._bounds if bound > time), float("inf"))

    @cached_property
    def _bounds(self) -> tuple[float, ...]:
        found: set[float] = set()
        for step in self.scenario.steps:
            for value in _values(self.scenario, step):
                found |= _dates(value)
        return tuple(sorted(found))

    @cached_property
    def _decisive(self) -> dict[str, tuple[str, ...]]:
        """Recorded stage -> properties that its length, risks or ways on depend on."""
        found = {}
        for name in self.recorded:
            steps = {name}
            for ways in self._ways.get(name, {}).values():
                steps |= {part.step for some in ways.values() for way in some for part in way}
            values = [value for step in steps for value in _values(self.scenario, self._steps[step])]
            found[name] = tuple(sorted({by for value in values for by in _properties(value)}))
        return found

    def _full(self, known: tuple[tuple[str, str | float], ...], visits: Counter[str]) -> frozenset[tuple[str, str]]:
        """Limits that are used up after the visits so far."""
        found = set()
        for step in self._steps.values():
            for limit in step.limits:
                most = evaluate(limit.visits, dict(known))
                if most is not None and visits[limit.target] >= most:
                    found.add((step.name, limit.target))
        return frozenset(found)


def _values(scenario: Scenario, step: Step) -> list[object]:
    """Everything of a step that decides how long people stay and where they go."""
    risks = [risk.law for risk in scenario.risks if step.name in risk.stages]
    limits = [limit.visits for limit in step.limits]
    return [step.lasts, step.route.rest, *(value for _, value in step.route.shares), *risks, *limits]


def _properties(value: object) -> set[str]:
    if not isinstance(value, Case):
        return set()
    inner = [branch for _, branch in value.cases] + [value.other]
    return {value.by}.union(*(_properties(branch) for branch in inner))


def _dates(value: object) -> set[float]:
    if not isinstance(value, Case):
        return set()
    own = {float(label.removeprefix("<")) for label, _ in value.cases} if value.by == DATE else set()
    return own.union(*(_dates(branch) for _, branch in value.cases), _dates(value.other))
