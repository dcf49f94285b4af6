"""A job centre's own records on the page: read where they are, every problem by its row, and nothing of people kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sim
from sim.page.asking import Services
from sim.records import fit as fitting
from tests.page.project import write_records
from tests.page.test_answer_page import text
from tests.page.test_study_pages import finished

pytestmark = pytest.mark.page


@pytest.fixture
def own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records in a folder beside the scenario."""
    monkeypatch.setattr(fitting.fit, "__defaults__", (60, 1, None))  # draws, seed, progress
    return write_records(folder)


PAGE = "/egne-tal?fil=project&udtraek=registreringer/egne"


def test_mappings_are_found_by_name_and_checked_where_they_are(client: TestClient, own: Path) -> None:
    page = client.get("/egne-tal?fil=project").text
    assert '<option value="registreringer/egne">' in page
    words = text(client.get(PAGE).text)
    assert "20 forløb" in words
    assert "Kursus 20" in words
    assert "hemmelig" not in words


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "registreringer/../project", "registreringer/nej"])
def test_nothing_else_is_read(client: TestClient, own: Path, name: str) -> None:
    page = client.get("/egne-tal", params={"fil": "project", "udtraek": name}).text
    assert "Det står der i udtrækket" not in page


def test_every_problem_is_named_by_its_row_alone(client: TestClient, own: Path) -> None:
    path = own / "udtraek.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = "hemmelig1;Kurzus;04-03-2021;28-04-2021"
    lines[7] = "hemmelig3;Kursus;99-03-2021;28-04-2021"
    path.write_text("\n".join(lines), encoding="utf-8")
    response = client.get(PAGE)
    assert response.status_code == 422
    words = text(response.text)
    assert "hemmelig" not in words
    assert re.search(r"\b4\b", words)
    assert re.search(r"\b8\b", words)


def test_values_are_learnt_shown_before_and_now_and_saved_as_a_scenario(client: TestClient, own: Path) -> None:
    before = {path: path.read_bytes() for path in own.iterdir()}
    page = finished(client, f"{PAGE}&trin=laer")
    words = text(page)
    assert "Chance for job" in words
    assert "Brug disse tal" in words
    form = {"stand": "fil=project", "udtraek": "registreringer/egne", "titel": "Målt hos os", "navn": "Åse"}
    response = client.post("/egne-tal", data=form, follow_redirects=False)
    assert response.headers["location"] == "/?fil=maalt-hos-os&oprettet=1"
    saved = own.parent / "maalt-hos-os.toml"
    assert "hemmelig" not in saved.read_text(encoding="utf-8")
    tables = tomllib.loads(saved.read_text(encoding="utf-8"))
    assert tables["extends"] == "project.toml"
    assert tables["title"] == {"da": "Målt hos os"}
    measured = sim.load(saved).parameters
    assert measured["job_chance"] != sim.load(own.parent / "project.toml").parameters["job_chance"]
    assert {path: path.read_bytes() for path in own.iterdir()} == before
    again = client.post("/egne-tal", data=form, follow_redirects=False)
    assert again.status_code == 422
    assert "findes allerede" in again.text


def test_what_was_learnt_of_other_records_is_not_saved(client: TestClient, own: Path) -> None:
    finished(client, f"{PAGE}&trin=laer")
    path = own / "udtraek.csv"
    path.write_text(path.read_text(encoding="utf-8") + "hemmelig99;Kursus;04-01-2021;\n", encoding="utf-8")
    form = {"stand": "fil=project", "udtraek": "registreringer/egne", "titel": "Målt", "navn": "Åse"}
    assert client.post("/egne-tal", data=form).status_code == 409
    assert not (own.parent / "maalt.toml").exists()


def test_the_rest_of_the_year_begins_where_everybody_is(client: TestClient, own: Path) -> None:
    page = finished(client, f"{PAGE}&trin=resten&dag=30.6.2021")
    words = text(page).replace("\u00a0", " ")
    assert "30. juni 2021" in words
    assert "ud af 100" in words
    assert 'id="figur-fan-volume"' in page
    assert "--" not in words, "a planner has no command line here"
    wrong = client.get(f"{PAGE}&trin=resten&dag=1.1.2030").text
    assert 'aria-invalid="true"' in wrong
    assert "Dagen skal ligge fra" in wrong


def test_whether_the_model_agrees(client: TestClient, own: Path) -> None:
    page = finished(client, f"{PAGE}&trin=passer")
    assert 'id="figur-observed"' in page
    assert "Modellen" in text(page)


def test_records_are_not_served_beyond_this_computer(client: TestClient, services: Services, own: Path) -> None:
    services.local = False
    for response in (client.get(PAGE), client.post("/egne-tal", data={"udtraek": "registreringer/egne"})):
        assert response.status_code == 403
        assert "Kursus" not in response.text


def test_an_error_says_nothing_of_what_stands_in_the_records(
    client: TestClient, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("hemmelig7 began on 4 March")

    monkeypatch.setattr("sim.records.validate.validate", fails)
    words = text(finished(client, f"{PAGE}&trin=passer"))
    assert "ValueError" in words
    assert "hemmelig" not in words
