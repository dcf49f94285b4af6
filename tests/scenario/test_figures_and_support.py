"""Targets for figures, support by property, costs paid once, compositions by choice, parameter files, several runs.

Small files through the whole program, with numbers that can be found by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from sim.scenario.schema import Case
from sim.scenario.targets import FIGURES
from tests.scenario.snippets import write

pytestmark = pytest.mark.unit

# ten people on 1 March of each year; each costs 100 kr. a start, of which a funder pays 25 %
EVERYTHING = """\
format = 1
[run]
start = 2021-01-01
years = 2
[calendar]
holidays = "none"
[parameters.mode]
value = "fixed"
choices = ["fixed", "chance"]
basis = "assumption"
[attribute.end]
good = 0.5
bad = "rest"
[arrivals.cohort]
to = "a"
dates = [2021-03-01, 2022-03-01]
size = 10
[arrivals.cohort.attributes.end]
by = "$mode"
fixed = { exactly = { good = 4, bad = 6 } }
chance = { good = 0.5, bad = "rest" }
[resource.place]
capacity = 20
[budget.pot]
amounts = { 2021-01-01 = 250, 2022-01-01 = 1000 }
[pool.token]
initial = 3
[staff.team]
people = 1
hours = 10
[stage.a]
uses = ["place"]
lasts = "5 days"
cost = { per_start = 100, funder_share = 0.25, funder = "state" }
next = "b"
[stage.b]
spends = { pot = 50 }
lasts = "5 days"
patience = "2 days"
else = "no_money"
next = { by = "end", good = "job", bad = "out" }
[exit.job]
positive = true
[exit.out]
[exit.no_money]
[cost.audit]
amounts = { 2021-12-31 = 400, 2022-12-31 = 600 }
funder_share = 1
funder = "state"
[followup.call]
in = ["a"]
by = "team"
rate = "1 per day"
time = "60 minutes"
"""


def with_target(folder: Path, target: str, name: str = "case.toml") -> Path:
    return write(folder, EVERYTHING + target, name)


def test_every_figure_that_a_target_may_name_is_there(tmp_path: Path) -> None:
    things = {"step": "a", "budget": "pot", "exit": "job", "stage": "a", "resource": "place", "staff": "team",
              "pool": "token"}  # fmt: skip
    assert set(FIGURES.values()) == {"", *things}
    lines = [
        f"[target.t{i}]\nfigure = '{name}{'.' + things[kind] if kind else ''}'\nat_least = 0\n"
        for i, (name, kind) in enumerate(FIGURES.items())
    ]
    found = sim.run(with_target(tmp_path, "".join(lines)), replications=2)
    assert {target.figure.partition(".")[0] for target in found.scenario.targets} == set(FIGURES)
    for i in range(len(FIGURES)):
        assert f"target.t{i}" in found.names
        assert f"attained.t{i}@2022" in found.names


def test_a_sum_is_judged_year_by_year_and_its_window_is_the_mean_year(tmp_path: Path) -> None:
    yearly = "[target.price]\nfigure = 'cost_own'\nat_most = 900\n"
    whole = "[target.all]\nfigure = 'cost_own'\nper = 'window'\nat_most = 1499\n"
    found = sim.run(with_target(tmp_path, yearly + whole), replications=1)
    assert [found.value(f"cost_total{span}") for span in ("", "@2021", "@2022")] == [3000, 1400, 1600]
    assert [found.value(f"cost_own{span}") for span in ("", "@2021", "@2022")] == [1500, 750, 750]
    assert found.value("cost_funded.state") == 1500
    assert found.value("cost_fixed.audit@2021") == 400
    assert [found.value(f"target.price{span}") for span in ("", "@2021", "@2022")] == [750, 750, 750]
    assert found.value("target.all") == 1500
    assert [found.value(f"attained.{name}") for name in ("price", "all", "joint")] == [1, 0, 0]
    assert found.value("attained.joint@2021") == 1  # a target over the window is no target of a year


def test_a_level_is_not_divided_by_the_years(tmp_path: Path) -> None:
    found = sim.run(with_target(tmp_path, "[target.left]\nfigure = 'budget_left.pot'\nat_most = 500\n"), replications=1)
    assert [found.value(f"target.left{span}") for span in ("", "@2021", "@2022")] == [500, 0, 500]
    assert found.value("attained.left") == 1


def test_a_budget_says_what_came_who_was_turned_away_and_when(tmp_path: Path) -> None:
    """250 kr. are five places of 50; the other five give up after two days in line, on 8 March."""
    found = sim.run(with_target(tmp_path, "[target.left]\nfigure = 'budget_left.pot'\nat_most = 0\n"), replications=2)
    assert [found.value(f"budget_granted.pot{span}") for span in ("", "@2021", "@2022")] == [1250, 250, 1000]
    assert [found.value(f"budget_refused.pot{span}") for span in ("", "@2021", "@2022")] == [5, 5, 0]
    eighth_of_march = (np.datetime64("2021-03-08") - np.datetime64("2021-01-01")).astype(int)
    assert found.value("budget_first_refusal.pot") == eighth_of_march
    assert np.isnan(found.value("budget_first_refusal.pot@2022"))


def test_a_cost_for_nothing_is_not_judged(tmp_path: Path) -> None:
    """Without a positive outcome there is no cost of one: neither attained nor missed."""
    target = "[target.price]\nfigure = 'cost_per_positive'\nat_most = 1e9\n"
    text = EVERYTHING.replace("good = 4, bad = 6", "good = 0, bad = 10")
    found = sim.run(write(tmp_path, text + target), replications=1)
    assert found.value("positive") == 0
    assert np.isnan(found.value("cost_per_positive"))
    assert np.isnan(found.value("attained.price"))
    assert np.isnan(found.value("attained.joint"))


def test_a_composition_by_choice(tmp_path: Path) -> None:
    target = "[target.jobs]\nfigure = 'exits.job'\nat_least = 1\n"
    path = with_target(tmp_path, target.replace("exits.job", "positive"))
    fixed = sim.run(path, replications=20)
    assert set(fixed.column("arrivals.cohort@2022")) == {10}
    assert set(fixed.column("exits.job@2022")) == {4}  # a budget of 1,000 kr. serves all ten
    chance = sim.run(sim.load(path, mode="chance"), replications=20)
    assert len(set(chance.column("exits.job@2022"))) > 2


# --- support by property ---------------------------------------------------------------------------------------------

JOB = """\
format = 1
[run]
start = 2021-01-01
years = 1
follow_up = "12 months"
[calendar]
holidays = "none"
[arrivals.people]
to = "course"
dates = [2021-02-01]
size = 400
[stage.course]
lasts = "10 days"
next = "job"
[stage.job]
marks = { hours = { uniform = [0, 40] } }
support = { by = "hours", "< 10" = "benefit", "< 30" = "partly", other = "self" }
lasts = "200 days"
next = "out"
[exit.out]
[benefit]
monthly = 1000
partly = 0.5
[target.self]
share_of = "entered course"
who_are = "self"
for = "3 months"
within = "0 days"
after = "last day in course"
at_least = 0.2
[target.self.also]
who_are = ["self or partly", "self or partly with hours >= 20"]
"""


def test_support_may_depend_on_a_property(tmp_path: Path) -> None:
    found = sim.run(write(tmp_path, JOB), replications=20)
    step = next(step for step in found.scenario.steps if step.name == "job")
    assert isinstance(step.support, Case)
    shares = {"self": 0.25, "self or partly": 0.75, "self or partly with hours >= 20": 0.5}
    for words, share in shares.items():
        figure = found[f"target.self[share_of=entered course|within=0 days|who_are={words}]"]
        assert abs(figure.mean - share) < 4 * figure.se
    # 200 days without benefit for a quarter, at half of it for a half
    saved = found.value("benefit_saved_gross") / (0.25 + 0.5 * 0.5) / 400
    assert saved == pytest.approx(12_000 * 200 / 365, rel=0.05)


def test_support_by_property_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--lang", "en", str(write(tmp_path, JOB))]) == DONE
    said = capsys.readouterr().out
    assert "on benefit" in said
    assert "partly self-supporting" in said


# --- the command line ------------------------------------------------------------------------------------------------


def test_a_file_with_parameters_only_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path, "format = 1\n[parameters.a]\nvalue = 1\n[parameters.b]\nformula = '2 * a'\n")
    assert main(["check", "--lang", "en", str(good)]) == DONE
    assert "parameters only (2)" in capsys.readouterr().out
    bad = write(tmp_path, "format = 1\n[parameters.a]\nvalue = 1\n[parameters.b]\nformula = '2 * c'\n")
    assert main(["check", str(bad)]) == BAD_INPUT
    assert "unknown-name" in capsys.readouterr().err


def test_several_scenarios_are_run_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = "[target.price]\nfigure = 'cost_own'\nat_most = 900\n"
    files = [str(with_target(tmp_path, target, f"case{i}.toml")) for i in (1, 2)]
    assert main(["run", "--replications", "2", "--json", *files]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [one["scenario"]["name"] for one in found] == ["case1", "case2"]
    assert found[0]["targets"]["price"]["figure"] == "cost_own"
    assert main(["run", "--out", str(tmp_path / "new"), "--lang", "en", *files]) == BAD_INPUT
    assert "--out takes one scenario, not 2" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_money_over_a_window_of_broken_years_is_not_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = EVERYTHING.replace("years = 2", "length = '15 months'")
    path = write(tmp_path, text + "[target.price]\nfigure = 'cost_total'\nper = 'window'\nat_most = 2300\n")
    assert main(["run", "--all", "--replications", "2", "--lang", "en", str(path)]) == DONE
    said = capsys.readouterr().out
    assert "Money (whole period)" in said
    assert "price: 2,400 kr. on average. 100 kr. above the target of at most 2,300 kr." in " ".join(said.split())
