"""What a mapping says about a job centre's records, and what the records hold once they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sim.loaded import LoadedScenario
from sim.studies.shown import Tabulated

IGNORED = "-"
"""Stands for a step where a word of the records is left out on purpose."""

INCLUDED = ("overlapping", "begun in window", "ended in window")
BEGINS_BEFORE = ("true date", "cut at window")
END_IS = ("last day", "first day after")
BEGIN_IS = ("stay", "setup")
DATES = {"DD-MM-YYYY": "%d-%m-%Y", "YYYY-MM-DD": "%Y-%m-%d", "DD.MM.YYYY": "%d.%m.%Y", "DD/MM/YYYY": "%d/%m/%Y"}


@dataclass(frozen=True)
class PropertyColumn:
    """Where a property of people stands: a column, and the category that each of its words means.

    A numeric property has no ``values``: its column holds numbers.
    """

    column: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class SpellFile:
    """Where spells stand, and what their columns and words mean."""

    file: str
    person: str
    step: str
    begin: str
    end: str
    dates: str
    words: Mapping[str, str]  # word of the records -> step, exit, or IGNORED
    properties: Mapping[str, PropertyColumn]
    observed_until: str | None = None
    registered: str | None = None
    included: str = INCLUDED[0]
    entered: str | None = None  # only people who entered this step are in the file; None for everybody referred
    begins_before: str = BEGINS_BEFORE[0]
    end_is: str = END_IS[0]
    begin_is: str = BEGIN_IS[0]


@dataclass(frozen=True)
class TokenFile:
    """Where the tokens of a pool (vacancies) stand: when each was opened, and when it was filled or closed."""

    file: str
    begin: str
    end: str


@dataclass(frozen=True)
class MappingFile:
    """A mapping file: which records belong to which scenario.  ``window`` holds the first and the last day, both in."""

    path: str
    scenario_file: str  # as seen from the folder of the mapping
    scenario: LoadedScenario
    first: date
    last: date
    spells: SpellFile
    tokens: Mapping[str, TokenFile]
    allowed: frozenset[tuple[str, str]]  # pairs of steps that may follow each other though the pathway says otherwise


@dataclass(frozen=True)
class Spell:
    """One stay of a person in a step, in whole days: ``begin`` is its first day, ``end`` the day after its last.

    ``end`` is None while it lasts.  ``row`` is the line of the file (1 is the line of names).
    """

    row: int
    step: str
    begin: date
    end: date | None


@dataclass(frozen=True)
class Episode:
    """What the records say of one person: spells in order of time, properties that are known, and the first and the
    last day on which the person was under observation (``since`` None: from the first day of the window on)."""

    spells: tuple[Spell, ...]
    properties: Mapping[str, str | float]
    until: date
    since: date | None = None


@dataclass(frozen=True, repr=False)
class Records(Tabulated):
    """All episodes of a mapping; ``digest`` identifies the contents of the files (SHA-256).

    Shows itself by what it holds of everybody together, never by a row.
    """

    mapping: MappingFile
    episodes: tuple[Episode, ...]
    tokens: Mapping[str, tuple[tuple[date, date | None], ...]]
    rows: int
    ignored: int
    digest: str

    def __repr__(self) -> str:
        spells, mapping = sum(len(episode.spells) for episode in self.episodes), self.mapping
        return f"<Records of {mapping.spells.file}: {spells} spells from {mapping.first} to {mapping.last}>"
