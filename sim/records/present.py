"""Records up to a day -> the scenario that begins on the morning after, with everybody where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from sim.loaded import LoadedScenario
from sim.records.between import Between
from sim.records.schema import IGNORED, Episode, Records, Spell
from sim.records.stays import begins
from sim.scenario.reading import Source

PERSON = "present_"
"""Names of groups of one person; the number is that of the episode."""
HALF_DAY = 0.5  # a wait that began on a day began at its middle, on average


@dataclass(frozen=True)
class Present:
    """Where people are at the end of a day.  ``inside`` and ``waiting`` hold (number of the episode, step, days since);
    ``gone`` have reached an exit.

    ``guessed``: how many of those are where they most likely are, as they can be in several places between two recorded
    stays.  ``unclear``: how many can be in none, and are left out.
    """

    as_of: date
    inside: tuple[tuple[int, str, float], ...]
    waiting: tuple[tuple[int, str, float], ...]
    gone: int
    guessed: int
    unclear: int


def present(records: Records, as_of: date) -> Present:
    """Where everybody of the records is at the end of a day."""
    scenario = records.mapping.scenario.scenario
    recorded = set(records.mapping.spells.words.values()) - {IGNORED}
    between, steps = Between(scenario, recorded), {step.name: step for step in scenario.steps}
    inside: list[tuple[int, str, float]] = []
    waiting: list[tuple[int, str, float]] = []
    gone = guessed = unclear = 0
    for number, episode in enumerate(records.episodes):
        spells = list(until(episode, as_of))
        if not spells:
            continue
        last = spells[-1]
        if steps[last.step].kind == "exit":
            gone += 1
        elif last.end is None:
            before = steps[spells[-2].step] if len(spells) > 1 else None
            instant = fmean(begins(scenario, steps[last.step], before))
            inside.append((number, last.step, (as_of - last.begin).days + 1 - instant))
        else:
            days = (as_of - last.end).days + HALF_DAY
            visits = Counter(spell.step for spell in spells)
            place = between.likeliest(last.step, episode.properties, visits, days)
            if place is None:
                unclear += 1
                continue
            guessed += not place.sure
            (inside if place.inside else waiting).append((number, place.step, days))
    return Present(as_of, tuple(inside), tuple(waiting), gone, guessed, unclear)


def until(episode: Episode, as_of: date) -> Iterator[Spell]:
    """The spells that were known at the end of a day."""
    for spell in episode.spells:
        if spell.begin <= as_of:
            is_open = spell.end is None or spell.end > as_of
            yield replace(spell, end=None) if is_open else spell


def from_now(records: Records, now: Present, last: date, followed: bool = True) -> LoadedScenario:
    """The scenario from the day after ``now`` to ``last``, with everybody of the records in it.

    ``followed``: False ends the run with ``last``, without the time in which people are followed up.

    Its ``scenario`` raises :class:`sim.ProblemsFound` where it cannot begin on that day.
    """
    loaded = records.mapping.scenario
    first = now.as_of + timedelta(days=1)
    tables: dict[str, Any] = dict(loaded.source.tables)
    stated = tables.get("run", {})
    kept = {key: value for key, value in stated.items() if key in ("follow_up", "replications")}
    kept |= {} if followed else {"follow_up": "0 days"}
    tables["run"] = {**kept, "start": first, "length": f"{(last - first).days + 1} days"}
    people = [*_groups(records, now.as_of, now.inside, "inside"),
              *_groups(records, now.as_of, now.waiting, "waiting_for")]  # fmt: skip
    tables["backlog"] = dict(people)
    tables["pool"] = {name: _pool(records, name, table, now.as_of) for name, table in tables.get("pool", {}).items()}
    source: Source = replace(loaded.source, tables=tables, partial=True)
    return LoadedScenario(source, loaded.settings)


def _groups(
    records: Records, as_of: date, people: tuple[tuple[int, str, float], ...], where: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    scenario = records.mapping.scenario.scenario
    for number, step, days in people:
        properties = records.episodes[number].properties
        known = {name: {value: "rest"} if isinstance(value, str) else {"fixed": value}
                 for name, value in properties.items() if name in scenario.attributes}  # fmt: skip
        group: dict[str, Any] = {where: step, "people": 1, "elapsed": f"{days:g} days"}
        before = Counter(spell.step for spell in until(records.episodes[number], as_of))
        before[step] -= where == "inside"  # this visit is counted as it begins
        stated = {"attributes": known, "visits": {name: count for name, count in sorted(before.items()) if count}}
        yield f"{PERSON}{number}", group | {key: table for key, table in stated.items() if table}


def _pool(records: Records, name: str, table: dict[str, Any], as_of: date) -> dict[str, Any]:
    """A pool with the tokens that are open on the day, where the records have them."""
    if name not in records.tokens:
        return table
    still = sum(begin <= as_of and (end is None or end > as_of) for begin, end in records.tokens[name])
    return {**table, "initial": still}


def people_so_far(records: Records, steps: tuple[str, ...], first: date, last: date) -> int:
    """How many people first entered one of some steps from a day to another."""
    begins = ([spell.begin for spell in episode.spells if spell.step in steps] for episode in records.episodes)
    return sum(first <= min(days) <= last for days in begins if days)


def entered_before(records: Records, steps: tuple[str, ...], as_of: date) -> frozenset[str]:
    """Names of the groups of those who had entered one of the steps by a day."""
    return frozenset(
        f"{PERSON}{number}" for number, episode in enumerate(records.episodes)
        if any(spell.step in steps and spell.begin <= as_of for spell in episode.spells)
    )  # fmt: skip
