"""The page without a browser: what is asked is answered, an old question is not, and nothing leaves the folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sim
from sim.limits import limit
from sim.page.address import Address
from sim.page.answer import WANTED, answer, wanted_of
from sim.page.asking import Services
from sim.page.jobs import NOTHING, Jobs
from sim.page.levers import Levers
from sim.report.problems_in_words import what_is_wrong
from sim.report.texts import Texts
from sim.studies.growth import GrowingRun
from tests.page.project import write_project

pytestmark = pytest.mark.page


def text(html: str) -> str:
    """What can be read in a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_first_page_has_the_answer_its_dots_and_their_table(client: TestClient) -> None:
    page = client.get("/?fil=project").text
    assert "Prøveprojekt" in page
    assert page.count('class="answer-card') == 3
    assert "<svg" in page
    assert "<table>" in page
    assert "10 simulerede år (5 gennemspilninger)" in text(page)


def test_english_all_through(client: TestClient) -> None:
    page = client.get("/?fil=project&sprog=en&p.places=6").text
    assert '<html lang="en">' in page
    assert "Trial project" in page
    assert not re.search(r"[æøåÆØÅ]", text(page).replace("Prøveprojekt", ""))


def test_the_source_of_a_value_is_said_in_the_readers_language(client: TestClient) -> None:
    assert "Kilde: Fundet på" in client.get("/?fil=project").text
    assert "Source: Made up" in client.get("/?fil=project&sprog=en").text


def test_markup_in_a_file_is_text_on_the_page(client: TestClient) -> None:
    page = client.get("/?fil=project").text
    assert "Forberedelse &lt;b&gt;" in page
    assert "Forberedelse <b>" not in page


def test_a_form_sent_without_scripts_is_led_to_its_short_address(client: TestClient) -> None:
    response = client.get("/?fil=project&p.places=6&p.seats=4&p.mode=cohort&beregn=1", follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"] == "/?fil=project&p.places=6"


def test_an_answer_brings_messages_of_what_is_changed_or_wrong_alone(client: TestClient) -> None:
    """A form sends every field; a message for each of a hundred would cost the browser more than the answer."""
    page = client.get("/?fil=project").text
    form = dict(re.findall(r'name="(p\.\w+)" value="([^"]*)"', page))
    assert len(form) == 5
    sent = client.get("/svar", params={"fil": "project", "beregn": "1", **form, "p.places": "6"}).text
    assert re.findall(r'id="besked-(\w+)"', sent) == ["places"]
    wrong = client.get("/svar", params={"fil": "project", "beregn": "1", **form, "p.leaving": "x"}).text
    assert re.findall(r'id="besked-(\w+)"', wrong) == ["leaving"]


def test_a_moved_lever_gives_answer_sentence_reading_and_address(client: TestClient) -> None:
    response = client.get("/svar?fil=project&p.places=6&p.seats=4&beregn=1&fane=a")
    assert response.headers["hx-push-url"] == "/?fil=project&p.places=6"
    words = text(response.text)
    assert "Pladser: 4 pladser → 6 pladser" in words
    assert "Læst som 6 pladser" in words
    assert "Pr. hold følger med" in words
    assert response.text.count('aria-live="polite"') == 1


def test_an_answer_grows_in_stages_and_then_stops(client: TestClient) -> None:
    first = client.get("/svar?fil=project&n=5").text
    assert "n=10" in first
    last = client.get("/svar?fil=project&n=20").text
    assert "hx-trigger" not in last
    assert "Foreløbigt" not in last


def test_every_page_and_paper_is_computed_with_as_many_years(client: TestClient, folder: Path) -> None:
    """Those of the answer's last stage, or of the file if it states more; each replication has two years."""
    pages = ("/svar?fil=project&n={n}", "/dokument?fil=project&format=html")
    path = folder / "project.toml"
    for stated, n in ((4, 20), (24, 24)):
        path.write_text(re.sub(r"replications = \d+", f"replications = {stated}", path.read_text("utf-8")), "utf-8")
        answer, paper = (client.get(page.format(n=n)).text for page in pages)
        assert f"{2 * n} simulerede år" in text(answer)
        assert "hx-trigger" not in answer[answer.index('id="svar"') :], "nothing more is computed"
        assert f"--replications {n} " in paper


def test_what_asks_for_too_much_is_refused_in_words_on_every_page(client: TestClient) -> None:
    limit("people=5")
    try:
        for path in (
            "/?fil=project",
            "/svar?fil=project&p.places=6",
            "/dokument?fil=project&format=html",
            "/tid?fil=project",
        ):
            response = client.get(path)
            assert response.status_code in (200, 422), path
            assert "borgere" in text(response.text).split("project.toml")[-1][:200], path
    finally:
        limit()


def test_a_change_without_effect_is_said(client: TestClient) -> None:
    client.get("/?fil=project")
    page = client.get("/?fil=project&p.others=1.75").text
    assert "ingen virkning" not in page, "the people start later"
    page = client.get("/?fil=project&p.places=9&adskilt=1").text
    assert "Ændringen har ingen virkning" in page
    assert "Pr. hold er stadig 4" in page


def test_what_cannot_be_read_is_listed_with_links_to_the_fields(client: TestClient) -> None:
    page = client.get("/?fil=project&p.places=1.234").text
    assert 'href="#felt-places"' in page
    assert 'aria-invalid="true"' in page
    assert "1,2340 eller 1234" in page


def test_undo_goes_back_to_what_was_shown_before(client: TestClient) -> None:
    client.get("/?fil=project")
    client.get("/?fil=project&p.places=6")
    response = client.get("/fortryd?fil=project&p.places=6", follow_redirects=False)
    assert response.headers["location"] == "/?fil=project"


@pytest.mark.parametrize(
    "name", ["../secret", "..%2Fsecret", "/etc/passwd", "secret", "a" * 200, "project.toml", "%00", "CON"]
)
def test_no_file_outside_the_folder_can_be_named(client: TestClient, folder: Path, name: str) -> None:
    (folder.parent / "secret.toml").write_text("format = 1\ntitle = 'hemmeligt'\n", "utf-8")
    response = client.get(f"/?fil={name}")
    assert response.status_code == 404
    assert "hemmeligt" not in response.text


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "page.py", "dkfds-LICENSE.md", "x.css"])
def test_assets_are_those_of_the_page(client: TestClient, name: str) -> None:
    assert client.get(f"/del/{name}").status_code == 404


