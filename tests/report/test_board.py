"""What the board reads of people, and of what it would take."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.dead_end import dead_end_sentences
from sim.report.papers.blocks import Bullets, Grid, Paragraph
from sim.report.papers.compose import Subject, compose
from sim.report.papers.losses import losses_section
from sim.report.papers.takes import takes_section
from sim.report.texts import Texts
from sim.studies.dead_end import DeadEnd, never_met_alone
from sim.studies.result_view import Reading
from tests.studies.clinic import clinic, runs

N = 12


@pytest.fixture(scope="module")
def end(tmp_path_factory: pytest.TempPathFactory) -> DeadEnd:
    home = tmp_path_factory.mktemp("board")
    found = never_met_alone(clinic(home, wanted=1000, places=1), N, runs(home / "results"))
    assert found is not None
    return found


def number(cell: str) -> float:
    return float(cell.replace(".", "").replace(",", "."))


def test_everybody_who_comes_ends_somewhere_or_is_still_there() -> None:
    result = sim.run(sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml"), replications=6, seed=1)
    section = losses_section(result, Texts("da"))
    assert section is not None
    way, grid = section.blocks
    assert isinstance(way, Paragraph)
    assert isinstance(grid, Grid)
    reading = Reading(result)
    came = sum(reading.a_year(f"arrivals.{stream.name}") for stream in reading.scenario.arrivals)
    assert sum(number(row[1]) for row in grid.table.rows) == pytest.approx(came, abs=0.06 * len(grid.table.rows))
    days = [number(row[3]) for row in grid.table.rows if row[3]]
    assert days == sorted(days)
    assert grid.table.rows[-1][0] == "Er endnu i forløbet eller i job"
    assert way.words.startswith(f"{came:.0f} borgere kommer om året. Startede pr. år: 48.")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_target_that_is_never_met_says_what_it_would_take(end: DeadEnd, lang: str) -> None:
    section = takes_section(end, Texts(lang))
    assert section is not None
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    assert ("i noget år." if lang == "da" else "in no year.") in bullets.items[0]
    assert end.levers.together is not None
    assert ("Dette hjælper mest" in bullets.items[1] or "Disse to hjælper mest" in bullets.items[1]) == (lang == "da")
    assert list(bullets.items[2:]) == list(dead_end_sentences(end, "A", Texts(lang)))[2:]


def test_a_target_that_is_met_now_and_then_is_no_dead_end(tmp_path: Path) -> None:
    assert never_met_alone(clinic(tmp_path, wanted=1), N, runs(tmp_path / "results")) is None
    assert takes_section(None, Texts("da")) is None


def test_the_paper_has_both_before_the_annexes(end: DeadEnd) -> None:
    result = sim.run(sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml"), replications=2, seed=1)
    sections = [one for one in compose([Subject(result, "r.toml", end=end)], "da").sections if not one.appendix]
    assert {"borgerne", "skal-til"} <= {one.key for one in sections}
