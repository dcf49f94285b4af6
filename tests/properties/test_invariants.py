"""Law 4 of every scenario: books that are kept beside the log balance at every event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.engines import choose, reference
from sim.log.events import Event
from sim.log.table import Log
from sim.model.build import build
from sim.scenario.assemble import assemble
from sim.scenario.reading import read
from sim.scenario.schema import DAY
from tests import generated
from tests.invariants import check
from tests.properties.conftest import Run
from tests.tiers import first_of

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "scenarios").glob("*.toml"), *(ROOT / "sim" / "verify" / "scenarios").glob("*.toml")])
LONGEST = 3 * 366 * DAY  # of a scenario file


@pytest.mark.parametrize("seed", first_of(40, range(80)))
def test_generated_pathways_keep_the_laws(seed: int, run: Run) -> None:
    model = generated.model(seed)
    check(run(model, seed, [0, 1]), model)


@pytest.mark.parametrize("path", [path for path in FILES if path.name != "parametre.toml"], ids=lambda path: path.stem)
def test_scenario_files_keep_the_laws(path: Path) -> None:
    """By the fastest engine: that the others write the same log is tested for each of these files."""
    model = build(assemble(read(path)))
    model = replace(model, end=min(model.end, LONGEST))
    check(choose("auto", model, 1_000_000).run(model, 1, [0]), model)


# --- the books find what is wrong -------------------------------------------------------------------------------------


def spoiled(log: Log, event: Event, column: str, change: int, which: int = 0) -> Log:
    """The log with one number of one row changed."""
    values = getattr(log, column).copy()
    values[np.flatnonzero(log.code == event)[which]] += change
    return replace(log, **{column: values})


def without(log: Log, event: Event, which: int = 0) -> Log:
    """The log without one row."""
    row = np.flatnonzero(log.code == event)[which]
    columns = {
        name: np.delete(getattr(log, name), row)
        for name in ("time", "owner", "code", "step", "visit", "object", "value")
    }
    return replace(log, **columns, first_row=np.array([0, len(log) - 1]))


def found_in_some_log(event: Event, wrong: Callable[[Log], Log]) -> bool:
    """Whether the books find the mistake in one of the first five generated logs that have such a row."""
    tried = 0
    for seed in range(100):
        log = reference.run(generated.model(seed), seed, [0])
        if np.any(log.code == event):
            try:
                check(wrong(log), generated.model(seed))
            except (AssertionError, KeyError):
                return True
            tried += 1
            if tried == 5:
                return False
    raise AssertionError(f"no generated pathway has {event.name}")


SILENT = (Event.ATTRIBUTE, Event.MARK, Event.LIMITED, Event.DECIDE, Event.OVERDUE, Event.WORK_DONE)
NEEDED = [event for event in Event if event not in SILENT]
"""Rows that cannot be missing without the books noticing."""


@pytest.mark.parametrize("event", NEEDED, ids=lambda event: event.name)
def test_a_missing_row_is_found(event: Event) -> None:
    assert found_in_some_log(event, lambda log: without(log, event))


SPOILED = [
    *((event, "value", 1) for event in (Event.ADMIT, Event.END, Event.RISK, Event.CALLED, Event.CLAIM, Event.EXIT)),
    *((event, "value", 1) for event in (Event.CAPACITY, Event.SEATS, Event.HELD, Event.INSIDE, Event.IN_LINE)),
    *((event, "value", 1) for event in (Event.TOKEN_IN, Event.WORK_START, Event.START, Event.JOIN, Event.RENEGED)),
    *((event, "time", 60) for event in (Event.TOKEN_IN, Event.TURNED, Event.ARRIVE)),
]


@pytest.mark.parametrize(("event", "column", "change"), SPOILED, ids=lambda value: getattr(value, "name", str(value)))
def test_a_wrong_number_is_found(event: Event, column: str, change: int) -> None:
    assert found_in_some_log(event, lambda log: spoiled(log, event, column, change, int(np.sum(log.code == event)) - 1))
