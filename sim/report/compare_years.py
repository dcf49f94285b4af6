"""A comparison year by year: scenarios that part on a date have a mean over all years that holds in none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.report.numbers import DASH
from sim.report.table import Table
from sim.report.wording import Wording
from sim.report.years_in_words import line_in_words
from sim.studies.asked import JOINT, Asked
from sim.studies.compare import Comparison
from sim.studies.year_by_year import InYear

MOST_IN_A_SENTENCE = 4


def years_of(found: Comparison, asked: Asked) -> list[InYear]:
    """The years of one figure, where years are to be seen apart."""
    return [one for one in found.years if one.asked == asked] if found.dated else []


def values_by_year(found: Comparison, asked: Asked, option: int, wording: Wording) -> str:
    """``2021: ens; 2022: 83,1 mod 47,9; 2023: 69,3 mod 48,0``; empty where one number says it or there are too many."""
    years, texts = years_of(found, asked), wording.texts
    if not 1 < len(years) <= MOST_IN_A_SENTENCE:
        return ""
    parts = []
    for one in years:
        value, base = (wording.value(asked, one.estimates[place].mean) for place in (option, found.baseline))
        key = "compare.in_year.same" if one.same[option] else "compare.in_year"
        parts.append(texts(key, year=_heading(one.year, wording), value=value, base_value=base))
    return "; ".join(parts)


def year_table(found: Comparison, names: list[str], wording: Wording) -> Table:
    """Targets by year, one row for each option: rows only where years are to be seen apart and there are several."""
    texts = wording.texts
    targets = [asked for asked in found.asked if asked.target not in ("", JOINT)]
    shown = [
        asked
        for asked, years in ((asked, years_of(found, asked)) for asked in targets)
        if len(years) > 1 and not all(all(one.same) for one in years)
    ]
    there = {one.year for asked in shown for one in years_of(found, asked)}
    years = [*sorted(year for year in there if year is not None), *([None] if None in there else [])]
    rows = []
    for asked in shown:
        by_year = {one.year: one for one in years_of(found, asked)}
        for place, name in enumerate(names):
            cells = (
                wording.value(asked, by_year[year].estimates[place].mean) if year in by_year else DASH for year in years
            )
            rows.append((wording.title(asked), name, *cells))
    header = (
        texts("compare.column.figure"),
        texts("compare.column.option"),
        *(_heading(year, wording) for year in years),
    )
    return Table(
        texts("compare.by_year"),
        header,
        tuple(rows),
        labels=2,
        note="\n".join((*_lines_used_up(found, names, shown, wording), *_finished_later(found, wording))),
    )


def _lines_used_up(found: Comparison, names: list[str], shown: list[Asked], wording: Wording) -> Iterator[str]:
    """Of each scenario the years whose starts come from a line that is used up by them."""
    for asked in shown:
        drawn = [lines.get(asked.target, {}) for lines in found.from_line]
        for place, name in enumerate(names if asked.kind == "mean" else ()):
            if not drawn or (place != found.baseline and drawn[place] == drawn[found.baseline]):
                continue
            yield from (f"{name}: {line}" for line in line_in_words(drawn[place], wording.texts))


def _finished_later(found: Comparison, wording: Wording) -> Iterator[str]:
    """Years in which as many start and yet not as many attain: some who began before a change were still there."""
    means = [one for one in found.years if one.asked.kind == "mean"] if found.dated else []
    counts = {target.name for target in wording.scenario.targets if target.count is not None}
    shares = {target.name for target in wording.scenario.targets if target.share_of is not None}
    alike = {one.year for one in means if one.asked.target in counts and one.year is not None and all(one.same)}
    for one in means:
        if one.asked.target in shares and one.year in alike and not all(one.same):
            yield wording.texts("compare.finished_later", year=one.year, title=wording.subject(one.asked))


def _heading(year: int | None, wording: Wording) -> str:
    return wording.texts("compare.part_years", parts=wording.part_years) if year is None else str(year)


def subject(found: Comparison, asked: Asked, wording: Wording) -> str:
    """What a sentence is about; that it is of all the years together, where they are to be seen apart."""
    title = wording.subject(asked)
    several = len(years_of(found, asked)) > 1
    return wording.texts("compare.together", title=title, years=wording.window) if several else title


def years_json(found: Comparison) -> list[dict[str, Any]]:
    """``figure``, ``year`` (null for the part years, which are not judged); ``estimates``, ``same``: one an option."""
    return [
        {
            "figure": one.asked.text,
            "year": one.year,
            "estimates": [estimate_as_json(estimate) for estimate in one.estimates],
            "same": list(one.same),
        }
        for one in found.years
    ]


def part_text(found: Comparison, asked: Asked, option: int, wording: Wording) -> str:
    """``Startede pr. år (66,8 mod 47,9)``, or with every year where years are to be seen apart."""
    texts, title = wording.texts, wording.subject(asked)
    by_year = values_by_year(found, asked, option, wording)
    if by_year:
        return texts("compare.conclusion.part.years", title=title, years=by_year)
    j = found.asked.index(asked)
    values = [wording.value(asked, found.estimates[place][j].mean) for place in (option, found.baseline)]
    return texts("compare.conclusion.part", title=title, value=values[0], base_value=values[1])
