"""The generated pathways are what the other tests need: rich in ties, and over the whole language."""

from __future__ import annotations

import json
from collections import Counter

from sim.engines.reference import run
from tests import generated

SEEDS = range(40)


def test_they_are_small_and_full_of_exact_ties() -> None:
    ties = Counter({seed: generated.ties(run(generated.model(seed), 1, [0])) for seed in SEEDS})
    assert sum(ties.values()) > 2000
    assert sum(count > 10 for count in ties.values()) > 30
    people = [len(set(run(generated.model(seed), 1, [0]).owner.tolist())) for seed in SEEDS]
    assert max(people) < 1000


def test_ties_are_counted_by_second_and_phase() -> None:
    # at day 5: two arrivals and two starts; at day 6: two ends; the starting state does not count
    story = {
        "format": 1,
        "run": {"start": "2021-01-04", "length": "20 days"},
        "resource": {"r": {"capacity": 2}},
        "arrivals": {"a": {"to": "s", "dates": ["5 days", "7 days"], "size": 2, "until": "6 days"}},
        "stage": {"s": {"uses": "r", "lasts": "1 days", "next": "out"}},
        "exit": {"out": {}},
    }
    from sim.model.build import build

    assert generated.ties(run(build(generated.scenario_of(story)), 1, [0])) == 3


def test_a_seed_gives_the_same_pathway_every_time() -> None:
    assert generated.tables(5) == generated.tables(5)
    assert generated.pathway(5) == generated.pathway(5)
    assert generated.tables(5) != generated.tables(6)


FEATURES = (
    *('"turnaround"', '"opens"', '"closes"', '"initial"', '"lifetime"', '"max_open"', '"serve": "last"', '"minimum"'),
    *('"others"', '"cancelled"', '"try_again"', '"send_away"', '"backfill"', '"at"', '"days": "opening"', '"spends"'),
    *('"patience"', '"priority"', '"setup"', '"starts"', '"marks"', '"meanwhile"', '"work"', '"ahead"', '"success"'),
    *('"limit"', '"takes"', '"time"', '"every"', '"queued": true', '"for"', '"exactly"', '"poisson"', '"profile"'),
    *('"a_year"', '"spread"', '"between"', '"csv"', '"until"', '"number"', '"pause": {"while"', '"waiting_for"'),
    *('"inside"', '"elapsed"', '"set"', '"times"', '"ramp"', '"stop"', '"pause": ["', "working days", '"1 months"'),
    *('"by": "group"', '"by": "level"', '"by": "mood"', '"stays": "pause"', '"closed"', '"people": 0.5', '"empirical"'),
    *('"hazard"', '"early"', '"weibull"', '"gamma"', '"lognormal"', '"triangular"', '"normal"', '"exponential"'),
)


def test_the_whole_language_is_used() -> None:
    text = json.dumps([generated.tables(seed) for seed in range(120)], default=str)
    missing = [feature for feature in FEATURES if feature not in text]
    assert not missing
