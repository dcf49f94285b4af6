"""How likely records are in a scenario: one number for each recorded step, summed over all its spells.

A stay counts by its length and its end together: ended by its own length and route, or by a risk, or still going on
when it was last seen.  A stay that had begun before the window counts given that it lasted until then (delayed entry),
and where a file holds only what ended in the window, given that it did (right truncation).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp
from math import log as log_of

import numpy as np
from numpy.typing import NDArray

from sim.records.dispersion import dispersions
from sim.records.mixtures import Mixture, chance_of, spells_of
from sim.records.moves import CALLED, Chances, Moves, Way
from sim.records.schema import IGNORED, Records
from sim.records.seen import seen_of
from sim.records.seen_spells import Seen
from sim.records.stays import begins, stay_law
from sim.scenario.schema import Scenario, Step

Floats = NDArray[np.float64]
Key = tuple[str, tuple[tuple[str, str | float], ...]]
"""The step before a stay, and what is known of the person."""

IMPOSSIBLE = -1e6
"""Stands for the logarithm of a probability of 0."""


@dataclass(frozen=True)
class Rows:
    """Stays of one step after one other of people of whom the same is known; a row for each that differs.

    All arrays of shape (rows,).  ``onward`` says to which of ``outcomes`` (limits used up, next recorded step) a row
    belongs.
    """

    before: str
    known: tuple[tuple[str, str | float], ...]
    stays: tuple[Seen, ...]
    days: Floats
    entered: Floats
    horizon: Floats
    ended: NDArray[np.bool_]
    number: Floats
    outcomes: tuple[tuple[frozenset[tuple[str, str]], str], ...]
    onward: NDArray[np.int64]


def rows_of(counted: Mapping[Seen, int]) -> tuple[Rows, ...]:
    """Stays put together by what they have in common."""
    groups: dict[Key, list[Seen]] = defaultdict(list)
    for one in counted:
        groups[one.before, one.known].append(one)
    return tuple(_rows(key, stays, counted) for key, stays in groups.items())


def _rows(key: Key, stays: list[Seen], counted: Mapping[Seen, int]) -> Rows:
    outcomes = tuple(dict.fromkeys((one.full, one.following) for one in stays))
    number = {outcome: place for place, outcome in enumerate(outcomes)}

    def column(values: Iterable[int]) -> Floats:
        return np.array(list(values), dtype=np.float64)

    return Rows(
        *key, tuple(stays), column(one.days for one in stays), column(one.entered for one in stays),
        column(one.horizon for one in stays), np.array([one.ended for one in stays]),
        column(counted[one] for one in stays), outcomes,
        np.array([number[one.full, one.following] for one in stays]),
    )  # fmt: skip


class Likelihood:
    """The log likelihood of records, by step; what tells nothing is counted in ``unused``.

    Stays of people on holds that resemble each other weigh less (:mod:`sim.records.dispersion`).
    """

    def __init__(self, records: Records) -> None:
        self.records = records
        self.scenario = records.mapping.scenario.scenario
        self.recorded = frozenset(records.mapping.spells.words.values()) - {IGNORED}
        self._moves = Moves(self.scenario, self.recorded)
        stages = (step.name for step in self.scenario.steps if step.name in self.recorded and step.kind == "stage")
        self._ways = {name: self._moves.by_end(name) for name in stages}
        found = seen_of(records, self._ways)
        self.seen, self.unused = found.by_step, found.unused
        self._mixtures = found.mixtures
        self.dispersions = dispersions(records)

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """What is granted or refused on the ways that were taken: each has one unknown chance."""
        names = set()
        for step in {*self.seen, *(one.step for mixture in self._mixtures for one in spells_of(mixture))}:
            for ways in self._ways[step].values():
                names |= {part.target for some in ways.values() for way in some for part in way
                          if part.kind == "refused"}  # fmt: skip
        return tuple(sorted(names))

    def by_step(self, scenario: Scenario, granted: Mapping[str, float]) -> dict[str, float]:
        """The log likelihood of the spells of each step under another parametrisation of the same pathway."""
        steps = {step.name: step for step in scenario.steps}
        return {
            name: sum(float(rows.number @ self._logs(scenario, steps, name, rows, granted)) for rows in possible)
            / self._dispersion(name)
            for name, possible in self._possible.items()
        }

    @property
    def mixed(self) -> int:
        """Spells of people whose missing properties are summed over."""
        return sum(number * len(one.under[0][1]) for one, number in self._mixtures.items())

    def of_mixtures(self, scenario: Scenario, granted: Mapping[str, float]) -> float:
        """The log likelihood of the spells of people of whom a property that decides them is missing."""
        logs = self._log_of_each(scenario, granted)
        total = 0.0
        for mixture, number in self._mixtures.items():
            ways = [(chance_of(scenario, dict(mixture.known), values),
                     sum(logs[spells[at]] / self._dispersion(spells[at].step) for at in self._places[mixture][0]))
                    for values, spells in mixture.under]  # fmt: skip
            largest = max(log for _, log in ways)
            chance = sum(weight * exp(log - largest) for weight, log in ways)
            total += number * (largest + (log_of(chance) if chance > 0 else IMPOSSIBLE))
        return total

    def _log_of_each(self, scenario: Scenario, granted: Mapping[str, float]) -> dict[Seen, float]:
        """The log likelihood of every spell of the mixtures, by itself."""
        steps = {step.name: step for step in scenario.steps}
        found: dict[Seen, float] = {}
        for name, possible in self._mixed_rows.items():
            for rows in possible:
                logs = self._logs(scenario, steps, name, rows, granted)
                found |= dict(zip(rows.stays, logs.tolist(), strict=True))
        return found

    @cached_property
    def _mixed_rows(self) -> dict[str, tuple[Rows, ...]]:
        by_step: dict[str, dict[Seen, int]] = defaultdict(dict)
        for mixture in self._mixtures:
            for one in spells_of(mixture):
                by_step[one.step][one] = 1
        return {name: rows_of(spells) for name, spells in by_step.items()}

    @cached_property
    def _places(self) -> dict[Mixture, tuple[tuple[int, ...], tuple[int, ...]]]:
        """Of each mixture the places of its spells that can happen, and of those that cannot whatever is filled in."""
        logs = self._log_of_each(self.scenario, dict.fromkeys(self.hidden, 0.5))
        found = {}
        for mixture in self._mixtures:
            places = range(len(mixture.under[0][1]))
            kept = tuple(at for at in places if any(logs[spells[at]] > IMPOSSIBLE for _, spells in mixture.under))
            found[mixture] = kept, tuple(at for at in places if at not in kept)
        return found

    def _dispersion(self, name: str) -> float:
        found = self.dispersions.get(name)
        return 1.0 if found is None else found.factor

    @cached_property
    def misfits(self) -> Counter[tuple[str, str]]:
        """(step, next step) of spells that cannot happen whatever the parameters are: they are left out."""
        found = Counter[tuple[str, str]]()
        for mixture, number in self._mixtures.items():
            for at in self._places[mixture][1]:
                one = mixture.under[0][1][at]
                found[one.step, one.following] += number
        for name, counted in self.seen.items():
            kept = {one for rows in self._possible[name] for one in rows.stays}
            for one in counted.keys() - kept:
                found[name, one.following] += counted[one]
        return found

    @cached_property
    def _possible(self) -> dict[str, tuple[Rows, ...]]:
        """The rows of each step, without what cannot happen."""
        granted, steps = dict.fromkeys(self.hidden, 0.5), {step.name: step for step in self.scenario.steps}
        found = {}
        for name, counted in self.seen.items():
            kept: dict[Seen, int] = {}
            for rows in rows_of(counted):
                logs = self._logs(self.scenario, steps, name, rows, granted)
                kept |= {one: counted[one] for one, log in zip(rows.stays, logs, strict=True) if log > IMPOSSIBLE}
            found[name] = rows_of(kept)
        return found

    def _logs(
        self, scenario: Scenario, steps: Mapping[str, Step], name: str, rows: Rows, granted: Mapping[str, float]
    ) -> Floats:
        """The log likelihood of each row, integrated over the time of day at which such stays begin."""
        known = dict(rows.known)
        law = stay_law(scenario, steps[name], known)
        instants = np.array(begins(scenario, steps[name], steps.get(rows.before)))
        days = rows.days[:, None]
        low, high = np.maximum(days - instants, 0.0), days + 1 - instants
        in_view = law.survival(np.maximum(rows.entered[:, None] - instants, 0.0)).mean(axis=1)
        if rows.horizon.any():
            ended_in_time = 1 - law.survival(rows.horizon[:, None] + 1 - instants).mean(axis=1)
            in_view = in_view * np.where(rows.horizon > 0, ended_in_time, 1.0)
        ends = np.zeros(len(days))
        onward = [Chances(steps, known, full, granted) for full, _ in rows.outcomes]
        for cause, chances in law.ends(low, high).items():
            ends += chances.mean(axis=1) * self._onward(name, cause, rows, onward)
        if CALLED in self._ways[name]:
            ends += law.survival((low + high) / 2).mean(axis=1) * self._onward(name, CALLED, rows, onward)
        chance = np.where(rows.ended, ends, law.survival(high).mean(axis=1))
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log(chance / in_view)
        return np.where((chance > 0) & (in_view > 0), logs, IMPOSSIBLE)

    def _onward(self, name: str, cause: str, rows: Rows, chances: list[Chances]) -> Floats:
        """The chance of what came after an end, for each row."""
        found = [self._on(name, cause, following, chance)
                 for (_, following), chance in zip(rows.outcomes, chances, strict=True)]  # fmt: skip
        return np.array(found)[rows.onward]

    def _on(self, name: str, cause: str, following: str, chances: Chances) -> float:
        """The chance of the next recorded step after an end.

        Where none is recorded yet, people are on a way on which one can be for a while; if there is none, it was left
        unrecorded, which tells nothing.
        """
        if following:
            return chances.of(self._ways[name].get(cause, {}).get(following, ()))
        if cause == CALLED:
            return 0.0
        under_way = self._under_way[name].get(cause, ())
        return chances.of(under_way) if under_way else float(not any(self._under_way[name].values()))

    @cached_property
    def _under_way(self) -> dict[str, dict[str, tuple[Way, ...]]]:
        """Step -> what ended the stay -> ways on which the next step may not have come yet."""
        return {name: {end: self._moves.under_way(ways) for end, ways in by_end.items()}
                for name, by_end in self._ways.items()}  # fmt: skip
