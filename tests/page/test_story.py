"""One person's way: no day is told on which nothing is open, and every sentence can be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

import sim
from sim.log.events import Event
from sim.model.clocks import opening_flags
from sim.page.story import story_of, tellable
from sim.report.papers.making import as_typed
from sim.report.texts import Texts
from sim.scenario.schema import DAY
from sim.studies.replicate import replicate
from tests.page.test_study_pages import finished

pytestmark = pytest.mark.page
CLEANING = Path(__file__).parents[2] / "scenarios" / "rengoering.toml"


def test_a_story_names_no_day_on_which_nothing_is_open() -> None:
    """Time is continuous: a screening may begin on a Saturday, which nobody believes; the week is told instead."""
    question = sim.load(CLEANING)
    log = replicate(question.model, 1, 1, "reference", keep_log=True).log
    assert log is not None
    run = question.scenario.run
    for language, begins, ends in (("da", "første trin: Screening", "Slutter samme dag: Visitation"),
                                   ("en", "first step: Screening", "Ends on the same day: Visitation")):  # fmt: skip
        texts = Texts(language)
        story = story_of(question, log, 0, texts)
        assert story is not None
        rows = story.table.rows
        days = np.arange(0, int(log.time.max()) // DAY + 1)
        open_days = opening_flags(question.scenario.calendar, run.first_day, 0, len(days))
        written = {texts.write.date(run.first_day + (np.timedelta64(int(day), "D")).item()) for day in days[open_days]}
        weeks = [when for when, _ in rows if when.startswith(("uge ", "week "))]
        assert {when for when, _ in rows} - set(weeks) <= written
        assert bool(story.table.note) == bool(weeks)
        assert begins in rows[0][1]
        assert any(ends in words for _, words in rows)


def test_a_paper_names_no_folder_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert as_typed(str(tmp_path / "scenarios" / "a.toml")) == "scenarios/a.toml"
    assert as_typed(str(tmp_path.parent / "somebody" / "a.toml")) == "a.toml"
    assert as_typed("scenarios/a.toml") == "scenarios/a.toml"


def test_another_person_ends_in_another_way_and_nobody_comes_twice() -> None:
    question = sim.load(CLEANING)
    log = replicate(question.model, 1, 1, "reference", keep_log=True).log
    assert log is not None
    people = tellable(log, *question.model.window)
    assert len(people) == len(set(people)) > 20
    endings = {person: int(log.step[(log.owner == person) & (log.code == Event.EXIT)][0]) for person in people}
    different = len(set(endings.values()))
    assert different > 3
    assert len({endings[person] for person in people[:different]}) == different
    last = story_of(question, log, 99_999, Texts("da"))
    assert last is not None
    assert (last.place, last.people) == (len(people) - 1, len(people))
    assert last.table.title == f"Borger {len(people)} af {len(people)}"


def test_the_page_offers_another_person(client: TestClient) -> None:
    first, second = (finished(client, f"/tid?fil=project{more}") for more in ("", "&borger=1"))
    assert "Borger 1 af" in first
    assert "Borger 2 af" in second
    assert 'name="borger" value="1"' in first
    assert "Borger 1 af" in finished(client, "/tid?fil=project&borger=²")
