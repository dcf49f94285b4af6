"""Every access of the compiled engine is to the word that it means, in all scenario files and in generated pathways."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.engines import choose
from sim.engines.compiled import layout
from sim.engines.compiled.memory import SPARE
from sim.model.build import build
from sim.model.model import Model
from sim.scenario import load
from tests import generated
from tests.engines import checked
from tests.engines.checked import OFFSETS, EngineMemory, WrongAccess, place

pytestmark = pytest.mark.property

ROOT = Path(__file__).parents[2]
MOST_ROWS = 2_000
"""Of a log in the ordinary run: plain Python on checked words takes a second for five thousand rows."""
FILES = sorted(
    path
    for folder in ("scenarios", "scenarios/neighbours", "sim/verify/scenarios")
    for path in (ROOT / folder).glob("*.toml")
    if path.name != "parametre.toml"
)


def assert_checked(model: Model, seed: int, replications: list[int], most_rows: float = float("inf")) -> None:
    """The checked engine finds nothing wrong and writes the log of the reference engine."""
    right = choose("reference", model, 1).run(model, seed, replications)
    if len(right) > most_rows:
        pytest.skip("long: behind the marker slow")
    found = checked.run(model, seed, replications, len(right))
    for one, other in zip(right.columns(), found.columns(), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(right.first_row, found.first_row)


@pytest.mark.parametrize("path", [path for path in FILES if path.stem.startswith("hand-")], ids=lambda path: path.stem)
def test_hand_traces_access_what_they_mean(path: Path) -> None:
    assert_checked(build(load(path)), 1, [0, 1], MOST_ROWS)


@pytest.mark.parametrize("first", range(0, 8, 4))
def test_generated_pathways_access_what_they_mean(first: int) -> None:
    for number in range(first, first + 4):
        assert_checked(generated.model(number), number, [0, 1])


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_scenario_files_access_what_they_mean(path: Path) -> None:
    assert_checked(build(load(path)), 1, [0], 500_000)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 400, 20))
def test_many_generated_pathways_access_what_they_mean(first: int) -> None:
    for number in range(first, first + 20):
        assert_checked(generated.model(number), number, [0, 1, 2])


# --- what is caught --------------------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> EngineMemory:
    return EngineMemory(build(load(ROOT / "sim/verify/scenarios/hand-1-one-server.toml")), 100)


def test_the_words_of_a_record_are_reached_by_its_own_names(memory: EngineMemory) -> None:
    step = int(memory[OFFSETS.STEPS])
    _ = memory[step + OFFSETS.STEP_KIND]
    for wrong in (OFFSETS.CAPACITY, OFFSETS.VISIT, OFFSETS.NOW):
        with pytest.raises(WrongAccess, match="is \\('STEP', "):
            _ = memory[step + wrong]
    with pytest.raises(WrongAccess, match="bare number"):
        _ = memory[step + 1]


def test_a_record_that_begins_elsewhere_is_noticed(memory: EngineMemory) -> None:
    with pytest.raises(WrongAccess, match="not \\('STEP', 0\\)"):
        memory[int(memory[OFFSETS.STEPS]) + 1 + OFFSETS.STEP_KIND] = 3


def test_a_section_has_an_end(memory: EngineMemory) -> None:
    begin = memory[OFFSETS.CAPACITY_TIME]
    block = begin.block
    count = memory.block.count(block)
    assert count > 0
    _ = memory[begin + (count - 1)]
    for beyond in (begin + count, begin - 1):
        with pytest.raises(WrongAccess, match="outside the block"):
            _ = memory[beyond]


def test_what_is_not_allocated_is_not_there(memory: EngineMemory) -> None:
    for index in (-1, memory[OFFSETS.ARENA_START], len(memory.values)):
        with pytest.raises(WrongAccess, match="not allocated"):
            _ = memory[index]


def test_a_place_in_a_heap_that_has_grown_elsewhere_is_stale(memory: EngineMemory) -> None:
    old = place(SPARE, memory.new_block(SPARE, SPARE + 4))
    _ = memory[old + 3]
    memory.new_block(SPARE, SPARE + 4)
    with pytest.raises(WrongAccess, match="outside the block"):
        _ = memory[old + 3]


def test_values_have_64_bits(memory: EngineMemory) -> None:
    memory[OFFSETS.NOW] = (1 << 63) - 1
    with pytest.raises(WrongAccess, match="does not fit"):
        memory[OFFSETS.NOW] = 1 << 63


def test_all_records_of_the_layout_are_known() -> None:
    widths = {name.removesuffix("_WIDTH") for name in vars(layout) if name.endswith("_WIDTH")}
    kinds = {kind for kind, _ in checked.FIELDS.values()}
    assert widths - kinds == {"ITEM", "ENTRY"}  # they have numbered words
