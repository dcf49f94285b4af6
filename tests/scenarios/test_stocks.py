"""Stocks of people as flows: fleksjob in Herning and public support in Rødovre, against the exact means."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest

import sim

FOLDER = Path(__file__).parents[2] / "scenarios" / "neighbours"
WEEKS = 365.2425 / 7


def mean_stock(start: float, inflow: float, years: float) -> float:
    """Mean over a year of N' = inflow - N / years."""
    even = inflow * years
    return even + (start - even) * years * (1 - exp(-1 / years))


def close(found: sim.Result, figure: str, wanted: float) -> None:
    estimate = found[figure]
    assert abs(estimate.mean - wanted) <= 4 * estimate.se, (estimate, wanted)


def test_the_number_in_fleksjob_rises_from_1648_to_1745() -> None:
    found = sim.run(sim.load(FOLDER / "fleksjob.toml"), replications=40, seed=1)
    inflow = 97 + (1648 + 1745) / 2 / 8
    jobs_at_first = 155 / 0.5 * 365.2425 / 364  # 155 people whose mean wait is 26 weeks
    assert jobs_at_first == pytest.approx(inflow, rel=0.01)
    close(found, "occupancy.fleksjob", mean_stock(1648, inflow, 8))
    in_time = 1 - exp(-181.5 / (26 * 7))
    assert found.value("target.in_job") == pytest.approx(in_time, abs=0.02)


def test_longer_jobs_raise_the_stock_as_the_formula_says() -> None:
    inflow = 97 + (1648 + 1745) / 2 / 8
    found = sim.run(sim.load(FOLDER / "fleksjob.toml").set(years_in_job=12), replications=40, seed=1)
    close(found, "occupancy.fleksjob", mean_stock(1648, inflow, 12))


def test_even_flows_hold_the_share_and_half_the_recession_adds_to_it() -> None:
    even = sim.run(sim.load(FOLDER / "resultatmaal.toml"), replications=40, seed=1)
    assert even["occupancy.on_support"].mean == pytest.approx(8.7 * 250, abs=4 * even["occupancy.on_support"].se + 1)
    near = 26 / WEEKS
    more = sim.run(sim.load(FOLDER / "resultatmaal.toml").set(more_unemployed=150), replications=40, seed=1)
    added = 150 * near * (1 - near * (1 - exp(-1 / near)))
    difference = more["occupancy.on_support"].mean - even["occupancy.on_support"].mean
    assert difference == pytest.approx(added, abs=0.3 * added)
