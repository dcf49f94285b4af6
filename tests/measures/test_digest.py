"""The counting of logs: compiled and plain give the same words, and the classes of people are those of the cases."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.engines import choose
from sim.log.table import Log, concatenate, from_columns, from_rows
from sim.measures import measure, measure_all
from sim.measures.digest.basics import add_seconds, class_of, move_clock, slice_of
from sim.measures.digest.cases import classes
from sim.measures.digest.image import image_of
from sim.measures.digest.layout import BINS, CUTS, HEADER_WIDTH, PROPERTY, SLICES, UNSET
from sim.measures.digest.running import digest_of
from sim.measures.digest.visits import calls_before
from sim.model.build import build
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.scenario import load
from sim.scenario.schema import Case, Property
from tests import generated
from tests.tiers import first_of

pytestmark = pytest.mark.property

ROOT = Path(sim.__file__).parents[1]
FILES = sorted(
    path
    for folder in ("scenarios", "scenarios/neighbours", "sim/verify/scenarios")
    for path in (ROOT / folder).glob("*.toml")
    if path.name != "parametre.toml"
)


def assert_same_digest(log: Log, model: Model) -> None:
    """Every word of the digest, whether compiled or not; figures are made of these words alone."""
    image = image_of(model)
    plain, compiled = (digest_of(log, image, compiled=way) for way in (False, True))
    for name in ("cells", "people", "waits", "_spells"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(compiled, name))


def assert_same(log: Log, model: Model) -> None:
    """Every word of the digest, and every figure, also by group."""
    assert_same_digest(log, model)
    one, other = (measure(log, model, compiled=way) for way in (False, True))
    assert one.names == other.names
    assert one.numerator.tobytes() == other.numerator.tobytes()
    assert one.denominator.tobytes() == other.denominator.tobytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_compiled_and_plain_count_the_same_on_scenario_files(path: Path) -> None:
    model = build(load(path))
    assert_same_digest(choose("compiled", model, 1).run(model, 5, range(1)), model)


@pytest.mark.parametrize("first", first_of(3, range(0, 200, 20)))
def test_compiled_and_plain_count_the_same_on_generated_pathways(first: int) -> None:
    for number in range(first, first + 20):
        model = generated.model(number)
        assert_same(choose("compiled", model, 1).run(model, number, range(3)), model)


def test_a_batch_is_its_replications() -> None:
    """Whatever the batch, a replication has the same figures (contract L2)."""
    model = build(load(ROOT / "scenarios/rengoering.toml"))
    log = choose("compiled", model, 1).run(model, 1, range(6))
    together = measure(log, model, compiled=True)
    apart = measure_all((log.one(place) for place in range(6)), model, compiled=True)
    assert apart.numerator.tobytes() == together.numerator.tobytes()
    assert apart.denominator.tobytes() == together.denominator.tobytes()
    assert apart.replications.tolist() == list(range(6))
    for place in range(6):
        alone = measure(log.one(place), model, compiled=True)
        np.testing.assert_array_equal(together.numerator[place], alone.numerator[0])
        np.testing.assert_array_equal(together.denominator[place], alone.denominator[0])


def test_columns_of_any_make_are_read_rightly() -> None:
    """Read-only ones, as a file gives them, and ones that are a part of something else."""
    model = build(load(ROOT / "scenarios/rengoering.toml"))
    log = choose("compiled", model, 1).run(model, 1, range(2))
    right = measure(log, model, compiled=True).numerator
    apart = [np.stack([column, column + 1], axis=1)[:, 0] for column in log.columns()]
    assert not apart[0].flags.contiguous
    fixed = [column.copy() for column in log.columns()]
    for column in fixed:
        column.flags.writeable = False
    for columns in (apart, fixed):
        other = from_columns(columns, log.first_row, log.replications)
        np.testing.assert_array_equal(measure(other, model, compiled=True).numerator, right)


def test_replications_without_rows_are_counted() -> None:
    model = build(load(ROOT / "scenarios/rengoering.toml"))
    log = choose("compiled", model, 1).run(model, 1, range(2))
    together = concatenate([from_rows([], 7), log, from_rows([], 8)])
    assert_same(together, model)
    np.testing.assert_array_equal(
        measure(together, model, compiled=True).numerator[1:3], measure(log, model, compiled=True).numerator
    )


# --- classes of people -----------------------------------------------------------------------------------------------

PROPERTIES = (Property("age"), Property("kind", ("a", "b", "c")))
AGES = (Case("age", (("< 25", 1.0), ("< 40.5", 2.0)), 3.0), Case("age", (("< 25", 1.0),), None))
VALUES: tuple[Any, ...] = (
    7.0,
    *AGES,
    Case("kind", (("b", 4.0), ("a", AGES[0])), 5.0),
    Case("age", (("< 30", Case("kind", (("c", 6.0),), None)),), Case("age", (("< 50", 8.0),), 9.0)),
)


def slowly(value: Any, drawn: dict[str, Any]) -> Any:
    """The plain value by going down the case."""
    while isinstance(value, Case):
        found = drawn[value.by]
        fits = [
            branch
            for label, branch in value.cases
            if found is not None and (found < float(label[1:]) if label.startswith("<") else found == label)
        ]
        value = fits[0] if fits else value.other
    return value


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_the_class_of_a_person_has_the_value_of_the_case(value: Any) -> None:
    found = classes(value, PROPERTIES)
    case = HEADER_WIDTH
    person = case + len(found.words)
    for age, kind in product((None, 0.0, 24.999999, 25.0, 30.0, 40.5, 49.0, 50.0), (None, "a", "b", "c")):
        memory = [0] * HEADER_WIDTH + list(found.words)
        memory[PROPERTY] = person
        memory += [
            UNSET if age is None else round(age * NUMERIC_SCALE),
            UNSET if kind is None else "abc".index(kind),
        ]
        assert found.values[class_of(memory, case, 0)] == slowly(value, {"age": age, "kind": kind})


# --- slices ----------------------------------------------------------------------------------------------------------


def clock() -> list[int]:
    """A memory with the slices [10, 20) and [20, 35), and a cell behind the header."""
    memory = [0] * (HEADER_WIDTH + 7)
    memory[CUTS], memory[SLICES], memory[BINS] = HEADER_WIDTH, 2, 4
    memory[HEADER_WIDTH : HEADER_WIDTH + 3] = [10, 20, 35]
    return memory


def test_times_belong_to_the_slice_that_they_lie_in() -> None:
    memory = clock()
    for now, slice_ in ((0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (34, 2), (35, 3), (99, 3)):
        move_clock(memory, now)
        assert [slice_of(memory, now), slice_of(memory, 9), slice_of(memory, -5)] == [slice_, 0, 0]
    assert [slice_of(memory, time) for time in (10, 19, 20, 34, 35)] == [1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("start", "end"), [(0, 99), (-5, 3), (12, 12), (15, 11), (12, 18), (15, 35), (20, 36), (40, 50)]
)
def test_seconds_are_split_at_the_cuts(start: int, end: int) -> None:
    memory = clock()
    move_clock(memory, 99)
    add_seconds(memory, HEADER_WIDTH + 3, 1, start, end, 2)
    seconds = [0, 0, 0, 0]
    for second in range(start, end):
        seconds[sum(second >= cut for cut in (10, 20, 35))] += 2
    assert memory[HEADER_WIDTH + 3 :] == seconds


def test_planned_calls_lie_strictly_before_the_end() -> None:
    for began, every in product((-7, 0, 4), (3, 5)):
        for time in range(began, began + 30):
            calls = [k for k in range(1, 40) if began + k * every < time]
            assert calls_before(began, time, every) == len(calls)
