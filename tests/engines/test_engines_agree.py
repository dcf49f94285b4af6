"""The two engines give the same log, byte for byte: every scenario file, generated pathways, any batch and threads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.engines import choose, compiled, reference
from sim.engines.reference import plain
from sim.engines.reference.chance import Chance
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.scenario import load
from tests import generated
from tests.engines.lockstep import assert_same, first_difference, same
from tests.tiers import first_of

pytestmark = pytest.mark.property

ROOT = Path(__file__).parents[2]
PARTS = {"parametre.toml"}  # extended by scenarios, none itself
MAPPINGS = "registreringer"  # a folder of files that say what records mean
FILES = sorted(
    path
    for folder in ("scenarios", "sim/verify/scenarios", "benchmarks")
    for path in (ROOT / folder).rglob("*.toml")
    if path.parent.name != MAPPINGS
    and path.name != "mapping.toml"  # of the calibration's records
    and path.name not in PARTS
    and path.name != "poisson4800.toml"  # the same as poisson480, only longer
)
BATCH = 20
PATHWAYS = 300


@cache
def model_of(path: Path) -> Model:
    return build(load(path))


# --- equal logs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_engines_agree_on_scenario_files(path: Path) -> None:
    assert_same(model_of(path), 2**62 + 3, [7])


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_engines_agree_on_the_first_replications_of_scenario_files(path: Path) -> None:
    assert_same(model_of(path), 1, [0, 1])


@pytest.mark.parametrize("first", first_of(4, range(0, PATHWAYS, BATCH)))
def test_engines_agree_on_generated_pathways(first: int) -> None:
    for seed in range(first, first + BATCH):
        assert_same(generated.model(seed), seed, [0, 1])


@pytest.mark.parametrize("seed", [-1, 0, 2**63, 2**64 - 1, 10**30])
def test_engines_agree_on_any_seed(seed: int) -> None:
    assert_same(generated.model(3), seed, [0, 5, 10**6])


def test_auto_gives_the_answer_of_the_reference_engine() -> None:
    model = model_of(ROOT / "scenarios/rengoering.toml")
    few, many = choose("auto", model, 1), choose("auto", model, 100_000)
    assert many.name == "compiled"
    assert same(few.run(model, 3, [0]), many.run(model, 3, [0]))


# --- batches and threads ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("threads", [1, 2, 3, 50])
@pytest.mark.parametrize("seed", range(6))
def test_threads_do_not_matter(seed: int, threads: int) -> None:
    model = generated.model(seed)
    alone = compiled.run(model, 11, range(20))
    assert same(alone, compiled.run(model, 11, range(20), threads=threads))
    counted = compiled.simulate(model, 11, range(20), threads=threads)
    assert counted.tolist() == np.diff(alone.first_row).tolist()


@pytest.mark.parametrize("sizes", [(1,) * 24, (5, 19), (23, 1), (8, 8, 8)])
def test_batches_do_not_matter(sizes: tuple[int, ...]) -> None:
    model = generated.model(8)
    together = compiled.run(model, 11, range(24))
    begin = 0
    for size in sizes:
        batch = compiled.run(model, 11, range(begin, begin + size))
        for index in range(size):
            assert same(together.one(begin + index), batch.one(index))
        begin += size


def test_no_replications_give_an_empty_log() -> None:
    model = generated.model(0)
    log = compiled.run(model, 1, [])
    assert (len(log), log.first_row.tolist(), log.replications.tolist()) == (0, [0], [])
    assert compiled.simulate(model, 1, []).tolist() == []


def test_a_log_is_not_overwritten_by_the_next_run() -> None:
    model = generated.model(2)
    first = compiled.run(model, 1, range(10))
    copy = [column.copy() for column in first.columns()]
    for seed in range(2, 6):
        compiled.run(model, seed, range(10))
    assert all(np.array_equal(kept, column) for kept, column in zip(copy, first.columns(), strict=True))


# --- room ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 100, 3000])
def test_a_log_that_turns_out_longer_than_thought_is_the_same(rows: int) -> None:
    from sim.engines.compiled import engine

    model = generated.model(5)
    expected = compiled.run(model, 4, range(12))
    engine._image(model).rows = rows
    assert same(expected, compiled.run(model, 4, range(12)))


@pytest.mark.parametrize("seed", range(5))
def test_a_run_that_needs_more_memory_than_thought_is_the_same(seed: int) -> None:
    from sim.engines.compiled import engine

    model = generated.model(seed)
    expected = compiled.run(model, 4, range(12))
    engine._image(model).arena = 8
    assert same(expected, compiled.run(model, 4, range(12)))
    assert engine._image(model).arena > 8


# --- the comparison itself -------------------------------------------------------------------------------------------


def test_the_first_difference_is_shown_in_words() -> None:
    model = model_of(ROOT / "sim/verify/scenarios/hand-3-release-before-seize.toml")
    log = compiled.run(model, 1, [4])
    assert first_difference(log, log, model.names) == ""
    value = log.value.copy()
    value[3] += 1
    other = Log(log.time, log.owner, log.code, log.step, log.visit, log.object, value, log.first_row, log.replications)
    assert not same(log, other)
    shown = first_difference(log, other, model.names)
    assert "replication 4, row 3" in shown
    assert f"value {value[3]}" in shown


def is_noticed() -> bool:
    """Whether the engines part on one of the first pathways."""
    return any(
        not same(reference.run(generated.model(seed), seed, [0]), compiled.run(generated.model(seed), seed, [0]))
        for seed in range(40)
    )


def test_engines_are_not_different_by_chance() -> None:
    assert not is_noticed()


EXCHANGES = [("LEAVE", "ARRIVE"), ("WORLD", "GRANT"), ("GRANT", "RENEGE"), ("MATCH", "EXPIRE")]


@pytest.mark.parametrize(("one", "two"), EXCHANGES)
def test_exchanging_phases_of_one_engine_is_noticed(one: str, two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = plain.Phase.__dict__.copy()
    monkeypatch.setattr(plain.Phase, one, right[two])
    monkeypatch.setattr(plain.Phase, two, right[one])
    assert is_noticed()


def test_exchanging_two_draws_of_one_engine_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    uniform = Chance.uniform

    def next_index(self: Chance, stream: int, owner: int, visit: int = 0, index: int = 0) -> float:
        return uniform(self, stream, owner, visit, 1 - index if index < 2 else index)

    monkeypatch.setattr(Chance, "uniform", next_index)
    assert is_noticed()
