"""What one more unit of each resource, and one step of each parameter, buys: paired with the scenario as it is.

Limits that bind together show nothing one by one; those are tried in pairs (:mod:`sim.studies.binding_pairs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sim.scenario.problems import ProblemsFound
from sim.studies.asked import Asked, columns_of, place_of, stated
from sim.studies.binding_pairs import Effect, Pairs, try_pairs
from sim.studies.frames import Framed, Row, apart
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Difference, difference
from sim.studies.shown import Shown, Table, shown
from sim.studies.small_changes import Change, changed, changes
from sim.studies.statistics import Estimate


@dataclass(frozen=True, repr=False)
class Bottleneck(Framed, Shown):
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
        """The place of a figure among what was asked; raises KeyError."""
        return place_of(self.asked, asked)

    def __getitem__(self, asked: str) -> list[Effect]:
        """The effects on one figure that are not nothing, the largest first; raises KeyError."""
        return self.ranked(asked)

    def _ipython_key_completions_(self) -> list[str]:
        return [one.text for one in self.asked]

    def rows(self) -> Iterator[Row]:
        """One for each change (or pair) and figure: the paired difference, and what the figure is without it.

        ``before`` and ``after`` are values of a parameter as texts, ``units`` so many more of a resource or people.
        """
        made: list[tuple[tuple[Change, ...], tuple[Difference, ...]]]
        made = [((one.change,), one.differences) for one in self.effects]
        made += [(pair.changes, pair.differences) for pair in self.pairs.effects]
        for together, differences in made:
            parameters = [one for one in together if one.kind == "parameter"]
            for asked, base, found in zip(self.asked, self.base, differences, strict=True):
                yield {
                    "kind": "pair" if len(together) > 1 else together[0].kind,
                    "name": " + ".join(one.name for one in together),
                    "before": " + ".join(str(one.before) for one in parameters) or None,
                    "after": " + ".join(str(one.after) for one in parameters) or None,
                    "units": sum(one.units for one in together), "figure": asked.text, "base": base.mean,
                    "replications": self.replications, **apart(found),
                }  # fmt: skip

    def __repr__(self) -> str:
        first = self.asked[0].text
        most = [f"{one.change.name} {one.differences[0].mean:+.3g}" for one in self.ranked(first)[:3]]
        made = f"{len(self.effects)} changes"
        return f"<Bottleneck of {self.option.name}: {first} by {', '.join(most) or 'nothing'}; {made}>"

    def table(self, lang: str | None = None, asked: str = "") -> Table:
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
    sheets = runs.each([option, *(one for _, one in made)], replications, columns_of(figures))
    base, *others = ([asked.sample(sheet) for asked in figures] for sheet in sheets)
    comparisons = max(1, len(made) * len(figures))
    effects = tuple(
        Effect(change, tuple(difference(a, b, comparisons) for a, b in zip(base, samples, strict=True)))
        for (change, _), samples in zip(made, others, strict=True)
    )
    estimates = tuple(sample.estimate(one.text) for sample, one in zip(base, figures, strict=True))
    pairs = try_pairs(option, runs, replications, figures, base, effects, only)
    return Bottleneck(option, figures, estimates, effects, tuple(refused), replications, runs.seed, pairs)
