"""Where people end: every exit in people a year, in the order of the way, beside who starts and attains."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from sim.report.papers.blocks import Grid, Paragraph, Section
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.texts import Texts
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.result import Result

LEAST = 0.05  # people a year; what would be written as 0,0 is left out


def losses_section(result: Result, texts: Texts) -> Section | None:
    """None where nobody comes, or nobody leaves."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    came = sum(reading.a_year(f"arrivals.{stream.name}") for stream in reading.scenario.arrivals)
    exits = [step.name for step in reading.scenario.steps if step.kind == "exit"]
    people = {name: reading.a_year(f"exits.{name}") for name in exits}
    people = {name: number for name, number in people.items() if number >= LEAST}
    if not came > 0 or not people:
        return None
    people = dict(sorted(people.items(), key=lambda pair: reading.mean(f"time_to.{pair[0]}")))
    write = texts.write
    rows = [
        (say.name(name), write.number(number, 1), write.number(100 * number / came),
         write.number(reading.mean(f"time_to.{name}")))
        for name, number in people.items()
    ]  # fmt: skip
    left = came - sum(people.values())
    if left >= LEAST:
        rows.append((texts("paper.losses.still"), write.number(left, 1), write.number(100 * left / came), ""))
    header = tuple(texts(f"paper.losses.column.{column}") for column in ("exit", "people", "share", "days"))
    table = Table(texts("paper.losses.table"), header, tuple(rows))
    blocks = (Paragraph(_way(reading, came, texts, say)), Grid(table))
    return Section("borgerne", texts("paper.losses"), blocks)


def _way(reading: Reading, came: float, texts: Texts, say: Phrases) -> str:
    """How many come, are counted by each target, and attain it."""
    write = texts.write
    parts = [texts("paper.losses.came", n=write.number(came))]
    for target in reading.targets:
        number = reading.mean(f"target.{target.name}") if target.count else reading.attaining_a_year(target)
        if (target.count or target.share_of) and target.per != "window" and not isnan(number):
            key = "paper.losses.counted" if target.count else "paper.losses.attained"
            parts.append(texts(key, n=write.number(number), title=say.of(target)))
    return " ".join(parts)
