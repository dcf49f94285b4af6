"""Values of a scenario file as TOML: texts on one line, dates bare, tables and lists inline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sim.scenario.reading import Source, listed_in

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted(text: str) -> str:
    """A TOML basic string on one line."""
    return '"' + one_line(text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def one_line(text: str) -> str:
    return "".join(c for c in text if c >= " " and c != "\x7f")


def toml_value(value: Any) -> str:
    """A value that was read from TOML, as TOML."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {toml_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return repr(value) if isinstance(value, float) else str(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else quoted(name)


def on_dates_lines(source: Source, changes: Sequence[Mapping[str, Any]], closed: Sequence[str]) -> Iterator[str]:
    """``[calendar] closed`` and ``[[change]]`` of a file that extends a source and adds to both.

    Lists are replaced by those of a file that extends another one, so what was there is stated again.
    """
    if closed:
        before = listed_in(source.tables.get("calendar", {}), "closed")
        yield from ("", "[calendar]", f"closed = {toml_value([*before, *closed])}")
    if changes:
        for change in (*listed_in(source.tables, "change"), *changes):
            yield from ("", "[[change]]", *(f"{_key(name)} = {toml_value(value)}" for name, value in change.items()))
