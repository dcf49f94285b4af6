"""``--uncertain`` on sweep and size: in a year that happens, or over what is not known, each against exact values."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import betainc, gammainc, nbdtrc, ndtr

from sim.cli import DONE, main
from sim.knowledge.on_average import Chance
from sim.knowledge.points import InWorlds, points_in_worlds
from sim.knowledge.split import split
from sim.studies.asked import Asked, parse
from sim.studies.condition import Condition, parse_condition
from sim.studies.option import Option
from sim.studies.samples import Sample
from tests.knowledge.test_uncertain import scenario
from tests.studies.clinic import write_clinic

pytestmark = pytest.mark.theory


def made(values: np.ndarray, kind: str) -> InWorlds:
    """One thing asked from values of shape (worlds, replications)."""
    asked = Asked("chance", "volume", "volume") if kind == "chance" else Asked("mean", "queue.tilbud")
    totals = Sample(values.sum(axis=1), np.full(len(values), float(values.shape[1])), asked.law)
    return InWorlds(asked, totals.estimate(asked.text), split(values, np.zeros(len(values), dtype=np.int64)))


@pytest.mark.parametrize(("a", "b"), [(8.0, 2.0), (0.6, 0.3), (30.0, 10.0)])
def test_the_share_of_worlds_in_which_a_chance_is_enough(a: float, b: float) -> None:
    """True chances are beta; with six years a world the raw share of worlds is off by what luck adds."""
    condition = Condition(Asked("chance", "volume", "volume"), ">=", 0.8)
    exact, found, raw = 1 - float(betainc(a, b, 0.8)), [], []
    for seed in range(20):
        generator = np.random.default_rng(seed)
        chances = generator.beta(a, b, size=(400, 1))
        values = generator.binomial(1, np.broadcast_to(chances, (400, 6))).astype(float)
        found.append(made(values, "chance").holds_in(condition).mean)
        raw.append(float((values.mean(axis=1) >= 0.8).mean()))
    assert np.mean(found) == pytest.approx(exact, abs=0.05)
    if a > 20:
        assert abs(np.mean(raw) - exact) > 0.1


def test_the_share_of_worlds_in_which_a_mean_is_enough() -> None:
    condition = Condition(Asked("mean", "queue.tilbud"), "<=", 11.0)
    found = []
    for seed in range(20):
        generator = np.random.default_rng(seed)
        values = 10 + generator.normal(size=(300, 1)) + 5 * generator.normal(size=(300, 4))
        found.append(made(values, "mean").holds_in(condition).mean)
    assert np.mean(found) == pytest.approx(float(ndtr(1.0)), abs=0.05)


def test_equal_worlds_are_all_alike() -> None:
    one = made(np.full((40, 3), 1.0), "chance")
    assert one.holds_in(Condition(one.asked, ">=", 0.8)) == Chance(1, 1, 1)
    assert one.holds_in(Condition(one.asked, "<=", 0.8)) == Chance(0, 0, 0)
    assert one.holds_in(Condition(one.asked, ">=", 1.0)).mean == one.holds_in(Condition(one.asked, "<=", 1.0)).mean == 1
    assert one.sets == (1.0, 1.0)
    assert np.isnan(made(np.full((40, 3), np.nan), "chance").holds_in(Condition(one.asked, ">=", 0.8)).low)


def test_poisson_arrivals_with_a_gamma_rate(tmp_path: Path) -> None:
    loaded = scenario(tmp_path)
    asked = [parse("P(many)", loaded.scenario), parse("mean(target.many)", loaded.scenario)]
    options = [Option.of(loaded).set(wanted=wanted) for wanted in (40, 56)]
    points = points_in_worlds(options, asked, ["wanted"], 96, 4, engine="auto", workers=1)
    size = 48**2 / 64
    for wanted, (chance, mean) in zip((40, 56), points.found, strict=True):
        exact = float(nbdtrc(wanted - 1, size, size / (size + 48)))
        assert chance.estimate.low < exact < chance.estimate.high
        enough = 1 - float(gammainc(size, size * wanted / 48))  # the world's own mean is its rate
        at_least = parse_condition(f"mean(target.many) >= {wanted}", loaded.scenario)
        holds = mean.holds_in(at_least)
        assert holds.mean == pytest.approx(enough, abs=0.12)
        assert holds.low < enough < holds.high


@pytest.fixture
def clinic_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return str(write_clinic(tmp_path))


SMALL = ["--replications", "4", "--engine", "auto", "--uncertain", "16"]


@pytest.mark.page
@pytest.mark.parametrize(("lang", "words"), [("da", "I et år, der indtræffer"), ("en", "In a year that happens")])
def test_size_says_which_of_the_two_is_meant(
    clinic_file: str, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    command = ["size", clinic_file, "--find", "places", "--range", "4,8", "--until", "P(good) >= 0.2", *SMALL]
    assert main([*command, "--lang", lang]) == DONE
    text = capsys.readouterr().out
    assert words in text
    assert max(map(len, text.splitlines())) <= 80
    assert main([*command, "--lang", lang, "--json"]) == DONE
    points = json.loads(capsys.readouterr().out)["knowledge"]["points"]
    for one in points:
        low, high = one["P(good)"]["holds_in_interval"]
        assert 0 <= low <= one["P(good)"]["holds_in"] <= high <= 1


@pytest.mark.page
def test_sweep_gives_every_point_in_the_same_sets(clinic_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["sweep", clinic_file, "--vary", "places=4,8", "--measure", "mean(target.many)", *SMALL, "--lang", "da"]
    assert main(command) == DONE
    text = capsys.readouterr().out
    assert "8 af 10 sæt" in text
    assert max(map(len, text.splitlines())) <= 80
    assert main([*command, "--json"]) == DONE
    knowledge = json.loads(capsys.readouterr().out)["knowledge"]
    assert len(knowledge["points"]) == 2
    assert knowledge["parameters"] == ["days", "job_chance"]
