"""The run-time functions: exact small cases, agreement with slow definitions, and the same bits when compiled."""

from __future__ import annotations

import math
import random
from datetime import date
from itertools import accumulate

import numpy as np
import pytest

from sim import distributions as laws
from sim.distributions import canonical
from sim.engines import arithmetic, calendar_time
from sim.engines.arithmetic import DAY, FAR, FAR_DAY, NEVER
from sim.kernels.copies import copies_of
from sim.model import clocks
from sim.model.quantiles import UNIT_EXPONENTIAL, hazard_table, nodes_in_order, quantile_table, step_table
from sim.scenario.calendar import closed_windows, danish_holidays
from sim.scenario.schema import Calendar, Staff, Steps

pytestmark = pytest.mark.unit

FIRST = date(2021, 1, 1)
START, END = -40, 1200
HOUR = 3600
CALENDAR = Calendar(
    danish_holidays(FIRST, START, END), closed_windows(["weeks 28-30", "week 52"], FIRST, START, END), False
)
WORKING = clocks.working_flags(CALENDAR, FIRST, START, END)
DAYS = clocks.working_days(WORKING, START)
WORKING_DAY, WORKING_NUMBER = DAYS.day.tolist(), DAYS.number.tolist()


def at(year, month, day, hour=0):
    return (date(year, month, day) - FIRST).days * DAY + hour * HOUR


# --- tables of laws --------------------------------------------------------------------------------------------------


def test_quantile_reads_the_part_of_the_table_that_u_falls_into():
    table = [9.0] * 7 + quantile_table(canonical("weibull", {"shape": 0.6, "scale": 5.0}, "seconds")).tolist()
    u, y = nodes_in_order(np.array(table[7:]))
    generator = np.random.default_rng(1)
    places = generator.random(400)
    ends = [2.0**-53, 2.0**-26, 2.0**-18, 2.0**-10, 1 / 256 / 1024 * 1.5, 0.5]
    for place in [*places, *(places * 2**-9), *(places * 2**-17), *(1 - places * 2**-9), *(1 - places * 2**-17), *ends]:
        for value in (place, 1 - place):
            expected = np.interp(value, u, y)
            assert arithmetic.quantile(table, 7, float(value)) == pytest.approx(expected, rel=1e-12, abs=1e-300)
    assert arithmetic.quantile(table, 7, 0.5) == table[7 + 512]


def test_quantile_never_falls_with_u():
    table = UNIT_EXPONENTIAL.tolist()
    edges = [k / 1024 for k in range(1, 1024)] + [2.0**-k for k in range(11, 50)] + [1 - 2.0**-k for k in range(11, 50)]
    places = sorted(x for edge in edges for x in (edge - 2.0**-53, edge, edge + 2.0**-53))
    values = [arithmetic.quantile(table, 0, u) for u in places]
    assert values == sorted(values)


def test_step_value_takes_the_first_share_that_exceeds_u():
    cumulative, values = [0.0, 0.25, 0.25, 1.0, 0.5], [7.0, 1.0, 2.0, 3.0, 8.0]
    taken = [arithmetic.step_value(cumulative, values, 0, 4, u) for u in (1e-9, 0.2499, 0.25, 0.9999)]
    assert taken == [1, 1, 3, 3]
    assert arithmetic.step_value(cumulative, values, 4, 5, 0.7) == 8


def test_multiplier_holds_from_its_time_on():
    times, values = [5, 10, 20], [0.5, 2.0, 3.0]
    found = [arithmetic.multiplier_at(times, values, 0, 3, t) for t in (-9, 4, 5, 9, 10, 19, 20, 99)]
    assert found == [1, 1, 0.5, 0.5, 2, 2, 3, 3]
    assert arithmetic.multiplier_at(times, values, 1, 1, 99) == 1


@pytest.mark.parametrize(
    ("x", "whole"),
    [(0.0, 0), (0.49999999999999994, 0), (0.5, 1), (1.5, 2), (2.5, 3), (-0.5, 0), (-0.51, -1), (1e17, 10**17)],
)  # fmt: skip
def test_halves_are_rounded_up(x, whole):
    assert arithmetic.round_half_up(x) == whole


