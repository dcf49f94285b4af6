"""What is left to say where nothing that was tried meets a condition.

Which of the options comes nearest, what it comes to, which levers help most there, what two of them come to together,
and under which definitions of the target the condition would be met.  Levers are moved as far as their range goes: one
step of each (:mod:`sim.studies.bottleneck`) says where to begin, and here the question is how far one can get.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING

from sim.measures.targets import definitions, has_bound
from sim.scenario.problems import ProblemsFound
from sim.studies.asked import JOINT, Asked, better_is_higher, chance_of, columns_of, mean_of, target_of
from sim.studies.binding_pairs import Effect
from sim.studies.condition import Condition, NoDefinitions, alternatives
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Sample, difference
from sim.studies.small_changes import Change, changed, far_changes
from sim.studies.statistics import Estimate

if TYPE_CHECKING:
    from sim.studies.compare import Comparison

PARTNERS = 6  # of the levers that help, how many are tried beside the best
OFTEN_ENOUGH = 0.5  # of a comparison: how often a target is to be met under another definition of it
REPLICATIONS = 100  # of each lever: the largest effects are sought, not their last decimal


@dataclass(frozen=True)
class Levers:
    """What helps most at an option, what it comes to, and what that does to the other targets.

    ``effects`` are certain improvements, each alone: the lever with the largest effect, and of the others the one that
    adds most to it.  All intervals of single levers hold together with 95 %.  Where a share is helped and
    certainly fewer people attain the target, the difference in their number stands beside that of the share.
    """

    effects: tuple[Effect, ...] = ()
    together: Estimate | None = None
    harmed: tuple[tuple[Asked, Estimate, Estimate], ...] = ()  # chances without and with the levers


@dataclass(frozen=True)
class DeadEnd:
    """What was found where a condition is met nowhere; frozen.

    ``asked`` is the figure by which options are told apart none of which meets the condition: of a chance the figure
    that the target is about.
    """

    condition: Condition
    asked: Asked
    place: int  # of the nearest option among those given
    option: Option = field(repr=False)
    nearest: Estimate
    levers: Levers
    met: tuple[Condition, ...]  # the condition under the definitions of the target under which it is met there
    definitions: int  # how many there are; 0 where there is but one
    best: tuple[Asked, Estimate] | None  # the definition under which the figure comes out best
    replications: int

    @property
    def higher(self) -> bool:
        """Whether more of the figure is nearer."""
        return _higher(self.condition, self.asked, self.option)


def never_met(found: Comparison, runs: Runs) -> DeadEnd | None:
    """The dead end of the first target that no option of a comparison has met in any year; None where each is met."""
    for j, asked in enumerate(found.asked):
        chance = asked.kind == "chance" and not asked.sign and asked.name != JOINT
        if chance and all(row[j].mean == 0 for row in found.estimates):
            return dead_end(
                Condition(asked, ">=", OFTEN_ENOUGH), found.options, runs, min(REPLICATIONS, found.replications),
                compared=found.replications,
            )  # fmt: skip
    return None


def never_met_alone(option: Option, replications: int, runs: Runs) -> DeadEnd | None:
    """The same of one option by itself."""
    for target in option.scenario.targets:
        if has_bound(target):
            asked = chance_of(target.name, option.scenario)
            if _estimate(option, asked, runs, replications).mean == 0:
                n = min(REPLICATIONS, replications)
                return dead_end(Condition(asked, ">=", OFTEN_ENOUGH), [option], runs, n, compared=replications)
    return None


def dead_end(
    condition: Condition,
    options: Sequence[Option],
    runs: Runs,
    replications: int = REPLICATIONS,
    sought: str = "",
    compared: int = 0,
) -> DeadEnd | None:
    """Look around the option that comes nearest; ``sought``: a parameter that was searched already.

    ``compared``: replications that the options have anyway, and are told apart by; 0 for those of the levers.

    None where there is no figure by which the options could be told apart.
    """
    asked = _told_apart_by(condition, options, runs, replications)
    if asked is None:
        return None
    estimates = [_estimate(option, asked, runs, compared or replications) for option in options]
    higher = _higher(condition, asked, options[0])
    known = [i for i, one in enumerate(estimates) if not isnan(one.mean)]
    if not known:
        return None
    place = max(known, key=lambda i: estimates[i].mean if higher else -estimates[i].mean)
    option = options[place]
    levers = _Moves(option, asked, higher, runs, replications).best(sought)
    met, count, best = _definitions(condition, option, higher, runs, replications)
    return DeadEnd(condition, asked, place, option, estimates[place], levers, met, count, best, replications)


def _higher(condition: Condition, asked: Asked, option: Option) -> bool:
    if condition.asked.kind == "mean":
        return condition.sign == ">="
    if condition.asked.sign:
        return (condition.asked.sign == ">=") == (condition.sign == ">=")
    return (better_is_higher(asked, option.scenario) is not False) == (condition.sign == ">=")


def _told_apart_by(condition: Condition, options: Sequence[Option], runs: Runs, replications: int) -> Asked | None:
    """Of a chance the figure behind it; of all targets at once that of the one that is met least often."""
    asked, scenario = condition.asked, options[0].scenario
    if asked.kind == "mean":
        return asked
    if asked.sign:
        return mean_of(asked.name, scenario)
    if asked.name != JOINT:
        return mean_of(f"target.{asked.name}", scenario)
    bounded = [one.name for one in scenario.targets if has_bound(one)]
    if not bounded:
        return None
    chances = {
        name: max(_estimate(option, chance_of(name, scenario), runs, replications).mean for option in options)
        for name in bounded
    }
    return mean_of(f"target.{min(bounded, key=lambda name: chances[name])}", scenario)


def _estimate(option: Option, asked: Asked, runs: Runs, replications: int) -> Estimate:
    sheet = runs.sheet(option, replications, columns_of((asked,)))
    return asked.sample(sheet).estimate(asked.text)


class _Moves:
    """Moves the levers of one option: the same people and the same luck every time."""

    def __init__(self, option: Option, asked: Asked, higher: bool, runs: Runs, replications: int) -> None:
        bounded = [one.name for one in option.scenario.targets if has_bound(one) and one.name != asked.target]
        self._option, self._asked, self._higher = option, asked, higher
        self._others = tuple(chance_of(name, option.scenario) for name in bounded)
        target = target_of(asked, option.scenario)
        of_people = target is not None and target.share_of is not None
        self._people = mean_of(f"attaining.{asked.target}", option.scenario) if of_people else None
        self._runs, self._n = runs, replications

    def best(self, sought: str) -> Levers:
        """The lever that helps most, and of the next best the one that helps most beside it."""
        changes = self._changes(sought)
        self._runs.announce(self._n * len(changes))
        alone = self._helping(self._option, [(change, (change,)) for change in changes], len(changes))
        if not alone:
            return Levers()
        first = alone[0]
        partners = list(
            {one.change.name: one for one in reversed(alone) if one.change.name != first.change.name}.values()
        )
        pairs = [(one.change, (first.change, one.change)) for one in reversed(partners)][:PARTNERS]
        beside = self._helping(self._moved((first.change,)), pairs, len(pairs))
        second = [one for one in alone if beside and one.change == beside[0].change]
        effects = (first, *second)
        return self._with(effects)

    def _changes(self, sought: str) -> list[Change]:
        """Levers that can be moved: with a file behind the option, without what was searched already."""
        if self._option.loaded is None:
            return []
        return [one for one in far_changes(self._option) if one.name != sought and self._moved((one,)) is not None]

    def _moved(self, changes: Sequence[Change]) -> Option | None:
        """The option with changes; None where it makes no sense."""
        values = {one.name: one.after for one in changes if one.kind == "parameter" and one.after is not None}
        try:
            moved = self._option.set(**values) if values else self._option
            for one in changes:
                moved = moved if one.kind == "parameter" else changed(moved, one)
        except ProblemsFound:
            return None
        return moved

    def _helping(
        self, base: Option | None, moves: Sequence[tuple[Change, tuple[Change, ...]]], comparisons: int
    ) -> list[Effect]:
        """The moves that certainly improve on the base, the largest effect first."""
        found = []
        for change, changes in moves:
            moved = self._moved(changes)
            if moved is not None and base is not None:
                one = difference(self._sample(base), self._sample(moved), max(1, comparisons))
                if one.settled and (one.mean > 0) == self._higher:
                    found.append(Effect(change, (one, *self._fewer(base, moved, one, comparisons))))
        return sorted(found, key=lambda effect: -abs(effect.differences[0].mean))

    def _fewer(self, base: Option, moved: Option, share: Difference, comparisons: int) -> tuple[Difference, ...]:
        """The difference in people who attain the target, where it certainly goes the other way than the share."""
        if self._people is None:
            return ()
        one = difference(self._sample(base, self._people), self._sample(moved, self._people), max(1, comparisons))
        return (one,) if one.settled and one.mean * share.mean < 0 else ()

    def _with(self, effects: tuple[Effect, ...]) -> Levers:
        moved = self._moved([one.change for one in effects])
        assert moved is not None
        harmed = []
        for other in self._others:
            before, after = self._sample(self._option, other), self._sample(moved, other)
            one = difference(before, after, len(self._others))
            if one.settled and one.mean < 0:
                harmed.append((other, before.estimate(other.text), after.estimate(other.text)))
        return Levers(effects, self._sample(moved).estimate(self._asked.text), tuple(harmed))

    def _sample(self, option: Option, asked: Asked | None = None) -> Sample:
        people = () if self._people is None else (self._people,)
        sheet = self._runs.sheet(option, self._n, columns_of((self._asked, *self._others, *people)))
        return (asked or self._asked).sample(sheet)


def _definitions(
    condition: Condition, option: Option, higher: bool, runs: Runs, replications: int
) -> tuple[tuple[Condition, ...], int, tuple[Asked, Estimate] | None]:
    """Under which definitions of the target the condition is met, how many there are, and the best of them."""
    try:
        others = alternatives(condition, option)
    except NoDefinitions:
        return (), 0, None
    target = target_of(condition.asked, option.scenario)
    assert target is not None
    means = [mean_of(f"target.{target.name}{one.option}", option.scenario) for one in definitions(target)]
    wanted = (*(one.asked for one in others), *means)
    sheet = runs.sheet(option, replications, columns_of(wanted))
    met = tuple(one for one in others if one.holds(one.asked.sample(sheet).estimate(one.asked.text).mean))
    estimates = [(one, one.sample(sheet).estimate(one.text)) for one in means]
    known = [pair for pair in estimates if not isnan(pair[1].mean)]
    best = max(known, key=lambda pair: pair[1].mean if higher else -pair[1].mean, default=None)
    return met, len(others), best
