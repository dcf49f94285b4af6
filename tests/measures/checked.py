"""A checked mode of the counting of logs: its text on words that know what they are (``tests.engines.checked``).

On a plain list a negative index is another word without a word of complaint, and one counter can be taken for another;
here every access is to the word that it means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import FunctionType, SimpleNamespace
from typing import Any

import numpy as np

from sim.log.table import Log
from sim.measures.digest import layout, reading, running
from sim.measures.digest.digest import Digest
from sim.measures.digest.image import Image, _Builder
from sim.model.model import Model
from tests.engines.checked import Field, Place, Words, WrongAccess, checked_range, fields_of, place

CELLS = ("STEP", "SOURCE", "SYSTEM", "RESOURCE", "GATE", "POOL", "TASK")
WIDTHS = {f"OF_{name}": getattr(layout, f"OF_{name}") for name in CELLS}
FIELDS = fields_of(layout, {"EVENTS": "HEADER", **{f"OF_{name}": f"OF_{name} " for name in CELLS}})
PARTS = ("EVENTS", "PAIR", "LAST", "FIRST_ENTRY", "SPELL", "PROPERTY")
"""Of the record of the person at hand, which follows the header."""
RECORDS = (
    ("STEPS", "STEP", "STEP_COUNT"),
    ("RESOURCES", "RESOURCE", "RESOURCE_COUNT"),
    ("GATES", "GATE", "GATE_COUNT"),
    ("POOLS", "POOL", "POOL_COUNT"),
    ("STATUSES", "STATUS", "STATUS_COUNT"),
)
POINTERS = (
    *("CUTS", "WORKED", "KINDS", "MATCHES", "SOURCE_MATCHES", "RISK_MATCHES", "PAIR_START", "PIECES", "PIECE_OF_BLOCK"),
    *("RUNGS", "TEMPLATE", "GROUPS", *(name for name, _, _ in RECORDS)),
)


def _field(name: str) -> Field:
    kind, word = FIELDS[name]
    return kind.strip(), word


OFFSETS = SimpleNamespace(
    **{
        name: place(value, None, _field(name)) if name in FIELDS else value
        for name, value in vars(layout).items()
        if name.isupper()
    }
)
for _name in ("PERSON", "RESULT", "EVENTS"):
    setattr(OFFSETS, _name, place(getattr(layout, _name), None, (_name, 0)))


class Builder(_Builder):
    """Notes where every block of the image begins and ends."""

    def __init__(self, model: Model) -> None:
        self.notes: list[tuple[int, int]] = []
        super().__init__(model)

    def add(self, values: Sequence[int]) -> int:
        begin = super().add(values)
        self.notes.append((begin, len(self.words)))
        return begin


class DigestMemory(Words):
    """The memory of the counting for one batch."""

    def __init__(self, builder: Builder, image: Image, log: Log) -> None:
        sizes = running._people(log)
        self.places, words = running._sections(image, sizes, log.first_row)
        static = running._prepared(image, self.places, sizes)
        super().__init__([*static, *[0] * (words - len(static))])
        self.image, self.sizes = image, sizes
        self._person()
        for begin, end in builder.notes:
            self.new_block(begin, end, plain=True)
        for name, kind, count in RECORDS:
            self._records(image[getattr(layout, name)], kind, image[getattr(layout, count)])
        for step in range(image[layout.STEP_COUNT]):
            first, last = (
                image[image[layout.STEPS] + step * layout.STEP_WIDTH + bound]
                for bound in (layout.METER_FIRST, layout.METER_LAST)
            )
            self._records(first, "METER", (last - first) // layout.METER_WIDTH)
        for name in POINTERS:
            self._point(getattr(layout, name))
        self._sections()

    def _records(self, begin: int, kind: str, count: int) -> None:
        width = getattr(layout, f"{kind}_WIDTH")
        for record in range(begin, begin + count * width, width):
            self.name(record, kind, width)
            self.plain.discard(self.block[record])

    def _point(self, slot: int) -> None:
        address = int(self.values[slot])
        self.values[slot] = place(address, self.block[address])

    def _person(self) -> None:
        """The header, and the person at hand: by parts, or word by word from PERSON and RESULT on."""
        end = layout.PERSON + self.image[layout.PERSON_WIDTH]
        self.new_block(0, end)
        self.name(0, "HEADER", layout.EVENTS)
        begins = [layout.EVENTS, *(self.image[getattr(layout, name)] for name in PARTS[1:]), end]
        for name, begin, until in zip(PARTS, begins, begins[1:], strict=False):
            self.name(begin, name, until - begin)
            if name != "EVENTS":
                self.values[getattr(layout, name)] = place(begin, None, (name, 0))
        billed = int(self.values[layout.BILLED])
        if billed >= 0:
            self.values[layout.BILLED] = place(billed, None, ("EVENTS", billed - layout.EVENTS))
        self.person_end = end

    def _sections(self) -> None:
        at, image = self.places, self.image
        links = at.rows + 1 + int(self.sizes.max(initial=0))
        heads, shared = self.new_block(at.rows, links), self.new_block(links, at.changes)
        self.values[layout.HEADS] = place(at.rows + 1, heads)
        self.values[layout.LINKS] = place(links, shared)
        self.values[layout.SHARED_END] = place(at.changes, shared)
        changes = self.new_block(at.changes, at.cells)
        self.values[layout.BENEFIT_CHANGES] = place(at.changes, changes)
        self._records(at.changes, "BENEFIT", (at.cells - at.changes) // layout.BENEFIT_WIDTH)
        cells = self.new_block(at.cells, at.results)
        for header in range(layout.STEP_CELLS, layout.BENEFIT_CELLS + 1):
            self.values[header] = place(int(self.values[header]), cells)
        for replication in range(len(self.sizes)):
            for number, name in enumerate(CELLS):
                things, width = (image[image[layout.GROUPS] + 2 * number + k] for k in (0, 1))
                begin = int(self.values[getattr(layout, f"{name}_CELLS")]) + replication * image[layout.CELLS_WIDTH]
                for one in range(begin, begin + things * image[layout.BINS] * width, width):
                    self.name(one, f"OF_{name}", width)
        ends = (at.results, at.waits, at.spells, len(self.values))
        for name, begin, until in zip(("RESULTS", "WAITS", "SPELLS"), ends, ends[1:], strict=False):
            self.values[getattr(layout, name)] = place(begin, self.new_block(begin, until))
        self._records(at.waits, "WAIT", (at.spells - at.waits) // layout.WAIT_WIDTH)
        self._records(at.spells, "SPELL", (len(self.values) - at.spells) // layout.SPELL_WIDTH)

    def check(self, index: int) -> None:
        field = index.field if isinstance(index, Place) else None
        if field is not None and field[0] in ("PERSON", "RESULT"):
            if not getattr(layout, field[0]) <= index < self.person_end:
                raise WrongAccess(f"word {int(index)} does not belong to the person")
        elif field is not None and field[0] in WIDTHS and 0 <= index < len(self.values):
            here = self.field[index]
            if here is None or here[0] != field[0] or (here[1] - field[1]) % WIDTHS[field[0]]:  # of any slice
                raise WrongAccess(f"word {int(index)} is {here}, not {field}")
        else:
            super().check(index)


class Column:
    """A column of the log."""

    def __init__(self, values: Any) -> None:
        self.values = values.tolist()

    def __getitem__(self, row: int) -> int:
        if not 0 <= row < len(self.values):
            raise WrongAccess(f"row {row} of a log of {len(self.values)} rows")
        return int(self.values[row])


def _names(namespace: dict[str, Any], known: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if id(namespace) not in known:
        copy = known[id(namespace)] = {}
        for name, value in namespace.items():
            own = isinstance(value, FunctionType) and value.__module__.startswith("sim.measures.digest.")
            copy[name] = FunctionType(value.__code__, _names(value.__globals__, known), name) if own else value
        copy |= {"m": OFFSETS, "range": checked_range}
    return known[id(namespace)]


read_replication = _names(vars(reading), {})["read_replication"]


def digest_of(log: Log, model: Model) -> Digest:
    """The digest of a batch by the checked counting."""
    builder = Builder(model)
    image = builder.image()
    memory = DigestMemory(builder, image, log)
    columns = [Column(column) for column in (log.time, log.owner, log.code, log.step, log.object, log.value)]
    bounds = log.first_row.tolist()
    for first, last, people in zip(bounds, bounds[1:], memory.sizes.tolist(), strict=False):
        read_replication(memory, *columns, first, last, people)
    words = np.array([int(value) for value in memory.values], dtype=np.int64)
    return replace(running._named(log, image, memory.sizes, words, memory.places))
