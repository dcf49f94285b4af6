"""People who begin together resemble each other: how much more outcomes vary between holds than by chance.

A hold is everybody who began a step with sessions on the same day; whoever has been on one belongs to it until the
next.  Where outcomes of a stay differ more between holds than a multinomial law allows, the stays tell less than as
many independent ones would.  Their log likelihood is divided by the dispersion (Pearson's statistic over its degrees
of freedom; McCullagh and Nelder 1989, section 4.5), which widens every range that rests on them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sim.records.schema import Episode, Records
from sim.scenario.cases import leaves_of
from sim.scenario.schema import Step

FEWEST_HOLDS = 4
FEWEST_PEOPLE = 3.0
"""On average; single people who happen to begin on one day are no hold."""

Hold = tuple[str, date]


@dataclass(frozen=True)
class Dispersion:
    """Of the outcomes of one step; ``factor`` is 1 where they vary as chance makes them."""

    holds: int
    people: int
    factor: float


def dispersions(records: Records) -> Mapping[str, Dispersion]:
    """Every step that enough holds have left, by how it went on."""
    steps = {step.name: step for step in records.mapping.scenario.scenario.steps}
    outcomes: dict[str, dict[Hold, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for episode in records.episodes:
        for step, hold, following in _outcomes(episode, steps):
            outcomes[step][hold][following] += 1
    return {step: found for step, by_hold in outcomes.items() if (found := dispersion(by_hold)) is not None}


def _outcomes(episode: Episode, steps: Mapping[str, Step]) -> Iterator[tuple[str, Hold, str]]:
    """(step, hold, next step) of every stay of somebody on a hold that has led on."""
    hold: Hold | None = None
    for spell, following in zip(episode.spells, episode.spells[1:], strict=False):
        if any(leaf for leaf in leaves_of(steps[spell.step].gate)):
            hold = spell.step, spell.begin
        if hold is not None and spell.end is not None:
            yield spell.step, hold, following.step


def dispersion(by_hold: Mapping[Hold, Mapping[str, int]]) -> Dispersion | None:
    """Pearson's statistic over its degrees of freedom, at least 1; None for too few, or too small, holds."""
    sizes = {hold: sum(counts.values()) for hold, counts in by_hold.items()}
    total: Counter[str] = Counter()
    for counts in by_hold.values():
        total.update(counts)
    people = sum(sizes.values())
    if len(sizes) < FEWEST_HOLDS or people < FEWEST_PEOPLE * len(sizes) or len(total) < 2:
        return None
    statistic = sum(
        (counts.get(outcome, 0) - sizes[hold] * number / people) ** 2 / (sizes[hold] * number / people)
        for hold, counts in by_hold.items() for outcome, number in total.items()
    )  # fmt: skip
    return Dispersion(len(sizes), people, max(1.0, statistic / ((len(sizes) - 1) * (len(total) - 1))))
