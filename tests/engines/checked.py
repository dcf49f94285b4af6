"""A checked mode of the compiled engine: its text as plain Python, on a memory that knows what every word is.

The kernel reads bare memory: a wrong index is silent.  Here an address remembers the block that it was taken from, and
a word of the layout the kind of record that it belongs to; both go through additions, are kept in memory, and are
compared with what the word that is read or written really is.  Caught are: words beyond the memory or not allocated, a
section read beyond its end, the word of one kind of record read in another, a record read by bare numbers, and values
that 64 bits do not hold.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np
from numba.core.dispatcher import Dispatcher

from sim.engines.compiled import engine, layout, loop
from sim.engines.compiled.image import FLOAT_SECTIONS, _Builder
from sim.engines.compiled.memory import SPARE
from sim.log.events import COLUMNS
from sim.log.table import Log, from_columns
from sim.model.model import Model

Field = tuple[str, int]
UNSIGNED = (1 << 64) - 1


class WrongAccess(AssertionError):
    """A word was read or written as something that it is not."""


class Place(int):
    """An address, or a part of one: the block it lies in and the word of a record, where they are known."""

    block: int | None
    field: Field | None

    def __add__(self, other: int) -> Place:
        block, field = self.block, self.field
        if isinstance(other, Place):
            if (block is not None and other.block is not None) or (field is not None and other.field is not None):
                raise WrongAccess(
                    f"the sum of two addresses: {self.field or self.block} + {other.field or other.block}"
                )
            block = other.block if block is None else block
            field = other.field if field is None else field
        elif field is not None:
            field = field[0], field[1] + int(other)
        return place(int(self) + int(other), block, field)

    def __radd__(self, other: int) -> Place:
        return place(int(self) + other, self.block, self.field)

    def __sub__(self, other: int) -> Any:
        return int(self) - int(other) if isinstance(other, Place) else self + -other


def place(value: int, block: int | None = None, field: Field | None = None) -> Place:
    made = Place(value)
    made.block, made.field = block, field
    return made


def checked_range(*bounds: int) -> Iterator[int]:
    """``range`` whose numbers are addresses if its first one is."""
    first = bounds[0] if len(bounds) > 1 else 0
    for number in range(*map(int, bounds)):
        yield first + (number - int(first)) if isinstance(first, Place) else number


class Unsigned(int):
    """``numpy.uint64`` that wraps around without a word."""

    def __new__(cls, value: int) -> Unsigned:
        return super().__new__(cls, int(value) & UNSIGNED)

    def __add__(self, other: int) -> Unsigned:
        return Unsigned(int(self) + int(other))

    def __mul__(self, other: int) -> Unsigned:
        return Unsigned(int(self) * int(other))

    def __xor__(self, other: int) -> Unsigned:
        return Unsigned(int(self) ^ int(other))

    def __rshift__(self, other: int) -> Unsigned:
        return Unsigned(int(self) >> int(other))


def signed(value: int) -> int:
    value = int(value) & UNSIGNED
    return value - (1 << 64) if value >> 63 else value


# --- what the words of the layout belong to --------------------------------------------------------------------------


def fields_of(module: ModuleType, special: dict[str, str]) -> dict[str, Field]:
    """(kind, word) of every name of a record; ``special``: kinds of groups that do not end in a width, by that end."""
    found: dict[str, Field] = {}
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple):
            names = [name.id for name in statement.targets[0].elts if isinstance(name, ast.Name)]
            kind = special.get(names[-1]) or names[-1].removesuffix("_WIDTH")
            if kind != names[-1]:
                found |= {name: (kind, word) for word, name in enumerate(names[:-1])}
    return found


FIELDS = fields_of(layout, {"PROPERTIES": "PERSON"})
RECORDS = {
    "STEPS": "STEP",
    "RESOURCES": "RESOURCE",
    "POOLS": "POOL",
    "GATES": "GATE",
    "GROUPS": "GROUP",
    "SOURCES": "SOURCE",
    "PROCESSES": "PROCESS",
    "CELLS": "CELL",
    "LENGTHS": "LENGTH",
    "CASES": "CASE",
    "CLAIMS": "CLAIM_LIST",
    "ROUTES": "ROUTE_LIST",
    "SHARES": "SHARE",
    "DRAWS": "DRAW",
    "MEANWHILES": "MEANWHILE_LIST",
    "DATED": "DATED",
}
"""Words of the header that hold where the records of a kind begin."""
OF_LIST = {layout.FREE_PERSONS: "PERSON", layout.FREE_TASKS: "TASK", layout.FREE_TOKENS: "TOKEN"}
OFFSETS = SimpleNamespace(
    **{
        name: place(value, None, FIELDS[name]) if name in FIELDS else value
        for name, value in vars(layout).items()
        if name.isupper()
    }
)
OFFSETS.FREE_NEXT = place(layout.FREE_NEXT, None, ("FREE", 0))
OFFSETS.PROPERTIES = place(layout.PROPERTIES, None, ("PROPERTIES", 0))


# --- memory ----------------------------------------------------------------------------------------------------------


class Words:
    """Words that know their block and, where they are part of a record, their field; ``plain`` blocks need no name."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.values = list(values)
        self.block = [-1] * len(self.values)
        self.field: list[Field | None] = [None] * len(self.values)
        self.blocks = 0
        self.plain: set[int] = set()

    def new_block(self, begin: int, end: int, plain: bool = False) -> int:
        number = self.blocks = self.blocks + 1
        self.block[begin:end] = [number] * (end - begin)
        self.field[begin:end] = [None] * (end - begin)
        if plain:
            self.plain.add(number)
        return number

    def name(self, begin: int, kind: str, count: int) -> None:
        self.field[begin : begin + count] = [(kind, word) for word in range(count)]

    def check(self, index: int) -> None:
        if not 0 <= index < len(self.values) or self.block[index] < 0:
            raise WrongAccess(f"word {int(index)} is beyond the memory or not allocated")
        here = self.field[index]
        if not isinstance(index, Place) or (index.block is None and index.field is None):
            if self.block[index] not in self.plain:
                raise WrongAccess(f"word {int(index)}, {here or 'of a block'}, is reached by a bare number")
            return
        if index.block is not None and index.block != self.block[index]:
            raise WrongAccess(f"word {int(index)} lies outside the block that the address was taken from")
        if index.field is not None and index.field != here and not self._is_spare(here):
            if index.field == ("FREE", 0) and here is not None and here[0] in OF_LIST.values() and here[1] == 0:
                return
            raise WrongAccess(f"word {int(index)} is {here}, not {index.field}")

    @staticmethod
    def _is_spare(here: Field | None) -> bool:
        return here is not None and here[0] == "SPARE"

    def __getitem__(self, index: int) -> Any:
        self.check(index)
        return self.values[index]

    def __setitem__(self, index: int, value: Any) -> None:
        self.check(index)
        if isinstance(value, int | np.integer) and not -(1 << 63) <= value < 1 << 63:
            raise WrongAccess(f"{value} does not fit into word {int(index)}")
        self.values[index] = value


