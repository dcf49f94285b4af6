"""A saving that comes from serving fewer is called that, and why all targets are met as often as they are."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import sim
from sim.report.compare_sentences import conclusion
from sim.report.joint_in_words import joint_in_words
from sim.report.money_tables import cost_of_each
from sim.report.texts import Texts
from sim.scenario.schema import Scenario
from sim.studies.result_view import JOINT, Reading


@pytest.fixture(scope="module")
def cleaning() -> Any:
    return sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml")


def test_a_saving_from_serving_fewer_is_called_that(cleaning: Any) -> None:
    fewer = cleaning.set(slots=8, hold_size=8)
    found = sim.compare(cleaning, fewer, replications=6, seed=1)
    runs = [Reading(sim.run(one, replications=6, seed=1)) for one in (cleaning, fewer)]
    cost, people = (runs[1].mean(name) / runs[0].mean(name) - 1 for name in ("cost_total", "target.volume"))
    said = " ".join(conclusion(found, Texts("da"))).replace("\u00a0", " ")
    kroner = round(runs[0].mean("cost_total") - runs[1].mean("cost_total"), -3)
    money = Texts("da").write.money(kroner).replace("\u00a0", " ")
    assert f"Udgiften i alt falder {money} ({-100 * cost:.0f} pct.) i B, men besparelsen kommer af, at " in said
    fewer_in_all = 3 * (runs[0].mean("target.volume") - runs[1].mean("target.volume"))
    assert f"færre er med: {fewer_in_all:.0f} færre i alt (Startede pr. år falder {-100 * people:.0f} pct.)." in said
    assert "For hver, der er med, bliver det " in said
    each = 100 * (runs[1].mean("cost_per_start") / runs[0].mean("cost_per_start") - 1)
    assert f"{each:.0f} pct. dyrere." in said
    more = " ".join(conclusion(sim.compare(fewer, cleaning, replications=6, seed=1), Texts("en")))
    assert "because more are served" in more
    assert "cheaper" in more


def test_a_result_is_somebody_who_attains_the_target(cleaning: Any) -> None:
    each = cost_of_each(Reading(sim.run(cleaning, replications=6, seed=1)))
    assert list(each) == ["start", "attained", "positive"]
    assert each["start"] < each["positive"] < each["attained"]


class Judged:
    """Chances of two targets and of both, as of a result."""

    def __init__(self, scenario: Scenario, first: float, second: float, both: float) -> None:
        self.bounded = tuple(sorted(scenario.targets, key=lambda target: target.count is None))
        names = [*(target.name for target in self.bounded), JOINT]
        self.chances = dict(zip(names, (first, second, both), strict=True))

    def chance(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(mean=self.chances[name])

    def yearly(self, name: str) -> bool:
        return True


@pytest.mark.parametrize(
    ("chances", "words"),
    [
        ((1.0, 1.0, 1.0), ""),
        ((0.96, 0.0, 0.0), "as Self-supporting for 3 months is met in none"),
        ((0.96, 0.3, 0.29), "Goes with Self-supporting for 3 months, which is met in only 30 of 100 years"),
        ((0.6, 0.5, 0.3), "hardly go together"),
        ((0.6, 0.5, 0.15), "one is harder to meet where the other is met"),
        ((0.6, 0.5, 0.42), "one is easier to meet where the other is met"),
    ],
)
def test_why_both_are_met_as_often_as_they_are(cleaning: Any, chances: tuple[float, float, float], words: str) -> None:
    from sim.report.phrases import Phrases

    scenario = sim.run(cleaning, replications=1).scenario
    reading: Any = Judged(scenario, *chances)
    said = " ".join(joint_in_words(reading, Phrases(scenario, Texts("en"))))
    assert words in said if words else said == ""
