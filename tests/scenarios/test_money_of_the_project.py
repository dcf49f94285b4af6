"""The money of the cleaning project: nothing is free, every line has a payer, every attendee is paid."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.scenario import load
from sim.scenario.schema import Cost

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "scenarios" / "rengoering.toml"


def test_every_cost_line_of_the_baseline_names_its_payer() -> None:
    scenario = load(BASELINE)
    lines = [
        *(step.cost.payer for step in scenario.steps if step.cost != Cost()),
        *(group.payer for group in scenario.staff),
        *(cost.payer for cost in scenario.fixed_costs),
    ]
    assert lines
    assert set(lines) == {"Jobcenter", "Rengøring"}


def test_training_by_colleagues_costs_their_hours() -> None:
    result = sim.run(sim.load(BASELINE), replications=4, seed=1, engine="reference")
    hours = result.column("load_hours_week.training")
    weeks = 3 * 365 / 7
    assert result.column("cost_staff.training") == pytest.approx(hours * weeks * 210)
    assert result.value("cost_paid.Rengøring") > 0.5 * result.value("cost_paid.Jobcenter")


def test_all_attendees_of_meetings_are_paid() -> None:
    """Four meetings of eight and seven of six, two hours each at 420 kr."""
    costs = {cost.name: cost.per_year.first for cost in load(BASELINE).fixed_costs}
    assert costs["meetings"] + costs["meetings_cleaning"] == (4 * 8 + 7 * 6) * 2 * 420


def test_who_would_need_more_praktik_than_the_law_allows_can_be_sent_back() -> None:
    limits = [
        next(limit.to for limit in step.limits)
        for choice in ("go_on", "return")
        for step in load(BASELINE, {"praktik_used_up": choice}).steps
        if step.name == "praktik"
    ]
    assert limits == ["job_after_praktik", "after_return"]


def test_the_six_months_of_a_pension_case_begin_with_the_application() -> None:
    """The unit's own check comes first: with a check of a month the deadline is missed far more often."""
    path = ROOT / "scenarios" / "neighbours" / "seniorpension.toml"
    quick, slow = (sim.run(sim.load(path).set(requirements_median=days), replications=20, seed=1) for days in (3, 30))
    assert slow.value("target.decided") < quick.value("target.decided") - 0.05
    assert slow.value("target.informed") == pytest.approx(quick.value("target.informed"), abs=0.03)
