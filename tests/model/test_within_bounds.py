"""No number that an engine packs with others is larger than the bits it has."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.bounds import LARGEST, LONGEST, MOST_TASKS, BeyondBounds
from sim.cli import main
from sim.engines import choose, order
from sim.engines.compiled import layout, places, stays
from sim.engines.compiled.engine import MOST_ARENA
from sim.limits import Limits
from sim.log.events import Event
from sim.log.table import Log
from sim.measures import measure
from sim.model.build import build
from sim.model.tables import NUMERIC_SCALE, UNSET
from sim.scenario import load
from sim.scenario.schema import Scenario, Span, Steps

INT64 = 63  # bits beside the sign

TEXT = """
format = 1
[run]
length = "40 days"
[resource.places]
capacity = 12
[gate.hold]
dates = ["5 days", "6 days"]
seats = 12
minimum = 2
below = "try_again"
again_after = "1 day"
tries = 2
[arrivals.in]
to = "a"
dates = ["1 day", "2 days", "3 days", "8 days"]
size = 2
[stage.a]
gate = "hold"
uses = { places = 3 }
lasts = "4 days"
priority = { by = "source", in = 4, other = 5 }
next = "out"
[exit.out]
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    path = tmp_path / "bounds.toml"
    path.write_text(TEXT)
    return load(path)


def test_packed_words_have_room_for_the_bounds() -> None:
    assert layout.MOST_SECONDS >= LONGEST
    assert -LARGEST > layout.CONSTANT  # else a priority is taken for the number of a case
    assert LARGEST < order.MOST_TRIES
    assert layout.TIME_BITS + order.SESSION_SHIFT < INT64
    assert layout.TIME_BITS + layout.PHASE_BITS + layout.OWNER_BITS + layout.PLACE_BITS < INT64
    assert LARGEST << places.WHAT_BITS < 1 << INT64
    assert order.TASK_BITS + order.VISIT_BITS + order.FOLLOW_BITS == INT64
    assert Limits().rows < 1 << order.FOLLOW_BITS  # each follow-up is a row
    assert MOST_ARENA << (stays.VERSION_BITS + places.WHAT_BITS) < 1 << INT64
    assert 2 * LARGEST * LONGEST < 1 << INT64  # unit-seconds of a resource


def of_step(scenario: Scenario, **changed: object) -> Scenario:
    steps = tuple(replace(step, **changed) if step.name == "a" else step for step in scenario.steps)  # type: ignore[arg-type]
    return replace(scenario, steps=steps)


def of_gate(scenario: Scenario, **changed: object) -> Scenario:
    return replace(scenario, gates=(replace(scenario.gates[0], **changed),))  # type: ignore[arg-type]


def of_places(scenario: Scenario, capacity: float) -> Scenario:
    return replace(scenario, resources=(replace(scenario.resources[0], capacity=Steps(capacity)),))


BEYOND: dict[str, Callable[[Scenario], Scenario]] = {
    "a priority that looks like a case": lambda s: of_step(s, priority=-9 * 10**18),
    "a priority": lambda s: of_step(s, priority=LARGEST + 1),
    "units": lambda s: of_step(s, uses=(("places", 1 << 59),)),
    "capacity": lambda s: of_places(s, 1e12),
    "capacity later": lambda s: replace(s, resources=(replace(s.resources[0], capacity=Steps(1, ((86_400, 1e12),))),)),
    "seats": lambda s: of_gate(s, seats=Steps(9.3e18)),
    "tries": lambda s: of_gate(s, tries=LARGEST + 1),
    "time between tries": lambda s: of_gate(s, again_after=Span(LONGEST + 1, "seconds")),
    "no time between tries": lambda s: of_gate(s, again_after=Span(0, "seconds")),
    "length of the run": lambda s: replace(s, run=replace(s.run, end=LONGEST + 1)),
}


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_a_number_beyond_the_bounds_is_refused_when_the_model_is_built(scenario: Scenario, name: str) -> None:
    with pytest.raises(ValueError, match=r"beyond|more than|no time"):
        build(BEYOND[name](scenario))