def test_lengths_beyond_every_run_are_rounded_to_far():
    assert arithmetic.round_half_up(NEVER) == arithmetic.round_half_up(1e300) == FAR


# --- hazards ---------------------------------------------------------------------------------------------------------

# a hazard of 0.1 up to age 10, 0 up to age 20, then 0.5
AGES, HAZARDS = [99.0, 0.0, 10.0, 20.0, 30.0], [99.0, 0.0, 1.0, 1.0, 6.0]


def test_hazards_are_linear_between_nodes_and_go_on_after_the_last():
    found = [arithmetic.hazard_at(AGES, HAZARDS, 1, 5, 1.0, age) for age in (-1.0, 0.0, 5.0, 15.0, 22.0, 40.0)]
    assert found == [0, 0, 0.5, 1, 2, 11]
    found = [arithmetic.age_at(AGES, HAZARDS, 1, 5, 1.0, hazard) for hazard in (0.0, 0.5, 1.0, 2.0, 11.0)]
    assert found == [0, 5, 10, 22, 40]  # the least age on the flat stretch
    assert arithmetic.age_at(AGES, HAZARDS, 1, 4, 1.0, 1.5) == NEVER


def test_ages_are_scaled_after_the_table_and_never_stays_never():
    assert arithmetic.hazard_at(AGES, HAZARDS, 1, 5, 60.0, 300.0) == 0.5
    assert arithmetic.age_at(AGES, HAZARDS, 1, 5, 60.0, 2.0) == 22 * 60
    for scale in (1e-6, 1e6):
        assert arithmetic.age_at(AGES, HAZARDS, 1, 4, scale, 1.5) == NEVER
    values = [2.0, 0.25]
    plain = [arithmetic.risk_age(AGES, HAZARDS, 1, 5, 1.0, e, 50, [51, 55], values, 0, 2) for e in (0.05, 0.5, 3.0)]
    times = [50 + 60 * 1, 50 + 60 * 5]
    scaled = [arithmetic.risk_age(AGES, HAZARDS, 1, 5, 60.0, e, 50, times, values, 0, 2) for e in (0.05, 0.5, 3.0)]
    assert scaled == pytest.approx([60 * age for age in plain], rel=1e-12)


def test_an_arrival_is_in_the_second_in_which_its_share_has_come():
    # a tenth of a person a second for 100 s, nobody for 50 s, then one a second for 30 s: 40 people by second 1180
    times, cumulative, rates = [0, 1000, 1100, 1150, 1180], [9.0, 0.0, 10.0, 10.0, 40.0], [9.0, 0.1, 0.0, 1.0, 0.0]
    found = [
        arithmetic.arrival_second(times, cumulative, rates, 1, 5, people / 40) for people in (0.01, 5, 9.99, 10, 25)
    ]
    assert found == [1000, 1050, 1099, 1150, 1165]
    assert arithmetic.arrival_second(times, cumulative, rates, 1, 5, 1 - 2.0**-53) == 1179


def risk(e, start, *steps):
    times, values = [time for time, _ in steps], [value for _, value in steps]
    return arithmetic.risk_age(AGES, HAZARDS, 1, 5, 1.0, e, start, times, values, 0, len(steps))


def test_an_amount_of_hazard_is_used_up_along_dated_factors():
    assert risk(0.5, 100) == 5
    assert risk(0.5, 100, (0, 2.0)) == 2.5  # in force from before the start
    assert risk(0.5, 100, (102, 0.0), (105, 1.0)) == 8  # 0.2 used by age 2, nothing up to age 5
    assert risk(0.5, 100, (102, 3.0)) == pytest.approx(3)
    assert risk(0.5, 100, (102, 0.0)) == NEVER
    assert risk(0.2, 100, (102, 0.0)) == 2  # used up exactly when the factor falls to 0
    assert risk(1.5, 100, (110, 7.0), (118, 0.5)) == pytest.approx(22)  # changes inside the stretch without hazard
    assert risk(1e-12, 100, (90, 0.0), (115, 1.0)) == pytest.approx(20, abs=1e-6)


