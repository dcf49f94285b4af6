"""Laws 1 and 2: batches, workers, the order of keys and changes to the value that is there change no result."""

from __future__ import annotations

import random
from typing import Any

import pytest

from sim.log.events import Event
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.studies.replicate import replicate
from tests import generated
from tests.properties.conftest import Run

SEEDS = range(12)


def same(one: Log, two: Log) -> bool:
    return all(a.tobytes() == b.tobytes() for a, b in zip(one.columns(), two.columns(), strict=True))


# --- law 1 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_batches_do_not_matter_and_replication_0_is_not_special(seed: int, run: Run) -> None:
    model = generated.model(seed)
    together = run(model, 11, [0, 1, 2, 3])
    for number in (3, 0, 2):
        assert same(together.one(number), run(model, 11, [number]))
    assert same(together.one(2), run(model, 11, [7, 2]).one(1))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_second_run_in_a_process_is_the_first(seed: int, run: Run) -> None:
    model = generated.model(seed)
    first = run(model, seed, [0, 1])
    run(generated.model(seed + 1), seed, [5])
    assert same(first, run(model, seed, [0, 1]))
    assert not same(first, run(model, seed + 1, [0, 1]))


def test_workers_do_not_matter(engine: str) -> None:
    model = generated.model(1)
    alone, shared = (replicate(model, 5, seed=4, engine=engine, workers=n, keep_log=True) for n in (1, 2))
    assert alone.log is not None
    assert shared.log is not None
    assert same(alone.log, shared.log)
    assert alone.sheet.numerator.tobytes() == shared.sheet.numerator.tobytes()
    assert alone.sheet.denominator.tobytes() == shared.sheet.denominator.tobytes()


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same tables with the keys in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(item, chance) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_keys_does_not_matter(seed: int, run: Run) -> None:
    tables = generated.tables(seed)
    mixed = build(generated.scenario_of(shuffled(tables, random.Random(seed))))
    assert mixed.names == generated.model(seed).names
    assert mixed.digest == generated.model(seed).digest
    assert same(run(mixed, seed, [0]), run(generated.model(seed), seed, [0]))


# --- law 2 -----------------------------------------------------------------------------------------------------------


def neutral(tables: dict[str, Any]) -> list[dict[str, Any]]:
    """Changes that set what is there already, and multipliers of 1 on everything that can be multiplied."""
    changed = {name for change in tables["change"] for name in change.get("set", {})}
    stated = {
        f"{kind}.{name}.{key}": item[key]
        for kind, keys in (("resource", ("capacity",)), ("staff", ("people",)), ("gate", ("seats", "minimum")))
        for name, item in tables[kind].items()
        for key in keys
        if isinstance(item.get(key), int | float) and "opens" not in item and "closes" not in item
    }
    sets = {name: value for name, value in stated.items() if name not in changed}
    factors = [
        f"{kind}.{name}" for kind in ("arrivals", "pool") for name, item in tables[kind].items() if "rate" in item
    ]
    factors += [f"stage.{name}.length" for name in tables["stage"]]
    factors += [f"risk.{name}" for name, item in tables["risk"].items() if "rate" in item]
    times = dict.fromkeys(factors, 1)
    return [{"from": tables["run"]["start"], "set": sets}] * bool(sets) + [{"from": "30 days", "times": times}]


@pytest.mark.parametrize("seed", range(30))
def test_a_change_to_the_value_that_is_there_changes_nothing(seed: int, run: Run) -> None:
    tables = generated.tables(seed)
    tables["change"] = tables["change"] + neutral(tables)
    changed = build(generated.scenario_of(tables))
    assert changed.digest == generated.model(seed).digest
    assert same(run(changed, seed, [0]), run(generated.model(seed), seed, [0]))


def with_unrelated(tables: dict[str, Any], name: str) -> dict[str, Any]:
    """The pathway with people of their own who share nothing with the others."""
    own = {
        "arrivals": {"zz": {"to": name, "every": "3 days", "size": 2}},
        "stage": {name: {"lasts": {"exponential": "4 days"}, "next": "zz_out", "uses": ["zz_place"]}},
        "resource": {"zz_place": {"capacity": 3, "turnaround": "1 days"}},
        "exit": {"zz_out": {}},
    }
    return {**tables, **{kind: {**tables[kind], **items} for kind, items in own.items()}}


def told(model: Model, log: Log, source: str) -> list[tuple[Any, ...]]:
    """Everything but what happens to the people of one source and to their place, by names and numbers without them."""
    names = model.names
    theirs: set[int] = set()
    numbers: dict[int, int] = {}
    rows = []
    for time, owner, code, step, visit, thing, value in log.rows():
        if code in (Event.ARRIVE, Event.NOT_CONTACTED):
            if names.sources[thing] == source:
                theirs.add(owner)
                continue
            numbers[owner] = len(numbers)
        if owner in theirs:
            continue
        event = Event(code)
        kind = _kind(event, names.steps[step] if step >= 0 else "", model)
        what = getattr(names, kind)[thing] if kind and thing >= 0 else thing
        if what == "zz_place":
            continue
        what = what.name if kind == "tasks" else what
        rows.append((time, numbers.get(owner, -1), event, names.steps[step] if step >= 0 else "", visit, what, value))
    return rows


KINDS = {
    **dict.fromkeys((Event.ARRIVE, Event.NOT_CONTACTED), "sources"),
    **dict.fromkeys((Event.ATTRIBUTE, Event.MARK), "properties"),
    **dict.fromkeys((Event.LIMITED, Event.DECIDE), "steps"),
    **dict.fromkeys((Event.CLAIM, Event.RELEASE, Event.TURNED, Event.CAPACITY), "resources"),
    **dict.fromkeys((Event.CALLED, Event.TOKEN_IN, Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST), "pools"),
    **dict.fromkeys((Event.SEATS, Event.OTHERS, Event.HELD, Event.NOT_HELD, Event.CANCELLED, Event.BACKFILL), "gates"),
    **dict.fromkeys((Event.WORK_DUE, Event.WORK_START, Event.WORK_DONE, Event.WORK_DROPPED), "tasks"),
    Event.RISK: "risks",
    Event.SENT_AWAY: "gates",
}


def _kind(event: Event, step: str, model: Model) -> str:
    if event in (Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.IN_LINE, Event.MOVE):
        return "pools" if next(item.kind for item in model.scenario.steps if item.name == step) == "wait" else "gates"
    return KINDS.get(event, "")


@pytest.mark.parametrize("seed", SEEDS)
def test_an_unrelated_stage_leaves_everybody_else_alone_whatever_its_name(seed: int, run: Run) -> None:
    tables = generated.tables(seed)
    plain = generated.model(seed)
    expected = told(plain, run(plain, seed, [0]), "zz")
    for name in ("aa_unrelated", "zz_unrelated"):  # first and last among all names
        model = build(generated.scenario_of(with_unrelated(tables, name)))
        log = run(model, seed, [0])
        assert told(model, log, "zz") == expected
        assert len(log) > len(expected) + 300