AT_THE_BOUND: dict[str, Callable[[Scenario], Scenario]] = {
    "priority": lambda s: of_step(s, priority=-LARGEST),
    "units": lambda s: of_places(of_step(s, uses=(("places", LARGEST),)), LARGEST),
    "seats and tries": lambda s: of_gate(s, seats=Steps(LARGEST), minimum=Steps(LARGEST), tries=LARGEST),
    "turnaround": lambda s: replace(
        of_step(s, uses=(("places", LARGEST),)),
        resources=(replace(s.resources[0], capacity=Steps(LARGEST), turnaround=s.steps[0].lasts),),  # type: ignore[arg-type]
    ),
}


def test_serials_of_tasks_are_in_order_of_name_visit_and_number() -> None:
    visits, numbers = ((0, 1, (1 << bits) - 1) for bits in (order.VISIT_BITS, order.FOLLOW_BITS))
    keys = [(task, visit, n) for task in (0, 1, MOST_TASKS - 1) for visit in visits for n in numbers]
    serials = [order.task_serial(*key) for key in keys]
    assert serials == sorted(set(serials))
    assert serials[0] > 0
    assert serials[-1] < 1 << INT64


WIDE = {
    "normal": "{ normal = { mean = 0, sd = 1e9 } }",
    "lognormal": "{ lognormal = { median = 1e9, log_sd = 3 } }",
}


@pytest.mark.parametrize("law", ["normal", "lognormal"])
def test_drawn_attributes_keep_within_the_bounds(tmp_path: Path, law: str) -> None:
    """The tails of a law reach further than any number that a file may state."""
    path = tmp_path / "wide.toml"
    path.write_text(TEXT.replace("size = 2", "size = 400") + f"[attribute]\nlevel = {WIDE[law]}\n")
    changed = load(path)
    logs = [log_of(changed, engine) for engine in ("reference", "compiled")]
    drawn = [log.value[log.code == Event.ATTRIBUTE] for log in logs]
    np.testing.assert_array_equal(*drawn)
    assert np.abs(drawn[0]).max() == LARGEST * NUMERIC_SCALE < abs(UNSET)


@pytest.mark.parametrize(("lang", "words"), [("da", "højst regne med"), ("en", "can count with")])
def test_more_held_at_the_start_than_can_be_counted_is_a_problem_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    path = tmp_path / "held.toml"
    text = TEXT.replace("capacity = 12", "capacity = 1000000000").replace("places = 3", "places = 1000000000")
    path.write_text(text + '[backlog.present]\ninside = "a"\npeople = 3\nelapsed = "1 day"\n')
    assert main(["run", str(path), "--lang", lang, "--results", str(tmp_path / "results")]) == 2
    said = capsys.readouterr().err
    assert str(path) in said
    assert "backlog.present.people" in said
    assert words in said
    assert "fault of the program" not in said


def test_what_is_beyond_says_so_in_another_process_too() -> None:
    assert str(pickle.loads(pickle.dumps(BeyondBounds("a", 2, 1, "f")))) == "f: a: 2 is beyond 1"


def log_of(scenario: Scenario, engine: str) -> Log:
    model = build(scenario)
    return choose(engine, model, 1).run(model, 1, [0, 1])


@pytest.mark.parametrize("name", sorted(AT_THE_BOUND))
def test_at_the_bound_the_engines_agree_and_figures_keep_their_sign(scenario: Scenario, name: str) -> None:
    changed = AT_THE_BOUND[name](scenario)
    slow, fast = (log_of(changed, engine) for engine in ("reference", "compiled"))
    assert all(np.array_equal(getattr(slow, column), getattr(fast, column)) for column in Log.__annotations__
               if isinstance(getattr(slow, column), np.ndarray))  # fmt: skip
    sheet = measure(slow, build(changed))
    assert (sheet.column("occupancy.a") >= 0).all()
    assert (sheet.column("utilisation.places") >= 0).all()
