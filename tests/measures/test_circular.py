"""People who wait for each other in a circle when the run ends (contract Q3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engines import choose
from sim.measures import measure
from sim.measures.circular import Waiting, can_block, in_circles
from sim.model.build import build
from sim.question import run
from sim.report.answer import answer_lines
from sim.report.texts import Texts
from sim.scenario import load

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
    assert "i 100 af 100 forløb venter nogle til sidst på hinanden i ring" in danish
    assert "2,0 borgere" in danish
    assert "in 100 of 100 runs some people end up waiting for each other in a circle" in english


def test_with_one_more_place_nothing_is_said(circle: Path) -> None:
    circle.write_text(CIRCLE.replace("[resource.x]\ncapacity = 1", "[resource.x]\ncapacity = 2"))
    result = run(circle, replications=4, engine="reference")
    assert result["ends_in_circular_wait"].mean == 0
    assert "hinanden" not in "\n".join(answer_lines(result, Texts("da")))


def test_where_nothing_is_kept_while_waiting_there_is_no_figure(circle: Path) -> None:
    circle.write_text(CIRCLE.replace('["y", "x"]', '["y"]'))
    scenario = load(circle)
    assert not can_block(scenario)
    assert "circular_wait" not in run(circle, replications=2, engine="reference").sheet.index
