"""A mean of years that are not alike does not stand alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sim
from sim.report.compare import comparison_text
from sim.report.papers.answer import cards
from sim.report.texts import Texts
from sim.scenario.schema import Target, When
from sim.studies.from_line import drawn_from_line
from sim.studies.result_view import Reading
from tests.page.project import write_project

SAID = {"da": "Årene er ikke ens:", "en": "The years are not alike:"}


def said(tmp_path: Path, language: str, *changes: dict[str, object]) -> str:
    scenario = sim.load(write_project(tmp_path)).on_dates(changes)
    return cards(sim.run(scenario, replications=40, seed=1), Texts(language))[0].detail


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_years_before_and_after_a_change_are_told_apart(tmp_path: Path, language: str) -> None:
    detail = said(tmp_path, language, {"from": "2022-01-01", "set": {"places": 9, "seats": 9}})
    found = re.search(rf"{SAID[language]} ([\d.,]+) i?n? ?2021; ([\d.,]+) i?n? ?2022\.", detail)
    assert found is not None, detail
    first, second = (float(one.replace(",", ".")) for one in found.groups())
    assert second > 1.5 * first


def test_years_that_are_alike_are_said_together(tmp_path: Path) -> None:
    assert SAID["da"] not in said(tmp_path, "da")


STARTED = Target("started", "count", count=When("entered", ("shop",)))


@pytest.mark.parametrize(
    ("starts", "joined", "drawn"),
    [
        ((48, 83, 69), (48, 67, 70), {2022: 16}),  # a line of 16 is used up once
        ((48, 48, 48), (48, 49, 47), {}),
        ((48, 83, 90), (48, 67, 90), {}),  # later years do not lack it
        ((48, 69, 83), (48, 69, 67), {}),  # nothing is known of what comes after the last year
    ],
)
def test_a_line_that_is_used_up_is_counted_in_the_year_that_uses_it(
    starts: tuple[int, ...], joined: tuple[int, ...], drawn: dict[int, int]
) -> None:
    years = (2021, 2022, 2023)
    figures = {f"entries.shop@{year}": n for year, n in zip(years, starts, strict=True)}
    figures |= {f"joined.shop@{year}": n for year, n in zip(years, joined, strict=True)}
    assert drawn_from_line(STARTED, years, lambda name: float(figures[name])) == drawn


def test_the_year_that_uses_up_the_line_says_so_alone_and_in_a_comparison() -> None:
    """Rolling intake from 2022: who stood in line starts in 2022, and 2023 has fewer starts for want of them."""
    cleaning = sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml")
    changed = cleaning.on_dates([{"from": "2022-01-01", "set": {"slots": 15, "intake_mode": "rolling"}}])
    result = sim.run(changed, replications=40, seed=1)
    used = Reading(result).mean("entries.tilbud@2022") - Reading(result).mean("joined.tilbud@2022")
    detail = cards(result, Texts("da"))[0].detail
    assert f"i 2022, heraf {used:.0f} fra køen ved årets begyndelse;" in detail.replace("\u00a0", " ")
    found = sim.compare(cleaning, changed, replications=40, seed=1)
    assert f"I 2022 stod {used:.0f} af dem allerede i kø ved årets begyndelse" in comparison_text(found, Texts("da"))
    assert "2021 er ens og ikke talt med i, hvem der er bedst." in " ".join(comparison_text(found, Texts("da")).split())
    assert "nogle af dem er først færdige efter ændringen." in " ".join(comparison_text(found, Texts("da")).split())
