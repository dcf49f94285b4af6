"""Selecting the best: the promise holds, also when the best is the noisiest (law 8), and the command keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from sim.studies.asked import NotUnderstood
from sim.studies.intervals import Law, clopper_pearson
from sim.studies.samples import Floats, Sample
from sim.studies.selection import FIRST, Course, choose_best
from tests.studies.clinic import CLINIC

pytestmark = pytest.mark.property

LENGTH = 20_000
Draw = Callable[[np.random.Generator], Sequence[Sample]]


def totals(values: Floats) -> Sample:
    return Sample(values, np.ones(len(values)), "mean")


def normal(means: Sequence[float], spreads: Sequence[float], shared: float) -> Draw:
    """``shared`` is the standard deviation of the luck that all options have in common."""

    def draw(rng: np.random.Generator) -> list[Sample]:
        luck = shared * rng.standard_normal(LENGTH)
        pairs = zip(means, spreads, strict=True)
        return [totals(mean + luck + spread * rng.standard_normal(LENGTH)) for mean, spread in pairs]

    return draw


def chances(rates: Sequence[float], paired: bool) -> Draw:
    """``paired``: all options meet the target by the same uniform."""

    def draw(rng: np.random.Generator) -> list[Sample]:
        common = rng.random(LENGTH)
        own = (common if paired else rng.random(LENGTH) for _ in rates)
        return [Sample((u < rate).astype(float), np.ones(LENGTH), "chance") for u, rate in zip(own, rates, strict=True)]

    return draw


def skewed(means: Sequence[float]) -> Draw:
    """Lognormal values, skewness 11."""

    def draw(rng: np.random.Generator) -> list[Sample]:
        return [totals(mean * np.exp(1.2 * rng.standard_normal(LENGTH) - 0.72)) for mean in means]

    return draw


def seldom(share: float, jump: float) -> Draw:
    """A number that is the same for both but in a small share of the replications."""

    def draw(rng: np.random.Generator) -> list[Sample]:
        number = rng.poisson(48, LENGTH).astype(float)
        return [totals(number), totals(number + jump * (rng.random(LENGTH) < share))]

    return draw


CASES: dict[str, tuple[Draw, Sequence[float], float]] = {  # what is drawn, the true means, worth
    "rare": (chances((0.0030, 0.0122), False), (0.0030, 0.0122), 0.0092),
    "rare, paired": (chances((0.0030, 0.0122), True), (0.0030, 0.0122), 0.0092),
    "few": (chances((0.02, 0.04), False), (0.02, 0.04), 0.02),
    "few, paired": (chances((0.02, 0.04), True), (0.02, 0.04), 0.02),
    "even": (chances((0.5, 0.5), False), (0.5, 0.5), 0.05),
    "nearly even": (chances((0.5, 0.55), False), (0.5, 0.55), 0.05),
    "five": (chances((0.02, 0.02, 0.02, 0.02, 0.04), False), (0.02, 0.02, 0.02, 0.02, 0.04), 0.02),
    "skewed": (skewed((1.0, 1.25)), (1.0, 1.25), 0.25),
    "seldom": (seldom(0.01, 50.0), (48.0, 48.5), 0.5),
    "best noisiest": (normal((0, 0, 0, 1), (1, 1, 1, 5), 0), (0, 0, 0, 1), 1.0),
    "best steadiest": (normal((1, 0, 0, 0), (1, 5, 5, 5), 0), (1, 0, 0, 0), 1.0),
    "common luck": (normal((0, 1), (3, 3), 10.0), (0, 1), 1.0),
}


def right(case: str, studies: int) -> int:
    """Studies that choose an option that is less than ``worth`` from the best, or the best itself."""
    draw, means, worth = CASES[case]
    found = 0
    for seed in range(studies):
        course = course_of(draw(np.random.default_rng((seed, 5))), worth)
        good = all(means[i] == max(means) or means[i] > max(means) - worth + 1e-12 for i in course.left)
        found += good and (course.best is not None or course.tied)
    return found


def course_of(samples: Sequence[Sample], worth: float, most: int = LENGTH) -> Course:
    return choose_best(lambda left, n: [samples[place].first(n) for place in left], len(samples), worth, 0.95, most)


@pytest.mark.parametrize("case", CASES)
def test_the_best_is_chosen_about_as_often_as_promised(case: str) -> None:
    """A small version of the next, in which nothing fails by chance more often than once in a thousand runs."""
    assert right(case, 60) >= 60 * (0.95 - 3.1 * sqrt(0.95 * 0.05 / 60))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_best_is_chosen_as_often_as_promised(case: str) -> None:
    """2,000 studies: the lower 99 % bound of right choices is at least 94 %."""
    assert clopper_pearson(right(case, 2000), 2000, 0.98)[0] >= 0.94


def test_common_luck_costs_nothing() -> None:
    """What all options share cancels, so the same replications are enough."""
    alone, together = (
        course_of(normal((0.0, 1.0), (2.0, 2.0), luck)(np.random.default_rng(7)), 0.5) for luck in (0, 50)
    )
    assert alone == together
    assert alone.best == 1


def test_who_is_surely_worse_falls_out_first() -> None:
    course = course_of(normal((0.0, 2.9, 3.0), (1, 1, 1), 0)(np.random.default_rng(1)), 0.05)
    assert course.values[0] < course.values[1]


def test_too_few_replications_settle_nothing() -> None:
    course = course_of(normal((0.0, 0.1), (5, 5), 0)(np.random.default_rng(1)), 0.1, FIRST)
    assert course.best is None
    assert not course.tied
    assert sorted(course.left) == [0, 1]


@pytest.mark.parametrize("law", ["mean", "chance", "count"])
def test_options_that_never_differ_are_not_told_apart(law: Law) -> None:
    """Formerly the first of them was the best with 95 %."""
    values = (np.random.default_rng(2).random(LENGTH) < 0.3).astype(float)
    samples = [Sample(values, np.ones(LENGTH), law)] * 3
    course = course_of(samples, 0.05)
    assert (course.best, course.tied, sorted(course.left)) == (None, True, [0, 1, 2])
    assert course.values[0] > FIRST  # a difference that is worth something would by now have been seen
    worse = course_of([*samples, Sample(values / 2, np.ones(LENGTH), law)], 0.05)
    assert (worse.tied, sorted(worse.left)) == (True, [0, 1, 2])


def test_a_chance_that_no_option_has_met_is_not_settled_at_the_first_look() -> None:
    """50 replications in which nothing happened do not tell 0.003 from 0.0122; 3 / 0.0092 in which nothing does, do."""
    nothing = Sample(np.zeros(LENGTH), np.ones(LENGTH), "chance")
    course = course_of([nothing, nothing], 0.0092)
    assert course.tied
    assert course.values[0] > 3 / 0.0092


def test_ratios_are_compared_as_ratios_of_sums() -> None:
    """The mean of ratios would prefer the first."""
    weights = np.tile([1.0, 99.0], LENGTH // 2)
    first = Sample(np.tile([1.0, 0.0], LENGTH // 2), weights, "mean")  # 1 / 100
    second = Sample(0.2 * weights, weights, "mean")
    assert course_of([first, second], 0.05).best == 1


@pytest.mark.parametrize(("options", "worth", "most"), [(1, 1.0, 100), (2, 0.0, 100), (2, 1.0, FIRST - 1)])
def test_what_is_no_selection_is_said(options: int, worth: float, most: int) -> None:
    with pytest.raises(ValueError, match="a selection needs two options"):
        choose_best(lambda left, n: [totals(np.zeros(n))] * len(left), options, worth, 0.95, most)


# --- of scenarios ----------------------------------------------------------------------------------------------------


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.toml"
    path.write_text(CLINIC)
    return path


def test_scenarios_are_selected_by_a_figure(clinic: Path) -> None:
    scenario = sim.load(clinic)
    options = [scenario, scenario.set(places=6), scenario.set(places=1)]
    found = sim.select(*options, measure="mean(queue.stay)", worth=0.2, smallest=True)
    assert found.course.best == 1
    assert found.best is not None
    assert found.best.settings == {"places": 6}
    assert all(replications >= FIRST for replications in found.replications)
    assert found.estimates[1].mean < found.estimates[0].mean < found.estimates[2].mean


def test_a_figure_that_is_not_always_measured_cannot_be_chosen_by(clinic: Path) -> None:
    scenario = sim.load(clinic)
    with pytest.raises(NotUnderstood, match="there is no figure"):
        sim.select(scenario, scenario.set(places=6), measure="mean(queue.nowhere)", worth=1)


def test_the_command_says_which_and_how_sure(clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared = ["select", str(clinic), "--with", "places=6", "--measure", "mean(queue.stay)", "--smallest"]
    shared += ["--results", str(tmp_path / "results"), "--worth", "0,2"]
    assert main(shared) == DONE
    told = capsys.readouterr().out
    assert "Bedst: Klinik: places = 6. Valgt med mindst 95\u00a0pct. sikkerhed" in told
    assert main([*shared, "--json", "--lang", "en"]) == DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["best"], answer["best_is"]) == ("select", 1, "smallest")
    assert [option["replications"] >= FIRST for option in answer["options"]] == [True, True]


def test_the_command_says_that_no_difference_was_seen(
    clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = ["select", str(clinic), "--with", "places=2", "--measure", "mean(queue.stay)", "--worth", "5"]
    shared += ["--results", str(tmp_path / "results")]
    assert main(shared) == DONE
    told = capsys.readouterr().out
    assert "Der er ikke set nogen forskel" in told
    assert "Bedst:" not in told
    assert main([*shared, "--json"]) == DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["best"], answer["tied"], sorted(answer["left"])) == (None, True, [0, 1])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--worth", "much"], "--worth much: write a number above 0"),
        (["--worth", "0"], "--worth 0: write a number above 0"),
        (["--worth", "1", "--confidence", "1,5"], "between 0.5 and 1"),
        (["--worth", "1", "--max-replications", "49"], "at least 50 are needed"),
    ],
)
def test_wrong_words_are_said_plainly(
    clinic: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert (
        main(["select", str(clinic), "--with", "places=6", "--measure", "mean(queue.stay)", *more, "--lang", "en"])
        == BAD_INPUT
    )
    assert said in capsys.readouterr().err
    assert main(["select", str(clinic), "--measure", "mean(queue.stay)", "--worth", "1", "--lang", "en"]) == BAD_INPUT
    assert "needs two scenarios" in capsys.readouterr().err
