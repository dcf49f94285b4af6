"""The model: a scenario as flat tables from which any engine can run with no further look at the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sim.model.tables import Tables, digest
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Task:
    """A kind of staff work: the work of a stage, or a queued follow-up in one stage."""

    name: str  # "work.tilbud.0" or "followup.hotline.tilbud"
    staff: str
    step: str


@dataclass(frozen=True)
class Names:
    """Names behind the numbers of tables and log; each tuple is sorted by UTF-8 bytes and indexed by number."""

    sources: tuple[str, ...]
    properties: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]  # of each property; empty for a numeric one
    resources: tuple[
        str, ...
    ]  # names starting with "opening " are doors: checked at the start of a stage, never occupied
    pools: tuple[str, ...]
    gates: tuple[str, ...]
    steps: tuple[str, ...]
    risks: tuple[str, ...]
    staff: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Model:
    """Tables and names of one scenario.

    ``window`` is the half-open span of entries that are judged, in seconds from time 0; ``end`` is when the run stops;
    ``settled`` says whether ``end`` covers the longest possible follow-up of the last entrant (contract C1).
    """

    scenario: Scenario
    names: Names
    tables: Tables
    window: tuple[int, int]
    end: int
    settled: bool

    @cached_property
    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 of all tables."""
        return digest(self.tables)
