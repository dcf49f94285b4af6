"""How many people came, and for how long anybody could: the exposure of streams, pauses of recruiting left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from sim.analysis.streams import arrivals_of_rate, open_windows
from sim.records.paths import Pathway
from sim.records.schema import IGNORED, Episode, Records
from sim.scenario.dated import value_at
from sim.scenario.schema import DAY, Arrivals, Scenario


@dataclass(frozen=True)
class Came:
    """``people`` who came in the window by one stream; ``days`` on which recruiting was not paused, as ordinals."""

    stream: str
    people: int
    days: tuple[int, ...]

    def log_likelihood(self, scenario: Scenario) -> float:
        """Of a Poisson number, without what does not depend on the rate."""
        stream = next(one for one in scenario.arrivals if one.name == self.stream)
        expected = expected_people(stream, scenario.run.first_day, self.days)
        return self.people * log(expected) - expected if expected > 0 else (-1e6 if self.people else 0.0)


def expected_people(stream: Arrivals, first_day: date, days: Sequence[int]) -> float:
    """The integral of a stream's rate over some days (ordinals, in order) of a run that begins on ``first_day``."""
    midnights = [(day - first_day.toordinal()) * DAY for day in days]
    total, since = 0.0, 0
    for place in range(1, len(days) + 1):
        if place == len(days) or days[place] > days[place - 1] + 1:
            windows = open_windows(stream, midnights[since], midnights[place - 1] + DAY)
            total += sum(arrivals_of_rate(stream, *window) for window in windows)
            since = place
    return total


def came(records: Records) -> tuple[Came, ...]:
    """The Poisson streams whose people can be told from all others: no other stream begins where they do."""
    mapping, scenario = records.mapping, records.mapping.scenario.scenario
    if mapping.spells.entered is not None:
        return ()
    pathway = Pathway(scenario, set(mapping.spells.words.values()) - {IGNORED})
    found = []
    for stream in scenario.arrivals:
        alone = [other.to for other in scenario.arrivals].count(stream.to) == 1
        if stream.rate is None or stream.number is not None or stream.to not in pathway.recorded or not alone:
            continue
        first = [one.spells[0].begin for one in records.episodes if one.spells[0].step == stream.to]
        paused = _paused_days(stream, records, pathway)
        if paused is None:
            continue
        days = range(mapping.first.toordinal(), mapping.last.toordinal() + 1)
        taking_in = tuple(day for day in days if day not in paused)
        found.append(Came(stream.name, sum(day >= mapping.first for day in first), taking_in))
    return tuple(found)


def _paused_days(stream: Arrivals, records: Records, pathway: Pathway) -> frozenset[int] | None:
    """Days on which so many people were in the named places that nobody was taken in; None if that cannot be seen."""
    if not stream.pause_while:
        return frozenset()
    if any(step not in pathway.recorded for _, step in stream.pause_while):
        return None
    level: dict[int, int] = {}
    for episode in records.episodes:
        for where, step in stream.pause_while:
            periods = _inside(episode, step) if where == "inside" else _waiting(episode, step, pathway, records)
            for first, last in periods:
                for day in range(first.toordinal(), last.toordinal() + 1):
                    level[day] = level.get(day, 0) + 1
    start = records.mapping.scenario.scenario.run.first_day.toordinal()
    return frozenset(
        day for day, people in level.items() if people >= value_at(stream.pause_at_least, (day - start) * DAY)
    )


def _inside(episode: Episode, step: str) -> list[tuple[date, date]]:
    return [(spell.begin, (spell.end or episode.until) - timedelta(days=spell.end is not None))
            for spell in episode.spells if spell.step == step]  # fmt: skip


def _waiting(episode: Episode, step: str, pathway: Pathway, records: Records) -> list[tuple[date, date]]:
    """Gaps before a stay in the step, and at the end where it is the only one that can come.

    Whoever is first seen in the step, and must have come from another one, waited since before the window.
    """
    gaps, spells = [], episode.spells
    since = records.mapping.first
    if spells[0].step == step and step not in pathway.first and spells[0].begin > since:
        gaps.append((since, spells[0].begin - timedelta(days=1)))
    for spell, following in zip(spells, (*spells[1:], None), strict=True):
        if spell.end is None:
            continue
        if following is None:
            if step in pathway.following[spell.step] and not pathway.is_exit(spell.step):
                gaps.append((spell.end, episode.until))
        elif following.step == step and following.begin > spell.end:
            gaps.append((spell.end, following.begin - timedelta(days=1)))
    return gaps
