"""The independent rough check of the hold pathway: 48 starts exactly, the other figures in order of magnitude."""

from __future__ import annotations

import pytest

import sim
from sim.verify.case import path_of

pytestmark = pytest.mark.theory

ALL = "share_of=entered tilbud"


@pytest.fixture(scope="module")
def result():
    return sim.run(path_of("domain-1-6"), replications=10, seed=16)


def test_48_starts_in_each_and_every_year(result):
    starts = [name for name in result.names if name.startswith("entries.tilbud@")]
    assert len(starts) == 10
    for name in starts:
        assert result.column(name).tolist() == [48.0] * 10


@pytest.mark.parametrize(
    ("figure", "about"),
    [
        ("utilisation.place", 0.55),
        (f"target.self_support[{ALL}|within=any|who_are=self]", 0.38),
        (f"target.self_support[{ALL}|within=28 days|who_are=self]", 0.29),
        (f"target.self_support[{ALL}|within=0 days|who_are=self]", 0.23),
        (
            "target.self_support[share_of=entered job_elsewhere, job_rengoering, outplacement|within=any|who_are=self]",
            0.50,
        ),
    ],
)
def test_the_order_of_magnitude(result, figure, about):
    """Another program's figures from a few replications and rules that differ in detail: within 7 percentage points."""
    assert result.value(figure) == pytest.approx(about, abs=0.07)


def test_half_of_the_starters_get_a_job(result):
    jobs = result.value("entries.job_rengoering") + result.value("entries.job_elsewhere")
    assert jobs / result.value("entries.tilbud") == pytest.approx(0.51, abs=0.07)
