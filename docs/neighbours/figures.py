"""The figures of the pages on neighbouring programmes: ``python docs/neighbours/figures.py``.

Drawn with matplotlib's object interface; the same bytes every time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from math import comb
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, PercentFormatter

import sim
from sim.measures.judge import gap_size
from sim.measures.names import FigureName
from sim.measures.targets import definitions
from sim.report.drawing import as_svg
from sim.studies.result import Result

HERE = Path(__file__).parent
SCENARIOS = HERE.parents[1] / "scenarios" / "neighbours"
FIGURES = HERE.parent / "figures"
BLUE, ORANGE, GREEN, GREY, DARK = "#1f6fb4", "#e08214", "#4d9221", "#9a9a9a", "#333333"


def load(name: str, **values: float | str) -> sim.Scenario:
    return sim.load(SCENARIOS / f"{name}.toml", **values)


def run(name: str, replications: int, **values: float | str) -> Result:
    return sim.run(load(name, **values), replications=replications, seed=1)


def canvas(height: float = 3.4, panels: int = 1) -> tuple[Figure, Sequence[Axes]]:
    figure = Figure(figsize=(7.2, height), layout="constrained")
    axes = figure.subplots(1, panels, squeeze=False)[0]
    for one in axes:
        one.spines[["top", "right"]].set_visible(False)
        one.tick_params(labelsize=9)
    return figure, axes


def by_option(found: Result, figure: str) -> tuple[list[date], np.ndarray]:
    """The dates or months that a figure is of, and its values: (dates, replications)."""
    names = [name for name in found.names if name.startswith(f"{figure}[")]
    dates = [date.fromisoformat(f"{FigureName.of(name).option}-01"[:10]) for name in names]
    return dates, np.array([found.column(name) for name in names])


def thousands(axis: object) -> None:
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))  # type: ignore[attr-defined]


def label_ends(axes: Axes, lines: Sequence[tuple[float, float, str, str]]) -> None:
    """Names at the right end of lines instead of a legend."""
    for x, y, text, colour in lines:
        axes.annotate(text, (x, y), xytext=(5, 0), textcoords="offset points", color=colour, fontsize=9, va="center")


# --- 1. Fodbold for Fremtiden ----------------------------------------------------------------------------------------


def football() -> Figure:
    """How many of 20 get on, in how many of 100 years; what each then costs stands above."""
    found = run("fodbold-for-fremtiden", 400)
    years = np.concatenate([found.column(f"positive@{year}") for year in range(2024, 2029)]).astype(int)
    share = 100 * np.bincount(years, minlength=21) / len(years)
    exact = [100 * comb(20, k) * 0.45**k * 0.55 ** (20 - k) for k in range(21)]
    figure, (axes,) = canvas(3.6)
    axes.bar(range(21), share, color=[BLUE if k >= 9 else ORANGE for k in range(21)], width=0.8)
    axes.plot(range(21), exact, "o", color=DARK, markersize=4)
    axes.set_xlim(1.4, 16.6)
    axes.set_xticks(range(2, 17))
    axes.set_xlabel("Young people in a job, an apprenticeship or education, of 20")
    axes.set_ylabel("Years of 100")
    top = axes.secondary_xaxis("top")
    top.set_xticks([2, 4, 6, 7, 9, 12, 15], [f"{140 / k:,.1f}" for k in (2, 4, 6, 7, 9, 12, 15)], fontsize=9)
    top.set_xlabel("Cost of each, thousand kr.", fontsize=9)
    top.spines["top"].set_visible(False)
    axes.text(0.98, 0.9, "9 or more, as the third course", color=BLUE, transform=axes.transAxes, ha="right", fontsize=9)
    axes.text(0.98, 0.82, "fewer", color="#8f4e00", transform=axes.transAxes, ha="right", fontsize=9)
    axes.text(0.98, 0.74, "● exact (binomial)", color=DARK, transform=axes.transAxes, ha="right", fontsize=9)
    return figure


# --- 2. Lejre --------------------------------------------------------------------------------------------------------


def lejre() -> Figure:
    """The payment for results: two readings of the paid share, against own operation."""
    rules = {"some_results": ("some results in full", BLUE), "part_of_price": ("a part of each price", ORANGE)}
    figure, (axes,) = canvas()
    for row, (rule, (words, colour)) in enumerate(rules.items()):
        found = run("lejre-social-investering", 2000, payment_rule=rule)
        kroner = np.sort(found.column("cost_own")) / 1000
        axes.step(kroner, 100 * np.arange(1, len(kroner) + 1) / len(kroner), where="post", color=colour, linewidth=1.8)
        above = 100 * (kroner > 500).mean()
        said = f"{words}:\nmean {kroner.mean():,.0f}, above own\noperation in {above:.0f} of 100 runs"
        axes.text(0.02, 0.97 - 0.27 * row, said, transform=axes.transAxes, color=colour, fontsize=9, va="top")
    axes.axvline(500, color=DARK, linewidth=1.4)
    axes.text(507, 60, "own operation:\nwhatever the result", color=DARK, fontsize=9, va="top")
    axes.set_xlim(0, 860)
    axes.set_ylim(0, 101)
    axes.set_xlabel("Lejre's payment for 20 people, thousand kr.")
    axes.set_ylabel("Runs of 100 that pay at most this")
    return figure


# --- 3. Projekt Småjob -----------------------------------------------------------------------------------------------


def small_jobs() -> Figure:
    """Paid hours for three months by the number of small jobs in the department, at several thresholds."""
    jobs = [0, 5, 10, 15, 20, 30]
    results = [run("smaajob", 100, own_jobs=number) for number in jobs]
    figure, (axes,) = canvas()
    for hours, colour in ((0, BLUE), (5, GREEN), (10, ORANGE), (15, GREY)):
        status = "self or partly" + (f" with hours >= {hours}" if hours else "")
        name = f"target.paid_hours[share_of=entered clarification|within=91 days|who_are={status}]"
        shares = [one.value(name) for one in results]
        axes.plot(jobs, shares, "o-", color=colour, markersize=4)
        words = f"at least {hours} hours a week" if hours else "any paid hours"
        label_ends(axes, [(jobs[-1], shares[-1], words, colour)])
    axes.axhline(0.33, color=DARK, linewidth=1, linestyle=":")
    axes.text(0, 0.34, "a third, as in Horsens", fontsize=9, color=DARK)
    axes.set_xlim(-0.5, 41)
    axes.set_xticks(jobs)
    axes.set_ylim(0, 0.5)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_xlabel("Small jobs at Drift & Service a year")
    axes.set_ylabel("Paid hours for 3 months")
    return figure


# --- 4. Forebyggelsesteamet ------------------------------------------------------------------------------------------


def prevention_team() -> Figure:
    """The first talk in time by the hours of each of two advisers."""
    hours = [8, 9, 10, 11, 12, 14, 16]
    results = [run("forebyggelsesteam", 100, adviser_hours=number) for number in hours]
    figure, (axes,) = canvas()
    for within, colour in (("1 days", GREY), ("2 days", ORANGE), ("3 days", BLUE)):
        shares = [one.value(f"target.first_talk[share_of=entered first_talk|within={within}]") for one in results]
        axes.plot(hours, shares, "o-", color=colour, markersize=4)
        label_ends(axes, [(hours[-1], shares[-1], f"within {within.replace('1 days', '1 day')}", colour)])
    axes.axhline(0.9, color=DARK, linewidth=1, linestyle=":")
    loads = [100 * one.value("staff_load.adviser") for one in results]
    axes.set_xticks(hours, [f"{number}\n{load:.0f}%" for number, load in zip(hours, loads, strict=True)])
    axes.set_xlim(7.7, 18.2)
    axes.set_ylim(0, 1.04)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_xlabel("Hours a week of each of two advisers; below: their load")
    axes.set_ylabel("Had the first talk")
    return figure


# --- 5. Courses ------------------------------------------------------------------------------------------------------


def courses() -> Figure:
    """In a job within so many months of the start of a course, by the share who can find one."""
    figure, (axes,) = canvas()
    months = [3, 6, 12]
    for chance, colour in ((0.5, ORANGE), (0.7, BLUE), (0.9, GREEN)):
        for mean, style in ((6, ":"), (12, "-")):
            found = run("afklaring-og-kurser", 100, job_success=chance, job_mean=mean)
            target = next(target for target in found.scenario.targets if target.name == "job_in_time")
            readings = sorted(definitions(target), key=lambda reading: gap_size(reading.within))
            shares = [found.value(f"target.job_in_time{reading.option}") for reading in readings]
            axes.plot(months, shares, "o" + style, color=colour, markersize=4)
            if style == "-":
                label_ends(axes, [(12, shares[-1], f"{100 * chance:.0f} % can find a job", colour)])
    axes.plot([2.7, 12], [0.5, 0.5], color=DARK, linewidth=1, linestyle=":")
    axes.axvline(6, color=DARK, linewidth=0.8)
    axes.text(6.15, 0.04, "the rule: a job within 6 months", fontsize=9, color=DARK)
    axes.set_xticks(months)
    axes.set_xlim(2.7, 16)
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_xlabel("Months after the start of the course (solid: 12 weeks to a job on average, dotted: 6)")
    axes.set_ylabel("In a job")
    return figure


# --- 6. The training pool --------------------------------------------------------------------------------------------


def training_pool() -> Figure:
    """What is left in the pool week by week: median and 8 of 10 runs."""
    figure, (axes,) = canvas(3.6)
    names = (
        ("uddannelsespulje-penge-til-tiden", GREEN, "all money in time"),
        ("uddannelsespulje", BLUE, "477,500 kr. booked in November"),
    )
    for name, colour, words in names:
        found = sim.run(load(name).at(every="1 week"), replications=200, seed=1)
        dates, left = by_option(found, "budget_left_on.pool")
        low, middle, high = np.quantile(left / 1000, (0.1, 0.5, 0.9), axis=1)
        axes.fill_between(dates, low, high, color=colour, alpha=0.2, linewidth=0)
        axes.plot(dates, middle, color=colour, linewidth=1.6, label=words)
    axes.axhline(0, color=DARK, linewidth=0.8)
    for day, words in ((date(2022, 10, 14), "158,696"), (date(2022, 11, 15), "477,500")):
        axes.axvline(day, color=GREY, linewidth=0.8, linestyle=":")
        axes.text(day, 1580, words, fontsize=8, ha="right", va="top", rotation=90, color=DARK)
    axes.set_ylim(-40, 1600)
    axes.legend(frameon=False, fontsize=9)
    ticks = [date(2022, month, 1) for month in range(1, 13, 2)] + [date(2023, 1, 1)]
    axes.set_xticks(ticks, [f"1 {day:%b}" + (f"\n{day.year}" if day.month == 1 else "") for day in ticks])
    axes.set_ylabel("Left in the pool, thousand kr.")
    thousands(axes.yaxis)
    return figure


# --- 7. Seniorpension ------------------------------------------------------------------------------------------------


def senior_pension() -> Figure:
    """Deadlines kept, by the hours a week there are for the cases."""
    hours = [12, 14, 15, 16, 17, 18, 20, 24, 28]
    results = [run("seniorpension", 60, case_hours=number) for number in hours]
    figure, (axes,) = canvas()
    lines = (("informed", "informed within 3 months", BLUE), ("decided", "decided within 6 months", ORANGE))
    for target, words, colour in lines:
        shares = [one.value(f"target.{target}") for one in results]
        axes.plot(hours, shares, "o-", color=colour, markersize=4, label=words)
    axes.axhline(0.95, color=DARK, linewidth=1, linestyle=":")
    axes.axvline(14.9 * 20 / 19.4, color=DARK, linewidth=0.8)
    axes.text(15.5, 0.05, "14.9 hours of work a week,\nholidays counted", fontsize=9, color=DARK)
    axes.set_ylim(0, 1.03)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_xlabel("Caseworker hours a week for these cases")
    axes.set_ylabel("Cases in time")
    axes.legend(frameon=False, fontsize=9, loc="center right")
    return figure


# --- 8. Shocks -------------------------------------------------------------------------------------------------------


def shocks() -> Figure:
    """Starts a month: a suspension that is made up for afterwards, and a sudden inflow."""
    figure, (left, right) = canvas(3.2, 2)
    without, suspended = sim.load(HERE / "smaajob-tre-aar.toml"), load("smaajob-corona-2020").monthly("clarification")
    for scenario, colour, words in ((without, GREY, "without"), (suspended, BLUE, "with suspensions")):
        found = sim.run(scenario, replications=150, seed=1)
        months, starts = by_option(found, "entries_in.clarification")
        shown = [month.year in (2020, 2021) for month in months]
        left.plot(
            np.compress(shown, months), starts[shown].mean(axis=1), color=colour, label=words, drawstyle="steps-post"
        )
    left.axvspan(date(2020, 3, 12), date(2020, 5, 27), color=ORANGE, alpha=0.2, linewidth=0)
    left.axvspan(date(2020, 12, 20), date(2021, 4, 15), color=ORANGE, alpha=0.2, linewidth=0)
    left.set_title("Projekt Småjob: starts a month", fontsize=10, loc="left")
    halves = [date(year, month, 1) for year in (2020, 2021) for month in (1, 7)]
    left.set_xticks(halves, ["Jan\n2020", "Jul", "Jan\n2021", "Jul"])
    left.set_ylim(0, None)
    left.legend(frameon=False, fontsize=9)
    mink = sim.run(load("kurser-mink-2021").monthly("course"), replications=150, seed=1)
    months, starts = by_option(mink, "entries_in.course")
    right.bar(range(12), starts[[month.year == 2021 for month in months]].mean(axis=1), color=BLUE, width=0.8)
    right.axhline(176 / 12, color=DARK, linewidth=1, linestyle=":")
    right.text(11.4, 176 / 12 + 0.5, "176 a year", fontsize=9, ha="right", color=DARK)
    right.set_title("Mink closure: course starts a month, 2021", fontsize=10, loc="left")
    right.set_xticks(range(0, 12, 2), ["Jan", "Mar", "May", "Jul", "Sep", "Nov"])
    return figure


# --- stocks ----------------------------------------------------------------------------------------------------------


def stocks() -> Figure:
    """Mean number of the year by time in a fleksjob, and by time on support of those near to the labour market."""
    figure, (left, right) = canvas(3.4, panels=2)
    for axes, name, stage, lever, values, wanted, label in (
        (left, "fleksjob", "fleksjob", "years_in_job", (5, 6, 8, 10, 12), 1696.5, "Years in a fleksjob, on average"),
        (right, "resultatmaal", "on_support", "near_time", (22, 23, 24, 25, 26, 28), 2150, "Weeks on support, near"),
    ):
        results = [run(name, 30, **{lever: value}) for value in values]
        axes.plot(values, [one.value(f"occupancy.{stage}") for one in results], "o-", color=BLUE, linewidth=1.6)
        axes.axhline(wanted, color=DARK, linewidth=1, linestyle=":")
        axes.text(values[0], wanted, f"target {wanted:,.0f}", color=DARK, fontsize=9, va="bottom")
        axes.set_xlabel(label)
        thousands(axes.yaxis)
    left.set_title("In a fleksjob, mean of 2020", fontsize=10, loc="left")
    right.set_title("On public support, mean of 2023", fontsize=10, loc="left")
    return figure


# --- sickness benefit and the survey ---------------------------------------------------------------------------------


def sickness() -> Figure:
    """Not well at 22 weeks of 100 who fall ill, and the caseworkers that keep the assessments in time."""
    figure, (left, right) = canvas(3.4, panels=2)
    later = [0.2, 0.45, 0.7]
    for soon, colour, words, up in ((0.8448, BLUE, "as in 2020", 0.3), (0.8566, ORANGE, "as in 2019", -0.3)):
        results = [run("sygedagpenge", 20, well_soon=soon, well_later=value) for value in later]
        reach = [100 * one.value("share_reaching.assessment") for one in results]
        left.plot([100 * value for value in later], reach, "o-", color=colour, markersize=4)
        label_ends(left, [(70, reach[-1] + up, words, colour)])
    left.set_ylim(0, 14)
    left.set_xlim(18, 88)
    left.set_xticks([20, 45, 70])
    left.set_yticks([0, 4, 8, 12])
    left.set_xlabel("Well by 22 weeks, of 100 still ill at two months")
    left.set_title("Not well at 22 weeks, of 100", fontsize=10, loc="left")
    people = [0.4, 0.45, 0.5, 0.55, 0.6, 0.75]
    results = [run("sygedagpenge", 60, caseworkers=value) for value in people]
    right.plot(people, [one.value("target.assessed") for one in results], "o-", color=BLUE, markersize=4)
    right.axhline(0.9, color=DARK, linewidth=1, linestyle=":")
    right.set_ylim(0, 1.03)
    right.set_xticks([0.4, 0.5, 0.6, 0.75])
    right.yaxis.set_major_formatter(PercentFormatter(1, 0))
    right.set_xlabel("Full-time caseworkers for the assessments")
    right.set_title("Assessed within two weeks", fontsize=10, loc="left")
    return figure


def survey() -> Figure:
    """Answers by day: with reminder and talks, without either, and without both."""
    figure, (axes,) = canvas()
    ways: tuple[tuple[dict[str, float], str, str, float], ...] = (
        ({}, BLUE, "reminder and talks", 0.0),
        ({"answer_reminded": 0.0}, GREEN, "talks only", -0.015),
        ({"answer_asked": 0.0}, ORANGE, "reminder only", 0.015),
        ({"answer_reminded": 0.0, "answer_asked": 0.0}, GREY, "neither", 0.0),
    )
    days = [*range(0, 91, 10), 91]
    for values, colour, words, up in ways:
        scenario = load("brugerundersoegelse", **values).at(*(f"{day} days" for day in days))
        found = sim.run(scenario, replications=20, seed=1)
        answers = by_option(found, "entered_by.answered")[1].mean(axis=1) / found.value("arrivals.survey")
        axes.plot(days, answers, color=colour, linewidth=1.6)
        label_ends(axes, [(91, answers[-1] + up, words, colour)])
    axes.axvline(30, color=DARK, linewidth=0.8)
    axes.text(31, 0.01, "reminder", fontsize=9, color=DARK)
    axes.axhline(0.5, color=DARK, linewidth=1, linestyle=":")
    axes.set_xlim(0, 118)
    axes.set_ylim(0, 0.55)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.set_xlabel("Days since the questionnaire was sent")
    axes.set_ylabel("Have answered")
    return figure


ALL: dict[str, tuple[Callable[[], Figure], str]] = {
    "fodbold": (football, "Positive outcomes of 20 and what each costs"),
    "lejre": (lejre, "Lejre's payment for results against own operation"),
    "smaajob": (small_jobs, "Paid hours by the number of small jobs"),
    "forebyggelsesteam": (prevention_team, "First talk in time by adviser hours"),
    "kurser": (courses, "In a job after a course"),
    "uddannelsespulje": (training_pool, "What is left in the training pool week by week"),
    "seniorpension": (senior_pension, "Deadlines kept by caseworker hours"),
    "bestande": (stocks, "Stocks of people by the time they stay"),
    "sygedagpenge": (sickness, "Not well at 22 weeks, and assessments in time"),
    "brugere": (survey, "Answers to a survey day by day"),
    "stoed": (shocks, "A suspension and a sudden inflow, month by month"),
}


def main(names: Sequence[str]) -> None:
    """Draw the figures of these names; without names all."""
    FIGURES.mkdir(exist_ok=True)
    for name in names or ALL:
        draw, title = ALL[name]
        (FIGURES / f"neighbour-{name}.svg").write_bytes(as_svg(draw(), title, (draw.__doc__ or title).strip()))


if __name__ == "__main__":
    main(sys.argv[1:])
