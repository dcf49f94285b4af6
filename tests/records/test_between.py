"""Between two recorded stays people are where they most likely are, given how long it has been."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import sim
from sim.records.between import Between, Place

PATHWAY = """
format = 1
[run]
length = "1 year"
[arrivals.all]
to = "talk"
rate = "1 per week"
[resource.place]
capacity = 3
[stage.talk]
lasts = "5 days"
next = { course = 0.5, tested = 0.3, ready = "rest" }
[stage.tested]
lasts = "4 days"
next = { course = "rest" }
[wait.ready]
uses = []
takes = "job_open"
patience = "10 days"
else = "out"
next = { job = "rest" }
[pool.job_open]
rate = "1 per week"
[stage.course]
uses = ["place"]
lasts = "5 days"
next = { more = 0.5, job = "rest" }
[stage.more]
uses = ["place"]
setup = { uniform = ["0 days", "3 days"] }
lasts = "5 days"
next = { job = "rest" }
[stage.job]
lasts = { exponential = "100 days" }
next = { out = "rest" }
[exit.out]
"""
RECORDED = ("talk", "course", "more", "job", "out")


@pytest.mark.parametrize(
    ("last", "days", "visits", "place"),
    [
        ("talk", 1.5, {}, Place("course", inside=False, sure=False)),  # in line .8, tested .3, ready .2
        ("talk", 30.5, {}, Place("course", inside=False, sure=True)),  # nobody is tested, or waits, for so long
        ("course", 1.5, {}, Place("more", inside=False, sure=True)),  # the place is held, but set-up takes its time
        ("course", 3.5, {}, None),
        ("course", 1.5, {"more": 1}, None),  # set-up is for the first visit
        ("more", 0.5, {}, None),
    ],
)
def test_the_likeliest_place(
    tmp_path: Path, last: str, days: float, visits: Mapping[str, int], place: Place | None
) -> None:
    (tmp_path / "pathway.toml").write_text(PATHWAY, encoding="utf-8")
    between = Between(sim.load(tmp_path / "pathway.toml").scenario, RECORDED)
    assert between.likeliest(last, {}, visits, days) == place


def test_what_nobody_recorded_can_be_the_likeliest(tmp_path: Path) -> None:
    path = tmp_path / "pathway.toml"
    path.write_text(PATHWAY.replace("course = 0.5, tested = 0.3", "course = 0.1, tested = 0.8"), encoding="utf-8")
    between = Between(sim.load(path).scenario, RECORDED)
    assert between.likeliest("talk", {}, {}, 1.5) == Place("course", inside=False, sure=False)  # .9, also behind tests
    path.write_text(path.read_text("utf-8").replace('uses = ["place"]', "", 1), encoding="utf-8")
    between = Between(sim.load(path).scenario, RECORDED)
    assert between.likeliest("talk", {}, {}, 1.5) == Place("tested", inside=True, sure=False)
