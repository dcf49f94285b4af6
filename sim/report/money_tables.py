"""Money: by what it is for, by who pays it, and benefit year by year."""

from __future__ import annotations

from math import nan

from sim.measures.names import FigureName
from sim.measures.questions import starting
from sim.measures.registry import KPIS
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.studies.result_view import Reading

BENEFITS = (
    "benefit_gross", "benefit_supplement", "benefit_refund", "benefit_net", "benefit_saved_gross", "benefit_saved_net",
)  # fmt: skip
"""Figures that grow from year to year while people come in and stay: a mean year of them says nothing."""


def money_table(reading: Reading, say: Phrases) -> Table | None:
    """Costs by what they are for, and benefit and refund: a year, or of a window that is not made of calendar years."""
    if not reading.mean("cost_total") > 0 and "benefit_gross" not in reading.summary.index:
        return None
    t, write, whole = say.texts, say.texts.write, not reading.whole_years
    rows = []
    for name in reading.summary.names:
        figure = FigureName.of(name)
        kpi, thing, entry = figure.kpi, figure.thing, KPIS.get(figure.kpi)
        if entry is None or not figure.plain or not entry.unit.startswith("kr") or kpi.startswith(("budget", "net_")):
            continue
        value = reading.a_year(name) if entry.adds_up and not whole else reading.mean(name)
        if value != value or value == 0 or (kpi in BENEFITS and not whole):
            continue
        low, high = reading.spread(name) if whole else reading.single_years(name)
        title = entry.da if t.lang == "da" else entry.en
        rows.append((f"{title}: {say.name(thing)}" if thing else title, write.money(value), write.span(low, high)))
    title = t("table.money.window") if whole else t("table.money")
    spread = t("column.left_p10_p90") if whole else t("column.p10_p90")
    return Table(title, (t("column.figure"), t("column.value"), spread), tuple(rows))


def benefit_table(reading: Reading, say: Phrases) -> Table | None:
    """Benefit of each calendar year, and of all together, each with what 8 of 10 runs lie between; in 1,000 kr."""
    if not reading.whole_years or "benefit_gross" not in reading.summary.index:
        return None
    t, write = say.texts, say.texts.write
    columns = [*(f"@{year}" for year in reading.years), ""]
    rows = []
    for kpi in BENEFITS:
        if not reading.mean(kpi) > 0:
            continue
        title = KPIS[kpi].da if t.lang == "da" else KPIS[kpi].en
        spreads = [reading.spread(kpi + column) for column in columns]
        rows.append((title, *(write.number(reading.mean(kpi + column) / 1000) for column in columns)))
        rows.append((t("table.benefit.spread"), *(write.span(low / 1000, high / 1000) for low, high in spreads)))
    benefit = reading.scenario.benefit
    starters = benefit.starters_only and starting(reading.scenario) is not None
    title = t("table.benefit", whom=t(f"table.benefit.{'starters' if starters else 'everybody'}"))
    return Table(title, (t("column.figure"), *map(str, reading.years), t("column.cumulated")), tuple(rows))


def cost_of_each(reading: Reading) -> dict[str, float]:
    """What a start and a result cost, by the key of the words for it; without what is not known.

    A result is somebody who attains the first target for a share; a positive outcome counts whatever becomes of it, so
    it is cheaper, and stands alone only where there is no such target.
    """
    shares = [target for target in reading.targets if target.share_of is not None]
    attained = reading.mean(f"cost_per_attained.{shares[0].name}") if shares else nan
    found = {"start": reading.mean("cost_per_start"), "attained": attained,
             "positive" if attained > 0 else "positive.alone": reading.mean("cost_per_positive")}  # fmt: skip
    return {key: value for key, value in found.items() if value > 0}


def payer_table(reading: Reading, say: Phrases) -> Table:
    """The project's cost by who pays it, then the benefit that is paid meanwhile."""
    texts, write = say.texts, say.texts.write
    funders, payers = _named(reading, "cost_funded"), _named(reading, "cost_paid")
    own = [(name, f"cost_paid.{name}") for name in payers] or [("own", "cost_own")]
    lines = [*own, *((name, f"cost_funded.{name}") for name in funders),
             ("total", "cost_total"), ("state", "benefit_refund"), ("benefit", "benefit_net")]  # fmt: skip
    rows = []
    for key, figure in lines:
        value = reading.a_year(figure)
        if value != value or value == 0 or (key == "total" and not funders and len(own) < 2):
            continue
        low, high = reading.single_years(figure)
        funder = figure.startswith(("cost_funded.", "cost_paid."))
        title = texts("paper.payer.funder", name=say.name(key)) if funder else texts(f"paper.payer.{key}")
        rows.append(
            (title, write.money(value), write.span(low, high) if reading.years and figure not in BENEFITS else "")
        )
    header = (texts("paper.column.payer"), texts("column.value"), texts("column.p10_p90"))
    return Table(texts("paper.money.payers"), header, tuple(rows))


def _named(reading: Reading, kpi: str) -> list[str]:
    """The things that a figure is about."""
    names = (FigureName.of(name) for name in reading.summary.names if name.startswith(f"{kpi}."))
    return [name.thing for name in names if name.plain]