class View:
    """``beyond(memory, start)``, with ``count`` words where their number is known."""

    def __init__(self, memory: Any, start: int, count: int | None = None) -> None:
        self.memory, self.start, self.count = memory, start, count

    def __len__(self) -> int:
        assert self.count is not None
        return self.count

    def __getitem__(self, index: int) -> Any:
        if self.count is not None and not 0 <= index < self.count:
            raise WrongAccess(f"day {int(index)} of a table of {self.count} days")
        return self.memory[self.start + index]


class Builder(_Builder):
    """Notes what every block of the image holds."""

    def __init__(self, model: Model) -> None:
        self.notes: list[tuple[int, int, str, int]] = []  # begin, end, name or kind, width of records or 0
        super().__init__(model)

    def _add(self, words: Any) -> int:
        begin = super()._add(words)
        self.notes.append((begin, self.end, "", 0))
        return begin

    def _section(self, name: str, words: Any) -> int:
        begin = super()._section(name, words)
        self.notes[-1] = (*self.notes[-1][:2], name, 0)
        return begin

    def _records(self, width: int, count: int, **columns: Any) -> int:
        begin = super()._records(width, count, **columns)
        self.notes[-1] = (*self.notes[-1][:2], FIELDS[next(iter(columns)).upper()][0], width)
        return begin