def test_risk_used_is_the_inverse_of_risk_age():
    steps = ((95, 0.5), (104, 0.0), (107, 2.0), (123, 0.25))
    times, values = [time for time, _ in steps], [value for _, value in steps]
    for e in (0.1, 0.3, 1.0, 2.0, 9.0):
        age = risk(e, 100, *steps)
        assert arithmetic.risk_used(AGES, HAZARDS, 1, 5, 1.0, age, 100, times, values, 0, 4) == pytest.approx(
            e, rel=1e-12
        )
    assert arithmetic.risk_used(AGES, HAZARDS, 1, 5, 1.0, 5.0, 100, times, values, 0, 0) == 0.5


def test_drawn_risks_have_the_distribution_of_the_law():
    law = canonical("weibull", {"shape": 0.601, "scale": 22.07}, "seconds")
    ages, hazards = (table.tolist() for table in hazard_table(law))
    for u in (1e-6, 0.01, 0.5, 0.99, 1 - 1e-6):
        e = arithmetic.quantile(UNIT_EXPONENTIAL.tolist(), 0, u)
        age = arithmetic.risk_age(ages, hazards, 0, len(ages), 1.0, e, 0, [], [], 0, 0)
        assert age == pytest.approx(float(laws.quantile(law, np.array(u))), rel=2e-3)


# --- pauses ----------------------------------------------------------------------------------------------------------

STARTS, ENDS = [-1, -10, 20, 40], [-1, -5, 30, 41]


def test_the_pause_clock_stands_still_in_windows():
    found = [calendar_time.unpaused(STARTS, ENDS, 1, 4, t) for t in (-20, -8, -5, 0, 20, 25, 30, 40, 50)]
    assert found == [-20, -10, -10, -5, 15, 15, 15, 25, 34]


def test_resume_is_the_earliest_time_with_that_much_clock():
    resume = [calendar_time.resume(STARTS, ENDS, 1, 4, 15, work) for work in (0, 4, 5, 6, 15, 16, 20)]
    assert resume == [15, 19, 20, 31, 40, 42, 46]
    assert calendar_time.resume(STARTS, ENDS, 1, 4, 25, 0) == 25
    assert calendar_time.resume(STARTS, ENDS, 1, 4, 25, 1) == 31
    assert calendar_time.resume(STARTS, ENDS, 1, 4, 25, FAR) == FAR
    for start in range(-15, 45):
        for work in range(40):
            reached = [calendar_time.unpaused(STARTS, ENDS, 1, 4, t) for t in range(start, 120)]
            slow = start + next(i for i, clock in enumerate(reached) if clock - reached[0] >= work)
            assert calendar_time.resume(STARTS, ENDS, 1, 4, start, work) == slow


# --- calendar --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "working_days", "end"),
    [
        (at(2021, 2, 1, 9), 5, at(2021, 2, 8, 9)),  # Monday to Monday
        (at(2021, 3, 31, 9), 1, at(2021, 4, 6, 9)),  # over Easter
        (at(2021, 2, 6, 9), 1, at(2021, 2, 9, 9)),  # a Saturday counts as Monday
        (at(2021, 2, 6, 9), 0, at(2021, 2, 6, 9)),
        (at(2021, 2, 5, 9), 0.5, at(2021, 2, 5, 21)),
        (at(2021, 2, 5, 18), 0.5, at(2021, 2, 8, 6)),  # the rest of Friday, then Monday
        (at(2021, 2, 5, 12), 0.5, at(2021, 2, 8, 0)),
        (at(2020, 12, 31, 9), 10, at(2021, 1, 15, 9)),  # from before the start of the run
    ],
)
def test_working_days_end_at_the_same_time_of_day(start, working_days, end):
    seconds = int(working_days * DAY)
    assert calendar_time.working_end(WORKING_DAY, WORKING_NUMBER, START, start, seconds) == end


