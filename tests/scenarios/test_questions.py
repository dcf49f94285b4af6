"""The questions that a job centre asks first: each scenario does what its title says."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.screen import screen_of
from sim.report.texts import Texts
from sim.scenario import load

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def run(name: str, replications: int, **values: object) -> sim.Result:
    return sim.run(sim.load(SCENARIOS / f"{name}.toml").set(**values), replications=replications, seed=1)


def test_who_is_in_line_when_the_agreement_ends_is_sent_back() -> None:
    """Nobody stands in line for ever: from the end on the lines are empty."""
    for name in ("18-opsigelse", "18b-opsigelse-optag-tre-maaneder"):
        found = run(name, 3)
        for step in ("tilbud", "amu"):
            assert (found.column(f"queue_on.{step}[2022-12-31]") > 0).all()
            assert (found.column(f"queue_on.{step}[2023-01-01]") == 0).all()
            assert (found.column(f"in_line_end.{step}") == 0).all()


def test_the_goal_seek_reaches_its_goal() -> None:
    """What it takes was found with ``rengsim size``: 60 % in about 80 of 100 years."""
    result = run("15-maalsoegning-planen-som-haabet", 60)
    met = result.pooled([f"attained.self_support@{year}" for year in (2021, 2022, 2023)])
    assert met.mean > 0.7


def test_illness_lengthens_stays_and_costs_starts() -> None:
    ill, well = run("20b-sygdom-forlaenger", 6), run("20b-sygdom-forlaenger", 6, ill_share=0.0)
    plain = run("rengoering", 6)
    assert ill.value("stay_mean.tilbud") > well.value("stay_mean.tilbud") + 2
    assert ill.value("target.volume") < well.value("target.volume") - 1
    for figure in ("stay_mean.tilbud", "stay_mean.praktik", "target.volume", "target.self_support", "cost_total"):
        assert well.column(figure) == pytest.approx(plain.column(figure), abs=0)  # nobody ill: the baseline itself


def test_who_is_there_on_the_first_day_goes_on_from_where_they_are() -> None:
    scenario, result = load(SCENARIOS / "21-som-det-staar-nu.toml"), run("21-som-det-staar-nu", 4)
    assert {there.at for there in scenario.backlog} == {
        "screening", "amu", "matching", "tilbud", "extension", "praktik", "outplacement",
    }  # fmt: skip
    assert (result.column("wait_mean_begun_before.tilbud") > 0).all()
    assert (result.column("target.volume@2022") >= 44).all()


def test_any_job_and_no_benefit_at_all_stand_side_by_side_on_the_first_screen() -> None:
    """Self-support needs hours: the share in any job, and beside it the share who do without benefit."""
    result = run("rengoering", 4)
    (line,) = [one for one in screen_of(result, Texts("en")).lines if one.label == "The definition"]
    option = "[share_of=entered tilbud|within=28 days|who_are=self without benefit]"
    shares = [100 * result.value(f"target.self_support{which}") for which in ("", option)]
    assert line.text.startswith(f"{shares[0]:.1f}% ({shares[1]:.0f}% without any benefit); ")
    assert shares[1] < shares[0] / 2
