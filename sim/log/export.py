"""The event log as CSV, Parquet or XES (:mod:`sim.log.mining`), chosen by the ending of the file.

Columns of CSV and Parquet: ``replication, time, owner, event, step, visit, object, value``.  Event, step and object are
names, empty where there is none; the owner is the number of the person, -1 for the environment.  Times are seconds from
00:00 on the first day of the run.  The file appears only when it is complete: it is written beside its place and then
renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from sim import disk
from sim.log.events import Event
from sim.log.mining import FOOT, HEAD, as_xes
from sim.log.table import Log

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.model.model import Model, Names

ENDINGS = (".csv", ".parquet", ".xes")
FORMS = {"pandas": "notebooks", "polars": "polars", "pyarrow": ""}
"""What a log can be in memory, and the extra that it needs."""


class UnknownEnding(ValueError):
    """The file name says neither CSV nor Parquet nor XES."""

    endings = tuple(ENDINGS)


def kind_of(path: str | Path) -> str:
    """``.csv``, ``.parquet`` or ``.xes``; raises :class:`UnknownEnding`."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UnknownEnding(f"{path}: the log is written as {' or '.join(ENDINGS)}; the ending of the name decides")
    return ending


@contextmanager
def log_writer(path: str | Path, model: Model) -> Iterator[Callable[[Log], None]]:
    """A function that appends the log of a batch to the file; nothing is left behind if the block fails.

    Raises :class:`sim.disk.FileTrouble`.
    """
    ending = kind_of(path)
    with disk.new_file(Path(path)) as stream:
        if ending == ".xes":
            with _xes_writer(stream, model) as write_cases:
                yield write_cases
            return
        writer = _csv_writer if ending == ".csv" else _parquet_writer
        with writer(stream) as write:
            yield lambda log: write(as_table(log, model))


def export(log: Log, model: Model, path: str | Path) -> None:
    """Write a whole log."""
    with log_writer(path, model) as write:
        write(log)


def as_table(log: Log, model: Model) -> pa.Table:
    """The log with names instead of numbers; names are dictionary-encoded."""
    import pyarrow as pa

    events = [""] * (max(Event) + 1)
    for event in Event:
        events[event] = event.name.lower()
    names = model.names
    objects, offsets = _objects(names)
    kinds = {step.name: step.kind for step in model.scenario.steps}
    waits = np.array([kinds[name] == "wait" for name in names.steps], dtype=bool)
    columns = {
        "replication": pa.array(log.replication),
        "time": pa.array(log.time),
        "owner": pa.array(log.owner),
        "event": _encoded(log.code, events),
        "step": _encoded(log.step, names.steps),
        "visit": pa.array(log.visit),
        "object": _encoded(_object_numbers(log, offsets, waits), objects),
        "value": pa.array(log.value),
    }
    return pa.table(columns)


def in_form(log: Log, model: Model, form: str) -> Any:
    """The log as a frame of ``pandas`` or ``polars``, or a table of ``pyarrow``, with the column ``when``.

    Raises ValueError for another form, and ModuleNotFoundError with the way to install what is missing.
    """
    import pyarrow as pa

    if form not in FORMS:
        raise ValueError(f"as_={form!r}: a log is given as {', '.join(FORMS)}")
    first = np.datetime64(model.scenario.run.first_day, "s")
    table = as_table(log, model)
    table = table.add_column(2, "when", pa.array(first + log.time.astype("timedelta64[s]")))
    if form == "pyarrow":
        return table
    try:
        module = import_module(form)
    except ModuleNotFoundError:
        extra = FORMS[form]
        text = f"a frame of {form} needs it: pip install 'rengsim[{extra}]'"
        raise ModuleNotFoundError(text, name=form) from None
    return table.to_pandas() if form == "pandas" else module.from_arrow(table)


