"""Figures of a real log found again by plain loops over its rows, sharing no code with measures."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import sim
from sim.engines.reference import run
from sim.log.events import Event
from sim.log.table import Log
from sim.measures import measure
from sim.measures.sheet import Sheet
from sim.model.build import build
from sim.model.model import Model
from sim.scenario import load
from sim.scenario.schema import DAY, Dated, FollowUp, Law, Span
from sim.scenario.schema import Case as ByProperty

pytestmark = pytest.mark.property

SCENARIOS = Path(sim.__file__).parents[1] / "scenarios"
FILES = ("rengoering.toml", "b09-stillinger-under-outplacement.toml", "b03-to-dages-klargoering.toml")
YEARS = (2021, 2022, 2023)


@dataclass
class Case:
    model: Model
    log: Log
    sheet: Sheet

    def __getitem__(self, name: str) -> float:
        return float(self.sheet.column(name)[0])

    def name(self, row: tuple[int, ...]) -> str:
        return self.model.names.steps[row[3]]

    def year_of(self, time: int) -> int | None:
        if not self.model.window[0] <= time < self.model.window[1]:
            return None
        return (self.model.scenario.run.first_day + timedelta(seconds=time)).year if time >= 0 else None

    def moment(self, time: int) -> datetime:
        first = self.model.scenario.run.first_day
        return datetime(first.year, first.month, first.day) + timedelta(seconds=time)


@pytest.fixture(scope="module", params=FILES)
def case(request: pytest.FixtureRequest) -> Case:
    model = build(load(SCENARIOS / request.param))
    log = run(model, 20210101, [0, 1])
    sheet = measure(log, model)
    assert measure(log.one(1), model).names == sheet.names
    return Case(model, log.one(0), sheet)


def rows_of_people(log: Log) -> dict[int, list[tuple[int, ...]]]:
    people = defaultdict(list)
    for row in log.rows():
        if row[1] >= 0:
            people[row[1]].append(row)
    return people


def level_average(changes: list[tuple[int, int]], start: int, end: int) -> float:
    """Time average over [start, end) of a level with the changes (time, by how much), in order of time."""
    level, since, area = 0, start, 0
    for time, change in changes:
        now = min(max(time, start), end)
        area += level * (now - since)
        since = now
        level += change
    return (area + level * (end - since)) / (end - start)


def test_entries_and_waits(case: Case) -> None:
    joined: dict[tuple[int, int], int] = {}
    waits: dict[str, list[float]] = defaultdict(list)
    entries: dict[tuple[str, int], int] = defaultdict(int)
    last: dict[int, tuple[int, ...]] = {}
    for row in case.log.rows():
        time, owner, code, step, *_ = row
        if code == Event.JOIN:
            joined[owner, step] = time
        elif code == Event.ADMIT and case.year_of(joined[owner, step]):
            waits[case.name(row)].append((time - joined[owner, step]) / DAY)
        elif code == Event.START and (year := case.year_of(time)):
            entries[case.name(row), year] += 1
            if last[owner] != (step, Event.ADMIT):
                waits[case.name(row)].append(0.0)
        if code in (Event.ADMIT, Event.END, Event.RISK, Event.CALLED, Event.DECIDE, Event.ARRIVE):
            last[owner] = (step, code)
    assert sum(entries.values()) > 300
    for step in case.model.scenario.steps:
        if step.kind == "stage":
            for year in YEARS:
                assert case[f"entries.{step.name}@{year}"] == entries[step.name, year], (step.name, year)
            if waits[step.name]:
                expected = sum(waits[step.name]) / len(waits[step.name])
                assert case[f"wait_mean.{step.name}"] == pytest.approx(expected), step.name


def test_littles_law_from_levels_and_from_people(case: Case) -> None:
    """Levels over time (one kind of row) against the times of people, with those inside at both ends (contract C4)."""
    start, end = case.model.window
    changes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lines: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in case.log.rows():
        time, _, code, *_ = row
        if code in (Event.START, Event.END, Event.RISK, Event.CALLED):
            changes[case.name(row)].append((time, 1 if code == Event.START else -1))
        elif code in (Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY):
            lines[case.name(row)].append((time, 1 if code == Event.JOIN else -1))
    for step in case.model.scenario.steps:
        if step.kind == "stage":
            level = level_average(changes[step.name], start, end)
            assert case[f"occupancy.{step.name}"] == pytest.approx(level, abs=1e-12), step.name
        if step.kind in ("stage", "wait"):
            level = level_average(lines[step.name], start, end)
            assert case[f"queue.{step.name}"] == pytest.approx(level, abs=1e-12), step.name


def test_places(case: Case) -> None:
    start, end = case.model.window
    steps = {step.name: step for step in case.model.scenario.steps}
    for number, name in enumerate(case.model.names.resources):
        if f"busy.{name}" not in case.sheet.names:
            continue
        turned = next(place.turnaround.amount > 0 for place in case.model.scenario.resources if place.name == name)
        used = turning = capacity = in_line = 0
        since = start
        area = {"busy": 0, "turnaround": 0, "idle": 0, "idle_while_queued": 0, "capacity": 0}
        for row in [*case.log.rows(), (case.model.end, -1, 0, -1, 0, -1, 0)]:
            time, _, code, step, _, thing, value = row
            now = min(max(time, start), end)
            free = max(capacity - used - turning, 0)
            levels = {"busy": used, "turnaround": turning, "idle": free, "capacity": capacity}
            for kind, level in {**levels, "idle_while_queued": free if in_line else 0}.items():
                area[kind] += level * (now - since)
            since = now
            if thing == number and code in (Event.CLAIM, Event.RELEASE, Event.CAPACITY, Event.TURNED):
                used += {Event.CLAIM: value, Event.RELEASE: -value}.get(Event(code), 0)
                turning += {Event.RELEASE: value, Event.TURNED: -value}.get(Event(code), 0) if turned else 0
                capacity = value if code == Event.CAPACITY else capacity
            if step >= 0 and code in (Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY):
                here = steps[case.model.names.steps[step]]
                if here.kind == "stage" and f"'{name}'" in repr(here.uses):
                    in_line += 1 if code == Event.JOIN else -1
        for kind, total in area.items():
            assert case[f"{kind}.{name}"] == pytest.approx(total / (end - start)), (name, kind)
        assert case[f"utilisation.{name}"] == pytest.approx(area["busy"] / area["capacity"])


def plus_three_months(moment: datetime) -> datetime:
    month = moment.month + 3
    year, month = (moment.year + 1, month - 12) if month > 12 else (moment.year, month)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return moment.replace(year=year, month=month, day=min(moment.day, last))


def spells_of(case: Case, rows: list[tuple[int, ...]], hours: float) -> list[list[int]]:
    """[start, end) of self-support of one person, adjoining ones joined."""
    steps = {step.name: step for step in case.model.scenario.steps}
    hours_number = case.model.names.properties.index("hours")
    spells: list[list[int]] = []
    since, qualifies, mark = 0, False, 0.0
    for row in [*rows, (case.model.end, -1, 0, -1, 0, -1, 0)]:
        time, _, code, step, _, thing, value = row
        if code == Event.MARK and thing == hours_number:
            mark = value / 1e6
        name = case.model.names.steps[step] if step >= 0 else ""
        waits = code == Event.JOIN and steps[name].kind == "wait"
        if code in MOVES and qualifies and mark >= hours:
            if spells and spells[-1][1] == since:
                spells[-1][1] = time
            else:
                spells.append([since, time])
        if code in MOVES:
            since, qualifies = time, (code in (Event.START, Event.EXIT) or waits) and steps[name].support == "self"
    return spells


MOVES = (
    0, Event.ARRIVE, Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY, Event.DECIDE, Event.START,
    Event.END, Event.RISK, Event.CALLED, Event.EXIT, Event.INSIDE, Event.IN_LINE,
)  # fmt: skip
AFTER = ("tilbud", "extension", "praktik")


@pytest.mark.parametrize(
    ("option", "gap", "first", "hours"),
    [
        ("share_of=entered tilbud|within=28 days|who_are=self", 28, Event.START, 0.0),
        ("share_of=entered tilbud|within=91 days|who_are=self with hours >= 15", 91, Event.START, 15.0),
        ("share_of=finished tilbud|within=any|who_are=self", 10**6, Event.END, 0.0),
    ],
)
def test_self_support(case: Case, option: str, gap: int, first: Event, hours: float) -> None:
    entrants: dict[int, int] = defaultdict(int)
    attained: dict[int, int] = defaultdict(int)
    for rows in rows_of_people(case.log).values():
        entered = [row[0] for row in rows if row[2] == first and case.name(row) == "tilbud"]
        if not entered or (year := case.year_of(entered[0])) is None:
            continue
        entrants[year] += 1
        left = [row[0] for row in rows if row[2] in (Event.END, Event.RISK, Event.CALLED) and case.name(row) in AFTER]
        if not left or any(row[2] == Event.INSIDE and case.name(row) in AFTER for row in rows):
            continue
        for start, end in spells_of(case, rows, hours):
            begins = max(start, left[-1])
            long_enough = case.moment(end) >= plus_three_months(case.moment(begins))
            if end > left[-1] and begins - left[-1] <= gap * DAY and long_enough:
                attained[year] += 1
                break
    assert sum(attained.values()) >= 3
    for year in YEARS:
        assert case[f"target.self_support[{option}]@{year}"] == pytest.approx(attained[year] / entrants[year]), year
    assert case[f"target.self_support[{option}]"] == pytest.approx(sum(attained.values()) / sum(entrants.values()))


def test_staff(case: Case) -> None:
    start, end = case.model.window
    weeks = (end - start) / (7 * DAY)
    work: dict[str, float] = defaultdict(float)
    load: dict[str, float] = defaultdict(float)
    waited: dict[str, list[int]] = defaultdict(list)
    began: dict[int, tuple[int, str]] = {}
    for row in case.log.rows():
        time, owner, code, _, _, thing, value = row
        if code == Event.WORK_DONE and start <= time < end:
            work[case.model.names.tasks[thing].staff] += value / 3600
        elif code == Event.WORK_START and start <= time - value < end:
            waited[case.model.names.tasks[thing].staff].append(value)
        elif code == Event.START:
            began[owner] = (time, case.name(row))
        elif code in (Event.END, Event.RISK, Event.CALLED, Event.INSIDE):
            for item in case.model.scenario.follow_ups:
                if began[owner][1] in item.stages and not item.queued:
                    load[item.by] += hours_of(item, began[owner][0], time, start, end)
    assert load["training"] > 1000
    for group in case.model.scenario.staff:
        assert case[f"work_hours_week.{group.name}"] == pytest.approx(work[group.name] / weeks)
        assert case[f"load_hours_week.{group.name}"] == pytest.approx(load[group.name] / weeks)
        if waited[group.name]:
            hours = sum(waited[group.name]) / len(waited[group.name]) / 3600
            assert case[f"work_wait_mean.{group.name}"] == pytest.approx(hours)


def hours_of(item: FollowUp, began: int, ended: int, start: int, end: int) -> float:
    last = ended if item.first is None else min(ended, began + round(item.first.amount))
    if isinstance(item.time, Law):
        parameters = dict(item.time.parameters)
        assert item.time.name == "triangular", item
        hours = sum(parameters.values()) / 3 / 3600
    else:
        assert isinstance(item.time, Span)
        hours = item.time.amount / 3600
    if item.every is not None:
        every = round(item.every.amount)
        return hours * sum(start <= due < end for due in range(began + every, last, every))
    assert isinstance(item.rate, float)
    return hours * item.rate * max(0, min(last, end) - max(began, start))


def test_tokens_exits_and_people(case: Case) -> None:
    start, end = case.model.window
    open_, arrived, gone = [], {}, {}
    for row in case.log.rows():
        time, owner, code, *_ = row
        if code in (Event.TOKEN_IN, Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST):
            open_.append((time, 1 if code == Event.TOKEN_IN else -1))
        elif code == Event.ARRIVE:
            arrived[owner] = time
        elif code == Event.EXIT:
            gone[owner] = (case.name(row), time)
    assert case["open.vacancy"] == pytest.approx(level_average(open_, start, end))
    cohort = [owner for owner, time in arrived.items() if start <= time < end]
    assert case["arrivals.search"] == len(cohort)
    assert case["unfinished"] == sum(owner not in gone for owner in cohort)
    for step in case.model.scenario.steps:
        if step.kind == "exit":
            share = sum(gone[owner][0] == step.name for owner in cohort if owner in gone) / len(cohort)
            assert case[f"exit_share.{step.name}"] == pytest.approx(share)
    times = [gone[owner][1] - arrived[owner] for owner in cohort if owner in gone]
    assert case["time_in_system"] == pytest.approx(sum(times) / len(times) / DAY)


def test_benefit_month_by_month(case: Case) -> None:
    """Gross benefit from the first start on of everybody who is not self-supporting, a civil month at a time.

    What is paid beside a job is left aside here; ``test_ledger`` has it by hand.
    """
    scenario = case.model.scenario
    assert scenario.benefit.starters_only
    (counted,) = (step for target in scenario.targets if target.count is not None for step in target.count.steps)
    counts = tuple(target for target in scenario.targets if target.count is not None)
    without = replace(scenario, benefit=replace(scenario.benefit, supplement=None), targets=counts)
    plain = replace(case.model, scenario=without)
    by_provider = scenario.benefit.monthly
    assert isinstance(by_provider, ByProperty)
    names = case.model.names
    property_ = names.properties.index(by_provider.by)
    start, end = case.model.window
    months = [start]
    while months[-1] < end:
        moment = case.moment(months[-1])
        following = moment.replace(year=moment.year + moment.month // 12, month=moment.month % 12 + 1)
        months.append(months[-1] + int((following - moment).total_seconds()))
    gross = 0.0
    for rows in rows_of_people(case.log).values():
        begun = [row[0] for row in rows if row[2] == Event.START and case.name(row) == counted]
        if rows[0][2] != Event.ARRIVE or not begun:
            continue
        spells = spells_of(case, rows, 0.0)
        drawn = next(row[6] for row in rows if row[2] == Event.ATTRIBUTE and row[5] == property_)
        monthly = dict(by_provider.cases)[names.categories[property_][drawn]]
        assert isinstance(monthly, Dated)
        dates = [time for time, _ in monthly.steps]
        for opens, closes in pairwise(months):
            since = max(opens, begun[0])
            here = max(0, closes - since)
            helped = sum(max(0, min(closes, e) - max(since, s)) for s, e in spells)
            amount = monthly.steps[max(0, bisect_right(dates, opens) - 1)][1]
            gross += amount * (here - helped) / (closes - opens)
    assert measure(case.log, plain).column("benefit_gross")[0] == pytest.approx(gross)
