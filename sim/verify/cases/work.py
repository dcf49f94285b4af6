"""Staff: work that is waited for, calls before work, follow-ups as load, costs."""

from __future__ import annotations

from math import exp

from sim.verify.case import Case, Figure
from sim.verify.formulas import integral, mmc

TALK = mmc(1.2, 1, 2)

DAY = 12_000 / 31  # of January, July or December: one day's benefit
PAID = 6 * 12_000 + 2 * DAY  # January to June, 1 July, 31 December
SAVED = 4 * 12_000 + 60 * DAY
REFUNDED = 0.8 * 28 * DAY + 0.4 * (3 * DAY + 5 * 12_000 + DAY) + 0.3 * DAY + 0.2 * PAID

WORKING_DAYS = 254  # of 2021: 261 days from Monday to Friday, less seven holidays


def _left(days: float) -> float:
    """working-days: still inside after so many working days."""
    return exp(-0.02 * days)


LOAD = integral(lambda days: (WORKING_DAYS - days) * _left(days), 0, 20)  # expected working days inside in all

CASES = (
    Case("working-days", 300, (
        Figure("arrivals", WORKING_DAYS, "arrivals.people"),
        Figure("tokens", WORKING_DAYS / 2, "arrived.job"),
        Figure("load in hours a week: calls", 0.1 * LOAD * 7 / 365, "load_hours_week.caller"),
        Figure("load in hours a week: planned", sum(
            (WORKING_DAYS - days) * _left(days) for days in (5, 10)) * 7 / 365, "load_hours_week.planner"),
    ), "the same formulas on the clock of working days"),
    Case("staff-work", 260, (
        Figure("wait for work in hours", 24 * TALK.wait, "work_wait_mean.adviser"),
        Figure("time in the system", TALK.time, "time_in_system"),
        Figure("work in hours a week", 1.2 * 24 * 7, "work_hours_week.adviser"),
    ), "M/M/2: the advisers are the servers"),
    Case("staff-calls", 750, (
        Figure("wait for work in hours: calls", 24 * 4 / 3, "task_wait_mean.followup.hotline.employed"),
        Figure("wait for work in hours: talks", 24 * 20 / 3, "task_wait_mean.work.talk.0"),
    ), "Cobham 1954: forty people inside for good call as a Poisson stream"),
    Case("staff-load", 20, (
        Figure("load in hours a week: calls", 3.5, "load_hours_week.caller"),
        Figure("load in hours a week: planned", 28.0, "load_hours_week.planner"),
    ), "Little: 20 people inside; two visits in each stay"),
    Case("costs", 100, (
        Figure("cost: stage", 336 * 200.0, "cost.stay"),
        Figure("cost: exit", 336 * 15.0, "cost.paid"),
        Figure("cost: staff", 48 * 21_000.0, "cost_staff.adviser"),
        Figure("cost per start", 215 + 3000.0, "cost_per_start"),
    ), "means of the parts over 336 days with one start each"),
    Case("benefit", 1, (
        Figure("benefit paid", 2 * PAID, "benefit_gross"),
        Figure("benefit refunded", REFUNDED, "benefit_refund"),
        Figure("benefit saved", 2 * SAVED, "benefit_saved_gross"),
        Figure("benefit saved: after refund", (0.7 + 0.8) * SAVED, "benefit_saved_net"),
        Figure("cost: stage", 2 * 13_000.0, "cost.stay"),
        Figure("cost: all", 2 * 13_000 + 36_500 + 5_000.0, "cost_total"),
        Figure("cost: own", 2 * 13_000 + 18_250 + 5_000.0, "cost_own"),
    ), "by hand: days of each civil month and week on benefit"),
)  # fmt: skip
