"""Every target under every definition, the chosen one first."""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.judge import gap_size
from sim.measures.targets import Definition, definitions
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import bound_in_words, gap_in_words, status_in_words, when_in_words
from sim.scenario.schema import Status, Target
from sim.studies.result_view import Reading


def target_tables(reading: Reading, say: Phrases) -> Iterator[Table]:
    """The targets as stated; then, for each target with alternatives, one grid for each status."""
    yield _stated(reading, say)
    for target in reading.targets:
        readings = definitions(target)
        if len(readings) > 1:
            for status in dict.fromkeys(definition.who_are for definition in readings):
                yield _grid(reading, target, status, [one for one in readings if one.who_are == status], say)


def _stated(reading: Reading, say: Phrases) -> Table:
    """Mean, what 8 of 10 years lie between, and the chance of meeting the target."""
    t, write = say.texts, say.texts.write
    units = {_unit(reading, target) for target in reading.targets}
    mixed = len(units) > 1
    rows = []
    for target in reading.targets:
        title = f"{t.title(target.titles, target.name)}, {bound_in_words(target, say)}".rstrip(", ")
        if mixed:
            title = t(f"table.targets.{_unit(reading, target)}", title=title)
        low, high = reading.outcomes(target)
        values = TargetValues(target, write)
        words = (values.mean(reading.judged(target).mean), values.outcomes(low, high))
        rows.append((title, *words, _chance(reading, target.name, say)))
    of = "mixed" if mixed else units.pop()
    header = (t("column.target"), t("column.mean"), t(f"column.outcomes.{of}"), t(f"column.chance.{of}"))
    return Table(t("table.targets"), header, tuple(rows))


def _unit(reading: Reading, target: Target) -> str:
    """``year`` where single calendar years are judged, ``run`` where whole runs are."""
    return "year" if target.per == "calendar year" and reading.years else "run"


def _grid(reading: Reading, target: Target, status: Status | None, readings: list[Definition], say: Phrases) -> Table:
    """Denominators down, gaps across; in each cell the share and in brackets in how many of 100 years it is enough."""
    t = say.texts
    gaps = sorted({one.within for one in readings}, key=gap_size)
    rows = []
    for share_of in dict.fromkeys(one.share_of for one in readings):
        by_gap = {one.within: one for one in readings if one.share_of == share_of}
        cells = (_cell(reading, target, by_gap[gap], say) for gap in gaps)
        rows.append((when_in_words(share_of, say), *cells))
    title = t.title(target.titles, target.name)
    if status is not None:
        title = t("table.definitions.status", title=title, status=status_in_words(status, say))
    title = t(f"table.definitions.{_unit(reading, target)}", title=title)
    return Table(title, (t("column.of"), *(gap_in_words(gap, say) for gap in gaps)), tuple(rows))


def _cell(reading: Reading, target: Target, definition: Definition, say: Phrases) -> str:
    name = target.name + definition.option
    share = say.texts.write.percent(reading.judged(target, definition.option).mean)
    chance = _chance(reading, name, say)
    return f"{share} ({chance})" if chance else share


def _chance(reading: Reading, name: str, say: Phrases) -> str:
    if f"attained.{name}" not in reading.summary.index:
        return ""
    return say.texts.write.of_hundred(reading.chance_of_column(f"attained.{name}").mean)
