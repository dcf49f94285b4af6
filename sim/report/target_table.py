"""Every target under every definition, the chosen one first."""

from __future__ import annotations

from sim.measures.targets import definitions
from sim.report.phrases import Phrases
from sim.report.reading import Reading
from sim.report.table import Table
from sim.report.targets_in_words import bound_in_words, gap_in_words, status_in_words, when_in_words


def target_table(reading: Reading, say: Phrases) -> Table:
    """One row for each definition: mean, what 8 of 10 years lie between, and the chance of meeting the target."""
    t, write = say.texts, say.texts.write
    rows = []
    for target in reading.scenario.targets:
        title = f"{t.title(target.titles, target.name)}, {bound_in_words(target, say)}".rstrip(", ")
        readings = definitions(target)
        if not readings:
            low, high = reading.single_years(f"target.{target.name}")
            mean = write.number(reading.mean(f"target.{target.name}"), 1)
            rows.append((title, "", "", "", mean, write.span(low, high), _chance(reading, target.name, say)))
        for i, definition in enumerate(readings):
            name = target.name + (definition.option if len(readings) > 1 else "")
            low, high = reading.single_years(f"target.{name}")
            status = status_in_words(definition.who_are, say) if definition.who_are is not None else ""
            words = (when_in_words(definition.share_of, say), gap_in_words(definition.within, say), status)
            mean = write.percent(reading.mean(f"target.{name}"))
            chance = _chance(reading, name, say)
            rows.append((title if i == 0 else "", *words, mean, write.percent_span(low, high), chance))
    keys = ("target", "of", "gap", "status", "mean", "p10_p90", "chance")
    return Table(t("table.targets"), tuple(t(f"column.{key}") for key in keys), tuple(rows), labels=4)


def _chance(reading: Reading, name: str, say: Phrases) -> str:
    if f"attained.{name}" not in reading.summary.index:
        return ""
    return say.texts.write.of_hundred(reading.chance_of_column(f"attained.{name}").mean)
