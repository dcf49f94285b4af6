"""What has been run so far: a line of JSON for each part of each set, so that a run that is broken off goes on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.jsonl"
DEFINED_BY = ("pathway.toml", "mapping.toml", "sets.py")

Found = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One piece of work: ``kind`` is ``fit``, ``wrong`` or ``forecast``."""

    kind: str
    number: int


def definition() -> str:
    """Identifies what a set is; results of another definition are not gone on with."""
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in DEFINED_BY)).hexdigest()[:16]


def read(path: Path = RESULTS, of: str | None = None) -> dict[Part, Found]:
    """The parts that were run, none if they were of another definition; a line that was cut off is left out."""
    if not path.is_file():
        return {}
    head, *lines = path.read_text("utf-8").split("\n")
    if json.loads(head).get("definition") != (definition() if of is None else of):
        return {}
    found = {}
    for line in lines[:-1]:  # the last one ends the file, or was cut off
        part = json.loads(line)
        found[Part(part["kind"], part["set"])] = part["found"]
    return found


def begin(path: Path = RESULTS) -> None:
    """A new file, unless what is there can be gone on with; a line that was cut off goes."""
    parts = read(path)
    path.write_text(json.dumps({"definition": definition()}) + "\n", "utf-8")
    for part, found in parts.items():
        add(part, found, path)


def add(part: Part, found: Found, path: Path = RESULTS) -> None:
    """One line more; what is not a whole number is kept to five decimals."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"kind": part.kind, "set": part.number, "found": _rounded(found)}) + "\n")


def _rounded(found: Found) -> Found:
    return {name: _rounded(one) if isinstance(one, dict) else round(one, 5) for name, one in found.items()}
