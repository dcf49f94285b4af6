"""Stays: risks, limits, backlog, pauses, dated factors, retention, targets."""

from __future__ import annotations

from math import erfc, exp, pi, sqrt

from sim.scenario.schema import DAY, MONTH, WEEK
from sim.verify.case import Case, Figure
from sim.verify.formulas import integral
from sim.verify.recount import census, end_time, longer_than, starts_between


def _alive(t: float) -> float:
    """competing-risks: still inside after t days."""
    return exp(-0.02 * t - (t / 40) ** 2)


def _kept(days: float) -> float:
    """weibull-retention: still in the job after so many days."""
    return exp(-((days * DAY / (22.07 * MONTH)) ** 0.601))


INSIDE = integral(_alive, 0, 30)
FOUND = 1 - exp(-182 / 56)
STILL = 0.6 * exp(-0.8) / (0.6 * exp(-0.8) + 0.4)
REMAINING = {
    "exponential": 10.0,
    "uniform": 6.0,
    "weibull": 10 * exp(0.64) * sqrt(pi) / 2 * erfc(0.8),
    "hazard": (1 - exp(-0.2)) / 0.05 + exp(-0.2) / 0.2,
}
THIRTY = 20 * (1 - exp(-1.5))  # integral of exp(-u / 20) over 30 days
QUARTER = exp(-91 / 300)
OF = "share_of=entered praktik"


def ended_by(days: float) -> float:
    """Chance that a stay of 10 days on average ends by plan before so many days, against a risk of 0.02 a day."""
    return (1 - exp(-0.12 * days)) * 0.1 / 0.12


def _working(weeks: float) -> float:
    """outside: in work so many weeks after beginning to look for jobs that come at .01 and go at .01 a week."""
    return 0.5 * (1 - exp(-0.02 * weeks))


def _months_in_work(weeks: float) -> float:
    """outside: months in work in the first so many weeks of looking."""
    return 0.5 * (weeks - (1 - exp(-0.02 * weeks)) / 0.02) * WEEK / MONTH


YEAR, BOTH, COURSE = 365 / 7, 730 / 7, 20.0  # weeks


