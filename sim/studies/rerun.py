"""A stored result and the same question answered again: are the figures equal to the last bit?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.loaded import LoadedScenario, load
from sim.measures.sheet import Sheet
from sim.scenario.words import Spoken, said
from sim.store.chunks import chunks_in, read_chunk
from sim.store.program import program
from sim.studies.batches import Plan, run_batches
from sim.studies.inputs import apart

Number: TypeAlias = float | str | bool | None
MOST_NAMED = 5  # places at which a scenario differs that a message names


class NotRepeatable(Spoken, ValueError):
    """The stored result does not say what it was the answer to, or the scenario is not the one it was made from."""


@dataclass(frozen=True)
class Differing:
    """A figure that is not what it was; ``replications`` are those in which it differs (0 for a figure of a study)."""

    name: str
    before: Number
    now: Number
    replications: int = 0


@dataclass(frozen=True)
class Rerun:
    """What was compared, and what differs.  ``program_before`` is empty where the result does not say it."""

    program_before: Mapping[str, str]
    replications: int
    figures: int
    differing: tuple[Differing, ...]
    files: tuple[str, ...] = ()  # files of a study's answer whose bytes differ
    program_now: Mapping[str, str] = field(default_factory=program)

    @property
    def same_program(self) -> bool:
        return dict(self.program_before) == dict(self.program_now)

    @property
    def equal(self) -> bool:
        return not self.differing and not self.files


def stated_scenario(
    manifest: Mapping[str, Any], file: Path, allow_folders: Sequence[str | Path] = ()
) -> LoadedScenario:
    """The scenario that a result was made from: the file with the parameters and ``[report]`` that the manifest states.

    Raises :class:`NotRepeatable` if the file says something else today, and :class:`sim.ProblemsFound`.
    """
    found, wanted = load(file, allow_folders=allow_folders), manifest["parameters"]
    for computed in (False, True):  # what a formula computes follows the others, unless it was set by itself
        known = {one.name: one.value for one in found.scenario.parameters if computed or not one.formula}
        changed = {name: wanted[name] for name in known if name in wanted and known[name] != wanted[name]}
        found = found.set(**changed) if changed else found
    asked, asks = (_resolved(one).get("report", {}) for one in (manifest, {"resolved": found.scenario.resolved}))
    if asked != asks:
        found = found.reporting(**{key: asked.get(key, []) for key in {*asked, *asks}})
    if found.scenario.hash != manifest["scenario_hash"]:
        raise NotRepeatable(_another(file, manifest, found))
    return found


def _another(file: Path, manifest: Mapping[str, Any], found: LoadedScenario) -> str:
    """Where the scenario of the file differs from the one that was simulated."""
    there = _resolved({"resolved": found.scenario.resolved})
    places = list(dict.fromkeys(apart(_resolved(manifest), there)))
    if not places:
        return said("a study changed {file} before this was simulated; repeat the answer of the study", file=file)
    more = ", ..." if len(places) > MOST_NAMED else ""
    return said(
        "{file} is no longer the scenario that the result was made from; it differs at {places}",
        file=file,
        places=", ".join(places[:MOST_NAMED]) + more,
    )


def _resolved(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The resolved tables; a study may have added a line to the text of a scenario that it changed."""
    stated = manifest.get("resolved")
    tables = json.loads(stated.partition("\n")[0] or "{}") if isinstance(stated, str) else stated
    return tables if isinstance(tables, dict) else {}


def kept_sheets(folder: Path) -> Iterator[Sheet]:
    """The replications of a folder of the store from the first on, a file at a time, without gap or repetition.

    Raises :class:`sim.store.sealed.Damaged`.
    """
    done = 0
    for chunk in chunks_in(folder):
        if chunk.first <= done < chunk.end:
            yield read_chunk(chunk).rows(done - chunk.first, chunk.end - chunk.first)
            done = chunk.end


