"""Limits that bind together: each shows no effect when it alone is relieved, because the other one still holds.

With 12 places and intakes of 12, a thirteenth place stays empty and a thirteenth seat finds no place; both together
are another start.  Such a limit is known by its other side: a step the other way does harm.  Pairs of such limits are
relieved together, on fresh replications, so that choosing them by what was seen cannot flatter them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sim.scenario.problems import ProblemsFound
from sim.studies.asked import Asked, better_is_higher, columns_of
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Sample, difference
from sim.studies.small_changes import Change, changed

MOST_PAIRS = 15


@dataclass(frozen=True)
class Effect:
    """What a change does to everything that was asked."""

    change: Change
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class PairEffect:
    """What two changes at once do to everything that was asked."""

    changes: tuple[Change, Change]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Pairs:
    """The pairs that were tried, the most promising first; all their intervals hold together with 95 %."""

    effects: tuple[PairEffect, ...] = ()
    left_out: int = 0  # pairs beyond the most that are tried
    refused: tuple[tuple[Change, Change], ...] = ()  # with which the scenario would make no sense


@dataclass(frozen=True)
class Limit:
    """A change that shows no effect on a figure, while the opposite step does it harm with certainty."""

    relief: Change
    harm: float  # of the opposite step, as a part of the figure


def try_pairs(
    option: Option,
    runs: Runs,
    replications: int,
    figures: Sequence[Asked],
    base: Sequence[Sample],
    effects: Sequence[Effect],
    only: Sequence[str] = (),
) -> Pairs:
    """Relieve limits of the same figure in pairs, on as many fresh replications; at most 15 pairs."""
    levers = [effect for effect in effects if _is_lever(option, effect.change, only)]
    candidates = _candidates([_limits(option, one, j, base[j], levers) for j, one in enumerate(figures)])
    made: list[tuple[tuple[Change, Change], Option]] = []
    refused: list[tuple[Change, Change]] = []
    for pair in candidates[:MOST_PAIRS]:
        try:
            made.append((pair, _both(option, pair)))
        except ProblemsFound:
            refused.append(pair)
    left_out = max(0, len(candidates) - MOST_PAIRS)
    if not made:
        return Pairs((), left_out, tuple(refused))
    runs.announce(replications * (1 + len(made)))
    options = [option, *(both for _, both in made)]
    sheets = runs.each(options, 2 * replications, columns_of(figures), replications)
    fresh, *others = ([asked.sample(sheet) for asked in figures] for sheet in sheets)
    comparisons = len(made) * len(figures)
    found = tuple(
        PairEffect(pair, tuple(difference(a, b, comparisons) for a, b in zip(fresh, samples, strict=True)))
        for (pair, _), samples in zip(made, others, strict=True)
    )
    return Pairs(found, left_out, tuple(refused))


def _both(option: Option, pair: tuple[Change, Change]) -> Option:
    """The option with two changes; parameters first, since what is set in memory cannot be read again."""
    for change in sorted(pair, key=lambda change: change.kind != "parameter"):
        option = changed(option, change)
    return option


def _is_lever(option: Option, change: Change, only: Sequence[str]) -> bool:
    """What can be decided: resources, staff, and the parameters marked as levers (all if none is), or what is named."""
    if change.kind != "parameter" or change.name in only:
        return True
    parameters = option.scenario.parameters
    return not any(one.lever for one in parameters) or any(one.lever and one.name == change.name for one in parameters)


def _limits(option: Option, asked: Asked, j: int, base: Sample, effects: Sequence[Effect]) -> list[Limit]:
    """The limits of one figure.  A figure of which nobody has said what is better is taken to be better if higher."""
    up = better_is_higher(asked, option.scenario) is not False
    found = []
    for harmful, relief in _opposites(effects):
        one, other = harmful.differences[j], relief.differences[j]
        if one.settled and (one.mean < 0) == up and not other.settled:
            size = max(abs(base.mean()), abs(base.mean() + one.mean))
            found.append(Limit(relief.change, abs(one.mean) / size))
    return found


def _opposites(effects: Sequence[Effect]) -> Iterator[tuple[Effect, Effect]]:
    """Every step with the step of the same thing the other way."""
    for one in effects:
        for other in effects:
            same = (one.change.kind, one.change.name) == (other.change.kind, other.change.name)
            if same and {one.change.upward, other.change.upward} == {True, False}:
                yield one, other


def _candidates(limits_of_figures: Sequence[Sequence[Limit]]) -> list[tuple[Change, Change]]:
    """Pairs of limits of the same figure, the largest harm first: that of the lesser limit, which bounds what both
    together can give, and then that of the other."""
    harm: dict[tuple[Change, Change], tuple[float, float]] = {}
    for limits in limits_of_figures:
        for one, other in combinations(limits, 2):
            if (one.relief.kind, one.relief.name) != (other.relief.kind, other.relief.name):
                pair = (one.relief, other.relief)
                size = (min(one.harm, other.harm), max(one.harm, other.harm))
                harm[pair] = max(size, harm.get(pair, size))
    return sorted(harm, key=lambda pair: harm[pair], reverse=True)
