"""Groups that fare differently: a neutral switch, means that stay, and dropout stated as a share of a stay."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.scenario import load
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import WEEK

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "scenarios" / "rengoering.toml"
EVEN = {"rr_dropout": 1.0, "rr_ready": 1.0, "rr_job": 1.0, "rr_retention": 1.0}


def test_groups_without_a_difference_give_the_figures_of_groups_that_are_alike() -> None:
    """The neutral switch changes nothing at all, replication by replication."""
    alike = sim.run(sim.load(BASELINE), replications=3, seed=4, engine="reference")
    even = sim.run(sim.load(BASELINE).set(people_differ="differ", **EVEN), replications=3, seed=4, engine="reference")
    assert alike.sheet.names == even.sheet.names
    np.testing.assert_array_equal(alike.sheet.numerator, even.sheet.numerator)
    np.testing.assert_array_equal(alike.sheet.denominator, even.sheet.denominator)


EVEN_PROPERTIES = {
    "rr_ready_experience": 1.0, "rr_dropout_health": 1.0, "rr_time_health": 1.0, "rr_job_danish": 1.0,
    "direct_experienced": 0.35,
}  # fmt: skip


def test_experience_health_and_danish_without_a_difference_give_the_baseline() -> None:
    """Three more properties of every person change nothing by themselves, replication by replication."""
    plain = sim.run(sim.load(BASELINE), replications=3, seed=4, engine="reference")
    path = BASELINE.with_name("17d-erfaring-helbred-sprog.toml")
    even = sim.run(sim.load(path).set(**EVEN_PROPERTIES), replications=3, seed=4, engine="reference")
    for name in plain.names:
        np.testing.assert_array_equal(plain.column(name), even.column(name), err_msg=name)


def test_each_property_moves_its_own_outcome() -> None:
    found = sim.run(sim.load(BASELINE.with_name("17d-erfaring-helbred-sprog.toml")), replications=20, seed=4)
    assert found.value("risk_share.dropout{health=poor}") > 1.3 * found.value("risk_share.dropout{health=good}")
    experienced, others = (found.value(f"share_reaching.amu{{experience={one}}}") for one in ("yes", "no"))
    assert experienced < 0.5 * others
    no_job = [found.value(f"exit_share.no_job{{danish={one}}}") for one in ("limited", "good")]
    assert no_job[0] > no_job[1]


def test_the_split_keeps_the_mean_of_the_reference_group() -> None:
    values = {one.name: one.value for one in load(BASELINE).parameters}
    share = values["share_reference"]
    for split, plain in (
        ("dropout", "dropout_hazard"), ("job_found", "outplacement_success"),
        ("ready", "praktik_ready_share"), ("job_time", "retention_scale"),
    ):  # fmt: skip
        mean = share * values[f"{split}_aktivitetsparat"] + (1 - share) * values[f"{split}_jobparat"]
        assert mean == pytest.approx(values[plain]), split


def test_who_is_closer_to_a_job_gets_one_more_often() -> None:
    files = ("17b-kun-jobparate", "17c-kun-aktivitetsparate")
    near, far = (
        sim.run(sim.load(ROOT / "scenarios" / f"{name}.toml"), replications=4, seed=4, engine="reference")
        for name in files
    )
    assert near.value("positive") > 1.15 * far.value("positive")
    assert near.value("exits.dropout") < far.value("exits.dropout")


RISK = """
format = 1
[run]
years = 1
follow_up = "12 months"
[arrivals.a]
rate = 100
to = "stay"
[stage.stay]
lasts = "20 weeks"
next = { done = "rest" }
[risk.dropout]
in = ["stay"]
SHARE
to = "gone"
[exit.done]
[exit.gone]
"""


def risk(folder: Path, words: str) -> Path:
    path = folder / "risk.toml"
    path.write_text(RISK.replace("SHARE", words), encoding="utf-8")
    return path


def test_dropout_as_a_share_over_the_stay_is_the_rate_that_gives_it(tmp_path: Path) -> None:
    """28 % over 20 weeks is -ln(.72) / 20 a week; and 28 % of those who stay 20 weeks are gone before."""
    (found,) = load(risk(tmp_path, 'share = 0.28\nover = "20 weeks"')).risks
    assert found.law.pieces[0].rate == pytest.approx(-log(0.72) / (20 * WEEK))  # type: ignore[union-attr]
    result = sim.run(sim.load(tmp_path / "risk.toml"), replications=60, seed=1, engine="reference")
    people = result.column("arrivals.a").sum()
    assert result.value("risk_share.dropout") == result.value("exit_share.gone")  # the share that went in comes out
    assert result.value("exit_share.gone") == pytest.approx(0.28, abs=4 * (0.28 * 0.72 / people) ** 0.5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("share = 0.28", "A share leaves over a time"),
        ('share = 1.0\nover = "20 weeks"', "not everybody leaves"),
        ('rate = "0.01 per week"\nover = "20 weeks"', "This key goes with `share`"),
        ('rate = "0.01 per week"\nshare = 0.1\nover = "20 weeks"', "conflicting-keys"),
    ],
)
def test_a_share_without_its_time_is_refused(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        load(risk(tmp_path, words))
    assert said in str(found.value)