CASES = (
    Case("stay-bands", 120, (
        Figure("share leaving: early", (ended_by(7) + ended_by(15)) / 2, "exit_share.early"),
        Figure("share leaving: middle", (ended_by(15) - ended_by(7)) / 2, "exit_share.middle"),
        Figure("share leaving: late", ended_by(20) - ended_by(15), "exit_share.late"),
        Figure("share leaving: very_late", 0.1 / 0.12 - ended_by(20), "exit_share.very_late"),
    ), "exponential times in competition: P(T < t, by plan) = (1 - exp(-.12 t)) .1 / .12"),
    Case("health-chain", 60, (
        Figure("share leaving: well", 0.75 * (1 - 0.6**5), "exit_share.well"),
        Figure("cost: stage", 100 * sum(1 - 0.75 * (1 - 0.6**n) for n in range(5)), "cost.visit", ("arrivals.people",)),
    ), "two-state chain: p(n) = 0.75 (1 - 0.6^n)"),
    Case("benefit-by-health", 1, (Figure("benefit paid", 23_000.0, "benefit_gross"),),
         "by hand: days of each civil month by the health of the day"),
    Case("limit-in-all", 40, (
        Figure("share leaving: late", 2 * exp(-1.3) - exp(-2.6), "exit_share.late"),
        Figure("time in the system", 40 * (1 - exp(-1.3)) - 10 * (1 - exp(-2.6)), "time_in_system"),
        Figure("time to the step: second", 10 - 26 * exp(-2.6) / (1 - exp(-2.6)), "time_to.second"),
    ), "sum of two exponential times, cut at 26 days"),
    Case("loop", 480, (
        Figure("visits", 1 + 0.35 + 0.35**2, "visits.talk"),
        Figure("share stopped by the limit", 0.35**3, "limited.talk", ("arrivals.people",)),
        Figure("time in the system", 2 * 1.4725, "time_in_system"),
    ), "geometric, cut at three"),
    Case("limits-by-group", 60, (
        Figure("visits", (1.6 + 1 + 0.6 + 0.36 + 0.216) / 2, "visits.talk"),
        Figure("share leaving: enough", (0.6**2 + 0.6**4) / 2, "exit_share.enough"),
    ), "geometric, cut at two and at four"),
    Case("competing-risks", 60, (
        Figure("share leaving: done", _alive(30), "exit_share.done"),
        Figure("share leaving: moved", 0.02 * INSIDE, "exit_share.moved"),
        Figure("share struck: moving", 0.02 * INSIDE, "risk_share.moving"),
        Figure("share leaving: ill", 1 - _alive(30) - 0.02 * INSIDE, "exit_share.ill"),
        Figure("stay", INSIDE, "stay_mean.stay"),
    ), "S(t) = exp(-.02 t - (t / 40)^2); integrals by Simpson's rule"),
    Case("search-limit", 30, (
        Figure("share leaving: job", 0.6 * FOUND, "exit_share.job"),
        Figure("stay", 0.6 * 56 * FOUND + 0.4 * 182, "stay_mean.search"),
    ), "with chance .6 an exponential time, cut at the limit"),
    *(Case("backlog-inside", 250, (Figure("mean day of the end", rest, statistic=end_time("stay")),),
           "residual life: integral of S from 8 on, over S(8)", {"law": law}) for law, rest in REMAINING.items()),
    Case("backlog-search", 460, (
        Figure("share leaving: job", STILL * (1 - exp(-1.2)), "exits.job", scale=1 / 100),
        Figure("mean day of the end", STILL * 10 * (1 - exp(-1.2)) + (1 - STILL) * 12, statistic=end_time("search")),
    ), "Bayes: the chance that a time was drawn, given none was found by day 8"),
    Case("backlog-waiting", 4000, (
        Figure("wait", 5 + 4.5, "wait_mean_begun_before.serve"),
        Figure("mean day of the end", 5.5, statistic=end_time("serve")),
    ), "sums of exponential services"),
    Case("pause", 380, (
        Figure("stay", 1 / 0.06 + 15 * exp(-0.6), "stay_mean.stay"),
        Figure("share leaving: dropped_out", 1 / 3, "exit_share.dropped_out"),
        Figure("people inside on day 25", 100 * exp(-0.6), statistic=census("stay", (25.0,))),
    ), "memoryless: exp(-.6) are inside when the clock stops, 15 days longer"),
    Case("dated-multipliers", 350, (
        Figure("share leaving: was_hit", 0.2 * (1 - exp(-1)), "exit_share.was_hit"),
        Figure("share leaving: chosen", 0.2 * 0.4, "exit_share.chosen"),
        Figure("stay: slow", 50 * (1 - exp(-0.6)) + 25 * exp(-0.6), "stay_mean.slow_stay"),
        Figure("stay: found", 20 * (1 - exp(-0.5)) + 10 * exp(-0.5), "stay_mean.found_stay"),
        Figure("stay: late", 15.0, "stay_mean.late_stay"),
    ), "piecewise constant hazards; a share and a length at their date"),
    Case("early-factor", 30, (
        Figure("stay", 40 * (1 - exp(-0.25)) + 20 * exp(-0.25), "stay_mean.job"),
        Figure("share kept 10 days", exp(-0.25), statistic=longer_than("job", 10)),
    ), "S(10) = exp(-.25), memoryless from there on"),
    Case("opening-with-patience", 1500, (
        Figure("share giving up", 1 - THIRTY / 30, "reneged_share.stay"),
        Figure("wait", 20 * (1 - 2.5 * exp(-1.5)) / (1 - exp(-1.5)), "wait_mean.stay"),
    ), "arrivals uniform over the 30 days, each still there with chance exp(-u / 20)"),
    Case("capacity-steps", 400, (
        Figure("starts: one server", 51.0, statistic=starts_between("serve", 0, 50)),
        Figure("starts: two servers", 101.0, statistic=starts_between("serve", 50, 100)),
        Figure("starts: one again", 49.5, statistic=starts_between("serve", 100, 150)),
    ), "Poisson number of ends while all servers work; the first end after the cut frees nothing"),
    Case("weibull-retention", 80, (
        Figure("share kept 3 months", _kept(90), "retention.self[3 months]"),
        Figure("share kept 12 months", _kept(365), "retention.self[12 months]"),
    ), "S(t) = exp(-(t / 22.07 months)^.601), on 1 January 90 and 365 days"),
    Case("self-support", 120, (
        Figure("share self-supporting", (1 - exp(-1)) * QUARTER, "target.self_support"),
        Figure("share self-supporting: any gap", QUARTER, f"target.self_support[{OF}|within=any|who_are=self]"),
        Figure("share self-supporting: 25 hours", 0.75 * (1 - exp(-1)) * QUARTER,
               f"target.self_support[{OF}|within=28 days|who_are=self with hours >= 25]"),
        Figure("share with a job in 84 days", 1 - exp(-2), "target.job"),
    ), "independent exponential gap and job"),
    Case("outside", 600, (
        Figure("share with a job: without", 1 - exp(-0.01 * BOTH), "jobs_without", ("arrivals.people",)),
        Figure("share with a job: lost", exp(-0.01 * (BOTH - COURSE)) - exp(-0.01 * BOTH), "net_jobs",
               ("arrivals.people",), scale=-1),
        Figure("share self-supporting: without", _working(YEAR), "self_without.after[12 months]"),
        Figure("share self-supporting: lost", _working(YEAR) - _working(YEAR - COURSE), "net_self.after[12 months]",
               scale=-1),
        Figure("months in work: without", _months_in_work(BOTH), "self_months_without", ("arrivals.people",)),
        Figure("months in work: lost", _months_in_work(BOTH) - _months_in_work(BOTH - COURSE), "net_self_months",
               ("arrivals.people",), scale=-1),
    ), "two states with constant rates: Kolmogorov's equations; the course delays everything by 20 weeks"),
    *(Case("saturated-places", 1, (Figure("starts", 5.0 * a_year, "entries.tilbud"),),
           "12 places x 12 months, or x 4 quarters; five years", {"extended": extended})
      for extended, a_year in ((0, 144), (1, 48))),
    Case("domain-1-6", 8, (Figure("starts a year", 48.0, "target.volume"),),
         "12 places x 4 holds: the longest stay is exactly the distance between two holds"),
    Case("hand-1-one-server", 1, (Figure("people in line", 7 / 19, "queue.serve"),),
         "by hand: 0 + 2 + 4 + 0 + 1 days in line in 19"),
    Case("hand-7-quarterly-hold", 1, (Figure("starts a year", 48.0, "target.volume"),), "by hand: 12 in each quarter"),
)  # fmt: skip
