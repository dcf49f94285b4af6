"""A wrong order or a wrong draw must be seen: the pathways that compare engines are rich enough to notice.

Two phases are exchanged, or the draws of two purposes, and the log of at least one of the first generated pathways must
change.  If one of these tests fails, equal logs of two engines would prove nothing about that rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from sim.engines.order import Phase
from sim.engines.reference import plain as codes
from sim.engines.reference import run
from sim.engines.reference.chance import Chance
from sim.log.table import Log
from sim.model.model import Model
from tests import generated

pytestmark = pytest.mark.unit
SEEDS = range(60)
REPLICATION = 0


def unlike(one: Log, two: Log) -> bool:
    return any(a.tobytes() != b.tobytes() for a, b in zip(one.columns(), two.columns(), strict=True))


_logs: dict[int, Log] = {}


def plain(seed: int) -> Log:
    """The log of a pathway as it should be."""
    if seed not in _logs:
        _logs[seed] = run(generated.model(seed), seed, [REPLICATION])
    return _logs[seed]


def noticed(play: Callable[[int], Log]) -> bool:
    """Whether some pathway has another log when played like this."""
    return any(unlike(plain(seed), play(seed)) for seed in SEEDS)


# --- phases ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def right_logs() -> None:
    """The right logs are made before anything is exchanged."""
    for seed in SEEDS:
        plain(seed)


@pytest.mark.parametrize(("one", "two"), list(combinations(Phase, 2)), ids=lambda phase: phase.name)
def test_exchanging_two_phases_is_noticed(one: Phase, two: Phase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes.Phase, one.name, int(two))
    monkeypatch.setattr(codes.Phase, two.name, int(one))
    assert noticed(lambda seed: run(generated.model(seed), seed, [REPLICATION]))


# --- draws -----------------------------------------------------------------------------------------------------------

PURPOSES = ("stream_route", "stream_length", "stream_success", "stream_setup", "stream_patience")
KEYS = (
    *PURPOSES,
    *(
        "draw_stream",
        "risk_stream",
        "work_stream",
        "follow_stream",
        "follow_gap_stream",
        "process_key",
        "process_stream",
    ),
    *("process_size_stream", "source_elapsed_stream", "pool_life_stream", "gate_key", "gate_others_stream"),
    "gate_cancelled_stream",
)


def with_tables(model: Model, **columns: object) -> Model:
    return replace(model, tables=model.tables._replace(**columns))  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "two"), list(combinations(PURPOSES, 2)))
def test_exchanging_the_draws_of_two_purposes_is_noticed(one: str, two: str) -> None:
    def play(seed: int) -> Log:
        model = generated.model(seed)
        tables = model.tables
        changed = with_tables(model, **{one: getattr(tables, two), two: getattr(tables, one)})
        return run(changed, seed, [REPLICATION])

    assert noticed(play)


@pytest.mark.parametrize("name", KEYS)
def test_every_stream_is_drawn_from(name: str) -> None:
    def play(seed: int) -> Log:
        model = generated.model(seed)
        return run(with_tables(model, **{name: getattr(model.tables, name) + np.uint64(1)}), seed, [REPLICATION])

    assert noticed(play)


WRONG_ADDRESSES: dict[str, Callable[[int, int, int, int], tuple[int, int, int, int]]] = {
    "visit and index exchanged": lambda stream, owner, visit, index: (stream, owner, index, visit),
    "the visit forgotten": lambda stream, owner, visit, index: (stream, owner, 0, index),
    "the index forgotten": lambda stream, owner, visit, index: (stream, owner, visit, 0),
    "owner and stream exchanged": lambda stream, owner, visit, index: (owner, stream, visit, index),
    "the owner forgotten": lambda stream, owner, visit, index: (stream, 0, visit, index),
}


@pytest.mark.parametrize("mistake", WRONG_ADDRESSES)
def test_a_wrong_address_is_noticed(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong = Chance.uniform, WRONG_ADDRESSES[mistake]

    def uniform(self: Chance, stream: int, owner: int, visit: int = 0, index: int = 0) -> float:
        return right(self, *wrong(stream, owner, visit, index))

    monkeypatch.setattr(Chance, "uniform", uniform)
    assert noticed(lambda seed: run(generated.model(seed), seed, [REPLICATION]))


# --- other rules -----------------------------------------------------------------------------------------------------


def test_exchanging_the_levels_of_the_log_is_noticed() -> None:
    """The comparison itself looks at every column."""
    log = plain(0)
    for name in ("time", "owner", "code", "step", "visit", "object", "value"):
        column = getattr(log, name).copy()
        column[len(column) // 2] += 1
        assert unlike(log, replace(log, **{name: column}))
