"""The generated pathways are what the other tests need: rich in ties, and over the whole language."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.distributions import FAMILIES
from sim.engines.reference import run
from sim.log.events import Event
from sim.log.table import Log
from sim.scenario import background, backlog, calendartable, changes, places, runtable, sidework, steps, streams
from tests import generated

SEEDS = range(40)


def test_they_are_small_and_full_of_exact_ties() -> None:
    ties = Counter({seed: generated.ties(run(generated.model(seed), 1, [0])) for seed in SEEDS})
    assert sum(ties.values()) > 2000
    assert sum(count > 10 for count in ties.values()) > 30
    people = [len(set(run(generated.model(seed), 1, [0]).owner.tolist())) for seed in SEEDS]
    assert max(people) < 1000


def test_there_are_ties_in_every_phase() -> None:
    found: Counter[str] = Counter()
    for seed in range(100):
        found += Counter({phase.name: count for phase, count in generated.ties_by_phase(_log(seed)).items()})
    assert found.keys() == {phase.name for phase in generated.PHASES}
    assert min(found.values()) >= 20, found


@cache
def _log(seed: int) -> Log:
    return run(generated.model(seed), seed, [0])


def test_every_event_happens() -> None:
    found = {code for seed in range(100) for code in np.unique(_log(seed).code).tolist()}
    assert found == {int(event) for event in Event}


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


# --- every key that the reader knows ---------------------------------------------------------------------------------

KEYS = {
    "resource": places.RESOURCE,
    "staff": places.STAFF,
    "gate": places.GATE,
    "budget": places.BUDGET,
    "arrivals": streams.ARRIVALS,
    "backlog": backlog.BACKLOG,
    "pool": streams.POOL,
    "risk": sidework.RISK,
    "background": background.BACKGROUND,
    "followup": sidework.FOLLOW_UP,
    **steps.KEYS,
    "calendar": calendartable.CALENDAR,
    "run": runtable.KEYS,
}
SPOKEN = {"title", "text", "unit", "funder", "payer"}  # seen by no engine
NOT_NEEDED = {("run", "years")}  # the window is stated by its length


@cache
def many() -> list[dict[str, Any]]:
    return [generated.tables(seed) for seed in range(300)]


@pytest.mark.parametrize("kind", KEYS)
def test_every_key_of_the_language_is_used(kind: str) -> None:
    """A key that is added to the language must be added to the generated pathways, too."""
    entries = [entry for tables in many() for entry in _entries(tables, kind)]
    used = {key for entry in entries for key in entry}
    known = {key for key in KEYS[kind] if key not in SPOKEN and (kind, key) not in NOT_NEEDED}
    assert known <= used


def _entries(tables: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    alone = kind in ("calendar", "run", "background")  # tables without names
    return [tables[kind]] if alone and kind in tables else list(tables.get(kind, {}).values())


def test_everything_that_changes_on_dates_is_changed() -> None:
    found: dict[str, set[str]] = {"set": set(), "times": set(), "stop": set(), "pause": set()}
    for change in (change for tables in many() for change in tables["change"]):
        for way in found.keys() & change.keys():
            for name in change[way]:
                kind, _, rest = name.partition(".")
                end = f".{rest.partition('.')[2]}" if kind in ("resource", "staff", "gate", "stage") else ""
                found[way].add("next" if kind == "next" else f"{kind}{end}" if way in ("set", "times") else kind)
    parameters = {"rule", "seats_then", "days_then", "high", "many", "crowd", "talk", "week"}
    assert found["set"] == parameters | {
        f"{kind}.{key}" if kind in ("resource", "staff", "gate") else kind
        for kind, keys in changes.SETTABLE.items()
        for key in keys
    }
    assert found["times"] == {"arrivals", "pool", "risk", "stage.hazard", "stage.length", "next", "background"}
    assert found["stop"] == {"stage", "arrivals", "gate", "pool"}
    assert {"from", "to", "ramp"} <= {key for tables in many() for change in tables["change"] for key in change}


def test_what_depends_on_a_person_does_so_on_properties_of_every_kind() -> None:
    """On attributes (of categories, of numbers), marks, another attribute, the stream, a choice; one inside another."""
    found: Counter[str] = Counter()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            found.update([value["by"]] if "by" in value and isinstance(value["by"], str) else [])
            for item in value.values():
                look(item)

    for tables in many():
        look(tables)
    assert {"group", "level", "mood", "home", "source", "$mode"} <= found.keys()


def test_every_law_is_used() -> None:
    text = json.dumps(many(), default=str)
    assert [name for name in FAMILIES if f'"{name}"' not in text] == []
