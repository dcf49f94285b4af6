"""No file of the project says with a trick what the language has a key for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.scenario.reading import read
from sim.scenario.schema import Span
from sim.scenario.values import quantity

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "scenarios", ROOT / "scenarios" / "neighbours", ROOT / "docs" / "neighbours"]
LEAST = 1e-6  # a smaller share stands for a way that only the checks are to see


@pytest.fixture(scope="module")
def tables() -> dict[str, dict[str, Any]]:
    """The tables of every scenario file, with what it inherits."""
    files = [path for folder in FOLDERS for path in sorted(folder.glob("*.toml"))]
    assert len(files) > 80
    return {path.name: read(path).tables for path in files}


def takes_no_time(stage: dict[str, Any]) -> bool:
    lasts = stage.get("lasts")
    length = quantity(lasts) if isinstance(lasts, str) else lasts
    return isinstance(length, Span) and length.amount == 0


def numbers(value: Any) -> Iterator[float]:
    """Every number in a value."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from numbers(inner)
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def test_no_stage_of_no_length_holds_anything(tables: dict[str, dict[str, Any]]) -> None:
    """A seat that is used up is a wait for a session, a place that is kept is ``holds``."""
    for file, found in tables.items():
        for name, stage in found.get("stage", {}).items():
            assert not (takes_no_time(stage) and {"uses", "gate", "holds"} & stage.keys()), (file, name)


def test_no_way_is_there_for_the_checks_alone(tables: dict[str, dict[str, Any]]) -> None:
    """A population that nobody leaves needs no exit, so no share has to be next to nothing."""
    for file, found in tables.items():
        for kind in ("stage", "decision", "wait"):
            for name, step in found.get(kind, {}).items():
                assert [share for share in numbers(step.get("next")) if 0 < share < LEAST] == [], (file, name)
