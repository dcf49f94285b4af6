"""Episodes as the CSV file that a mapping describes: how example records are made from simulated runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from io import StringIO

from sim.records.schema import DATES, END_IS, Episode, MappingFile


def as_csv(episodes: Iterable[Episode], mapping: MappingFile) -> str:
    """Episodes as rows of the spell file of a mapping: semicolons, dates in its form, open ends empty."""
    spells, out = mapping.spells, StringIO()
    words = {step: word for word, step in reversed([*spells.words.items()])}
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([spells.person, spells.step, spells.begin, spells.end,
                     *(column.column for column in spells.properties.values())])  # fmt: skip
    for number, episode in enumerate(episodes, start=1):
        known = [_property(mapping, name, episode.properties.get(name, "")) for name in spells.properties]
        for spell in episode.spells:
            end = "" if spell.end is None else _written(_stated_end(mapping, spell.end), mapping)
            writer.writerow([f"B{number:05d}", words[spell.step], _written(spell.begin, mapping), end, *known])
    return out.getvalue()


def _stated_end(mapping: MappingFile, last: date) -> date:
    return last if mapping.spells.end_is == END_IS[0] else last + timedelta(days=1)


def _written(day: date, mapping: MappingFile) -> str:
    return day.strftime(DATES[mapping.spells.dates])


def _property(mapping: MappingFile, name: str, value: str | float) -> str:
    values = mapping.spells.properties[name].values
    return next((word for word, category in values.items() if category == value), str(value))
