"""One possible year after another: the same year of every scenario, each year of another run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sim
from sim.page import studies
from sim.report.figures.one_year import one_year, one_year_table, seen_years
from tests.page.test_answer_page import text
from tests.page.test_study_pages import finished

pytestmark = pytest.mark.page


@pytest.fixture
def both(folder: Path) -> list[sim.Result]:
    base = sim.load(folder / "project.toml")
    return [sim.run(one, replications=5, seed=1) for one in (base, base.set(places=6, seats=6))]


def test_a_year_is_the_same_year_of_every_scenario_and_of_another_run_each_time(both: list[sim.Result]) -> None:
    volume, jobs = seen_years(both, ["four", "six"], 3)
    assert [one.target.name for one in (volume, jobs)] == ["volume", "jobs"]
    years = ("2021", "2022", "2021")
    assert volume.values == tuple(
        tuple(result.column(f"target.volume@{year}")[k] for result in both) for k, year in enumerate(years)
    )
    assert jobs.met == tuple(
        tuple(bool(result.column(f"attained.jobs@{year}")[k] == 1) for result in both) for k, year in enumerate(years)
    )
    assert volume.years == (2021, 2022, 2021)
    assert [row[0] for row in one_year_table(volume, "da").rows] == ["1 (2021)", "2 (2022)", "3 (2021)"]
    assert volume.tallies == tuple(sum(column) for column in zip(*volume.met, strict=True))


def test_scenarios_that_are_the_same_have_the_same_years(both: list[sim.Result]) -> None:
    for one in seen_years([both[0], both[0]], ["one", "other"], 5):
        assert all(a == b or (a != a and b != b) for a, b in one.values)


def test_there_are_no_more_years_than_were_simulated(both: list[sim.Result]) -> None:
    (volume, _) = seen_years(both, ["four", "six"], 50)
    assert len(volume.values) == 5
    table = one_year_table(volume, "da")
    assert len(table.rows) == 5
    assert re.fullmatch(r"\d+, (målet er nået|ikke nået)", table.rows[0][1])
    for width in ("wide", "narrow"):
        sizes = re.findall(r'font-size="([\d.]+)"', one_year(volume, "da", width))
        assert min(map(float, sizes)) >= 12


def test_the_page_shows_one_more_year_at_a_press(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studies, "FINAL", 4)
    address = "/sammenlign?fil=project&p.places=6"
    page = finished(client, address)
    assert "Vis mig et år<" in page
    assert "Muligt år 1" not in page
    assert 'name="aar" value="1"' in page
    page = finished(client, f"{address}&aar=2")
    assert re.search(r"Muligt år 2 af 4: sådan kan 2022 gå\. .*Startede: A: \d+, .*; B: \d+, ", text(page))
    assert 'name="aar" value="3"' in page
    last = finished(client, f"{address}&aar=99999")
    assert "Muligt år 4 af 4" in last
    assert "Vis mig et år til" not in last
    assert finished(client, f"{address}&aar=x").count("Muligt år") == 0
