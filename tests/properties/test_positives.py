"""Laws of positive outcomes, person by person and with the same luck, where nobody waits for anybody else.

Fewer dropouts: whoever is not struck goes on along the same draws, so the way is longer and never another one.  More
vacancies: those that were there stay, and nobody is served later (a token more, or one person less in line, is kept by
every match; that needs no limit on how many stand open).  Where places, sessions or open vacancies are limited
neither is a law: one who stays longer may keep out another.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.engines import reference
from sim.log.events import Event
from sim.model.build import build
from tests import generated

Tables = dict[str, Any]
LENGTHS = st.sampled_from(
    [
        "12 days",
        {"exponential": "20 days"},
        {"uniform": ["0 days", "30 days"]},
        {"weibull": {"shape": 0.6, "scale": "15 days"}},
    ]
)
SHARES = st.sampled_from([0.2, 0.5, 0.8])
REPLICATIONS = range(5)


@st.composite
def pathways(draw: st.DrawFn) -> Tables:
    """Stages one behind the other, with ways out and back, risks, a vacancy, a search, and two kinds of job."""
    names = [f"s{i}" for i in range(draw(st.integers(1, 3)))]
    stages: Tables = {}
    for here, after in zip(names, [*names[1:], "vacancy"], strict=True):
        ways: Tables = {after: draw(SHARES)}
        if draw(st.booleans()):
            ways[draw(st.sampled_from(names))] = 0.1  # back, or once more: nothing limits how often
        stages[here] = {
            "lasts": draw(LENGTHS),
            "next": {**ways, "out": "rest"},
        }
    stages["search"] = {
        "lasts": {"success": draw(SHARES), "exponential": "30 days", "limit": "60 days"},
        "next": {"found": "job", "not_found": "out"},
    }
    for job in ("job", "post"):
        stages[job] = {"lasts": {"exponential": "100 days"}, "support": "self", "positive": True, "next": "over"}
    risks: Tables = {
        "dropout": {"in": names, "rate": draw(st.sampled_from(["0.01 per day", "0.05 per day"])), "to": "out"}
    }
    if draw(st.booleans()):
        risks["ill"] = {"in": [draw(st.sampled_from(names)), "search"], "time": {"exponential": "80 days"}, "to": "out"}
    wait = {"takes": "posts", "patience": draw(st.sampled_from(["0 days", "9 days"])), "next": "post", "else": "search"}
    return {
        "format": 1,
        "run": {"start": "2021-01-04", "length": "200 days", "follow_up": "500 days"},
        "calendar": {"holidays": "none"},
        "arrivals": {"in": {"to": "s0", "rate": "0.3 per day"}},
        "pool": {"posts": {"rate": draw(st.sampled_from([5, 30])), "lifetime": draw(LENGTHS)}},
        "stage": stages,
        "wait": {"vacancy": wait},
        "risk": risks,
        "exit": {"out": {}, "over": {}},
    }  # fmt: skip


def positives(tables: Tables, seed: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """People with a job in each replication."""
    model = build(generated.scenario_of(tables))
    log = reference.run(model, seed, REPLICATIONS)
    jobs = [number for number, name in enumerate(model.names.steps) if name in ("job", "post")]
    begun = np.flatnonzero((log.code == Event.START) & np.isin(log.step, jobs))
    people = np.unique(np.stack([log.replication[begun], log.owner[begun]]), axis=1)
    return np.bincount(people[0], minlength=len(REPLICATIONS))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pathways(), st.integers(0, 1000), st.sampled_from(["0 per day", "0.001 per day", "0.008 per day"]))
def test_fewer_dropouts_never_lower_positives_where_nothing_is_scarce(tables: Tables, seed: int, fewer: str) -> None:
    del tables["pool"], tables["wait"]["vacancy"]
    tables["decision"] = {"vacancy": {"next": {"post": 0.3, "search": "rest"}}}
    less = {**tables, "risk": {**tables["risk"], "dropout": {**tables["risk"]["dropout"], "rate": fewer}}}
    assert (positives(less, seed) >= positives(tables, seed)).all()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pathways(), st.integers(0, 1000), st.sampled_from([1, 8, 100]))
def test_more_vacancies_never_lower_positives_where_any_number_may_stand_open(
    tables: Tables, seed: int, more: int
) -> None:
    pool = tables["pool"]["posts"]
    ample = {**tables, "pool": {"posts": {**pool, "rate": pool["rate"] + more}}}
    assert (positives(ample, seed) >= positives(tables, seed)).all()


def test_both_laws_move_something() -> None:
    """The laws are not kept because nothing happens: over the seeds both levers give more positive outcomes."""
    tables: Tables = {
        "format": 1,
        "run": {"start": "2021-01-04", "length": "200 days", "follow_up": "500 days"},
        "arrivals": {"in": {"to": "s0", "rate": "0.3 per day"}},
        "pool": {"posts": {"rate": 10, "lifetime": "20 days"}},
        "stage": {
            "s0": {"lasts": "20 days", "next": "vacancy"},
            "post": {"lasts": "100 days", "support": "self", "positive": True, "next": "out"},
        },
        "wait": {"vacancy": {"takes": "posts", "patience": "0 days", "next": "post", "else": "out"}},
        "risk": {"dropout": {"in": ["s0"], "rate": "0.03 per day", "to": "out"}},
        "exit": {"out": {}},
    }
    plain = positives(tables, 1)
    tables["pool"]["posts"]["rate"] = 60
    ample = positives(tables, 1)
    tables["risk"]["dropout"]["rate"] = "0.001 per day"
    assert plain.sum() < ample.sum() < positives(tables, 1).sum()
