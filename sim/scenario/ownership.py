"""Whose a parameter's value is: that of the source beside it, or one that somebody put in its place.

A basis and a source speak for the value of the file that states them.  A file that extends that one, ``--set`` or the
page may put another value there; then the source says nothing of the value in force, and the reader must be told.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sim.scenario.schema import Own

if TYPE_CHECKING:
    from sim.scenario.reading import Source
    from sim.scenario.tomlfiles import File

Value = float | str


@dataclass(frozen=True)
class Stated:
    """A value as the files state it."""

    file: File
    value: Any  # as it stands there; None: it follows from others by a formula


def own_value(source: Source, name: str, value: Value, amount: Callable[[object], float | None]) -> Own | None:
    """Whose the value in force is; None if the source beside it speaks for it.

    ``amount``: what stands in a file as a number in the unit of the parameter; None if it is no number.
    """
    supported, stated = source.made_once.get(("stated", name)) or _note(source, name)
    before = _plain(supported.value, amount)
    if _same(value, before):
        return None
    in_file = stated.file is not supported.file and _same(value, _plain(stated.value, amount))
    return Own(stated.file.path.name if in_file else "", supported.file.path.name, before)


def _note(source: Source, name: str) -> tuple[Stated, Stated]:
    """The value that the source speaks for, and the one that the files state in the end."""
    blocks = [_block(file, name) for file in source.files]
    speaking = [place for place, block in enumerate(blocks) if {"basis", "source"} & block.keys()]
    stating = [place for place, block in enumerate(blocks) if block]
    speaks = speaking[0] if speaking else stating[-1]
    value = _stated(source.files[speaks:], name).value
    nearest = next(place for place in range(speaks + 1) if _stated(source.files[place:], name).value == value)
    found = Stated(source.files[nearest], value), _stated(source.files, name)
    source.made_once["stated", name] = found
    return found


def _stated(files: tuple[File, ...], name: str) -> Stated:
    """The nearest file that sets it; else the nearest that states its value or formula."""
    for file in files:
        given = file.tables.get("set")
        if isinstance(given, dict) and name in given:
            return Stated(file, given[name])
    for file in files:
        block = _block(file, name)
        if {"value", "formula"} & block.keys():
            return Stated(file, block.get("value"))
    return Stated(files[-1], None)


def _block(file: File, name: str) -> dict[str, Any]:
    parameters = file.tables.get("parameters")
    block = parameters.get(name) if isinstance(parameters, dict) else None
    return block if isinstance(block, dict) else {}


def _plain(stated: Any, amount: Callable[[object], float | None]) -> Value | None:
    """A number in the unit of the parameter; a date or a choice as text."""
    if stated is None:
        return None
    if isinstance(stated, date):
        return stated.isoformat()
    number = amount(stated)
    return str(stated) if number is None else number


def _same(value: Value, stated: Value | None) -> bool:
    if isinstance(value, str) or isinstance(stated, str) or stated is None:
        return value == stated
    return math.isclose(value, stated, rel_tol=1e-12, abs_tol=1e-15)