class EngineMemory(Words):
    """The memory of the engine's kernel for a model, with an arena of so many words."""

    def __init__(self, model: Model, arena: int) -> None:
        builder = Builder(model)
        image = builder.image()
        super().__init__([*image.words.tolist(), *[0] * arena])
        self.parts = builder.person_parts.tolist()
        self.new_block(0, layout.HEADER_WIDTH)
        self.name(0, "HEADER", layout.HEADER_WIDTH)
        spare = builder.notes[0][0] - SPARE
        self.new_block(SPARE, SPARE + spare)
        self.name(SPARE, "SPARE", spare)
        blocks = {}
        for begin, end, name, width in builder.notes:
            blocks[name] = begin, self.new_block(begin, end, plain=name == "")
            for record in range(begin, end, width or len(self.values)):
                self.name(record, name, width)
        for name in vars(layout):
            kind = RECORDS.get(name, name)
            if kind in blocks and name not in RECORDS.values() and name in FIELDS:
                self.values[getattr(layout, name)] = place(*blocks[kind])
        for name, part in zip(("VISITS", "HELD", "NEEDS"), self.parts[1:4], strict=True):
            self.values[getattr(layout, f"{name}_AT")] = place(part, None, (name, 0))
        self.values[layout.ARENA_START], self.values[layout.ARENA_END] = len(image.words), len(self.values)
        self.floats = Words(image.floats.tolist())
        begin = 0
        for name, part in zip(FLOAT_SECTIONS, builder.float_parts, strict=True):
            block = self.floats.new_block(begin, begin + len(part), plain=name in ("quantiles", "length_p"))
            if name != "quantiles":
                self.values[getattr(layout, name.upper())] = place(begin, block)
            begin += len(part)

    def new_person(self, record: int) -> None:
        self.name(record, "PERSON", layout.PROPERTIES)
        for name, first, last in zip(
            ("PROPERTIES", "VISITS", "HELD", "NEEDS"), self.parts[:4], self.parts[1:], strict=True
        ):
            self.name(record + first, name, last - first)


# --- the kernel's text in plain Python -------------------------------------------------------------------------------


def _allocating(original: Any) -> Any:
    def allocate(memory: EngineMemory, width: int) -> int:
        start = original(memory, width)
        return place(start, memory.new_block(start, start + width)) if start else 0

    return allocate


def _recording(original: Any) -> Any:
    def new_record(memory: EngineMemory, free: int, width: int, counters: int) -> int:
        is_new = memory[free] == 0
        record = int(original(memory, free, width, counters))
        if is_new and record != SPARE:
            kind = OF_LIST[int(free)]
            memory.new_person(record) if kind == "PERSON" else memory.name(record, kind, width)
        return record

    return new_record


WRAPPED: dict[str, Callable[[Any], Any]] = {"allocate": _allocating, "new_record": _recording}
REPLACED: dict[str, Any] = {
    **{name: (lambda pointer: pointer) for name in ("words", "address", "integers", "reals")},
    "beyond": View,
    "carray": lambda view, shape: View(view.memory, view.start, shape[0]),
    "apart": lambda: None,
    "merged": lambda: None,
    "range": checked_range,
    "np": SimpleNamespace(uint64=Unsigned, int64=signed),
    "m": OFFSETS,
}


class Plain:
    """Functions of the kernel as plain Python: each module's names anew, with checked ones in place of pointers."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, Any]] = {}
        self._made: dict[int, Any] = {}

    def names(self, namespace: dict[str, Any]) -> dict[str, Any]:
        if id(namespace) not in self._known:
            copy = self._known[id(namespace)] = {}
            copy |= {name: REPLACED.get(name, self.value(value)) for name, value in namespace.items()}
            copy["range"] = checked_range
        return self._known[id(namespace)]

    def value(self, value: Any) -> Any:
        if isinstance(value, Dispatcher):
            if id(value) not in self._made:
                function = self.function(value.py_func)
                self._made[id(value)] = WRAPPED.get(function.__name__, lambda same: same)(function)
            return self._made[id(value)]
        if isinstance(value, np.uint64):
            return Unsigned(int(value))
        if isinstance(value, ModuleType) and value.__name__.startswith("sim.engines.compiled."):
            return SimpleNamespace(**self.names(vars(value)))
        return value

    def function(self, function: Any) -> Any:
        return FunctionType(function.__code__, self.names(function.__globals__), function.__name__)


replicate = Plain().function(loop.replicate)


def run(model: Model, seed: int, replications: Sequence[int], rows: int) -> Log:
    """The log of a model by the checked engine; ``rows`` of all replications together."""
    keys = engine._keys(seed, np.array(replications, dtype=np.int64)).tolist()
    arena, done, first_row = 1 << 12, 0, [0] * (len(keys) + 1)
    log = Words([0] * (rows * len(COLUMNS)))
    log.new_block(0, len(log.values), plain=True)
    memory = EngineMemory(model, arena)
    while done < len(keys):
        rest = first_row[done:]
        done += replicate(memory, memory.floats, keys[done:], log, rest, rows)
        first_row[len(first_row) - len(rest) :] = rest
        status = memory[OFFSETS.STATUS]
        if done < len(keys):
            assert status == layout.ARENA_FULL, status
            arena *= 2
            memory = EngineMemory(model, arena)
    columns = [np.array(log.values[i * rows : (i + 1) * rows], dtype=np.int64) for i in range(len(COLUMNS))]
    return from_columns(columns, np.array(first_row), np.array(replications))
