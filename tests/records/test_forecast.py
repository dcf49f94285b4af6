"""A forecast starts from where people are: a fresh run where nobody is inside, theory where nobody queues."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.log.events import Event
from sim.records import Records, read_mapping, read_records
from sim.records.forecast import CannotForecast, forecast
from sim.records.present import from_now, present
from sim.records.writing import as_csv
from sim.report.show import said as problem_said
from tests.records.project import HEAD, MAPPING, SCENARIO, recorded, write_project

TARGET = '[target.starts]\ncount = "entered course"\nat_least = 40\n'
RETURN = 'next = { course = 0.2, job = "rest" }\nlimit.course = { visits = 2, else = "job" }'
NO_RETURN = (SCENARIO + TARGET).replace(RETURN, 'next = { job = "rest" }')


def records_until(folder: Path, scenario: str, last: date, replication: int = 0) -> Records:
    mapping = read_mapping(write_project(folder, mapping=MAPPING.replace("2021-12-31", str(last)), scenario=scenario))
    (folder / "forloeb.csv").write_text(as_csv(recorded(mapping, replication), mapping), encoding="utf-8")
    return read_records(mapping)


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_without_anybody_inside_it_is_a_fresh_run(tmp_path: Path, engine: str) -> None:
    path = write_project(tmp_path, HEAD + "1;Retur;01-01-2021;;\n", scenario=NO_RETURN)
    records = read_records(read_mapping(path))
    found = forecast(records, as_of=date(2020, 12, 31), until=date(2021, 12, 31), replications=20, engine=engine)
    fresh = sim.run(sim.load(tmp_path / "pathway.toml"), replications=2000, seed=4)["target.starts"]
    more = forecast(records, as_of=date(2020, 12, 31), until=date(2021, 12, 31), replications=2000)
    (one,) = more.targets
    half = 3.3 * float(np.hypot(one.totals.std() / 2000**0.5, fresh.sd / 2000**0.5))
    assert abs(one.totals.mean() - fresh.mean) < half
    assert found.now.inside == ()
    assert found.targets[0].so_far == 0


def test_both_engines_forecast_the_same(tmp_path: Path) -> None:
    records = records_until(tmp_path, SCENARIO + TARGET, date(2021, 6, 30))
    first, second = (forecast(records, replications=20, engine=name).targets[0] for name in ("reference", "compiled"))
    assert np.array_equal(first.by_week, second.by_week)
    assert (np.diff(first.by_week, axis=1) >= 0).all()


def test_people_present_and_people_to_come_as_theory_has_it(tmp_path: Path) -> None:
    """Nobody queues: who is in talk goes on to the course with 0.7 x 0.5 once the exponential rest is over."""
    last, until = date(2021, 6, 30), date(2021, 8, 31)
    records = records_until(tmp_path, NO_RETURN, last)
    now = present(records, last)
    talking = sum(step == "talk" for _, step, _ in now.inside)
    days, mean = (until - last).days, 10.0
    ended = 1 - np.exp(-days / mean)
    to_come = 120 / 365.25 * (days - mean * ended)  # of those who come evenly, and are through their talk by then
    chance = 0.7 * 0.5
    expected = chance * (talking * ended + to_come)
    variance = talking * ended * chance * (1 - ended * chance) + chance * to_come
    found = forecast(records, until=until, replications=3000).targets[0]
    fresh = found.totals - found.so_far
    assert talking > 0
    assert abs(fresh.mean() - expected) < 3.3 * (variance / 3000) ** 0.5
    assert fresh.var() == pytest.approx(variance, rel=0.15)


def test_everybody_begins_where_they_are(tmp_path: Path) -> None:
    records = records_until(tmp_path, NO_RETURN, date(2021, 6, 30))
    now = present(records, date(2021, 6, 30))
    scenario = from_now(records, now, date(2021, 12, 31)).scenario
    assert scenario.run.first_day == date(2021, 7, 1)
    assert {group.name for group in scenario.backlog} == {f"present_{number}" for number, *_ in now.inside}
    by_name = {group.name: group for group in scenario.backlog}
    for number, step, days in now.inside:
        group = by_name[f"present_{number}"]
        assert (group.at, group.inside) == (step, True)
        assert group.elapsed.amount == pytest.approx(days * 86_400)
    assert len(now.inside) + now.gone + now.unclear == len(records.episodes)


def test_limits_count_the_visits_before(tmp_path: Path) -> None:
    """Nobody who has been on the course twice comes there again, however often work leads back to it."""
    records = records_until(tmp_path, SCENARIO, date(2021, 9, 30))
    now = present(records, date(2021, 9, 30))
    scenario = from_now(records, now, date(2021, 12, 31))
    visits = {f"present_{number}": Counter(spell.step for spell in records.episodes[number].spells)
              for number, *_ in now.inside}  # fmt: skip
    for group in scenario.scenario.backlog:
        assert dict(group.visits) == dict(visits[group.name] - Counter([group.at]))
    log = sim.run(scenario, replications=5, seed=1, engine="reference", keep_log=True).log
    course = scenario.model.names.steps.index("course")
    again = [visit for _, _, code, step, visit, *_ in log.rows() if code == Event.START and step == course]
    assert max(again) == 2
    assert any(visits[name]["course"] == 2 for name in visits)


def test_who_had_started_is_not_counted_again(tmp_path: Path) -> None:
    """The course is entered once more from work; a person counts once a year."""
    records = records_until(tmp_path, SCENARIO + TARGET, date(2021, 9, 30))
    found = forecast(records, replications=50).targets[0]
    people = sum(any(spell.step == "course" for spell in one.spells) for one in records.episodes)
    assert found.so_far == people
    last = found.by_week[:, -1]
    assert np.array_equal(last, found.totals)


@pytest.mark.parametrize(
    ("scenario", "as_of", "until", "why"),
    [
        (SCENARIO, None, None, "target"),
        (SCENARIO + TARGET, date(2022, 3, 1), None, "day"),
        (SCENARIO + TARGET, date(2021, 6, 1), date(2021, 6, 1) - timedelta(days=3), "until"),
    ],
)
def test_what_cannot_be_forecast(tmp_path: Path, scenario: str, as_of, until, why: str) -> None:
    records = records_until(tmp_path, scenario, date(2021, 12, 30))
    with pytest.raises(CannotForecast) as found:
        forecast(records, as_of=as_of, until=until, replications=5)
    assert found.value.why == why
    english, danish = (problem_said(found.value, lang) for lang in ("en", "da"))
    assert english != danish
    assert {"target": "docs/records.md", "day": "2021-12-30", "until": "2021-05-29"}[why] in english
    assert {"target": "docs/egne-tal.md", "day": "30.12.2021", "until": "29.5.2021"}[why] in danish


def test_the_command_says_where_the_year_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records_until(tmp_path, SCENARIO + TARGET, date(2021, 9, 30))
    figure = str(tmp_path / "fan.svg")
    command = ["forecast", str(tmp_path / "map.toml"), "--replications", "100"]
    assert main([*command, "--set", "passed=0.9", "--lang", "da", "--figure", figure]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Den 30. september 2021:" in said
    assert "40 nås i" in said
    assert "Med passed=0.9 fra i morgen" in said
    assert Path(figure).read_text("utf-8").startswith("<svg")
    assert main([*command, "--as-of", "1.1.2023", "--lang", "da"]) == 2
    assert "--as-of" in capsys.readouterr().err
    assert main([*command, "--draws", str(tmp_path / "pathway.toml")]) == 2
    assert main([*command, "--set", "passd=0.9"]) == 2


@pytest.mark.parametrize(("left", "sessions", "seats"), [(date(2021, 6, 30), 2, 10), (date(2021, 10, 31), 0, 0)])
def test_sessions_to_come_bound_who_can_still_begin(tmp_path: Path, left: date, sessions: int, seats: int) -> None:
    gate = "[gate.hold]\ndates = [2021-03-01, 2021-08-02, 2021-10-04, 2022-02-01]\nseats = 5\n"
    past = '[[change]]\nfrom = 2021-02-01\nto = 2021-03-01\nstop = ["arrivals.referred"]\n[report]\non = [2021-03-01]\n'
    by_hold = NO_RETURN.replace("[stage.course]\n", '[stage.course]\ngate = "hold"\n') + gate + past
    records = records_until(tmp_path, by_hold, left)
    found = forecast(records, replications=50, engine="reference").targets[0]
    assert found.room is not None
    assert (found.room.sessions, found.room.seats) == (sessions, seats)
    assert found.totals.max() <= found.so_far + seats
    free = forecast(records_until(tmp_path, NO_RETURN, left), replications=2, engine="reference").targets[0]
    assert free.room is None