def test_a_link_out_of_the_folder_is_not_followed(client: TestClient, folder: Path) -> None:
    secret = folder.parent / "secret.toml"
    secret.write_text("format = 1\ntitle = 'hemmeligt'\n", "utf-8")
    (folder / "door.toml").symlink_to(secret)
    assert client.get("/?fil=door").status_code == 404


def test_a_broken_file_is_a_list_of_what_to_mend(client: TestClient, folder: Path) -> None:
    (folder / "broken.toml").write_text("format = 1\nextends = 'project.toml'\n[set]\nplacse = 3\n", "utf-8")
    response = client.get("/?fil=broken")
    assert response.status_code == 422
    assert "places" in text(response.text)
    assert "Linje 4" in text(response.text)


def test_nothing_on_the_page_comes_from_elsewhere(client: TestClient) -> None:
    page = client.get("/?fil=project").text
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page)
    for path in set(re.findall(r"(?:src|href)=\"(/del/[^\"]+)", page)):
        assert client.get(path).status_code == 200
    css = client.get("/del/dkfds.css").text
    for name in set(re.findall(r"url\(([^)]+)\)", css)):
        assert name.startswith("data:") or client.get(f"/del/{name}").status_code == 200


def test_a_file_that_changes_is_read_again(client: TestClient, folder: Path, services: Services) -> None:
    import os

    before = services.folder.question("project")
    assert services.folder.question("project") is before
    path = folder / "project.toml"
    path.write_text(path.read_text("utf-8").replace("Prøveprojekt", "Andet projekt"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert "Andet projekt" in client.get("/?fil=project").text


@pytest.mark.parametrize(
    "file", ["project.toml", "rengoering.toml", "03-loebende-optag.toml", "06b-vent-paa-stilling.toml"]
)
def test_the_figures_that_are_wanted_are_all_that_the_answer_needs(folder: Path, file: str) -> None:
    """Nothing is missing from the answer because a figure was not computed."""
    path = folder / file if file == "project.toml" else Path("scenarios") / file
    base = sim.load(path)
    address = Address(file=path.stem, given=(("places", "6"),) if file == "project.toml" else ())
    question = Levers(base, address, Texts("da")).question
    assert question is not None
    models = question.model, base.model
    all_figures = [GrowingRun(model, engine="auto").result(3) for model in models]
    few = [GrowingRun(model, engine="auto", wanted=WANTED).result(3) for model in models]
    assert len(few[0].names) < len(all_figures[0].names) / 2
    for language in ("da", "en"):
        levers = Levers(base, address, Texts(language))
        assert answer(few[0], few[1], levers, True) == answer(all_figures[0], all_figures[1], levers, True)


class Compiling:
    """An engine that is not ready yet."""

    ready, needs_message, usual, seconds = False, True, 21.0, 7

    def wait(self, seconds: float) -> bool:
        return False


def test_the_first_start_shows_progress_and_what_was_computed_beforehand(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.page import stored
    from sim.studies.growth import GrowingRun

    services.warming = Compiling()  # type: ignore[assignment]
    page = client.get("/?fil=project").text
    assert "Programmet gøres klar" in page
    assert "answer-card" not in page
    path = tmp_path / "reference"
    question = services.folder.question("project")
    stored.keep(GrowingRun(question.model, engine="reference").result(5), path)
    services.reference = stored.Reference(path)
    page = client.get("/?fil=project").text
    assert "7 sekunder" in page
    assert "10 simulerede år" in text(page)
    assert "delay:1s" in page, "it asks again until the engine is ready"
    assert "answer-card" not in client.get("/?fil=project&p.places=6").text, "that was not computed beforehand"


def test_what_is_kept_with_the_program_is_not_simulated_and_is_what_simulating_gives(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.page import stored

    def shown(more: str) -> str:
        return text(client.get(f"/?fil=project{more}").text).partition("Startede: mindst 24")[2]

    simulated, moved = shown("&n=20"), shown("&p.places=6&n=20")
    question = services.folder.question("project")
    services.jobs = Jobs(engine="auto", wanted=wanted_of)
    stored.keep(GrowingRun(question.model, wanted=WANTED).result(20), tmp_path / "reference")
    services.reference = stored.Reference(tmp_path / "reference")
    asked: list[str] = []
    real = Jobs.answer
    monkeypatch.setattr(Jobs, "answer", lambda jobs, session, one, *more, **named: (
        asked.append(one.scenario.hash), real(jobs, session, one, *more, **named))[1])  # fmt: skip
    assert len(simulated) > 500
    assert shown("") == simulated, "all that is kept, at once"
    assert asked == []
    assert shown("&p.places=6&n=20") == moved
    assert question.scenario.hash not in asked


def test_who_goes_back_to_what_is_kept_waits_for_nothing_else() -> None:
    jobs = Jobs(engine="reference")
    jobs._newest["a"] = "older", 1
    jobs.leave("a")
    jobs.leave("b")
    assert dict(jobs._newest) == {"a": NOTHING}


def test_an_answer_of_another_program_is_not_shown(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.page import stored
    from sim.studies.growth import GrowingRun

    question, path = services.folder.question("project"), tmp_path / "reference"
    stored.keep(GrowingRun(question.model, engine="reference").result(3), path)
    assert stored.kept(question, path) is not None
    assert stored.kept(question.set(places=6), path) is None
    monkeypatch.setattr(stored, "program", lambda: {"source": "another"})
    assert stored.kept(question, path) is None
    part = next(path.glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:100])
    assert stored.kept(question, path) is None


def test_too_many_people_are_said_with_numbers_of_the_readers_language(tmp_path: Path) -> None:
    path = write_project(tmp_path)
    path.write_text(path.read_text("utf-8").replace("rate = 60", "rate = 1e9"), "utf-8")
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(path)
    danish, english = (what_is_wrong(found.value.problems[0], Texts(language)) for language in ("da", "en"))
    assert re.search(r"\d\d\.\d{3}\.\d{3} om måneden.* højst 1\.000\.000 om måneden", danish)
    assert re.search(r"\d\d,\d{3},\d{3} a month.* at most 1,000,000 a month", english)
