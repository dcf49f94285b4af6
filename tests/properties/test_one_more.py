"""Law 3: one more person changes nobody else's draws, in one simple queue nobody before them; a place never hurts."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import pytest

from sim.engines import reference
from sim.engines.reference.arrivals import participants
from sim.engines.reference.chance import Chance
from sim.engines.view import view
from sim.log.events import Event
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.scenario.schema import Case, Span, Step, in_seconds
from tests import generated
from tests.properties.conftest import Run

Drawn = dict[tuple[Any, ...], int]


def leaves(value: Any) -> list[Any]:
    if not isinstance(value, Case):
        return [value]
    return [leaf for _, case in value.cases for leaf in leaves(case)] + (
        [] if value.other is None else leaves(value.other)
    )


def by_marks(value: Any) -> bool:
    """Whether a value depends on a mark, which people may or may not have by now, or on when it is read."""
    if not isinstance(value, Case):
        return False
    return in_seconds(value.by) or value.by in ("mood", "hours") or any(by_marks(case) for _, case in value.cases)


def plainly_timed(step: Step, model: Model) -> bool:
    """Whether the length of a stay in the step is its draw and nothing else."""
    quiet = not (
        step.pauses or step.work or step.length_factor or step.hazard_factor or model.scenario.calendar.paused_days
    )
    seconds = all(getattr(law, "unit", "") == "seconds" for law in leaves(step.lasts))
    return step.kind == "stage" and quiet and seconds and not by_marks(step.lasts)


def draws(log: Log, model: Model, seed: int) -> Drawn:
    """What was drawn for each person, by key: attributes, marks, patience, stays.

    The key of a person stands for source, cell and place in it, or for source, date and place in the cohort.
    """
    steps = {step.name: step for step in model.scenario.steps}
    timed = {name for name, step in steps.items() if plainly_timed(step, model)}
    patient = {
        name for name, step in steps.items() if not by_marks(step.patience) and not isinstance(step.patience, Span)
    }
    marked = {
        (name, mark)
        for name, step in steps.items()
        for mark, draw in step.marks
        if not any(by_marks(v) for _, v in draw.shares)
    }
    found: Drawn = {}
    backlog, later = participants(Chance(view(model), seed, 0, SimpleNamespace(now=0)), model.end)
    person = [(model.names.sources[one.process], one.key) for one in (*backlog, *later)]
    for _, owner, code, step, visit, thing, value in log.rows():
        name = model.names.steps[step] if step >= 0 else ""
        if code in (Event.ARRIVE, Event.NOT_CONTACTED):
            assert person[owner][0] == model.names.sources[thing]
        elif code == Event.ATTRIBUTE:
            found[*person[owner], model.names.properties[thing]] = value
        elif code == Event.MARK and (name, model.names.properties[thing]) in marked:
            found[*person[owner], name, visit, model.names.properties[thing]] = value
        elif (code == Event.END and name in timed) or (code == Event.RENEGED and name in patient):
            found[*person[owner], name, visit, code] = value
    return found


@pytest.mark.parametrize("seed", range(30))
def test_one_more_person_changes_nobody_elses_draws(seed: int, run: Run) -> None:
    tables = generated.tables(seed)
    first = next(iter(tables["stage"]))
    tables["arrivals"]["m"] = {"to": first, "dates": ["1 days"]}  # a name between the others
    more = build(generated.scenario_of(tables))
    plain = generated.model(seed)
    assert_same_draws(run, seed, plain, more)


@pytest.mark.parametrize("seed", range(12))
def test_more_people_a_day_change_nobody_elses_draws(seed: int, run: Run) -> None:
    tables = generated.tables(seed)
    tables["arrivals"]["m"] = {"to": next(iter(tables["stage"])), "rate": "0.3 per day"}
    models = []
    for rate in ("0.3 per day", "0.4 per day"):
        tables["arrivals"]["m"] = {**tables["arrivals"]["m"], "rate": rate}
        models.append(build(generated.scenario_of(tables)))
    assert_same_draws(run, seed, *models)


def assert_same_draws(run: Run, seed: int, plain: Model, more: Model) -> None:
    """What both runs drew is the same in both, and that is much."""
    before, after = (draws(run(model, seed, [0]), model, seed) for model in (plain, more))
    common = before.keys() & after.keys()
    assert {key: before[key] for key in common} == {key: after[key] for key in common}
    assert len(common) > 0.3 * len(before)


def test_the_draws_that_are_compared_are_many_and_of_every_kind() -> None:
    kinds = set()
    for seed in range(30):
        model = generated.model(seed)
        kinds |= {(len(key), key[-1]) for key in draws(reference.run(model, seed, [0]), model, seed)}
    assert {(3, "group"), (3, "level"), (5, "mood"), (5, "hours"), (5, Event.END), (5, Event.RENEGED)} <= kinds


# --- one simple queue ------------------------------------------------------------------------------------------------


def queue(run: Run, seed: int, capacity: int, extra: bool) -> tuple[dict[tuple[int, int], int], int]:
    """Wait of each person of a first-come queue, by (day of joining in seconds, place in the cohort); when x came."""
    chance = random.Random(seed)
    law = chance.choice(
        ["5 days", {"exponential": "4 days"}, {"discrete": {"values": ["0 days", "9 days"], "shares": [0.5, 0.5]}}]
    )
    tables: dict[str, Any] = {
        "format": 1,
        "run": {"start": "2021-01-04", "length": "120 days", "follow_up": "900 days"},
        "resource": {"r": {"capacity": capacity}},
        "arrivals": {"a": {"to": "s", "every": "2 days", "size": {"poisson": 1.2}, "until": "120 days"}},
        "stage": {"s": {"uses": "r", "lasts": law, "next": "out"}},
        "exit": {"out": {}},
    }
    when = chance.randint(10, 60) * 86_400 + 3_600
    if extra:
        tables["arrivals"]["x"] = {"to": "s", "dates": [f"{when} seconds"]}
    model = build(generated.scenario_of(tables))
    waits, cohort = {}, {}
    who: dict[int, tuple[int, int]] = {}
    for time, owner, code, _, _, thing, value in run(model, seed, [0]).rows():
        if code == Event.ARRIVE and model.names.sources[thing] == "a":
            who[owner] = time, cohort.setdefault(time, 0)
            cohort[time] += 1
        elif code == Event.ADMIT and owner in who:
            waits[who[owner]] = value
    return waits, when


@pytest.mark.parametrize("seed", range(10))
def test_one_more_person_changes_nobody_who_came_before(seed: int, run: Run) -> None:
    plain, when = queue(run, seed, 3, extra=False)
    more, _ = queue(run, seed, 3, extra=True)
    earlier = {who: wait for who, wait in plain.items() if who[0] < when}
    assert {who: more[who] for who in earlier} == earlier
    assert all(more[who] >= wait for who, wait in plain.items())


@pytest.mark.parametrize("seed", range(10))
def test_one_more_place_makes_nobody_wait_longer(seed: int, run: Run) -> None:
    scarce, ample = queue(run, seed, 2, extra=False)[0], queue(run, seed, 3, extra=False)[0]
    assert scarce.keys() == ample.keys()
    assert all(ample[who] <= wait for who, wait in scarce.items())
    assert sum(ample.values()) < sum(scarce.values())
