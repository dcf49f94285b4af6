"""Key tables: what may stand in each kind of table, said once, declaratively."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.scenario.leaves import text, titles
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.remembered import noted, remembered
from sim.scenario.schema import Titles
from sim.scenario.words import said

LONGEST_REMEMBERED = 2  # parts of the path of an element, such as stage.tilbud


@dataclass(frozen=True)
class Key:
    """How the value of a key is read, what it is where the file says nothing, and whether the file must say it."""

    read: Leaf
    default: Any = None
    required: bool = False


NAMED = {"title": Key(titles, Titles()), "text": Key(text, "")}
"""What most things may carry."""


def fields(reader: Reader, path: KeyPath, raw: object, keys: Mapping[str, Key]) -> dict[str, Any]:
    """The values of a table by key, with defaults; unknown and missing keys are reported.

    Of an element, keys that look at parameters are remembered one by one, and all others together.
    """
    if not isinstance(raw, dict):
        reader.table(path, raw)
        return dict.fromkeys(keys, BROKEN)
    parameters = path[:1] == ("parameters",)  # those are read before any of them has a value
    if not path or parameters or len(path) > LONGEST_REMEMBERED:
        return _read(reader, path, raw, keys, set())
    apart = reader.source.memory.looking.setdefault(path, set())
    found = remembered(reader, ("plain keys of", path), lambda: _read(reader, path, raw, keys, apart), raw, keys)
    if len(found) < len(keys):
        found = dict(found)
        for key in [key for key in keys if key not in found]:
            found[key] = keys[key].read(reader, (*path, key), raw[key])
    return found


def _read(
    reader: Reader, path: KeyPath, raw: Mapping[str, Any], keys: Mapping[str, Key], apart: set[str]
) -> dict[str, Any]:
    """The values of all keys that are not ``apart``; those that turn out to look at parameters are added to it."""
    for key in raw:
        if key not in keys:
            reader.add((*path, key), "unknown-key", "There is no such key here", key, tuple(keys))
    found = {}
    for key, rule in keys.items():
        if key in apart and key in raw:
            continue
        if key in raw:
            found[key], reading = noted(reader, partial(rule.read, reader, (*path, key), raw[key]))
            if reading is not None and reading.values:
                apart.add(key)
        elif rule.required:
            found[key] = reader.add(
                (*path, key), "missing-key", said("`{key}` is required", key=key), allowed=f"{key} = ..."
            )
        else:
            found[key] = rule.default
    return found


def exactly_one(reader: Reader, path: KeyPath, raw: Mapping[str, object], keys: tuple[str, ...]) -> bool:
    """Whether just one of some keys is given; otherwise a problem is reported."""
    given = [key for key in keys if key in raw]
    if len(given) == 1:
        return True
    message = "Only one of these keys can be given" if given else "One of these keys is needed"
    reader.add((*path, given[1]) if given else path, "conflicting-keys", message, ", ".join(given), ", ".join(keys))
    return False
