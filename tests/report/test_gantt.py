"""Who has which place: nobody shares one, and as many are taken as the log says."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.log.events import Event
from sim.log.table import Log, from_rows
from sim.measures.held import held
from sim.measures.levels import CLAIMED, level_over_time
from sim.report.figures.from_places import _outside, places_by_person_of
from sim.report.figures.gantt import PlacesByPerson, gantt, gantt_table
from sim.scenario.schema import DAY
from sim.studies.replicate import replicate

YEAR = 2022


@cache
def cleaning() -> tuple[PlacesByPerson, Log, sim.Scenario]:
    scenario = sim.load("scenarios/rengoering.toml")
    log = replicate(scenario.model, 1, 1, "reference", keep_log=True).log
    assert log is not None
    return places_by_person_of(log, scenario.model, "place", YEAR), log, scenario


def test_a_place_has_one_person_at_a_time_and_as_many_are_taken_as_the_log_says() -> None:
    data, log, scenario = cleaning()
    first = (date(YEAR, 1, 1) - scenario.scenario.run.first_day).days * DAY
    times = np.arange(DAY // 2, data.seconds, 5 * DAY)
    resource = scenario.model.names.resources.index(data.name)
    expected = level_over_time(log, CLAIMED, resource, first + times)[0]
    for time, taken in zip(times.tolist(), expected, strict=True):
        here = [one.place for one in data.holdings if one.begin <= time and (one.end is None or one.end > time)]
        assert len(here) == taken
        assert len(set(here)) == len(here)
    assert {one.place for one in data.holdings} <= set(range(1, data.places + 1))
    assert sorted({one.person for one in data.holdings}) == list(range(1, data.people + 1))


def test_whoever_comes_is_given_the_place_that_has_been_empty_longest() -> None:
    on, off = Event.CLAIM, Event.RELEASE
    rows = [(0, 1, on), (0, 2, on), (5, 2, off), (7, 1, off), (9, 3, on), (9, 4, on), (12, 3, off)]
    log = from_rows([(time, owner, code, -1, 0, 0, 1) for time, owner, code in rows], 0)
    assert sorted(one[:4] for one in held(log, 0)) == [(1, 1, 0, 7), (1, 4, 9, None), (2, 2, 0, 5), (2, 3, 9, 12)]


@pytest.mark.parametrize(
    ("stays", "idle"),
    [
        ([], [(10, 20)]),
        ([(10, 20)], []),
        ([(0, 12), (15, 30)], [(12, 15)]),
        ([(12, 15)], [(10, 12), (15, 20)]),
        ([(0, 5), (25, 30)], [(10, 20)]),
        ([(11, 14), (12, 13)], [(10, 11), (14, 20)]),
    ],
)
def test_a_place_is_idle_where_no_stay_runs(stays: list[tuple[int, int]], idle: list[tuple[int, int]]) -> None:
    assert list(_outside(stays, 10, 20)) == idle


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_bar_stands_in_the_table_and_no_text_is_small(language: str) -> None:
    data, _, _ = cleaning()
    assert len(gantt_table(data, language).rows) == len(data.holdings)
    for width in ("wide", "narrow"):
        drawn = gantt(data, language, width)
        assert drawn.count('fill="#9dbfe0"') == len(data.holdings) + 1  # and the key
        assert min(map(float, re.findall(r'font-size="([\d.]+)"', drawn))) >= 12


def test_the_page_shows_it_for_the_year_that_is_asked_for() -> None:
    from sim.page.studies import Machine, time_blocks
    from sim.report.papers.blocks import Figure
    from sim.report.texts import Texts
    from sim.store.replications import Store

    scenario = sim.load(Path("scenarios") / "rengoering.toml")
    blocks = time_blocks(Machine("compiled", 2, Store()), scenario, 2023, Texts("da"), lambda done, wanted: None)
    figures = [block for block in blocks if isinstance(block, Figure)]
    assert [one.name for one in figures[:2]] == ["weeks", "gantt"]
    assert "i 2023, ét muligt år" in figures[1].finding
