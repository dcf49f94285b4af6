"""What can be asked, and conditions on it."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.sheet import Sheet
from sim.scenario.schema import Scenario
from sim.studies.asked import NotUnderstood, columns_by_year, number, parse, stated
from sim.studies.condition import parse_condition
from sim.studies.statistics import Estimate
from tests.studies.clinic import clinic


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return clinic(tmp_path_factory.mktemp("clinic")).scenario


NAMES = ("target.many", "target.many@2021", "target.many@2022", "attained.many", "attained.many@2021",
         "attained.many@2022", "attained.joint@2021", "attained.joint@2022", "queue.stay")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("P(many)", "P(many)"),
        (" p( many ) ", "P(many)"),
        ("P(joint)", "P(joint)"),
        ("P(good[within=any|who_are=self])", "P(good[within=any|who_are=self])"),
        ("mean(queue.stay)", "mean(queue.stay)"),
        ("queue.stay", "mean(queue.stay)"),
        ("target.many@2021", "mean(target.many@2021)"),
        ("P(entries.stay >= 48)", "P(entries.stay >= 48)"),
        ("P(utilisation.place<=85 %)", "P(utilisation.place <= 0.85)"),
        ("P(wait_mean.stay@2022 <= 2,5)", "P(wait_mean.stay@2022 <= 2.5)"),
    ],
)  # fmt: skip
def test_grammar(text: str, canonical: str, scenario: Scenario) -> None:
    asked = parse(text, scenario)
    assert asked.text == canonical
    assert parse(canonical, scenario) == asked


@pytest.mark.parametrize(
    "text", ["", "P(", "P()", "P(nothing)", "P(many >= )", "P(many >= x)", "median(queue.stay)", "mean(a b)",
             "P(many)+1", "P(queue.stay >= nan)", "P(queue.stay >= inf)", "mean(target.nothing)", "P(queue.stay > 3)"],
)  # fmt: skip
def test_what_is_not_understood(text: str, scenario: Scenario) -> None:
    with pytest.raises(NotUnderstood):
        parse(text, scenario)


def test_what_is_stated_by_default(scenario: Scenario) -> None:
    texts = ["mean(target.many)", "mean(target.good)", "P(many)", "P(good)", "P(joint)"]
    assert [one.text for one in stated(scenario)] == texts


def test_columns(scenario: Scenario) -> None:
    assert parse("P(many)", scenario).columns(NAMES) == ("attained.many@2021", "attained.many@2022")
    assert parse("P(joint)", scenario).columns(NAMES) == ("attained.joint@2021", "attained.joint@2022")
    assert parse("target.many", scenario).columns(NAMES) == ("target.many",)
    assert parse("target.many@2022", scenario).columns(NAMES) == ("target.many@2022",)
    both = columns_by_year([parse("target.many", scenario), parse("queue.stay", scenario)])
    assert both(NAMES) == ("target.many", "target.many@2021", "target.many@2022", "queue.stay")
    with pytest.raises(NotUnderstood, match=r"did you mean queue\.stay"):
        parse("queue.sta", scenario).columns(NAMES)


def test_samples(scenario: Scenario) -> None:
    numerator = np.array([[60.0, 30, 30, 0, 1, 0, 1, 1, 4], [50.0, 20, 30, 1, 1, 1, 0, 1, 6]])
    denominator = np.ones_like(numerator)
    denominator[:, 0] = 2  # years
    sheet = Sheet(NAMES, numerator, denominator, np.arange(2))
    many = parse("P(many)", scenario).sample(sheet)
    assert (many.numerator.tolist(), many.denominator.tolist(), many.law) == ([1, 2], [2, 2], "chance")
    assert parse("target.many", scenario).sample(sheet).mean() == 27.5
    assert parse("P(target.many >= 27)", scenario).sample(sheet).values.tolist() == [1, 0]
    assert parse("P(queue.stay <= 4)", scenario).sample(sheet).values.tolist() == [1, 0]
    denominator[1, 8] = 0
    assert parse("P(queue.stay <= 4)", scenario).sample(sheet).mean() == 1  # what is not known does not count


def test_numbers() -> None:
    assert (number("0.8"), number("0,8"), number("80 %"), number("80 pct."), number("-1e3")) == (
        0.8,
        0.8,
        0.8,
        0.8,
        -1e3,
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("P(many) >= 0.8", "P(many) >= 0.8"),
        ("P(joint)>=80 %", "P(joint) >= 0.8"),
        ("mean(entries.stay) ≥ 140", "mean(entries.stay) >= 140"),
        ("queue.stay<=5", "mean(queue.stay) <= 5"),
        ("P(entries.stay >= 48) >= 0,5", "P(entries.stay >= 48) >= 0.5"),
    ],
)
def test_conditions(text: str, canonical: str, scenario: Scenario) -> None:
    assert parse_condition(text, scenario).text == canonical


@pytest.mark.parametrize("text", ["P(many)", "P(many) > 0.8", "P(many) = 1", ">= 3", "P(many) >= 1.5", "P(many) >= a"])
def test_conditions_that_are_not_understood(text: str, scenario: Scenario) -> None:
    with pytest.raises(NotUnderstood):
        parse_condition(text, scenario)


def test_verdicts(scenario: Scenario) -> None:
    def estimate(low: float, high: float) -> Estimate:
        return Estimate("x", (low + high) / 2, 0, 0, 0, 0, 0, 9, low, high)

    least, most = parse_condition("queue.stay >= 2", scenario), parse_condition("queue.stay <= 2", scenario)
    for low, high, at_least, at_most in ((2, 3, True, None), (1, 3, None, None), (0, 1.9, False, True)):
        assert least.verdict(estimate(low, high)) is at_least
        assert most.verdict(estimate(low, high)) is at_most
    assert least.verdict(estimate(float("nan"), float("nan"))) is False
    assert not least.holds(float("nan"))
    assert least.holds(2 - 1e-12)


def test_the_mean_of_a_target_is_asked_for_by_its_name(scenario: Scenario) -> None:
    """As its chance is: P(many), mean(many)."""
    assert parse("mean(many)", scenario) == parse("mean(target.many)", scenario)
