"""Collects figures into a sheet.  Only what the registry describes can be added, so the documentation is complete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from sim.measures.civil import Bools, Floats, Ints
from sim.measures.registry import KPIS
from sim.measures.sheet import Sheet
from sim.measures.spans import Spans
from sim.measures.wanted import Wanted

Denominator: TypeAlias = Floats | Bools | float


class Figures:
    """Blocks of columns in the order in which they are added; those that nobody wants are left out.

    ``wanted``: None for all figures.
    """

    def __init__(self, replications: Ints, spans: Spans, wanted: Wanted | None = None) -> None:
        self.replications = replications
        self.spans = spans
        self._wanted = wanted
        self._names: list[str] = []
        self._numerators: list[Floats] = []
        self._denominators: list[Floats] = []

    def wants(self, *kpis: str) -> bool:
        """Whether somebody looks at figures of one of these kinds, so that they are worth computing."""
        return self._wanted is None or not self._wanted.kpis.isdisjoint(kpis)

    @property
    def all_definitions(self) -> bool:
        """Whether somebody looks at definitions of a target that the file does not choose."""
        return self._wanted is None or self._wanted.definitions

    @property
    def definitions_judged(self) -> bool:
        """Whether they are looked at year by year, and whether they meet the target."""
        return self._wanted is None or self._wanted.definitions_judged

    def add(self, kpi: str, things: Sequence[str], numerator: Floats, denominator: Denominator = 1.0) -> None:
        """One column for each thing and span.

        ``numerator`` has the shape (replications, things, spans), ``denominator`` one that broadcasts to it.
        A thing may carry an option, as in ``volume[within=0 days]``; without things, ``[""]`` gives the bare name.
        """
        self._block(kpi, things, self.spans.suffixes, numerator, denominator)

    def add_whole(self, kpi: str, things: Sequence[str], numerator: Floats, denominator: Denominator = 1.0) -> None:
        """One column for each thing, not split by year; the shape is (replications, things)."""
        if not isinstance(denominator, float):
            denominator = denominator[..., None]
        self._block(kpi, things, ("",), numerator[..., None], denominator)

    def _block(
        self, kpi: str, things: Sequence[str], suffixes: Sequence[str], numerator: Floats, denominator: Denominator
    ) -> None:
        if kpi not in KPIS:
            raise KeyError(f"{kpi} is not described in the registry")
        if not self.wants(kpi):
            return
        shape = (len(self.replications), len(things), len(suffixes))
        columns = len(things) * len(suffixes)
        self._names += [
            f"{kpi}.{thing}{suffix}" if thing else f"{kpi}{suffix}" for thing in things for suffix in suffixes
        ]
        self._numerators.append(np.broadcast_to(numerator, shape).reshape(shape[0], columns))
        self._denominators.append(np.broadcast_to(denominator, shape).reshape(shape[0], columns))

    def found(self, column: str) -> tuple[Floats, Floats]:
        """Numerator and denominator of a figure that was added, both (replications, spans)."""
        numerator, denominator = [], []
        for suffix in self.spans.suffixes:
            block, place = self._place(column + suffix)
            numerator.append(self._numerators[block][:, place])
            denominator.append(self._denominators[block][:, place])
        return np.stack(numerator, axis=1).astype(np.float64), np.stack(denominator, axis=1).astype(np.float64)

    def _place(self, name: str) -> tuple[int, int]:
        """Block and column of a name; raises KeyError."""
        if name not in self._names:
            raise KeyError(name)
        place = self._names.index(name)
        block = 0
        while place >= self._numerators[block].shape[1]:
            place -= self._numerators[block].shape[1]
            block += 1
        return block, place

    def sheet(self) -> Sheet:
        """All columns.  A cost keeps its numerator where nothing came of it: ratios of sums must count that money."""
        numerator = np.concatenate(self._numerators, axis=1, dtype=np.float64)
        denominator = np.concatenate(self._denominators, axis=1, dtype=np.float64)
        found = Sheet(tuple(self._names), numerator, denominator, self.replications)
        return found if self._wanted is None else found.only(self._wanted)
