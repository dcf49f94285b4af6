"""The file of dated rates: every row has a basis and a source, and derived rows follow from the read ones."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from sim.scenario import load
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import Case, Dated

ROOT = Path(__file__).parents[2]
RATES = ROOT / "scenarios" / "satser.csv"
RISES = {2021: 1.0125, 2022: 1.0015, 2023: 1.0195, 2024: 1.032}

BASE = """
format = 1
[attribute.weeks]
uniform = [0, 100]
[arrivals.a]
rate = 10
to = "job"
[stage.job]
support = "self"
marks = { hours = { uniform = [5, 37] } }
lasts = "90 days"
next = { out = "rest" }
[exit.out]
[target.t]
share_of = "entered job"
who_are = "WHO"
for = "2 months"
at_least = 0.5
"""
BENEFIT = """
[benefit]
monthly = { csv = "rates.csv", rate = "RATE" }
[benefit.supplement]
hours = "HOURS"
wage = 138
disregard = 28.40
"""


def table() -> dict[str, dict[int, tuple[float, str]]]:
    found: dict[str, dict[int, tuple[float, str]]] = defaultdict(dict)
    with RATES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert row["source"]
            assert row["basis"] in ("measured", "proxy")
            found[row["rate"]][int(row["from"][:4])] = float(row["amount"]), row["basis"]
    return found


@pytest.mark.parametrize("rate", sorted(table()))
def test_derived_years_follow_the_yearly_rise(rate: str) -> None:
    years = table()[rate]
    for year, (amount, basis) in years.items():
        if basis != "proxy":
            continue
        before, after = years.get(year - 1), years.get(year + 1)
        forward = before is not None and abs(before[0] * RISES[year] - amount) <= max(1, 0.001 * amount)
        backward = after is not None and abs(after[0] / RISES[year + 1] - amount) <= max(1, 0.001 * amount)
        assert forward or backward, (rate, year)


def test_the_baseline_pays_the_rates_of_the_day() -> None:
    """Autumn 2020 11,554 and 15,355; 2022 11,716 and 15,571: not what lies between 2021 and 2023."""
    monthly = load(ROOT / "scenarios" / "rengoering.toml").benefit.monthly
    assert isinstance(monthly, Case)
    provider, other = dict(monthly.cases)["yes"], dict(monthly.cases)["no"]
    assert isinstance(provider, Dated)
    assert isinstance(other, Dated)
    assert [amount for _, amount in provider.steps] == [15_355, 15_547, 15_571, 15_874, 16_382]
    assert [amount for _, amount in other.steps] == [11_554, 11_698, 11_716, 11_944, 12_326]


def problems(folder: Path, text: str, rows: str = "a,2020-01-01,100,measured,x\n") -> str:
    (folder / "rates.csv").write_text("rate,from,amount,basis,source\n" + rows, encoding="utf-8")
    path = folder / "s.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        load(path)
    return str(found.value)


@pytest.mark.parametrize(
    ("change", "rows", "said"),
    [
        ({"RATE": "b"}, "", 'no such rate. Found "b", allowed a'),
        ({"HOURS": "hour"}, "", "Did you mean hours?"),
        ({}, "a,2021-01-01,many,measured,x\n", "cannot be read"),
        ({}, "a,2021-01-01,120,measured,\n", "no source"),
        ({}, "a,2020-01-01,120,measured,x\n", "begin on one day"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, change: dict[str, str], rows: str, said: str) -> None:
    text = BASE + BENEFIT
    for word, default in (("WHO", "self without benefit"), ("RATE", "a"), ("HOURS", "hours")):
        text = text.replace(word, change.get(word, default))
    assert said in problems(tmp_path, text, "a,2020-01-01,100,measured,x\n" + rows)


def test_without_benefit_needs_to_know_when_benefit_ends(tmp_path: Path) -> None:
    assert "Nothing says when benefit ends" in problems(tmp_path, BASE.replace("WHO", "self without benefit"))