def written_sheet(path: Path) -> Sheet:
    """The values in the ``replications.parquet`` of a result that was written out, each as a total of its own."""
    from pyarrow import parquet

    table = parquet.read_table(path)
    names = tuple(name for name in table.column_names if name != "replication")
    values = np.column_stack([_floats(table[name]) for name in names])
    return as_totals(Sheet(names, values, np.ones_like(values), table["replication"].to_numpy().astype(np.int64)))


def _floats(column: Any) -> NDArray[np.float64]:
    """The numbers of an Arrow column, NaN where there is none."""
    return np.array([np.nan if value is None else value for value in column.to_pylist()], dtype=np.float64)


def as_totals(sheet: Sheet) -> Sheet:
    """The same values over a denominator of 1, or of 0 where there is none."""
    values = sheet.values
    there = ~np.isnan(values)
    return Sheet(sheet.names, np.where(there, values, 0.0), there.astype(np.float64), sheet.replications)


class Comparison:
    """Counts, figure by figure, in how many replications two runs differ."""

    def __init__(self) -> None:
        self.replications = 0
        self._names: tuple[str, ...] = ()
        self._only: dict[str, tuple[Number, Number]] = {}
        self._sums: NDArray[np.float64] = np.empty(0)
        self._apart: NDArray[np.int64] = np.empty(0, dtype=np.int64)

    def add(self, before: Sheet, now: Sheet) -> None:
        """The same replications of both; figures that only one of them has are told apart."""
        if not self._names:
            self._names = tuple(name for name in before.names if name in now.index)
            self._sums = np.zeros((4, len(self._names)))
            self._apart = np.zeros(len(self._names), dtype=np.int64)
            self._only = {name: ("-", None) for name in before.names if name not in now.index}
        parts = []
        for sheet in (before, now):
            places = [sheet.index[name] for name in self._names]
            parts += [sheet.numerator[:, places], sheet.denominator[:, places]]
        self._sums += np.array([part.sum(axis=0) for part in parts])
        same = [_bits(a) == _bits(b) for a, b in ((parts[0], parts[2]), (parts[1], parts[3]))]
        self._apart += np.count_nonzero(~(same[0] & same[1]), axis=0)
        self.replications += len(before.replications)

    @property
    def figures(self) -> int:
        return len(self._names) + len(self._only)

    def differing(self) -> tuple[Differing, ...]:
        """Figures that are not the same in every replication, as ratios of sums (contract C3)."""
        means = [
            [float(top / below) if below else None for top, below in zip(self._sums[i], self._sums[i + 1], strict=True)]
            for i in (0, 2)
        ]
        found = [
            Differing(name, means[0][i], means[1][i], int(self._apart[i]))
            for i, name in enumerate(self._names)
            if self._apart[i]
        ]
        return (*found, *(Differing(name, before, now) for name, (before, now) in self._only.items()))


def _bits(values: NDArray[np.float64]) -> NDArray[np.uint64]:
    return np.ascontiguousarray(values).view(np.uint64)


def repeat(plan: Plan, stored: Iterator[Sheet], workers: int) -> Comparison:
    """Simulate the replications of the stored sheets again and compare."""
    comparison = Comparison()
    for before in stored:
        first, done = int(before.replications[0]), 0
        with closing(run_batches(plan, range(first, first + len(before.replications)), workers)) as batches:
            for batch in batches:
                end = done + len(batch.sheet.replications)
                comparison.add(before.rows(done, end), batch.sheet)
                done = end
    return comparison


def differing_leaves(before: Any, now: Any, path: str = "") -> Iterator[Differing]:
    """Numbers and texts at the same place of two JSON documents that are not equal."""
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*before, *now)):
            yield from differing_leaves(before.get(key), now.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for i, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from differing_leaves(one, other, f"{path}[{i}]")
    elif before != now:
        yield Differing(path, _leaf(before), _leaf(now))


def _leaf(value: Any) -> Number:
    return value if value is None or isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def leaves(document: Any) -> int:
    """How many numbers and texts there are in a JSON document."""
    if isinstance(document, Mapping):
        return sum(map(leaves, document.values()))
    return sum(map(leaves, document)) if isinstance(document, list) else 1
