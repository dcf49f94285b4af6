"""Whatever is written into a file: it is read, or problems are reported; the reader never fails in another way."""

from __future__ import annotations

import copy
import datetime
import random
from pathlib import Path

import pytest

from sim.scenario import ProblemsFound, Source, read
from sim.scenario.assemble import assemble

pytestmark = pytest.mark.property
ROOT = Path(__file__).parents[2] / "scenarios"
JUNK = [
    *(0, -1, 1.5, 1e308, float("nan"), float("inf"), 10**400, True, "", " ", "rest", "none", "off", "any", "other"),
    *("5 days", "1.5 months", "3 working days", "0 days", "-2 weeks", "1e400 days", "7 per week", "35 %", "$slots"),
    *("$first_hold", "$intake_mode", "$nothing", "tilbud", "place", "group", "hours", "entered tilbud", "12:00"),
    *([], [1], ["tilbud"], {}, {"by": "group"}, {"by": "$intake_mode"}, {"by": "group", "other": 1}, {"start": 1}),
    *({"by": 3}, {"by": "hours", "< 15": 1, "other": 2}, {"exponential": "3 days"}, {"lognormal": 3}, {"uniform": [3]}),
    *({"2021-02-01": 3}, {"a": 0.5}, {"hazard": [{}]}, {"discrete": {"values": [], "shares": []}}, {"csv": "x.csv"}),
    *({"fixed": {"fixed": "1 day"}}, {"exponential": "3 days", "limit": "9 days"}, datetime.date(2021, 2, 1)),
    *(datetime.datetime(2021, 2, 1, 12, tzinfo=datetime.UTC), datetime.time(8), {"praktik": {"visits": 2}}),
]


def places(value, path=()):
    """Every key path of the tables."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += places(item, (*path, key))
    return found


def spoilt(tables, rng):
    """The tables with one value replaced, removed, or joined by a new key."""
    tables = copy.deepcopy(tables)
    path = rng.choice(places(tables))
    inside = tables
    for key in path[:-1]:
        inside = inside[key]
    action = rng.random()
    if action < 0.15 and isinstance(inside, dict):
        del inside[path[-1]]
    elif action < 0.3 and isinstance(inside, dict):
        inside[rng.choice(["by", "rest", "x", "other", "tilbud", "limit", "csv", "2021-02-01"])] = rng.choice(JUNK)
    else:
        inside[path[-1]] = rng.choice(JUNK)
    return tables, path


@pytest.mark.parametrize("name", ["rengoering.toml", "08-corona-2021.toml"])
def test_spoilt_files_give_problems_and_nothing_else(name):
    source = read(ROOT / name)
    rng = random.Random(name)
    found, without_line = 0, []
    for _ in range(60):
        tables, path = spoilt(source.tables, rng)
        try:
            assemble(Source(source.files, tables, source.given))
        except ProblemsFound as problems:
            found += 1
            without_line += [path for problem in problems.problems if not problem.line]
    assert found > 25
    assert without_line == []
