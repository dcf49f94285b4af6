"""Totals beside simulated years: theory where the law of a year is known, and what would bring the model nearer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import poisson

import sim
from sim.cli import main
from sim.records.totals import NoSuchFigure, NothingObserved, validate_totals
from sim.scenario.problems import ProblemsFound
from tests.records.project import SCENARIO, write_project


def with_totals(folder: Path, totals: str) -> Path:
    write_project(folder, scenario=SCENARIO + "[observed]\n" + totals)
    return folder / "pathway.toml"


def test_a_poisson_number_lies_where_theory_says(tmp_path: Path) -> None:
    """Arrivals of 2021: Poisson with 120 / 365.25 a day."""
    loaded = sim.load(
        with_totals(tmp_path, "entries.talk = { year = 2021, value = 130 }\n".replace("entries.talk", '"entries.talk"'))
    )
    (one,) = validate_totals(loaded, 4000, engine="compiled").totals
    law = poisson(120 * 365 / 365.25)
    assert abs(one.at_least - law.sf(129)) < 3.3 * 0.5 / 4000**0.5
    assert abs(one.at_most - law.cdf(130)) < 3.3 * 0.5 / 4000**0.5
    assert np.array([one.low, one.middle, one.high]) == pytest.approx(law.ppf([0.1, 0.5, 0.9]), abs=1)


def test_what_would_have_to_be_otherwise(tmp_path: Path) -> None:
    """Far more sent back than 30 in 100: the share that passes would have to be lower."""
    loaded = sim.load(with_totals(tmp_path, '"exits.sent_back" = { year = 2021, value = 70 }\n'))
    found = validate_totals(loaded, 400, engine="compiled")
    assert not found.agree
    assert found.totals[0].nearer == (("passed", False),)


def test_totals_that_the_model_gives_agree(tmp_path: Path) -> None:
    stated = '"entries.talk" = { year = 2021, value = 118 }\n"exits.sent_back" = { year = 2021, value = 33 }\n'
    found = validate_totals(sim.load(with_totals(tmp_path, stated)), 400, engine="compiled")
    assert found.agree
    assert found.together > 0.2


def test_two_totals_can_disagree_only_together(tmp_path: Path) -> None:
    """Many come and few are sent back: each happens, both at once hardly ever."""
    stated = '"entries.talk" = { year = 2021, value = 138 }\n"exits.sent_back" = { year = 2021, value = 22 }\n'
    found = validate_totals(sim.load(with_totals(tmp_path, stated)), 2000, engine="compiled")
    assert all(min(one.at_least, one.at_most) > 0.005 for one in found.totals)
    assert found.together < 0.01
    assert not found.agree


def test_observed_totals_change_no_hash(tmp_path: Path) -> None:
    with_one = sim.load(with_totals(tmp_path, '"entries.talk" = { value = 118 }\n')).scenario
    (tmp_path / "plain").mkdir()
    write_project(tmp_path / "plain")
    assert with_one.hash == sim.load(tmp_path / "plain" / "pathway.toml").scenario.hash


@pytest.mark.parametrize(
    "stated",
    [
        "x = 3",
        "x = { of = 3 }",
        "x = { value = 4, of = 3 }",
        'x = { value = "many" }',
        "x = { value = 1, year = 99999 }",
    ],
)
def test_totals_that_make_no_sense_are_refused(tmp_path: Path, stated: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        sim.load(with_totals(tmp_path, stated + "\n"))
    assert all(problem.key.startswith("observed.x") for problem in found.value.problems)


def test_what_is_no_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_totals(tmp_path, '"entrees.talk" = { value = 3 }\n')
    with pytest.raises(NoSuchFigure, match=r"pathway\.toml: \[observed\] names entrees.talk.*mean entries.talk"):
        validate_totals(sim.load(path), 5)
    assert main(["validate", str(path), "--replications", "5", "--lang", "da"]) == 2
    assert "Mente du entries.talk?" in capsys.readouterr().err
    write_project(tmp_path)
    with pytest.raises(NothingObserved, match=r"pathway\.toml has no totals under \[observed\], such as .*records\.md"):
        validate_totals(sim.load(path), 5)
    assert main(["validate", str(path), "--lang", "da"]) == 2
    assert "[observed]" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_the_command_says_where_the_totals_lie(tmp_path: Path, capsys, engine: str) -> None:
    path = with_totals(tmp_path, '"entries.talk" = { year = 2021, value = 118 }\n')
    assert main(["validate", str(path), "--replications", "50", "--engine", engine, "--lang", "da"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "ud af 100 år" in said