def test_beyond_a_calendar_table_lies_far():
    assert calendar_time.working_end(WORKING_DAY, WORKING_NUMBER, START, 0, 5000 * DAY) == FAR
    assert calendar_time.working_end([*WORKING_DAY, FAR_DAY], WORKING_NUMBER, START, 0, len(WORKING_DAY) * DAY) == FAR
    assert calendar_time.working_end(WORKING_DAY, WORKING_NUMBER, START, -50 * DAY, DAY) == FAR
    assert calendar_time.working_end(WORKING_DAY, WORKING_NUMBER, START, END * DAY, DAY) == FAR
    assert calendar_time.month_end([5], 3, 4 * DAY) == calendar_time.month_end([5], 3, 3 * DAY - 1) == FAR
    assert calendar_time.next_opening([5], 3, 4 * DAY) == calendar_time.next_opening([5], 3, 0) == FAR_DAY


def test_months_keep_the_time_of_day_and_openings_give_a_day():
    months = clocks.month_days(FIRST, 1, START, END).tolist()
    assert calendar_time.month_end(months, START, at(2021, 1, 31, 9)) == at(2021, 2, 28, 9)
    assert calendar_time.month_end(months, START, at(2020, 12, 31, 23)) == at(2021, 1, 31, 23)
    opening = clocks.opening_next(clocks.opening_flags(CALENDAR, FIRST, START, END), START).tolist()
    assert calendar_time.next_opening(opening, START, at(2021, 7, 9, 23)) * DAY == at(2021, 7, 9)
    assert calendar_time.next_opening(opening, START, at(2021, 7, 10)) * DAY == at(2021, 8, 2)


# --- staff -----------------------------------------------------------------------------------------------------------

(CLERK,) = clocks.staff_clocks(Staff("clerk", Steps(1, ((at(2021, 3, 1), 0.5),)), Steps(35.0)), WORKING, START)
BEFORE, LENGTH, OPENS = CLERK.before.tolist(), CLERK.length.tolist(), CLERK.opens  # 08:00-15:00, from March 08:00-11:30


def test_staff_are_on_duty_in_their_window():
    on_duty = [calendar_time.staff_open_at(LENGTH, OPENS, START, at(2021, 2, 1, hour)) for hour in (7, 8, 14, 15)]
    assert on_duty == [False, True, True, False]
    assert not calendar_time.staff_open_at(LENGTH, OPENS, START, at(2021, 2, 6, 9))
    assert not calendar_time.staff_open_at(LENGTH, OPENS, START, at(2030, 2, 6, 9))


def test_staff_next_open_is_now_or_the_next_morning():
    def next_open(t):
        return calendar_time.staff_next_open(BEFORE, LENGTH, OPENS, START, t)

    assert next_open(at(2021, 2, 1, 7)) == at(2021, 2, 1, 8)
    assert next_open(at(2021, 2, 1, 9)) == at(2021, 2, 1, 9)
    assert next_open(at(2021, 2, 5, 15)) == at(2021, 2, 8, 8)
    assert next_open(at(2021, 4, 1, 9)) == at(2021, 4, 6, 8)
    assert next_open((END - 1) * DAY + 23 * HOUR) == next_open(-41 * DAY) == next_open(END * DAY) == FAR


def test_staff_work_goes_on_the_next_morning():
    def finish(t, hours):
        return calendar_time.staff_finish(BEFORE, LENGTH, OPENS, START, t, int(hours * HOUR))

    assert finish(at(2021, 2, 1, 9), 2) == at(2021, 2, 1, 11)
    assert finish(at(2021, 2, 1, 9), 6) == at(2021, 2, 1, 15)  # the leftmost time, not the next morning
    assert finish(at(2021, 2, 1, 9), 7) == at(2021, 2, 2, 9)
    assert finish(at(2021, 2, 1, 6), 1) == at(2021, 2, 1, 9)
    assert finish(at(2021, 2, 5, 14), 2) == at(2021, 2, 8, 9)
    assert finish(at(2021, 2, 26, 14), 2) == at(2021, 3, 1, 9)
    assert finish(at(2021, 3, 1, 9), 3.5) == at(2021, 3, 2, 9)
    assert finish(at(2021, 2, 6, 9), 0) == at(2021, 2, 6, 9)
    assert finish(0, 1e6) == finish(-41 * DAY, 1) == finish(END * DAY, 1) == FAR


