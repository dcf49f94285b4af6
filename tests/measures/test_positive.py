"""Positive outcomes are events: what follows them changes neither their number nor their price."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.report.tables import tables
from sim.report.texts import Texts
from sim.scenario import load
from sim.scenario.schema import FixedCost, Span, Status, Step, Steps, Target, When
from tests.measures.handmade import Row, days, model_of, scenario_of
from tests.measures.test_money import Values

SMALL = """
format = 1
[run]
start = 2021-01-01
years = 2
follow_up = "12 months"
[attribute.group]
a = 0.5
b = "rest"
[arrivals.people]
rate = 60
to = "course"
[staff.guide]
people = 1
hours = 37
cost_per_hour = 400
[stage.course]
lasts = { exponential = "60 days" }
work = { by = "guide", time = "2 hours" }
next = { job = 0.5, out = "rest" }
[stage.job]
support = "self"
lasts = { weibull = { shape = 0.6, scale = "SCALE months" } }
next = { over = "rest" }
[risk.dropout]
in = ["course"]
rate = "0.01 per week"
to = "out"
[exit.over]
[exit.out]
[cost.team]
per_year = 100000
[target.lasting]
share_of = "entered course"
who_are = "self"
for = "3 months"
within = "28 days"
after = "last day in course"
at_least = 0.4
"""


def with_retention(folder: Path, months: float) -> sim.Result:
    path = folder / f"job{months:g}.toml"
    path.write_text(SMALL.replace("SCALE", f"{months:g}"), encoding="utf-8")
    return sim.run(sim.load(path), replications=12, seed=3, engine="reference")


def test_better_retention_never_lowers_positives_nor_raises_their_price(tmp_path: Path) -> None:
    """The same luck in every replication: no figure of success may fall when people keep their jobs longer."""
    results = [with_retention(tmp_path, months) for months in (4, 9.2, 22, 62, 400)]
    for worse, better in pairwise(results):
        assert (better.column("positive") == worse.column("positive")).all()
        assert (better.column("cost_per_positive") == worse.column("cost_per_positive")).all()
        assert (better.column("attaining.lasting") >= worse.column("attaining.lasting")).all()
        assert (better.column("cost_per_attained.lasting") <= worse.column("cost_per_attained.lasting")).all()
    assert results[-1].value("positive") > 0


def test_fewer_dropouts_never_lower_positives_where_nothing_is_scarce(tmp_path: Path) -> None:
    path = tmp_path / "drop.toml"
    found = []
    for rate in (0.02, 0.01, 0.001):
        path.write_text(SMALL.replace("SCALE", "22").replace("0.01 per week", f"{rate} per week"), encoding="utf-8")
        found.append(sim.run(sim.load(path), replications=12, seed=3, engine="reference").column("positive"))
    assert (found[0] <= found[1]).all()
    assert (found[1] <= found[2]).all()
    assert found[0].sum() < found[2].sum()


def test_who_still_works_at_the_end_is_a_positive_outcome_and_a_row_of_its_own() -> None:
    """One job has ended, one still runs: two positive outcomes; exits and the people still there make up everybody."""
    steps = [Step("course", "stage"), Step("job", "stage", support="self"), Step("out", "exit"), Step("lost", "exit")]
    lasting = Target("lasting", share_of=When("entered", ("course",)), who_are=Status(), lasting=Span(3, "months"))
    scenario = scenario_of(steps, fixed_costs=(FixedCost("team", Steps(1000)),), targets=(lasting,))
    rows: list[Row] = []
    for person in range(4):
        rows += [(0, person, "ARRIVE", "course", "in"), (0, person, "START", "course")]
    rows += [
        (9, 0, "END", "course", 0, days(9)), (9, 0, "START", "job"),
        (9, 1, "END", "course", 0, days(9)), (9, 1, "START", "job"),
        (9, 2, "END", "course", 0, days(9)), (9, 2, "EXIT", "out"),
        (30, 0, "END", "job", 0, days(21)), (30, 0, "EXIT", "lost"),
        (365, 1, "INSIDE", "job", "", days(356)), (365, 3, "INSIDE", "course", "", days(365)),
    ]  # fmt: skip
    values = Values(model_of(scenario, window=(0, 365), end=365), rows)
    assert values["positive"] == 2
    assert values["cost_per_positive"] == 500
    assert values["cost_per_attained.lasting"] == 1000
    names = [name for name in values.sheet.names if name.startswith(("exit_share.", "still_share."))]
    ends = {name: values[name] for name in names if "@" not in name}
    assert ends == {
        "exit_share.lost": 0.25, "exit_share.out": 0.25, "still_share.course": 0.25, "still_share.job": 0.25,
    }  # fmt: skip


def test_everybody_ends_somewhere(tmp_path: Path) -> None:
    found = with_retention(tmp_path, 22)
    assert found.value("still_share.job") > 0
    ends = [name for name in found.sheet.names if name.startswith(("exit_share.", "still_share.")) and "@" not in name]
    assert sum(found.column(name) for name in ends) == pytest.approx(np.ones(12))
    table = next(one for one in tables(found, Texts("da")) if one.title == "Hvordan det ender")
    assert [row[0] for row in table.rows] == ["over", "out", "Stadig i job", "Stadig i forløbet"]


def test_check_warns_of_a_positive_exit_behind_a_job(tmp_path: Path) -> None:
    path = tmp_path / "late.toml"
    path.write_text(
        SMALL.replace("SCALE", "22").replace("[exit.over]", "[exit.over]\npositive = true"), encoding="utf-8"
    )
    warnings = [text for text in load(path).warnings if "positive" in text]
    assert len(warnings) == 1
    assert "stage.job" in warnings[0]
