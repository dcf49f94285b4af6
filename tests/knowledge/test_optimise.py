"""The cheapest candidate through the whole program: exact cases, words, JSON, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from sim.knowledge.optimise import optimise
from sim.studies.asked import NotUnderstood
from tests.knowledge.test_uncertain import POISSON_GAMMA, scenario
from tests.studies.clinic import write_clinic

pytestmark = pytest.mark.theory

ARRIVALS = (
    POISSON_GAMMA.replace("mean = 48, sd = 8", "mean = 80, sd = 16")
    .replace("value = 48\nunit", "value = 80\nunit")
    .replace("high = 70", "high = 120")
)


def exact(wanted: int) -> float:
    """P(X >= wanted) of a Poisson number with a gamma rate, mean 80 and sd 16: negative binomial."""
    from scipy.special import nbdtrc

    size = 80**2 / 16**2
    return float(nbdtrc(wanted - 1, size, size / (size + 80)))


def test_feasibility_counts_chance_and_knowledge_together(tmp_path: Path) -> None:
    """60 is reached in .99 of the years if the rate is 80, and in .88 of those that happen."""
    loaded = scenario(tmp_path, ARRIVALS)
    found = optimise(
        loaded, subject=["P(many) >= 0.8"], maximise="mean(target.many)", vary={"wanted": "40,90"},
        worlds=64, replications=1, engine="auto", workers=1,
    )  # fmt: skip
    assert [one.feasible for one in found.judged] == [True, False]
    assert found.best == 0
    for one, wanted in zip(found.judged, (40, 90), strict=True):
        (chance,) = one.chances
        assert chance.low <= exact(wanted) <= chance.high
    alone = optimise(
        loaded, subject=["P(many) >= 0.9"], maximise="mean(target.many)", vary={"wanted": [60]},
        worlds=64, replications=1, knowledge=False, engine="auto", workers=1,
    )  # fmt: skip
    assert alone.priors == ()
    assert alone.judged[0].feasible is True  # Poisson: .99
    assert exact(60) < 0.9  # with what is not known


def test_no_candidate_is_an_answer(tmp_path: Path) -> None:
    found = optimise(
        scenario(tmp_path, ARRIVALS), subject=["P(many) >= 0.8"], minimise="mean(target.many)",
        vary={"wanted": "100,120,140"}, worlds=32, replications=1, engine="auto", workers=1,
    )  # fmt: skip
    assert found.impossible
    assert (found.best, found.nearest, found.rivals) == (None, 0, ())


def test_candidates_share_worlds_so_that_equal_ones_are_equal(tmp_path: Path) -> None:
    one = scenario(tmp_path, ARRIVALS)
    found = optimise(
        one, one, subject=["P(many) >= 0.2"], minimise="mean(target.many)", worlds=32, replications=1,
        engine="auto", workers=1,
    )  # fmt: skip
    first, second = found.judged
    assert first.cost == second.cost
    assert found.rivals == (1,)


def test_what_is_meant_is_a_probability(tmp_path: Path) -> None:
    loaded = scenario(tmp_path, ARRIVALS)
    for subject in (["mean(target.many) >= 3"], []):
        with pytest.raises(NotUnderstood):
            optimise(loaded, subject=subject, minimise="mean(target.many)", vary={"wanted": "40,90"})
    with pytest.raises(NotUnderstood):
        sim.optimise(loaded, subject=["P(many) >= 0.5"], minimise="P(many)", vary={"wanted": "40,90"})


SMALL = ["--worlds", "32", "--replications", "1", "--engine", "auto"]


@pytest.fixture
def clinic_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return str(write_clinic(tmp_path))


@pytest.mark.page
@pytest.mark.parametrize(
    ("lang", "wanted", "words"),
    [("da", "0.05", "Lavest"), ("en", "0.05", "Least"), ("da", "1", "Ingen af de 2"), ("en", "1", "None of the 2")],
)
def test_the_command_says_its_answer_first(
    clinic_file: str, capsys: pytest.CaptureFixture[str], lang: str, wanted: str, words: str
) -> None:
    command = ["optimise", clinic_file, "--vary", "places=4,8", "--minimise", "in_system", "--subject",
               f"P(good) >= {wanted}", *SMALL, "--lang", lang, "--figure", "a.svg"]  # fmt: skip
    assert main(command) == DONE
    text = capsys.readouterr().out
    assert text.startswith(words)
    assert max(map(len, text.splitlines())) <= 80
    assert b"<svg" in Path("a.svg").read_bytes()
    assert main([*command, "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [one["values"] for one in found["candidates"]] == [{"places": 4}, {"places": 8}]
    assert (found["best"] is None) == (wanted == "1")
    assert set(found["parameters"]) == {"days", "job_chance"}


@pytest.mark.page
@pytest.mark.parametrize(
    "wrong",
    [
        ["--vary", "places=4"],
        ["--vary", "places=4,8", "--worlds", "31"],
        ["--vary", "places=4,8", "--subject", "mean(in_system) >= 3"],
        ["--vary", "nothing=4,8"],
        ["--vary", "places=4,8", "--subject", "P(nothing) >= 0.5"],
        ["--vary", "places=4,-8"],
    ],
)
def test_what_cannot_be_asked_is_refused(clinic_file: str, wrong: list[str]) -> None:
    command = ["optimise", clinic_file, "--minimise", "in_system", "--subject", "P(good) >= 0.5", *SMALL, *wrong]
    assert main(command) == BAD_INPUT