# --- compiled --------------------------------------------------------------------------------------------------------


def calls():
    """Random arguments for every function, tables as lists."""
    generator = random.Random(7)
    table = [1.0, 2.0, *quantile_table(canonical("gamma", {"mean": 9e5, "cv": 0.7}, "seconds")).tolist()]
    cumulative, values = (part.tolist() for part in step_table(canonical("poisson", {"mean": 6.0}, "number")))
    curve = hazard_table(canonical("lognormal", {"median": 7.0 * DAY, "p90": 21.0 * DAY}, "seconds"))
    ages, hazards = (part.tolist() for part in curve)
    months = clocks.month_days(FIRST, 3, START, END).tolist()
    opening = clocks.opening_next(clocks.opening_flags(CALENDAR, FIRST, START, END), START).tolist()
    for _ in range(300):
        u, t = generator.getrandbits(53) * 2.0**-53 or 0.5, generator.randrange(-45 * DAY, 1250 * DAY)
        times = sorted(generator.sample(range(-10 * DAY, 40 * DAY), 5))
        factors = [generator.choice([0.0, 0.5, 1.0, 1.7]) for _ in times]
        starts, ends = times[0:4:2], times[1:5:2]
        e, work, hazard = -math.log1p(-u), generator.randrange(60 * DAY), generator.expovariate(1)
        start = generator.randrange(-20 * DAY, 20 * DAY)
        dated = (ages, hazards, 0, len(ages), generator.choice([1.0, 0.7]))
        rates = [generator.choice([0.0, 1e-5, 2e-4]) for _ in range(3)] + [1e-5, 0.0]
        people = [
            0.0,
            *accumulate((after - before) * rate for before, after, rate in zip(times, times[1:], rates, strict=False)),
        ]
        yield "arrival_second", (times, people, rates, 0, 5, u)
        yield "quantile", (table, 2, u)
        yield "step_value", (cumulative, values, 0, len(values), u)
        yield "multiplier_at", (times, factors, 0, 5, start)
        yield "round_half_up", (generator.uniform(-5, 1e7),)
        yield "hazard_at", (*dated, generator.expovariate(1 / (9 * DAY)))
        yield "age_at", (*dated, hazard)
        yield "risk_age", (*dated, e, start, times, factors, 0, 5)
        yield "risk_used", (*dated, generator.expovariate(1 / (9 * DAY)), start, times, factors, 0, 5)
        yield "unpaused", (starts, ends, 0, 2, start)
        yield "resume", (starts, ends, 0, 2, start, work)
        yield "working_end", (WORKING_DAY, WORKING_NUMBER, START, t, work)
        yield "worked_end", (WORKING_DAY, WORKING_NUMBER, START, t, work)
        after = 1 + generator.randrange(5) * DAY
        yield "next_working_try", (opening, WORKING_DAY, WORKING_NUMBER, START, t, after, t)
        yield "month_end", (months, START, t)
        yield "next_opening", (opening, START, t)
        yield "moved_session", (opening, START, t)
        yield "next_try", (opening, START, t, 1 + work, t)
        yield "staff_open_at", (LENGTH, OPENS, START, t)
        yield "staff_next_open", (BEFORE, LENGTH, OPENS, START, t)
        yield "staff_finish", (BEFORE, LENGTH, OPENS, START, t, work)


def test_compiled_functions_give_the_same_bits():
    numba = pytest.importorskip("numba")
    compiled = copies_of([arithmetic, calendar_time], numba.njit)
    seen = set()
    for name, arguments in calls():
        arrays = [np.array(x) if isinstance(x, list) else x for x in arguments]
        module = arithmetic if hasattr(arithmetic, name) else calendar_time
        plain, fast = getattr(module, name)(*arguments), compiled[name](*arrays)
        assert type(plain) is type(fast), name
        assert plain == fast, (name, arguments[2:])
        seen.add(name)
    assert seen == set(compiled)
