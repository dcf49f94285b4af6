"""One example of every kind of figure, made by hand: awkward titles, long labels, values at the edges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sim.report.figures import (
    cohort,
    curve,
    differences,
    dotplot,
    flow,
    groups,
    intervals,
    spreads,
    tornado,
    waiting,
    waterfall,
    weeks,
)
from sim.report.table import Table
from sim.scenario.schema import Titles

LONG = Titles("Andel, der vurderes klar til ordinær ansættelse efter <forlængelse> & praktik",
              "Share judged ready for ordinary employment after <extension> & work trial")  # fmt: skip
STARTS = Titles("Startede pr. år", "Starts a year")


def years(values: list[float], at_least: float | None, **more: Any) -> dotplot.PossibleYears:
    values = sorted(values)
    met = tuple(at_least is None or value >= at_least for value in values)
    chance = sum(met) / len(met)
    return dotplot.PossibleYears("volume", STARTS, tuple(values), met, chance, at_least=at_least, **more)


SPREAD = years([float(20 + i * i % 29) for i in range(100)], 48.0)
SHARES = years([float(4 + i % 17) for i in range(600)], 29.0, of=48.0, share_at_least=0.6)
WIDE = years([1000.0 + 37 * i for i in range(200)], 9000.0)
OPTIONS = (intervals.OptionYears("A", LONG, 44, 48, 48, 0.95), intervals.OptionYears("B", STARTS, 60, 72, 84, 1.0))
PAIRS = (differences.PairedDifference("B", LONG, 0.08, 0.06, 0.1, True),
         differences.PairedDifference("C", STARTS, -0.03, -0.05, -0.01, True),
         differences.PairedDifference("D", STARTS, 0.0, -0.01, 0.01, False))  # fmt: skip
PLACES = Titles("12 → 14 pladser", "12 → 14 places")
BARS = (waterfall.FloatingBar(LONG, PLACES, 9.6), waterfall.FloatingBar(STARTS, Titles(), -2.5, False),
        waterfall.FloatingBar(Titles("Uden virkning", "Without effect"), Titles("1 → 2", "1 → 2"), 0.01))  # fmt: skip
DAYS = tuple(date(2021, 12, 27) + timedelta(weeks=i) for i in range(53))
WEEKS = weeks.PlacesByWeek(
    "place", Titles("Tilbudspladser", "Places"), 2022, DAYS, (12.0,) * 53,
    tuple(tuple(float((i + w) % 13) for w in range(53)) for i in range(20)), (2.0,) * 53, (5.0,) * 53, (9.0,) * 53,
    (5.5,) * 53, (date(2022, 1, 31), date(2022, 12, 31)), ((date(2022, 7, 11), date(2022, 8, 1)),),
)  # fmt: skip
WAITS = waiting.Waits((waiting.StageWait(LONG, 115.0, 161.0, 1.0, 48.0, 110.0),
                       waiting.StageWait(STARTS, 0.3, 1.0, 0.2, 40.0, 0.0)))  # fmt: skip
STEPS = (flow.FlowStep("a", LONG, "stage", 82.0), flow.FlowStep("b", STARTS, "decision", 57.0),
         flow.FlowStep("c", LONG, "wait", 6.0), flow.FlowStep("d", STARTS, "exit", 82.0))  # fmt: skip
ARCS = (flow.FlowArc("a", "b", 57.0), flow.FlowArc("b", "a", 3.0), flow.FlowArc("b", "c", 6.0),
        flow.FlowArc("c", "d", 6.0), flow.FlowArc("c", "c", 1.0), flow.FlowArc("a", "d", 25.0))  # fmt: skip
COHORT = cohort.Cohort((0, 1, 26), ((1, 0, 0, 0, 0), (0.9, 0.004, 0, 0, 0.096), (0.2, 0.05, 0.35, 0.1, 0.3)), 48.0)
TEN, SIXTY = Titles("10 pct.", "10%"), Titles("60 pct.", "60%")
SWINGS = tuple(
    tornado.Swing(LONG, TEN, SIXTY, 26.0 - i, 26.0 + 2 * i, (25.0 - i, 27.0 - i), (25.0 + 2 * i, 28.0 + 2 * i))
    for i in range(15)
)
NO_BOUND = years([1.0, 2.0, 2.0, 5.0], None)
ALIKE = years([48.0] * 95 + [41.0] * 5, 48.0)

GROUPS = (groups.GroupShare("group", Titles("Målgruppe: jobparate", "Group: job-ready"), 0.3, 0.28, 0.32, 40.0),
          groups.GroupShare("group", LONG, 0.2, 0.15, 0.25, 90.5),
          groups.GroupShare("age", STARTS, 0.22, 0.0, 0.5, 3.0))  # fmt: skip
APART = groups.GroupShares("self", LONG, 0.23, GROUPS, 0.6)
ALIKE_GROUPS = groups.GroupShares("self", STARTS, 0.2, GROUPS[1:])
SHARES_BY_GROUP = (groups.groups, groups.groups_table, groups.finding)

Figure = tuple[Any, Callable[..., str], Callable[..., Table], Callable[..., str]]
DOTPLOT = (dotplot.dotplot, dotplot.dotplot_table, dotplot.finding)
SPREADS = (spreads.spreads, spreads.spreads_table, spreads.finding)
CURVE = (curve.curve, curve.curve_table, curve.finding)
INTERVALS = (intervals.intervals, intervals.intervals_table, intervals.finding)
WATERFALL = (waterfall.waterfall, waterfall.waterfall_table, waterfall.finding)
DIFFERENCES = (differences.differences, differences.differences_table, differences.finding)

FIGURES: Mapping[str, Figure] = {
    "dots of people": (SPREAD, *DOTPLOT),
    "dots of a share": (SHARES, *DOTPLOT),
    "dots far apart": (WIDE, *DOTPLOT),
    "dots without a bound": (NO_BOUND, *DOTPLOT),
    "dots nearly all alike": (ALIKE, *DOTPLOT),
    "chance and knowledge": (spreads.Spreads(SHARES, replace(SHARES, values=SHARES.values[:200], met=SHARES.met[:200])),
                             *SPREADS),
    "chance alike, knowledge not": (spreads.Spreads(ALIKE, SPREAD), *SPREADS),
    "both alike": (spreads.Spreads(ALIKE, ALIKE), *SPREADS),
    "chance and knowledge without a bound": (spreads.Spreads(NO_BOUND, NO_BOUND), *SPREADS),
    "curve": (SPREAD, *CURVE),
    "curve without a bound": (years([1.5, 2.0, 2.5, 5.0], None, unit="number"), *CURVE),
    "intervals": (intervals.Intervals("volume", STARTS, "people", OPTIONS, 48.0), *INTERVALS),
    "intervals of a share": (intervals.Intervals("self", LONG, "share", OPTIONS, 60.0, 100.0), *INTERVALS),
    "differences": (differences.Differences(LONG, "share", "A", LONG, PAIRS), *DIFFERENCES),
    "differences of money": (differences.Differences(STARTS, "kr.", "A", LONG, PAIRS, 0), *DIFFERENCES),
    "waterfall": (waterfall.WaterfallBars(LONG, "share", LONG, STARTS, 26.5, 33.7, BARS, 0.09), *WATERFALL),
    "waterfall to less": (waterfall.WaterfallBars(STARTS, "number", LONG, STARTS, 48.0, 45.5, BARS[1:2]), *WATERFALL),
    "tornado": (tornado.Swings(LONG, "share", 26.0, SWINGS), tornado.tornado, tornado.tornado_table, tornado.finding),
    "weeks": (WEEKS, weeks.places_by_week, weeks.places_table, weeks.finding),
    "waiting": (WAITS, waiting.waiting, waiting.waiting_table, waiting.finding),
    "flow": (flow.Flow(STEPS, ARCS, "b"), flow.flow, flow.flow_table, flow.finding),
    "groups": (APART, *SHARES_BY_GROUP),
    "groups that may be alike": (ALIKE_GROUPS, *SHARES_BY_GROUP),
    "cohort": (COHORT, cohort.cohort, cohort.cohort_table, cohort.finding),
}  # fmt: skip
