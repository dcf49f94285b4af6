"""Contract T1-T3: whole seconds, civil months, working and opening days, clocks that stand still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import DAY, MONTH
from tests.contract import story
from tests.contract.story import Story

pytestmark = pytest.mark.unit
Play = Callable[..., Story]

ONE_STAY = '[arrivals.a]\nto = "s"\ndates = [{dates}]\n[stage.s]\nlasts = {lasts}\nnext = "out"\n'


def stay(lasts: str, *dates: str) -> str:
    """People who come on dates into one stage."""
    return ONE_STAY.format(lasts=lasts, dates=", ".join(dates))


# --- T1 --------------------------------------------------------------------------------------------------------------


def test_t1_the_horizon_is_half_open(play: Play) -> None:
    last, over = '"34559999 seconds"', '"34560000 seconds"'  # 400 days is 34,560,000 s
    assert play(stay('"0 days"', last, over)).who("EXIT") == [0]


def test_t1_windows_are_half_open(play: Play) -> None:
    stopped = '[[change]]\nfrom = 2021-01-06\nto = 2021-01-08\nstop = ["arrivals.a"]\n'
    found = play(stay('"0 days"', '"1 day"', '"2 days"', '"3 days"', '"4 days"') + stopped)
    assert found.days("ARRIVE") == [1, 4]


def test_t1_a_stop_of_a_stage_is_half_open(play: Play) -> None:
    stopped = '[[change]]\nfrom = "2 days"\nto = "4 days"\nstop = ["stage.s"]\n'
    found = play(stay('"0 days"', '"1 day"', '"2 days"', '"3 days"', '"4 days"') + stopped)
    assert found.days("START") == [1, 4, 4, 4]


@pytest.mark.parametrize(("drawn", "seconds"), [("0.4", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2)])
def test_t1_draws_are_rounded_half_up(play: Play, drawn: str, seconds: int) -> None:
    law = f'{{ discrete = {{ values = ["{drawn} seconds"], shares = [1] }} }}'
    assert play(stay(law, '"1 day"')).of("END")[0].value == seconds


def test_t1_draws_are_not_negative(play: Play) -> None:
    law = '{ normal = { mean = "1 second", sd = "10 seconds" } }'
    many = play(f'[arrivals.a]\nto = "s"\nevery = "1 day"\nsize = 5\n[stage.s]\nlasts = {law}\nnext = "out"\n')
    lengths = [row.value for row in many.of("END")]
    assert min(lengths) == 0
    assert all(length == int(length) for length in lengths)


def test_t1_times_before_the_start_work(play: Play) -> None:
    found = play("""
        [backlog.old]
        waiting_for = "s"
        people = 1
        elapsed = "3 days"
        [arrivals.new]
        to = "s"
        dates = ["0 days"]
        [resource.r]
        capacity = 1
        [stage.s]
        uses = "r"
        priority = 0
        lasts = "1 day"
        next = "out"
    """)
    assert [(row.who, row.value / DAY) for row in found.of("ADMIT")] == [(0, 3), (1, 1)]
    assert found.of("EXIT")[0].value == 4 * DAY  # time since they came, three days before the run


def test_t1_a_date_is_midnight_and_a_gate_may_say_when(play: Play) -> None:
    gated = """
        [arrivals.a]
        to = "s"
        dates = [2021-01-05]
        [gate.g]
        dates = [2021-01-06]
        seats = 1
        at = "12:30"
        [stage.s]
        gate = "g"
        lasts = "0 days"
        next = "out"
    """
    found = play(gated)
    assert found.days("ARRIVE") == [1.0]
    assert found.days("START") == [2 + 12.5 / 24]


# --- T2 --------------------------------------------------------------------------------------------------------------

FROM_JANUARY = '[run]\nstart = {start}\nlength = "500 days"\n'


@pytest.mark.parametrize(
    ("start", "entry", "months", "days"),
    [
        ("2021-01-01", "2021-01-31", 1, 28),  # to 28 February
        ("2024-01-01", "2024-01-31", 1, 29),  # to 29 February
        ("2021-01-01", "2021-02-28", 1, 28),  # to 28 March, not its last day
        ("2021-01-01", "2021-03-31", 3, 91),  # to 30 June
        ("2021-01-01", "2021-01-15", 12, 365),
        ("2020-01-01", "2020-02-29", 12, 365),  # to 28 February
    ],
)
def test_t2_whole_months_are_added_to_the_date(play: Play, start: str, entry: str, months: int, days: int) -> None:
    found = play(FROM_JANUARY.format(start=start) + stay(f'"{months} months"', f'"{entry}T15:00"'))
    assert found.of("END")[0].value == days * DAY


def test_t2_a_month_inside_a_law_is_a_mean_month(play: Play) -> None:
    law = '{ discrete = { values = ["1 month"], shares = [1] } }'
    assert play(stay(law, '"10 days"')).of("END")[0].value == MONTH == 2_629_746


def test_t2_a_fraction_of_a_month_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="fraction-of-month"):
        story.scenario(stay('"1.5 months"', '"1 day"'), tmp_path)


@pytest.mark.parametrize(
    ("entry", "days", "left"),
    [
        ("2021-01-04T12:00", 1, 1.5),  # Monday noon to Tuesday noon
        ("2021-01-08T12:00", 1, 7.5),  # Friday noon to Monday noon
        ("2021-01-09T12:00", 1, 8.5),  # Saturday noon counts as Monday noon
        ("2021-01-10T06:00", 5, 14.25),  # Sunday 06:00 counts as Monday, to Monday a week later
        ("2021-01-04", 10, 14.0),
        ("2021-03-31T08:00", 1, 92 + 8 / 24),  # Wednesday before Easter: Thursday, Friday and Monday are holidays
    ],
)
def test_t2_working_days_end_at_the_same_time_of_day(play: Play, entry: str, days: int, left: float) -> None:
    text = stay(f'"{days} working days"', f'"{entry}"') + '[calendar]\nholidays = "DK"\n'
    assert play(text).days("END") == [pytest.approx(left, abs=1e-9)]


def test_t2_closed_weeks_hold_up_sessions_but_not_working_days(play: Play) -> None:
    found = play("""
        [run]
        start  = 2020-12-21     # a Monday; the week of 28 December is week 53
        length = "60 days"
        [calendar]
        holidays = "DK"
        closed   = ["week 53"]
        [arrivals.a]
        to    = "work"
        dates = ["7 days"]
        size  = 2
        [stage.work]
        lasts = "2 working days"
        next  = "course"
        [gate.g]
        dates = [2020-12-30]
        seats = 1
        [stage.course]
        gate  = "g"
        lasts = "0 days"
        next  = "door"
        [stage.door]
        starts = "opening days"
        lasts  = "0 days"
        next   = "out"
        [arrivals.b]
        to    = "door"
        dates = ["7 days"]
    """)
    assert found.days("END", "work") == [9, 9]  # Wednesday 30 December is a working day
    assert found.days("SEATS") == [14]  # Monday 4 January is the first opening day
    assert found.starts("door") == [(14, 2), (14, 0)]


# --- T3 --------------------------------------------------------------------------------------------------------------

PAUSE = '[[change]]\nfrom = "3 days"\nto = "8 days"\npause = ["s"]\n'


def test_t3_a_pause_stretches_the_stay_without_any_event(play: Play) -> None:
    found = play(stay('"10 days"', '"0 days"', '"5 days"', '"8 days"', '"3 days"') + PAUSE)
    assert sorted((row.who, row.day) for row in found.of("END")) == [(0, 15), (1, 18), (2, 18), (3, 18)]
    inside = [row.event for row in found.rows if 3 < row.day < 8]
    assert inside == ["ARRIVE", "START"]  # the pause itself happens to nobody


CLOSED = '[calendar]\nclosed = ["2021-01-07 to 2021-01-12"]\nstays = "pause"\n[resource.room]\ncapacity = 9\n'


def test_t3_closed_weeks_pause_what_uses_a_resource_and_nothing_else(play: Play) -> None:
    job = '[stage.job]\nlasts = "10 days"\nsupport = "self"\nnext = "out"\n'
    text = CLOSED + stay('"4 days"', '"0 days"', '"3 days"').replace('next = "out"', 'uses = "room"\nnext = "job"')
    found = play(text + job)
    ends = sorted((row.who, row.day) for row in found.of("END"))
    assert ends == [(0, 9), (0, 19), (1, 12), (1, 22)]  # closed from day 3 to day 8


def test_t3_a_stay_that_ends_as_the_pause_begins_is_not_paused(play: Play) -> None:
    assert play(stay('"3 days"', '"0 days"') + PAUSE).days("END") == [3]


def test_t3_risks_run_on_the_clock_of_the_stage(play: Play) -> None:
    risk = '[risk.x]\nin = ["s"]\ntime = "5 days"\nto = "out"\n'
    assert play(stay('"30 days"', '"0 days"') + PAUSE + risk).days("RISK") == [10]


def test_t3_months_under_a_pause(play: Play) -> None:
    # from 4 January to 4 February is 31 days of work
    assert play(stay('"1 month"', '"0 days"') + PAUSE).days("END") == [36]


def test_t3_working_days_under_a_pause(play: Play) -> None:
    # Monday to Wednesday count, then the pause until Monday evening (day 8), which takes that Monday as well
    pause = PAUSE.replace('to = "8 days"', 'to = "7.75 days"')
    assert play(stay('"4 working days"', '"0 days"') + pause).days("END") == [9]
    assert play(stay('"2 working days"', '"0 days"') + pause).days("END") == [2]


def test_t3_patience_and_token_life_run_on_the_calendar_and_places_stay_held(play: Play) -> None:
    found = play(
        """
        [arrivals.a]
        to    = "s"
        dates = ["0 days", "1 day"]
        [resource.r]
        capacity = 1
        [stage.s]
        uses     = "r"
        lasts    = "4 days"
        patience = "6 days"
        else     = "q"
        next     = "out"
        [wait.q]
        takes = "p"
        next  = "out"
        [pool.p]
        dates    = ["2 days"]
        lifetime = "3 days"
    """
        + PAUSE
    )
    assert found.days("RENEGED") == [7]
    assert found.days("TOKEN_EXPIRED") == [5]
    assert found.days("RELEASE") == [9]


def test_t3_dated_factors_on_a_hazard_act_on_the_calendar_also_under_a_pause(play: Play) -> None:
    # nobody leaves while the factor is 0, until day 15; people of day 0 stand still until day 10
    text = """
        [arrivals.a]
        to    = "s"
        dates = ["0 days"]
        size  = 40
        [stage.s]
        lasts = { exponential = "1 hour" }
        next  = "out"
        [[change]]
        from  = "0 days"
        to    = "10 days"
        pause = ["s"]
        [[change]]
        from  = "5 days"
        to    = "15 days"
        times = { "stage.s.hazard" = 0 }
    """
    days = play(text).days("END")
    assert len(days) == 40
    assert 15 < min(days) < 15.02  # the first of 40 with a mean of one hour
    assert max(days) < 15.6
    later = play(text.replace('"0 days"]', '"12 days"]')).days("END")  # the pause is over, the factor is not
    assert 15 < min(later) < 15.02


def test_t3_a_factor_on_a_length_counts_at_entry(play: Play) -> None:
    change = '[[change]]\nfrom = "2 days"\nto = "3 days"\ntimes = {{ "stage.s.length" = {} }}\n'
    assert play(stay('"8 days"', '"1 day"', '"2 days"', '"3 days"') + change.format(0.5)).days("END") == [6, 9, 11]
    assert play(stay('"1 month"', '"2 days"') + change.format(0.5)).days("END") == [2 + 31 / 2]
    assert play(stay('"4 working days"', '"2 days"') + change.format(0.5)).days("END") == [4]
