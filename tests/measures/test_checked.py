"""Every access of the counting of logs is to the word that it means, in all scenario files and generated pathways."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.engines import choose
from sim.log.table import Log
from sim.measures.digest import layout
from sim.measures.digest.image import image_of
from sim.measures.digest.reading import bring_near
from sim.measures.digest.running import digest_of
from sim.model.build import build
from sim.model.model import Model
from sim.scenario import load
from tests import generated
from tests.engines.checked import WrongAccess
from tests.measures import checked
from tests.measures.checked import OFFSETS, Builder, DigestMemory

pytestmark = pytest.mark.property

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("scenarios", "scenarios/neighbours", "sim/verify/scenarios")
    for path in (ROOT / folder).glob("*.toml")
    if path.name != "parametre.toml"
)
HAND_TRACES = [path for path in FILES if path.stem.startswith("hand-")]


def log_of(model: Model, replications: range) -> Log:
    return choose("reference", model, 1).run(model, 4, replications)


def assert_checked(model: Model, replications: range) -> None:
    """The checked counting finds nothing wrong and counts what the plain one does."""
    log = log_of(model, replications)
    plain, found = digest_of(log, image_of(model), compiled=False), checked.digest_of(log, model)
    for name in ("cells", "people", "waits", "_spells"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(found, name))


@pytest.mark.parametrize("path", [*HAND_TRACES, ROOT / "scenarios/rengoering.toml"], ids=lambda path: path.stem)
def test_counting_hand_traces_and_the_agreement(path: Path) -> None:
    assert_checked(build(load(path)), range(1 if "scenarios" in path.parts else 3))


@pytest.mark.parametrize("first", range(0, 8, 4))
def test_counting_generated_pathways(first: int) -> None:
    for number in range(first, first + 4):
        assert_checked(generated.model(number), range(2))


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_counting_all_scenario_files(path: Path) -> None:
    assert_checked(build(load(path)), range(1))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 400, 20))
def test_counting_many_generated_pathways(first: int) -> None:
    for number in range(first, first + 20):
        assert_checked(generated.model(number), range(3))


# --- what is caught --------------------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> DigestMemory:
    model = build(load(ROOT / "scenarios/rengoering.toml"))
    builder = Builder(model)
    return DigestMemory(builder, builder.image(), log_of(model, range(1)))


def test_a_counter_is_one_of_its_own_kind(memory: DigestMemory) -> None:
    step = memory[OFFSETS.STEP_CELLS] + 2 * layout.OF_STEP
    memory[step + OFFSETS.JOINED + layout.OF_STEP] += 1  # that of the next slice
    for wrong in (OFFSETS.CLAIMED, OFFSETS.TOKENS_IN, OFFSETS.STATUS_MARK):
        with pytest.raises(WrongAccess, match="is \\('OF_STEP', "):
            memory[step + wrong] += 1
    with pytest.raises(WrongAccess, match="not \\('OF_STEP', "):
        memory[step + 1 + OFFSETS.JOINED] += 1


def test_the_person_ends(memory: DigestMemory) -> None:
    _ = memory[OFFSETS.PERSON + (memory.image[layout.PERSON_WIDTH] - 1)]
    with pytest.raises(WrongAccess, match="does not belong to the person"):
        _ = memory[OFFSETS.PERSON + memory.image[layout.PERSON_WIDTH]]
    with pytest.raises(WrongAccess, match="not \\('SPELL', "):
        _ = memory[memory[OFFSETS.SPELL] + 2 * memory.image[layout.STATUS_COUNT]]


def test_sections_have_ends_and_columns_have_no_negative_rows(memory: DigestMemory) -> None:
    with pytest.raises(WrongAccess, match="outside the block"):
        _ = memory[memory[OFFSETS.CUTS] - 1]
    with pytest.raises(WrongAccess, match="row -1"):
        _ = checked.Column(np.arange(3))[-1]


def test_a_look_at_large_numbers_stays_within_a_word() -> None:
    """Sentinels lie near 2^60: many of them added up would outgrow a word of 64 bits."""
    rows, memory = 16 * layout.WORDS_FETCHED, [0] * (layout.NEAR + 1)
    bring_near(memory, [0] * rows, [0] * rows, [1 << 60] * (rows - 1) + [-1], 0, rows)
    assert abs(memory[layout.NEAR]) < 1 << 63
