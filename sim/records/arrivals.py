"""How many people came, and for how long anybody could: the exposure of streams, pauses of recruiting left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from sim.records.paths import Pathway
from sim.records.schema import IGNORED, Episode, Records
from sim.scenario.schema import DAY, Arrivals, Scenario


@dataclass(frozen=True)
class Came:
    """``people`` who came in the window by one stream; ``days`` on which the stream was open, as ordinals."""

    stream: str
    people: int
    days: tuple[int, ...]

    def log_likelihood(self, scenario: Scenario) -> float:
        """Of a Poisson number, without what does not depend on the rate."""
        stream = next(one for one in scenario.arrivals if one.name == self.stream)
        expected = sum(_per_day(stream, scenario, day) for day in self.days)
        return self.people * log(expected) - expected if expected > 0 else (-1e6 if self.people else 0.0)


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
        days_open = tuple(day for day in days if day not in paused and not _stopped(stream, scenario, day))
        found.append(Came(stream.name, sum(day >= mapping.first for day in first), days_open))
    return tuple(found)


def _per_day(stream: Arrivals, scenario: Scenario, day: int) -> float:
    """Expected people of one day, from the rate, the profile and the dated multipliers at its middle."""
    assert stream.rate is not None
    time = (day - scenario.run.first_day.toordinal()) * DAY + DAY // 2
    if not stream.start <= time < stream.end:
        return 0.0
    rate = _at(stream.rate.first, stream.rate.changes, time)
    if stream.factor is not None:
        rate *= _at(1.0, stream.factor.steps, time)
    if stream.profile:
        slot = stream.profile_period / len(stream.profile)
        rate *= stream.profile[int(((time - stream.start) % stream.profile_period) / slot)]
    return rate * DAY


def _at(first: float, changes: tuple[tuple[int, float], ...], time: int) -> float:
    value = first
    for start, later in changes:
        value = later if start <= time else value
    return value


def _stopped(stream: Arrivals, scenario: Scenario, day: int) -> bool:
    time = (day - scenario.run.first_day.toordinal()) * DAY + DAY // 2
    return any(start <= time < end for start, end in stream.stops)


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
    return frozenset(day for day, people in level.items() if people >= stream.pause_at_least)


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
