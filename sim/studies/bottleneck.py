"""What one more unit of each resource, and one step of each parameter, buys: paired with the scenario as it is.

Limits that bind together show nothing one by one; those are tried in pairs (:mod:`sim.studies.binding_pairs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.scenario.problems import ProblemsFound
from sim.studies.asked import Asked, columns_of, stated
from sim.studies.binding_pairs import Effect, Pairs, try_pairs
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Sample, difference
from sim.studies.shown import Shown, Table, shown
from sim.studies.small_changes import Change, changed, changes
from sim.studies.statistics import Estimate


@dataclass(frozen=True)
class Bottleneck(Shown):
    """What the changes do; frozen.  All intervals of single changes hold together with 95 %, and so do all of pairs."""

    option: Option
    asked: tuple[Asked, ...]
    base: tuple[Estimate, ...]
    effects: tuple[Effect, ...] = field(repr=False)
    refused: tuple[Change, ...]  # changes with which the scenario would make no sense
    replications: int
    seed: int
    pairs: Pairs = field(default=Pairs(), repr=False)

    def ranked(self, asked: Asked | str) -> list[Effect]:
        """The effects on one figure that are not nothing, the largest first; raises KeyError."""
        j = self.place(asked)
        some = [effect for effect in self.effects if not effect.differences[j].none]
        return sorted(some, key=lambda effect: -abs(effect.differences[j].mean))

    def without_effect(self) -> list[Change]:
        """Changes that leave everything that was asked as it is in every replication."""
        return [one.change for one in self.effects if all(difference.none for difference in one.differences)]

    def place(self, asked: Asked | str) -> int:
        text = asked if isinstance(asked, str) else asked.text
        for j, one in enumerate(self.asked):
            if one.text == text:
                return j
        raise KeyError(f"{text!r} was not asked; there is {', '.join(one.text for one in self.asked)}")

    def table(self, lang: str = "en", asked: str = "") -> Table:
        """The effects on one figure (the first), the largest first."""
        table: Table = shown("table", self, lang, asked)
        return table


def bottleneck(
    option: Option,
    runs: Runs,
    replications: int,
    asked: Sequence[Asked] = (),
    levers: bool = False,
    only: Sequence[str] = (),
) -> Bottleneck:
    """Make every small change in turn, and then pairs of changes that may only help together.

    ``levers``: only the parameters that are marked as levers, and the resources; ``only``: only those named.
    """
    figures = tuple(asked) or stated(option.scenario)
    if not figures:
        raise ValueError("the scenario states no target, so say what to look at, for example mean(time_in_system)")
    runs.check(option, figures)
    made: list[tuple[Change, Option]] = []
    refused: list[Change] = []
    for change in changes(option, levers, only):
        try:
            made.append((change, changed(option, change)))
        except ProblemsFound:
            refused.append(change)
    runs.announce(replications * (1 + len(made)))

    def samples(one: Option) -> list[Sample]:
        sheet = runs.sheet(one, replications, columns_of(figures))
        return [asked.sample(sheet) for asked in figures]

    base = samples(option)
    comparisons = max(1, len(made) * len(figures))
    effects = tuple(
        Effect(change, tuple(difference(a, b, comparisons) for a, b in zip(base, samples(one), strict=True)))
        for change, one in made
    )
    estimates = tuple(sample.estimate(one.text) for sample, one in zip(base, figures, strict=True))
    pairs = try_pairs(option, runs, replications, figures, base, effects, only)
    return Bottleneck(option, figures, estimates, effects, tuple(refused), replications, runs.seed, pairs)
