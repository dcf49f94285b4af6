"""A mean of years that are not alike does not stand alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sim
from sim.report.papers.answer import cards
from sim.report.texts import Texts
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
