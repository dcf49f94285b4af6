"""True event log -> what a case system would have recorded of it: whole days, a window, open ends, nothing else.

The same operator serves proofs (records made from runs whose parameters are known) and validation (figures of simulated
runs are taken from what would have been recorded, so that both sides are cut alike).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model
from sim.records.schema import BEGIN_IS, IGNORED, INCLUDED, Episode, MappingFile, Spell
from sim.scenario.schema import DAY

MILLIONTHS = 1e-6
"""Numeric properties stand in the log in millionths."""


def observe(log: Log, model: Model, mapping: MappingFile) -> tuple[Episode, ...]:
    """The episodes that the records of one replication would hold; ``row`` of a spell is its ordinal.

    Steps that no word of the mapping means are not recorded; of the others the days on which they began and ended.
    Raises ValueError for a log of several replications.
    """
    if len(log.replications) != 1:
        raise ValueError(f"one replication is observed at a time, not {len(log.replications)}")
    recorded = set(mapping.spells.words.values()) - {IGNORED}
    found = []
    for stays, properties in _people(log, model, mapping):
        spells = [spell for spell in stays if spell.step in recorded]
        kept = _cut(spells, mapping)
        if kept:
            known = {name: value for name, value in properties.items() if name in mapping.spells.properties}
            found.append(Episode(tuple(kept), known, mapping.last))
    return tuple(found)


def _people(log: Log, model: Model, mapping: MappingFile) -> Iterator[tuple[list[Spell], dict[str, str | float]]]:
    """All stays and exits of each person as spells, and the attributes, in order of arrival."""
    names, first = model.names, model.scenario.run.first_day
    begins = Event.SETUP if mapping.spells.begin_is == BEGIN_IS[1] else Event.START
    stays: dict[int, list[Spell]] = {}
    properties: dict[int, dict[str, str | float]] = {}
    opened: dict[int, tuple[str, int]] = {}
    for time, owner, code, step, _, thing, value in log.rows():
        if owner < 0:
            continue
        if code == Event.ARRIVE:
            stays[owner], properties[owner] = [], {}
        elif code == Event.ATTRIBUTE:
            categories = names.categories[thing]
            properties[owner][names.properties[thing]] = categories[value] if categories else value * MILLIONTHS
        elif code == begins or (code == Event.START and owner not in opened):
            opened[owner] = (names.steps[step], time - (value if code == Event.START else 0))
        elif code in (Event.END, Event.RISK, Event.CALLED) and owner in opened:
            name, since = opened.pop(owner)
            stays[owner].append(Spell(len(stays[owner]) + 1, name, _day(first, since), _day(first, time)))
        elif code == Event.EXIT:
            stays[owner].append(Spell(len(stays[owner]) + 1, names.steps[step], _day(first, time), _day(first, time)))
    for owner, (name, since) in opened.items():
        stays[owner].append(Spell(len(stays[owner]) + 1, name, _day(first, since), None))
    for owner in sorted(stays):
        yield stays[owner], properties[owner]


def _day(first: date, seconds: int) -> date:
    return first + timedelta(days=seconds // DAY)


def _cut(spells: list[Spell], mapping: MappingFile) -> list[Spell]:
    """The spells that lie in the window by the rule of the records, open where they end after it."""
    kept = []
    for spell in spells:
        if spell.begin > mapping.last or (spell.end is not None and spell.end < mapping.first):
            continue
        if mapping.spells.included == INCLUDED[1] and spell.begin < mapping.first:
            continue
        is_open = spell.end is None or spell.end > mapping.last
        if mapping.spells.included == INCLUDED[2] and is_open:
            continue
        kept.append(Spell(spell.row, spell.step, spell.begin, None if is_open else spell.end))
    return kept
