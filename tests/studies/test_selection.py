"""Selecting the best: the promise holds, also when the best is the noisiest (law 8), and the command keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from sim.studies.asked import NotUnderstood
from sim.studies.samples import Floats
from sim.studies.selection import FIRST, GROUP, choose_best
from tests.studies.clinic import CLINIC

pytestmark = pytest.mark.property

REPETITIONS = 400


def values(means: list[float], spreads: list[float], shared: float, seed: int) -> Callable[[int, int], Floats]:
    """Normal values; ``shared`` is the standard deviation of the luck that all options have in common."""
    luck = shared * np.random.default_rng((seed, 999)).standard_normal(5000)
    own = [np.random.default_rng((seed, place)).standard_normal(5000) for place in range(len(means))]
    return lambda place, n: (means[place] + luck + spreads[place] * own[place])[:n]


@pytest.mark.parametrize(
    ("means", "spreads", "shared"),
    [
        ([0.0, 0.0, 0.0, 1.0], [2.0, 2.0, 2.0, 2.0], 0.0),
        ([0.0, 0.0, 0.0, 1.0], [1.0, 1.0, 1.0, 5.0], 0.0),  # the best is the noisiest
        ([1.0, 0.0, 0.0, 0.0], [1.0, 5.0, 5.0, 5.0], 0.0),
        ([0.0, 1.0], [3.0, 3.0], 10.0),  # common luck
    ],
    ids=["alike", "best noisiest", "best steadiest", "paired"],
)
def test_the_best_is_chosen_at_least_as_often_as_promised(
    means: list[float], spreads: list[float], shared: float
) -> None:
    promised = 0.9
    best = int(np.argmax(means))
    right = sum(
        choose_best(values(means, spreads, shared, seed), len(means), 1.0, promised, 5000).best == best
        for seed in range(REPETITIONS)
    )
    assert right / REPETITIONS >= promised - 3 * sqrt(promised * (1 - promised) / REPETITIONS)


def test_common_luck_costs_nothing() -> None:
    """What all options share cancels, so the same values are enough."""
    alone, together = (choose_best(values([0.0, 1.0], [2.0, 2.0], luck, 7), 2, 0.5) for luck in (0.0, 50.0))
    assert alone == together
    assert alone.best == 1


def test_who_is_surely_worse_falls_out_first() -> None:
    course = choose_best(values([0.0, 2.9, 3.0], [1.0, 1.0, 1.0], 0.0, 1), 3, 0.05, 0.95, 5000)
    assert course.values[0] == FIRST
    assert course.values[1] > FIRST


def test_too_few_values_settle_nothing() -> None:
    course = choose_best(values([0.0, 0.1], [5.0, 5.0], 0.0, 1), 2, 0.1, 0.95, FIRST)
    assert course.best is None
    assert sorted(course.left) == [0, 1]


@pytest.mark.parametrize(("options", "worth", "most"), [(1, 1.0, 100), (2, 0.0, 100), (2, 1.0, FIRST - 1)])
def test_what_is_no_selection_is_said(options: int, worth: float, most: int) -> None:
    with pytest.raises(ValueError, match="a selection needs two options"):
        choose_best(values([0.0] * 2, [1.0] * 2, 0.0, 1), options, worth, 0.95, most)


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
    assert all(replications >= FIRST * GROUP for replications in found.replications)
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
    assert [option["replications"] >= 200 for option in answer["options"]] == [True, True]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--worth", "much"], "--worth much: a number is meant"),
        (["--worth", "0"], "--worth 0: a number above 0 is meant"),
        (["--worth", "1", "--confidence", "1,5"], "between 0.5 and 1"),
        (["--worth", "1", "--max-replications", "50"], "at least 200 are needed"),
    ],
)
def test_wrong_words_are_said_plainly(
    clinic: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert main(["select", str(clinic), "--with", "places=6", "--measure", "mean(queue.stay)", *more]) == BAD_INPUT
    assert said in capsys.readouterr().err
    assert main(["select", str(clinic), "--measure", "mean(queue.stay)", "--worth", "1"]) == BAD_INPUT
    assert "needs two scenarios" in capsys.readouterr().err
