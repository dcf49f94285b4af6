"""Streams: M/G/infinity, rates that change, dated factors, opening days."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp

import numpy as np

from sim.verify.case import Case, Figure, Floats
from sim.verify.formulas import erlang_b, poisson
from sim.verify.recount import census, time_ratio

SAMPLES = tuple(float(day) for day in range(650, 4600, 50))


ACUTE = (0.87 * 7.4 + 0.13 * 4.6) / 1.2 + 1.8 / 9.3 + 4 / 3.6 + 3.8 / 3.2
REHAB = (
    (0.24 / 1.2 + 1 / 21.8) * (0.4 * 30.3 + 0.6 * 28.4)
    + 0.01 / 9.3 * 18.7
    + (0.11 / 3.6 + 1 / 31.7) * 27.6
    + (0.05 / 3.2 + 1 / 28.6) * 16.1
)


def _square_about_five(people: Floats) -> Floats:
    return np.asarray((people - 5) ** 2)


def _at_most_four(people: Floats) -> Floats:
    return np.asarray(people <= 4)


def _square_about_nine(people: Floats) -> Floats:
    return np.asarray((people - 9) ** 2)


YEAR_2021 = [date(2021, 1, 1) + timedelta(day) for day in range(365)]
SEASONAL = sum(2.0 * {7: 0.5, 12: 2.0}.get(day.month, 1.0) for day in YEAR_2021 if day.weekday() < 5)

CASES = (
    Case("levels-on-dates", 6000, (
        *(Figure(f"people inside on day {day}", 10 * (1 - exp(-day / 20)), f"inside_on.stay[2021-{date}]")
          for day, date in ((10, "01-11"), (40, "02-10"))),
        Figure("people inside on day 40: a", 3 * (1 - exp(-2)), "inside_on.stay[2021-02-10]{kind=a}"),
        Figure("people in line: day 40", 8.0, "queue_on.later[2021-02-10]"),
        Figure("vacancies open: day 40", 2 * (1 - exp(-5)), "open_on.vacancy[2021-02-10]"),
        Figure("starts: up to day 40", 20.0, "entered_by.stay[2021-02-10]"),
        Figure("starts: january", 15.5, "entries_in.stay[2021-01]"),
        Figure("kroner left: day 40", 100_000 - 100 * 20.0, "budget_left_on.kitty[2021-02-10]"),
    ), "M/M/infinity from empty; the number inside is Poisson with mean lambda / mu (1 - exp(-mu t))"),
    Case("mg-infinity", 450, (
        Figure("people inside", 5.0, "occupancy.stay"),
        Figure("variance of people inside", 5.0, statistic=census("stay", SAMPLES, _square_about_five)),
        Figure("chance of at most four inside", float(poisson(5, 60)[:5].sum()),
               statistic=census("stay", SAMPLES, _at_most_four)),
    ), "the census is Poisson with mean lambda E[S] (Doob 1953)"),
    Case("stroke-unit", 160, (
        Figure("people inside: acute", ACUTE, "occupancy.acute"),
        Figure("people inside: rehab", REHAB, "occupancy.rehab"),
        Figure("chance of delay with 10 beds", erlang_b(10, ACUTE), statistic=time_ratio("acute", 10)),
    ), "Monks et al. 2016: M/G/infinity in a row, P(N = n) / P(N <= n) as the chance of delay; published 1 in 7"),
    Case("piecewise-poisson", 36000, (
        *(Figure(f"people inside on day {day:g}", mean, statistic=census("stay", (day,)))
          for day, mean in ((5.0, 3.0), (10.75, 3.5), (11.75, 5.5), (15.0, 9.0), (21.0, 6.5))),
        Figure("variance of people inside", 9.0, statistic=census("stay", (15.0,), _square_about_nine)),
    ), "M(t)/D/infinity: Poisson with the mean of the arrivals of the last 2.75 days"),
    Case("dated-arrivals", 60, (
        Figure("arrivals: 2021", 2 * 365 - 31.0, "arrivals.people@2021"),
        Figure("arrivals: 2022", 2 * 365 - 62.0, "arrivals.people@2022"),
        Figure("tokens: 2021", 365.0, "arrived.job@2021"),
        Figure("tokens: 2022", 31 + 1.5 * 28 + 2 * 306.0, "arrived.job@2022"),
    ), "integral of the rate"),
    Case("seasons", 60, (
        Figure("arrivals: 2021", SEASONAL, "arrivals.people@2021"),
        Figure("tokens: 2021", 365 - 0.75 * 31, "arrived.job@2021"),
    ), "integral of the rate"),
    Case("weighed-streams", 2000, (
        Figure("starts: fixed", 120 * 62 / 365, "entries_in.fixed[2021-12]"),
        Figure("starts: even", 18.0, "entries_in.even[2021-12]"),
        Figure("arrivals: cohorts", 2 * (365 - 0.75 * 31 + 31), "arrivals.cohorts"),
        Figure("arrivals: intervals", 365 - 31 / 2, "arrivals.intervals"),
        Figure("tokens", 365 - 0.75 * 31, "arrived.job"),
    ), "integral of the factors"),
    Case("opening-days", 120, (
        Figure("share who wait", (50 * 2 + 9) / 364, "waited_share.stay"),
        Figure("wait", (50 * 2 * 1 + 9 * 4.5) / 364, "wait_mean.stay"),
    ), "arrivals uniform over each free stretch"),
)  # fmt: skip
