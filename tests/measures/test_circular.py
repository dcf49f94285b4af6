"""People who wait for each other in a circle when the run ends (contract Q3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engines import choose
from sim.measures import measure
from sim.measures.circular import Waiting, can_block, in_circles
from sim.model.build import build
from sim.report.answer import answer_lines
from sim.report.texts import Texts
from sim.scenario import load
from sim.studies.api import run

pytestmark = pytest.mark.unit

X, Y, Z = range(3)
CIRCLE = """
format = 1
title = { da = "Ring", en = "Circle" }
[run]
length = "60 days"
[calendar]
holidays = "none"
[arrivals.left]
to = "a"
dates = ["0 days"]
[arrivals.right]
to = "c"
dates = ["0 days"]
[resource.x]
capacity = 1
[resource.y]
capacity = 1
[stage.a]
uses = ["x"]
lasts = "5 days"
next = "b"
[stage.b]
uses = { by = "source", left = ["x", "y"], other = ["y"] }
lasts = "1 day"
next = "out"
[stage.c]
uses = ["y"]
lasts = "6 days"
next = "d"
[stage.d]
uses = ["y", "x"]
lasts = "1 day"
next = "out"
[exit.out]
[target.out]
count = "entered out"
at_least = 2
per = "window"
"""


def test_two_people_who_keep_what_the_other_needs() -> None:
    waiting = {4: Waiting({X: 1}, {Y: 1}), 7: Waiting({Y: 1}, {X: 1})}
    assert in_circles({X: 1, Y: 1}, waiting) == {4, 7}
    assert in_circles({X: 2, Y: 1}, waiting) == set()  # 7 goes on and gives y back


def test_a_circle_of_three_and_somebody_behind_it() -> None:
    waiting = {
        1: Waiting({X: 1}, {Y: 1}),
        2: Waiting({Y: 1}, {Z: 1}),
        3: Waiting({Z: 1}, {X: 1}),
        4: Waiting({}, {X: 1}),  # waits for ever, but nobody waits for them
    }
    assert in_circles({X: 1, Y: 1, Z: 1}, waiting) == {1, 2, 3}


def test_a_chain_resolves_itself() -> None:
    waiting = {1: Waiting({X: 1}, {Y: 1}), 2: Waiting({Y: 1}, {Z: 1})}  # somebody inside a stage has z
    assert in_circles({X: 1, Y: 1, Z: 1}, waiting) == set()


def test_places_that_are_closed_are_no_circle() -> None:
    waiting = {1: Waiting({X: 1}, {Y: 1}), 2: Waiting({}, {X: 1})}
    assert in_circles({X: 1, Y: 0}, waiting) == set()


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    path = tmp_path / "circle.toml"
    path.write_text(CIRCLE)
    return path


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_run_that_ends_in_a_circle_is_counted(circle: Path, engine: str) -> None:
    model = build(load(circle))
    assert can_block(model.scenario)
    sheet = measure(choose(engine, model, 3).run(model, 1, range(3)), model)
    assert sheet.column("circular_wait").tolist() == [2, 2, 2]
    assert sheet.column("ends_in_circular_wait").tolist() == [1, 1, 1]


def test_the_answer_says_so_in_both_languages(circle: Path) -> None:
    result = run(circle, replications=4, engine="reference")
    danish, english = ("\n".join(answer_lines(result, Texts(language))) for language in ("da", "en"))
    assert "i 100 ud af 100 gennemspilninger venter nogle til sidst på hinanden i ring" in danish
    assert "2,0 borgere" in danish
    assert "in 100 of 100 runs some people end up waiting for each other in a circle" in english


def test_with_one_more_place_nothing_is_said(circle: Path) -> None:
    circle.write_text(CIRCLE.replace("[resource.x]\ncapacity = 1", "[resource.x]\ncapacity = 2"))
    result = run(circle, replications=4, engine="reference")
    assert result["ends_in_circular_wait"].mean == 0
    assert "venter nogle til sidst på hinanden" not in "\n".join(answer_lines(result, Texts("da")))


def test_where_nothing_is_kept_while_waiting_there_is_no_figure(circle: Path) -> None:
    circle.write_text(CIRCLE.replace('["y", "x"]', '["y"]'))
    scenario = load(circle)
    assert not can_block(scenario)
    assert "circular_wait" not in run(circle, replications=2, engine="reference").sheet.index


TEACHERS = """
format = 1
[run]
start = 2021-01-04
length = "60 days"
follow_up = "1 day"
[calendar]
holidays = "none"
[arrivals.in]
to = "alone"
dates = ["0 days"]
size = 3
[resource.teacher]
capacity = 3
[stage.alone]
uses = { teacher = 1 }
lasts = "5 days"
next = "together"
[stage.together]
uses = { teacher = 2 }
lasts = "1 day"
next = "out"
[exit.out]
"""
GATE = """
[gate.start]
first = "1 day"
every = "1 day"
seats = 9
days = "all"
"""


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("gate", [False, True])
def test_people_who_keep_one_of_three_and_want_two(tmp_path: Path, engine: str, gate: bool) -> None:
    """Three teachers are kept, one each; each person waits for a second one, for ever: also in line for a session."""
    path = tmp_path / "teachers.toml"
    gated = TEACHERS.replace("[stage.together]\n", '[stage.together]\ngate = "start"\n') + GATE
    path.write_text(gated if gate else TEACHERS)
    scenario = load(path)
    assert [warning for warning in scenario.warnings if "teacher -> teacher" in warning]
    model = build(scenario)
    sheet = measure(choose(engine, model, 2).run(model, 1, range(2)), model)
    assert sheet.column("circular_wait").tolist() == [3, 3]


def test_with_one_teacher_more_they_go_on_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "teachers.toml"
    path.write_text(TEACHERS.replace("capacity = 3", "capacity = 4"))
    result = run(path, replications=2, engine="reference")
    assert result["circular_wait"].mean == 0
    assert result["entries.out"].mean > 0
    assert any("teacher -> teacher" in warning for warning in result.scenario.warnings)  # four people could still block


@pytest.mark.parametrize(
    ("capacity", "kept", "wanted", "can"),
    [
        ("3", 1, 2, True),
        ("2", 1, 2, True),
        ("1", 1, 2, False),  # nobody ever gets two: that is too little, no circle
        ("3", 2, 3, False),  # one person keeps two, and the third is free
        ("4", 2, 3, True),
        ("5", 2, 3, False),  # two people keep four, and the fifth is free
        ("5", 2, 4, True),
        ("{ start = 3, 2021-02-01 = 4 }", 2, 3, True),
        ("3", 2, 2, False),
        ("3", 2, 1, False),
        ("1000000", 7, 8, True),
    ],
)
def test_whether_units_kept_can_leave_too_few(tmp_path: Path, capacity: str, kept: int, wanted: int, can: bool) -> None:
    path = tmp_path / "teachers.toml"
    text = TEACHERS.replace("capacity = 3", f"capacity = {capacity}").replace("teacher = 2", f"teacher = {wanted}")
    path.write_text(text.replace("teacher = 1", f"teacher = {kept}"))
    scenario = load(path)
    assert can_block(scenario) == can
    assert any("teacher -> teacher" in warning for warning in scenario.warnings) == can


def test_amounts_count_in_circles_of_several_resources(circle: Path) -> None:
    """Somebody who keeps one x and one y waits for a second y; others keep y and wait for x."""
    text = CIRCLE.replace('left = ["x", "y"], other = ["y"]', 'left = { x = 1, y = 2 }, other = ["y"]')
    circle.write_text(text.replace('[stage.a]\nuses = ["x"]', '[stage.a]\nuses = ["x", "y"]').replace(
        "[resource.y]\ncapacity = 1", "[resource.y]\ncapacity = 2"))  # fmt: skip
    assert run(circle, replications=2, engine="reference")["circular_wait"].mean == 2
