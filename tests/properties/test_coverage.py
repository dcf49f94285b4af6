"""Law 8: of 1,000 intervals of 95 % about 950 hold the exact value, from the scenario to the interval printed."""

from __future__ import annotations

import pytest

from sim.measures.sheet import Sheet
from sim.model.build import build
from sim.studies.replicate import replicate
from sim.studies.statistics import summarise
from tests import generated

STUDIES, EACH = 1000, 25
FEWEST, MOST = 926, 972  # 950 +- 3.3 standard deviations of a binomial number: a chance of .001
EXACT = {
    "arrivals.people": 60.0,  # Poisson
    "visits.talk": 1 + 0.35 + 0.35**2,  # ratios: people or visits differ from run to run
    "stay_mean.talk": 2.0,
    "exit_share.enough": 0.35**3,
}


@pytest.fixture(scope="module")
def studies() -> list[Sheet]:
    """Pieces of one long run: no replication belongs to two studies."""
    model = build(generated.scenario_of({
        "format": 1,
        "run": {"start": "2021-01-01", "length": "30 days", "follow_up": "120 days"},
        "arrivals": {"people": {"to": "talk", "rate": "2 per day", "until": "30 days"}},
        "stage": {"talk": {
            "lasts": {"exponential": "2 days"}, "next": {"talk": 0.35, "done": "rest"},
            "limit": {"talk": {"visits": 3, "else": "enough"}},
        }},
        "exit": {"done": {}, "enough": {}},
    }))  # fmt: skip
    sheet = replicate(model, STUDIES * EACH, 11, "compiled", keep=None).sheet
    return [sheet.rows(first, first + EACH) for first in range(0, STUDIES * EACH, EACH)]


def test_about_950_of_1000_intervals_hold_the_exact_value(studies: list[Sheet]) -> None:
    found = [summarise(study) for study in studies]
    for name, exact in EXACT.items():
        intervals = [(summary[name].low, summary[name].high) for summary in found]
        holds = sum(low <= exact <= high for low, high in intervals)
        assert FEWEST <= holds <= MOST, f"{name}: {holds}"
        wide = max(high - low for low, high in intervals)
        assert sum(low <= exact + wide <= high for low, high in intervals) < 50, f"{name}: the intervals are too wide"
