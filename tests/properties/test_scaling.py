"""Law 7: all times k times as long make everything k times as late; two Poisson streams are one of the summed rate."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.log.events import Event
from sim.model.build import build
from tests import generated
from tests.properties.conftest import Run

IN_SECONDS = {
    *(Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY, Event.SETUP, Event.START, Event.END),
    *(Event.OVERDUE, Event.RISK, Event.CALLED, Event.EXIT, Event.INSIDE, Event.IN_LINE, Event.ARRIVE),
}


def pathway(seed: int, unit: int) -> dict[str, Any]:
    """Places, tokens, sessions, risks, stops and pauses without any calendar, all lengths in multiples of a unit."""
    chance = random.Random(seed)

    def t(*choices: int) -> str:
        return f"{chance.choice(choices) * unit} seconds"

    def dates(n: int, most: int = 100) -> list[str]:
        return [f"{day * unit} seconds" for day in sorted(chance.sample(range(most), n))]

    def law() -> Any:
        values = [f"{n * unit} seconds" for n in (0, 2, 3, 8)]
        return chance.choice([t(0, 2, 5), {"discrete": {"values": values, "shares": [0.1, 0.4, 0.3, 0.2]}}])

    def stage(*later: str) -> dict[str, Any]:
        found = {"lasts": law(), "next": {later[-1]: 0.3, later[0]: "rest"} if later[-1] != later[0] else later[0]}
        found["uses"] = chance.sample(["r0", "r1"], chance.randint(0, 2))
        found["setup"] = t(0, 1)
        if chance.random() < 0.5:
            found |= {"patience": t(0, 3, 9), "else": later[-1]}
        if chance.random() < 0.4:
            found |= {"gate": "g"}
        if chance.random() < 0.4:
            found |= {"meanwhile": {"p": later[-1]}}
        return found

    # people of such a stream go by ordinal; those of a cohort go by its date, as tokens do, so their draws would change
    gaps = {"discrete": {"values": [f"{n * unit} seconds" for n in (0, 1, 5)], "shares": [0.5, 0.3, 0.2]}}
    start, end = sorted(chance.sample(range(90), 2))
    window = {"from": f"{start * unit} seconds", "to": f"{end * unit} seconds"}
    return {
        "format": 1,
        "run": {"start": "2021-01-04", "length": f"{150 * unit} seconds"},
        "resource": {
            "r0": {"capacity": {"start": 3, dates(1)[0]: chance.randint(0, 4)}, "turnaround": t(0, 1)},
            "r1": {"capacity": chance.randint(1, 3)},
        },
        "pool": {"p": {"dates": dates(12), "lifetime": t(0, 2, 5), "max_open": 2}},
        "gate": {"g": {"dates": dates(20), "seats": chance.randint(1, 4), "days": "all", "backfill": "r0"}},
        "arrivals": {"a": {"to": "s0", "between": gaps}, "b": {"to": "q", "between": gaps}},
        "stage": {"s0": stage("s1", "q"), "s1": stage("s2", "out"), "s2": stage("out")},
        "wait": {"q": {"takes": "p", "patience": t(0, 4), "else": "s2", "next": "s1"}},
        "exit": {"out": {}},
        "risk": {"x": {"in": ["s0", "s2"], "time": t(2, 4), "to": "out"}},
        "change": [{**window, "pause": ["s0"]}, {**window, "stop": ["stage.s1"]}],
    }


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("k", [3, 1000])
def test_times_k_times_as_long_give_a_story_k_times_as_long(seed: int, k: int, run: Run) -> None:
    models = [build(generated.scenario_of(pathway(seed, unit))) for unit in (60, 60 * k)]
    short, long = (run(model, seed, [0]) for model in models)
    assert len(short) > 300
    seconds = np.isin(short.code, list(IN_SECONDS))
    assert np.array_equal(long.time, short.time * k)
    assert np.array_equal(long.value, np.where(seconds, short.value * k, short.value))
    for name in ("owner", "code", "step", "visit", "object"):
        assert np.array_equal(getattr(long, name), getattr(short, name))


def arrivals(run: Run, *rates: str) -> Callable[[int], np.ndarray[Any, np.dtype[np.int64]]]:
    streams = {f"a{i}": {"to": "s", "rate": rate} for i, rate in enumerate(rates)}
    model = build(generated.scenario_of({
        "format": 1, "run": {"start": "2021-01-04", "length": "1000 days"}, "arrivals": streams,
        "stage": {"s": {"lasts": "0 days", "next": "out"}}, "exit": {"out": {}},
    }))  # fmt: skip

    def times(replication: int) -> np.ndarray[Any, np.dtype[np.int64]]:
        log = run(model, 5, [replication])
        return log.time[log.code == Event.ARRIVE]

    return times


def test_two_poisson_streams_are_one_of_the_summed_rate(run: Run) -> None:
    two, one = arrivals(run, "0.7 per day", "1.3 per day"), arrivals(run, "2 per day")
    gaps = [np.sort(np.concatenate([np.diff(times(n)) for n in range(3)])) for times in (two, one)]
    points = np.concatenate(gaps)
    shares = [np.searchsorted(sample, points, side="right") / len(sample) for sample in gaps]
    size = len(gaps[0]) * len(gaps[1]) / (len(gaps[0]) + len(gaps[1]))
    assert np.max(np.abs(shares[0] - shares[1])) * np.sqrt(size) < 2.0  # Kolmogorov and Smirnov: a chance of 7e-4
    for times in (two, one):
        counts = np.bincount((times(0) // 864_000).astype(int), minlength=100)  # in ten days: mean and variance 20
        assert abs(counts.mean() - 20) < 4.5 * np.sqrt(20 / 100)
        assert abs(counts.var() / counts.mean() - 1) < 4.5 * np.sqrt(2 / 100)
