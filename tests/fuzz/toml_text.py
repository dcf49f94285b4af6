"""Tables as TOML text: what the mutations of a parsed file are written with."""

from __future__ import annotations

import datetime
import json
import math
import re
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")


class Written(str):
    """TOML text that stands for itself: numbers as no parser would write them."""


def key(name: str) -> str:
    return name if BARE.fullmatch(name) else quoted(name)


def quoted(text: str) -> str:
    """A basic string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def value(item: Any) -> str:
    """Any value on one line."""
    if isinstance(item, Written):
        return str(item)
    if isinstance(item, str):
        return quoted(item)
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, float) and not math.isfinite(item):
        return "nan" if math.isnan(item) else "inf" if item > 0 else "-inf"
    if isinstance(item, datetime.datetime | datetime.date | datetime.time):
        return item.isoformat()
    if isinstance(item, list):
        return f"[{', '.join(value(inner) for inner in item)}]"
    if isinstance(item, dict):
        return "{" + ", ".join(f"{key(name)} = {value(inner)}" for name, inner in item.items()) + "}"
    if isinstance(item, int) and abs(item) > 1 << 64:
        return hex(item).replace("-", "")  # Python writes no long numbers in tens; TOML has no sign before 0x
    return repr(item)


def document(tables: dict[str, Any]) -> str:
    """The whole file: plain values first, tables of tables under headers of two parts, the rest on one line each."""
    lines = [f"{key(name)} = {value(item)}" for name, item in tables.items() if not isinstance(item, dict)]
    for name, table in tables.items():
        if isinstance(table, dict):
            lines += _section(key(name), table)
    return "\n".join(lines) + "\n"


def _section(header: str, table: dict[str, Any], depth: int = 1) -> list[str]:
    inner = {name: item for name, item in table.items() if isinstance(item, dict) and depth < 2}
    lines = ["", f"[{header}]"]
    lines += [f"{key(name)} = {value(item)}" for name, item in table.items() if name not in inner]
    for name, item in inner.items():
        lines += _section(f"{header}.{key(name)}", item, depth + 1)
    return lines