def _encoded(numbers: NDArray[np.int64], words: list[str] | tuple[str, ...]) -> Any:
    """Numbers as words; a negative number is no word at all (null).

    Things of different kinds may have one name, and pandas wants every category once.
    """
    import pyarrow as pa

    place = {word: at for at, word in enumerate(dict.fromkeys(words))}
    once = np.array([place[word] for word in words], dtype=np.int32)
    indices = pa.array(once[np.maximum(numbers, 0)], type=pa.int32(), mask=numbers < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(place), type=pa.string()))


def _kinds(names: Names) -> dict[str, tuple[str, ...]]:
    return {
        "source": names.sources,
        "property": names.properties,
        "gate": names.gates,
        "pool": names.pools,
        "step": names.steps,
        "end": ("plain", "found", "not_found"),
        "risk": names.risks,
        "resource": names.resources,
        "task": tuple(task.name for task in names.tasks),
    }


OBJECT_OF = {
    **dict.fromkeys((Event.ARRIVE, Event.NOT_CONTACTED), "source"),
    **dict.fromkeys((Event.ATTRIBUTE, Event.MARK, Event.WITHOUT_MARK, Event.AFTER_MARK), "property"),
    **dict.fromkeys((Event.LIMITED, Event.DECIDE), "step"),
    Event.END: "end",
    Event.RISK: "risk",
    **dict.fromkeys((Event.CLAIM, Event.RELEASE, Event.TURNED, Event.CAPACITY), "resource"),
    **dict.fromkeys((Event.CALLED, Event.TOKEN_IN, Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST), "pool"),
    **dict.fromkeys((Event.SEATS, Event.OTHERS, Event.HELD, Event.NOT_HELD, Event.CANCELLED, Event.BACKFILL), "gate"),
    Event.SENT_AWAY: "gate",
    **dict.fromkeys((Event.WORK_DUE, Event.WORK_START, Event.WORK_DONE, Event.WORK_DROPPED), "task"),
}
"""What the object of an event is; a line (JOIN, ADMIT, ...) is that of a gate or a pool, told apart by the step."""


def _objects(names: Names) -> tuple[list[str], dict[str, int]]:
    """All names an object may have, and where each kind begins."""
    words: list[str] = []
    offsets: dict[str, int] = {}
    for kind, members in _kinds(names).items():
        offsets[kind] = len(words)
        words.extend(members)
    return words, offsets


def _object_numbers(log: Log, offsets: dict[str, int], waits: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The object of every row as a number in the list of all names, -1 for none; a line at a wait is that of a pool."""
    offset_of = np.full(max(Event) + 1, -1, dtype=np.int64)
    for event, kind in OBJECT_OF.items():
        offset_of[event] = offsets[kind]
    offset = offset_of[log.code]
    lines = np.isin(log.code, (Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.IN_LINE, Event.MOVE))
    offset = np.where(lines, np.where(waits[log.step], offsets["pool"], offsets["gate"]), offset)
    return np.where((log.object < 0) | (offset < 0), -1, log.object + offset)


@contextmanager
def _csv_writer(stream: BinaryIO) -> Iterator[Callable[[pa.Table], None]]:
    from pyarrow import csv

    first = True

    def write(table: pa.Table) -> None:
        nonlocal first
        plain = table.cast(_plain_schema(table))
        csv.write_csv(plain, stream, csv.WriteOptions(include_header=first, quoting_style="needed"))
        first = False

    yield write


def _plain_schema(table: pa.Table) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in table.schema])


@contextmanager
def _parquet_writer(stream: BinaryIO) -> Iterator[Callable[[pa.Table], None]]:
    from pyarrow import parquet

    writer: parquet.ParquetWriter | None = None

    def write(table: pa.Table) -> None:
        nonlocal writer
        if writer is None:
            writer = parquet.ParquetWriter(stream, table.schema, compression="zstd")
        writer.write_table(table)

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


@contextmanager
def _xes_writer(stream: BinaryIO, model: Model) -> Iterator[Callable[[Log], None]]:
    def write(log: Log) -> None:
        stream.write(as_xes(log, model).encode())

    stream.write(HEAD.encode())
    yield write
    stream.write(FOOT.encode())
