"""Parts of a scenario that need not be read again: nothing that their reading looked at has changed since.

A part (an element such as ``stage.tilbud``, or one of its keys) is made of tables, which never change once a file is
read, of parameter values, and of what is known of the whole file (:func:`surroundings`).  Which values it is made of is
noted while it is read (:class:`~sim.scenario.memory.Values`), so nobody keeps a list of them.  The last reading of each
part is kept with the file.  It counts if every value that it looked at is the very same object; what it noted for the
checks of the whole (uses, references) is then noted again.  Where anything is wrong nothing is taken from memory and
nothing put there: a faulty file is read in full.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import partial
from operator import attrgetter, is_
from typing import TypeVar

from sim.scenario.memory import Reading
from sim.scenario.reader import Reader

T = TypeVar("T")

WRITTEN = frozenset(("findings", "used", "references", "property_uses", "lost"))
"""What readers write in a :class:`Reader`; ``lost`` never without a finding."""
APART = frozenset(("parameters", "source", "tables", "overrides"))
"""Parameters are noted one by one; the tables belong to the memory; overrides are looked at by messages alone."""
_parts_of = attrgetter(*(part.name for part in fields(Reader) if part.compare and part.name not in WRITTEN | APART))


def remembered(reader: Reader, part: Hashable, read: Callable[[], T], *inputs: object) -> T:
    """What ``read()`` gives, from memory where it would give the same.

    ``inputs`` are the objects that it is made of besides the tables, parameters and surroundings; one that is not the
    very same object as before counts as changed.
    """
    if len(reader.findings):
        return read()
    memory, around = reader.source.memory, surroundings(reader)
    last = memory.readings.get(part)
    if last is not None and _holds(last, reader, inputs, around):
        reader.parameters.seen |= last.seen
        reader.used |= last.used
        reader.references += last.references
        reader.property_uses += last.property_uses
        kept: T = last.result
        return kept
    result, reading = noted(reader, read)
    if reading is None or surroundings(reader) is not around:
        memory.readings.pop(part, None)
    else:
        memory.readings[part] = reading._replace(inputs=inputs, surroundings=around)
    return result


def _holds(last: Reading, reader: Reader, inputs: tuple[object, ...], around: object) -> bool:
    """Whether the reading would be the same now."""
    same = last.surroundings is around and len(last.inputs) == len(inputs)
    return same and all(map(is_, last.inputs, inputs)) and reader.parameters.hold(last.values)


def elements(reader: Reader, kind: str, read: Callable[..., T], *inputs: object) -> list[T]:
    """What ``read(reader, name, table, *inputs)`` gives for every element of a kind, sorted by name."""
    return [
        remembered(reader, (kind, name), partial(read, reader, name, table, *inputs), *inputs)
        for name, table in reader.section(kind)
    ]


def noted(reader: Reader, read: Callable[[], T]) -> tuple[T, Reading | None]:
    """What ``read()`` gives, and what it looked at and noted; None in its place if there was anything to report."""
    before = len(reader.findings.warnings), len(reader.references), len(reader.property_uses)
    outer = reader.used, reader.parameters.seen
    reader.used, reader.parameters.seen = set(), set()
    try:
        result = read()
    finally:
        used, seen = reader.used, reader.parameters.seen
        reader.used, reader.parameters.seen = outer
        reader.used |= used
        reader.parameters.seen |= seen
    if len(reader.findings) or len(reader.findings.warnings) > before[0]:
        return result, None
    references, uses = tuple(reader.references[before[1] :]), tuple(reader.property_uses[before[2] :])
    looked_at = reader.parameters.of(seen), frozenset(seen), frozenset(used)
    return result, Reading(result, (), None, *looked_at, references, uses)


def surroundings(reader: Reader) -> object:
    """Everything a reading can look at besides tables and parameters; one object for all that are equal.

    Looked up where some part of it is another object than before: readers replace these parts, but for the lists of
    names, which are complete before the first part is read.
    """
    now = _parts_of(reader)
    last, known = reader.around
    if last is None or not all(map(is_, last, now)):
        known = reader.source.memory.known(now)
        reader.around = now, known
    return known
