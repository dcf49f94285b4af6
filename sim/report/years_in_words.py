"""Years that are not alike, as after a change on a date: each by itself, and why the first of them stands out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import hypot, isnan

from sim.report.phrases import Phrases
from sim.report.target_values import TargetValues
from sim.report.texts import Texts
from sim.scenario.schema import Target
from sim.studies.from_line import drawn_from_line
from sim.studies.result_view import Reading

APART = 1 / 7  # of the mean; years that differ by less are said together


def years_apart(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """The mean of each year where the years are not alike: a mean of all hides it.

    They are not where the highest and the lowest differ by a seventh of the mean and by three standard errors.  Of a
    year that uses up a line, how many came from it: the years after lack them.
    """
    found = reading.by_year(f"target.{target.name}") if reading.yearly(target.name) else {}
    known = {year: one for year, one in found.items() if not isnan(one.mean)}
    if len(known) < 2:
        return
    low, high = (pick(known.values(), key=lambda one: one.mean) for pick in (min, max))
    apart, mean = high.mean - low.mean, abs(reading.judged(target).mean)
    if apart > APART * mean and apart > 3 * hypot(low.se, high.se):
        texts, values = say.texts, TargetValues(target, say.texts.write)
        drawn = drawn_from_line(target, reading.years, reading.mean)
        parts = []
        for year, one in known.items():
            key = "paper.card.of_year.line" if year in drawn else "paper.card.of_year"
            line = texts.write.number(drawn.get(year, 0.0))
            parts.append(texts(key, year=year, value=values.mean(one.mean), people=line))
        yield texts("paper.card.years", parts="; ".join(parts))


def line_in_words(drawn: Mapping[int, float], texts: Texts) -> Iterator[str]:
    """``I 2022 stod 15 af dem allerede i kø ved årets begyndelse; den kø kan kun bruges én gang.``"""
    for year, people in drawn.items():
        yield texts("years.from_line", year=year, people=texts.write.number(people))
