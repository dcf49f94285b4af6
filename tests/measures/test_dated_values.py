"""Prices, hours and follow-up work that change on a date, in the figures of each year."""

from __future__ import annotations

import pytest

import sim

FILE = """format = 1
title = { da = "Prøve", en = "Try" }
[run]
start = 2021-01-01
years = 2
follow_up = "1 months"
[parameters]
hours   = { value = 37 }
price   = { value = 100 }
meeting = { value = 1000 }
talk    = { value = "30 minutes" }
[arrivals.people]
to = "course"
dates = [2021-02-01, 2022-02-01]
[staff.adviser]
people = 1
hours = "$hours"
cost_per_hour = "$price"
[stage.course]
lasts = "28 days"
work = { by = "adviser", time = "1 hours" }
next = "done"
[followup.talk]
in = ["course"]
by = "adviser"
every = "7 days"
time = "$talk"
[exit.done]
[cost.meetings]
per_year = "$meeting"
[[change]]
from = 2022-01-01
set = { hours = 18.5, price = 300, meeting = 3000, talk = "60 minutes" }
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> sim.Result:
    path = tmp_path_factory.mktemp("dated") / "dated.toml"
    path.write_text(FILE, encoding="utf-8")
    return sim.run(path, 1, engine="reference")


@pytest.mark.parametrize(
    ("year", "days", "hours", "price", "meeting"), [(2021, 261, 7.4, 100, 1000), (2022, 260, 3.7, 300, 3000)]
)
def test_hours_and_prices_are_those_of_the_year(
    result: sim.Result, year: int, days: int, hours: float, price: float, meeting: float
) -> None:
    offered = days * hours
    assert result[f"offered_hours_week.adviser@{year}"].mean == pytest.approx(offered / (365 / 7))
    assert result[f"cost_staff.adviser@{year}"].mean == pytest.approx(offered * price)
    assert result[f"cost_fixed.meetings@{year}"].mean == pytest.approx(meeting, rel=1e-3)


@pytest.mark.parametrize(("year", "hours"), [(2021, 0.5), (2022, 1.0)])
def test_planned_follow_ups_take_the_time_of_the_stay(result: sim.Result, year: int, hours: float) -> None:
    """Three in a stay of 28 days: the fourth would fall due at its end."""
    assert result[f"load_hours_week.adviser@{year}"].mean == pytest.approx(3 * hours / (365 / 7))
