"""Worlds that an interrupted study had computed already, and those that it computes, kept as they come."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from sim.measures.sheet import Sheet, stack
from sim.studies.runs import LONGEST, PART, SHORTEST

if TYPE_CHECKING:
    from sim.knowledge.one_world import OfEachWorld, World
    from sim.loaded import LoadedScenario
    from sim.store.unfinished import Part, Unfinished


class KeptWorlds:
    """Replication r of R in world w is row w R + r of what is kept.

    A world that is impossible is a world without any denominator; it is tried again when it is read, which costs next
    to nothing and tells why.
    """

    def __init__(self, part: Part | None, replications: range) -> None:
        self._part = part
        self._numbers = np.array(replications)
        self._known = dict(self._read())
        self._new: list[Sheet] = []  # of worlds that follow each other
        self._started = self._kept = monotonic()

    @classmethod
    def of(
        cls, study: Unfinished | None, loaded: LoadedScenario, asked: OfEachWorld, worlds: Sequence[World]
    ) -> KeptWorlds:
        """Those of a study; without one nothing is kept."""
        if study is None or not asked.figures:
            return cls(None, asked.replications)
        digest = hashlib.sha256(repr([(sorted(one.values.items()), one.seed) for one in worlds]).encode()).hexdigest()
        replications = asked.replications.start, asked.replications.stop
        question = {"kind": "worlds", "scenario": loaded.scenario.hash, "figures": sorted(asked.figures),
                    "replications": replications, "worlds": digest}  # fmt: skip
        return cls(study.part(question), asked.replications)

    def __contains__(self, world: int) -> bool:
        return world in self._known

    def through(self, worlds: int, computed: Iterator[Sheet | str]) -> Generator[Sheet | str, None, None]:
        """All worlds in order: those that are known, and those that are computed in the order in which they are not."""
        try:
            for world in range(worlds):
                known = self._known.pop(world, None)
                if known is not None:
                    self._keep()
                    yield known
                    continue
                found = next(computed)
                self._add(world, found)
                yield found
        finally:
            self._keep()

    def _read(self) -> Iterator[tuple[int, Sheet]]:
        each = len(self._numbers)
        for sheet in () if self._part is None else self._part.sheets():
            for row in range(0, len(sheet.replications), each):
                one = sheet.rows(row, row + each)
                if not np.isnan(one.denominator).all():
                    yield int(one.replications[0]) // each, replace(one, replications=self._numbers)

    def _add(self, world: int, found: Sheet | str) -> None:
        if self._part is None:
            return
        rows = world * len(self._numbers) + np.arange(len(self._numbers))
        if isinstance(found, Sheet):
            self._new.append(replace(found, replications=rows))
        elif self._new:
            nothing = np.full_like(self._new[-1].numerator, np.nan)
            self._new.append(Sheet(self._new[-1].names, nothing, nothing, rows))
        now = monotonic()
        if now - self._kept >= min(LONGEST, max(SHORTEST, PART * (now - self._started))):
            self._keep()

    def _keep(self) -> None:
        if self._part is not None and self._new:
            self._part.write(stack(self._new))
        self._new, self._kept = [], monotonic()
