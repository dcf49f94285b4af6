"""Contract L1-L3 and C1: what the log holds, that it is the same every time, how far a run goes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from sim.log.events import COLUMNS, Event
from sim.model.build import build
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import DAY
from tests import generated
from tests.contract import story
from tests.contract.story import ENDS, Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]


# --- L1 --------------------------------------------------------------------------------------------------------------


def test_l1_the_published_table_of_codes() -> None:
    assert [event.value for event in Event] == list(range(1, 46))
    assert COLUMNS == ("time", "owner", "code", "step", "visit", "object", "value")


def test_l1_every_event_happens_in_the_generated_pathways(engine: str) -> None:
    run = import_module(f"sim.engines.{engine}").run
    seen = set()
    for seed in range(60):
        seen |= {Event(code) for code in np.unique(run(generated.model(seed), 1, [0]).code)}
        if len(seen) == len(Event):
            return
    assert seen == set(Event)


def test_l1_one_journey_row_by_row(play: Play) -> None:
    found = play(
        "[attribute.age]\nuniform = [20, 30]\n"
        + resource("r")
        + stage("s", "2 days", "q", uses='"r"', marks="{ hours = { uniform = [1, 2] } }", setup='"1 day"')
        + '[wait.q]\ntakes = "p"\npatience = "3 days"\nelse = "no"\nnext = "out"\n[pool.p]\ndates = ["200 days"]\n'
        + ENDS
        + comes("a", "s", 1)
    )
    rows = [(row.day, row.event, row.step, row.visit, row.thing, row.value) for row in found.rows if row.who == 0]
    age, hours = rows[1][-1], rows[2][-1]
    assert 20 * NUMERIC_SCALE < age < 30 * NUMERIC_SCALE
    assert NUMERIC_SCALE < hours < 2 * NUMERIC_SCALE
    assert rows == [
        (1, "ARRIVE", "s", 0, "a", 0),
        (1, "ATTRIBUTE", "", 0, "age", age),
        (1, "MARK", "s", 1, "hours", hours),
        (1, "JOIN", "s", 1, "", 0),
        (1, "ADMIT", "s", 1, "", 0),
        (1, "CLAIM", "s", 1, "r", 1),
        (1, "SETUP", "s", 1, "", DAY),
        (2, "START", "s", 1, "", 0),
        (4, "END", "s", 1, "plain", 2 * DAY),
        (4, "RELEASE", "s", 1, "r", 1),
        (4, "JOIN", "q", 1, "", 0),
        (7, "RENEGED", "q", 1, "", 3 * DAY),
        (7, "EXIT", "no", 1, "", 6 * DAY),
    ]
    assert [(row.day, row.event) for row in found.rows if row.who == -1] == [
        (0, "CAPACITY"),
        (200, "TOKEN_IN"),
    ]


def test_l1_who_is_still_there_at_the_end_is_told(play: Play) -> None:
    found = play(resource("r") + stage("s", "500 days", uses='"r"') + comes("a", "s", 300, 350))
    assert [(row.event, row.who, row.value / DAY) for row in found.rows if row.day == 400] == [
        ("INSIDE", 0, 100),
        ("IN_LINE", 1, 50),
    ]


def test_l1_rows_stand_in_the_order_of_time() -> None:
    run = import_module("sim.engines.reference").run
    for seed in range(10):
        log = run(generated.model(seed), 3, [0])
        assert np.all(np.diff(log.time) >= 0)


# --- L2 --------------------------------------------------------------------------------------------------------------


def test_l2_equal_questions_give_equal_bytes(engine: str) -> None:
    run = import_module(f"sim.engines.{engine}").run
    for seed in range(10):
        one, two = (run(build(generated.pathway(seed)), 5, [2, 3]) for _ in range(2))
        assert one.replications.tolist() == two.replications.tolist() == [2, 3]
        for first, second in zip(one.columns(), two.columns(), strict=True):
            assert first.dtype == np.int64
            assert first.tobytes() == second.tobytes()


def test_l2_seed_and_replication_matter(engine: str) -> None:
    run = import_module(f"sim.engines.{engine}").run
    model = generated.model(0)
    logs = [run(model, seed, [number]).time.tobytes() for seed in (1, 2) for number in (0, 1)]
    assert len(set(logs)) == 4


# --- L3 --------------------------------------------------------------------------------------------------------------


def test_l3_what_nobody_waits_for_is_not_simulated(play: Play, tmp_path: Path) -> None:
    text = "[staff.w]\npeople = 1\nhours = 37\n" + stage("s", "30 days") + comes("a", "s", 1)
    text += "[benefit]\nmonthly = 10000\n[cost.meetings]\nper_year = 5000\n"
    load = '[followup.f]\nin = ["s"]\nby = "w"\ntime = "1 hour"\nevery = "7 days"\n'
    with_load, without = play(text + load), play(text)
    assert with_load.rows == without.rows
    assert with_load.model.digest == without.model.digest


# --- C1 --------------------------------------------------------------------------------------------------------------

TARGET = '[target.x]\nshare_of = "entered s"\nreach = "entered t"\nwithin = "10 days"\nat_least = 0.5\n'
JOURNEY = stage("s", "30 days", "t") + stage("t", "5 days") + '[arrivals.a]\nto = "s"\nevery = "10 days"\n'


def test_c1_the_run_goes_on_until_the_last_entrant_has_been_followed(play: Play) -> None:
    found = play(JOURNEY + TARGET)
    last = max(row.who for row in found.of("ARRIVE") if row.day < 400)
    assert found.model.window == (0, 400 * DAY)
    assert found.model.settled
    assert found.model.end >= (400 + 30 + 10) * DAY
    assert last in found.who("START", "t")


def test_c1_arrivals_go_on_after_the_window(play: Play) -> None:
    found = play(JOURNEY + TARGET)
    assert max(found.days("ARRIVE")) > 425


def test_c1_a_stated_follow_up_counts_from_the_end_of_the_window(play: Play) -> None:
    run = '[run]\nstart = 2021-01-01\nyears = 1\nfollow_up = "24 months"\n'
    assert play(run + JOURNEY + TARGET).model.end == 3 * 365 * DAY


def test_c1_an_unbounded_line_needs_a_stated_follow_up(tmp_path: Path) -> None:
    text = resource("r") + stage("s", "30 days", "t") + stage("t", uses='"r"') + comes("a", "s", 1) + TARGET
    with pytest.raises(ProblemsFound, match="follow_up"):
        story.scenario(text, tmp_path)
