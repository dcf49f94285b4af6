"""One more possible year of the scenarios that are compared, from what was simulated for the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.loaded import LoadedScenario
from sim.page import studies
from sim.report.figures.catalogue import Drawn
from sim.report.figures.one_year import (
    LETTERS,
    SeenYears,
    finding,
    one_year,
    one_year_table,
    seen_years,
    written,
    years_to_see,
)
from sim.report.papers.blocks import Figure
from sim.report.papers.drawn import figure_block
from sim.report.texts import Texts
from sim.studies.option import Option
from sim.studies.stored_run import run_stored


@dataclass(frozen=True)
class OneYear:
    """``seen`` of ``most`` years: the last one in a sentence for each target, and a figure of each."""

    seen: int
    most: int
    said: tuple[str, ...]
    figures: tuple[Figure, ...]


def one_more(
    machine: studies.Machine, questions: Sequence[LoadedScenario], titles: Sequence[str], seen: int, texts: Texts
) -> OneYear | None:
    """The year after ``seen - 1`` others; None where the scenarios have no target and year in common."""
    runs = machine.runs(lambda done, wanted: None)
    results = [run_stored(Option.of(one), runs, studies.final(questions[0]))[0] for one in questions]
    most = years_to_see(results)
    found = seen_years(results, titles, max(1, min(seen, most)))
    if not found:
        return None
    if seen < 1:
        return OneYear(0, most, (), ())
    return OneYear(len(found[0].values), most, tuple(_said(found, most, texts)),
                   tuple(figure_block(_drawn(one), texts.lang) for one in found))  # fmt: skip


def _said(found: Sequence[SeenYears], most: int, texts: Texts) -> Iterator[str]:
    """The year in words, scenario by scenario."""
    years = found[0].years
    key = "page.one_year.said.year" if years else "page.one_year.said"
    yield texts(key, k=len(found[0].values), n=most, year=years[-1] if years else "")
    for one in found:
        last = len(one.values) - 1
        parts = [texts("page.one_year.part", name=LETTERS[s], value=written(one, last, s, texts))
                 for s in range(len(one.scenarios))]  # fmt: skip
        title = texts.title(one.target.titles, one.target.name)
        yield f"{title}: {'; '.join(parts)}."


def _drawn(one: SeenYears) -> Drawn:
    return Drawn(f"one_year.{one.target.name}", one, one_year, one_year_table, finding, "figure.read.one_year")
