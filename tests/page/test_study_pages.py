"""Comparing, what it takes, the bottleneck, time, papers, files: each asked and answered by the page alone."""

from __future__ import annotations

import io
import re
import time
import zipfile
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sim
from sim.cli import main
from sim.page import studies
from sim.page.arranged import breakable
from sim.page.asking import Services
from sim.report.figures.from_log import main_resource
from sim.report.papers import making
from sim.report.texts import Texts
from sim.studies import dead_end
from tests.page.test_answer_page import text

pytestmark = pytest.mark.page


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is under test is the page, not the precision."""
    for name, number in {"SOUGHT": (4, 8), "NUDGED": 4, "WORLDS": (24, 2)}.items():
        monkeypatch.setattr(studies, name, number)
    monkeypatch.setattr(dead_end, "REPLICATIONS", 4)


def finished(client: TestClient, address: str) -> str:
    """The page when its work is done."""
    for _ in range(1200):
        page = client.get(address).text
        if "<progress" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError(f"{address} is not done")


def test_two_scenarios_beside_each_other(client: TestClient) -> None:
    words = text(finished(client, "/sammenlign?fil=project&p.places=6"))
    assert "Pladser: 4 pladser → 6 pladser" in words
    assert "B: Pladser: 6 pladser" in words
    assert re.search(r"B er bedst i \d+ ud af 100 år, A i ", words)


def test_a_way_to_read_is_said_once_and_figures_that_answer_nothing_are_left_out(client: TestClient) -> None:
    together = finished(client, "/sammenlign?fil=project&p.places=6")
    read = [line.strip() for line in re.findall(r"<figcaption>(.*?)</figcaption>", together, re.S)]
    assert read
    assert len(read) == len(set(read))
    assert "Ændringerne virker kun sammen" in text(together)
    assert 'id="figur-waterfall' not in together
    apart = finished(client, "/sammenlign?fil=project&p.places=3&p.leaving=60&adskilt=1")
    assert apart.count('id="figur-waterfall-mean(target-') in (1, 2)
    assert apart.index("Hvorfor de øvrige tal er forskellige") > apart.index('id="figur-waterfall-mean(target-')


def test_what_is_compared_is_told_apart_and_dated_changes_are_said(client: TestClient) -> None:
    page = finished(client, "/sammenlign?fil=project&p.leaving=20&dato=places~1.1.2022~~6&lukket=1.3.2022~1.4.2022")
    words = text(page).replace("\u00a0", " ")
    assert (
        "B: Frafald blandt deltagerne: 20,0 pct. af dem, der starter; Pladser: 6 pladser (fra 1. januar 2022)" in words
    )
    assert "B: Fra 1. januar 2022: »Pladser« sættes til 6 pladser" in words
    assert "Desuden forskelligt" not in words, "keys of files say nothing to a planner"


def test_the_same_scenario_twice_is_one(client: TestClient) -> None:
    assert "Der er kun ét" in client.get("/sammenlign?fil=project&med=fil%3Dproject&p.places=4").text


def test_at_most_five_are_compared(client: TestClient) -> None:
    added = "".join(f"&med=fil%3Dproject%26p.places%3D{n}" for n in range(5, 12))
    assert client.get(f"/sammenlign?fil=project&p.job_chance=0,7{added}").text.count("Fjern") == 4


def test_what_it_takes_moves_places_and_holds_together(client: TestClient) -> None:
    start = "/maal?fil=project&haandtag=places&maal=volume&af10=8&start=1"
    words = text(finished(client, start))
    assert "følges ad" in words
    assert re.search(r"Svar: [45] pladser", words), "26 starts fit 4 places with holds of 4"
    words = text(
        finished(client, "/maal?fil=project&p.job_chance=0,1&adskilt=1&haandtag=places&maal=jobs&af10=10&start=1")
    )
    assert "er skilt ad" in words
    assert "Svar: nej" in words, "no number of places makes a tenth a half"


def test_what_it_takes_on_average(client: TestClient) -> None:
    ask = "/maal?fil=project&haandtag=places&af10=gns&start=1&maal="
    words = text(finished(client, ask + "volume")).replace("\u00a0", " ")
    assert re.search(r"Svar: [45] pladser", words)
    assert "ud af 100 år" not in words
    both = client.get(ask + "joint").text
    assert "kun bedømmes år for år" in both
    assert "<progress" not in both


@pytest.mark.parametrize("path", ["/maal", "/flaskehals", "/tid", "/usikkert", "/dokumenter"])
def test_a_page_about_a_scenario_names_it_and_what_was_changed(client: TestClient, path: str) -> None:
    words = text(client.get(f"{path}?fil=project&p.places=6").text)
    assert "Scenarie: Prøveprojekt; Pladser: 4 pladser → 6 pladser" in words


def test_the_bottleneck_is_begun_by_a_button(client: TestClient) -> None:
    assert "Find flaskehalsen" in client.get("/flaskehals?fil=project").text
    page = finished(client, "/flaskehals?fil=project&start=1")
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        widths = {len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)}
        assert len(widths) == 1, f"every row has as many cells as the head: {text(table)}"
    words = text(page)
    assert "Sådan er det nu:" in words
    assert re.search(r"Flaskehalsen for|har ingen flaskehals", words.partition("Sådan er det nu:")[0])
    assert "Startede forbedres mest af" in words or "virkning på Startede" in words


def test_work_can_be_cancelled_and_begun_again(client: TestClient, services: Services) -> None:
    def endless(progress):  # type: ignore[no-untyped-def]
        while True:
            progress(1, 1000)
            time.sleep(0.01)

    task = services.tasks.start("somebody", "goal", "x", endless)
    services.tasks.cancel("somebody else", task.key)
    assert not task.finished.wait(0.05)
    services.tasks.cancel("somebody", task.key)
    assert task.finished.wait(5)
    assert services.tasks.find("somebody", "goal", "x") is None


def test_a_session_works_on_one_thing_at_a_time(services: Services) -> None:
    def endless(progress):  # type: ignore[no-untyped-def]
        while True:
            progress(1, 1000)
            time.sleep(0.01)

    first = services.tasks.start("a", "goal", 1, endless)
    second = services.tasks.start("a", "goal", 2, lambda progress: ["done"])
    assert first.finished.wait(5)
    assert first.cancelled
    assert second.finished.wait(5)
    assert second.result == ["done"]


def test_over_time_there_are_figures_and_one_persons_way(client: TestClient) -> None:
    words = text(finished(client, "/tid?fil=project"))
    assert "Én simuleret borgers vej" in words
    assert "Begynder: Kursus" in words


def test_the_year_of_the_weeks_is_chosen_also_one_in_part(client: TestClient, folder: Path) -> None:
    path = folder / "project.toml"
    path.write_text(path.read_text("utf-8").replace("start = 2021-01-01", "start = 2021-03-01"), "utf-8")
    page = finished(client, "/tid?fil=project")
    assert "Pladser i 2022" in text(page)
    for year in (2021, 2022, 2023):
        assert f'<option value="{year}"' in page
    assert "Pladser i 2021" in text(finished(client, "/tid?fil=project&aar=2021"))
    assert "Pladser i 2022" in text(finished(client, "/tid?fil=project&aar=1066"))


def test_what_is_known_least(client: TestClient) -> None:
    assert "antagelse" in client.get("/usikkert?fil=project").text


def test_the_uncertainty_of_the_inputs_is_counted_in_by_a_switch(client: TestClient) -> None:
    without = client.get("/usikkert?fil=project").text
    assert "Medregn usikkerhed" in without
    assert "mulige sæt" not in text(without)
    counted = finished(client, "/usikkert?fil=project&medregn=1")
    words = text(counted)
    assert "24 mulige sæt af" in words
    assert "Også usikre forudsætninger" in words, "50 years by chance, and 50 with what is not known"
    assert "Regn kun med tilfældighed" in words
    assert 'name="medregn"' not in counted, "the form of the switch leads back"


def test_what_is_moved_is_decided_and_not_drawn(client: TestClient) -> None:
    assert "af 4 usikre" in text(finished(client, "/usikkert?fil=project&medregn=1"))
    assert "af 3 usikre" in text(finished(client, "/usikkert?fil=project&p.leaving=20&medregn=1"))


def test_nothing_uncertain_is_a_sentence(client: TestClient, folder: Path) -> None:
    path = folder / "project.toml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(("low", "high", "step"))]
    path.write_text("\n".join(lines), "utf-8")
    assert "Ingen" in text(finished(client, "/usikkert?fil=project&medregn=1"))


@pytest.mark.parametrize("form", ["html", "csv", "csv-machine"])
def test_a_paper_has_the_bytes_that_the_command_writes(
    client: TestClient, folder: Path, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    extension = "html" if form == "html" else "csv"
    by_page, by_command = papers(client, folder, form, tmp_path / f"paper.{extension}", monkeypatch)
    assert by_command == by_page


def papers(
    client: TestClient, folder: Path, form: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[bytes, bytes]:
    """The same paper from the page and from the command, which writes it to ``out``."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    by_page = client.get(f"/dokument?fil=project&p.job_chance=0,7&format={form}").content
    asked = ["--set", "job_chance=0.7", "--format", form, "--out", str(out), "--replications", "20"]
    run = ["--engine", "reference", "--results", str(out.parent / "results")]
    assert main(["report", str(folder / "project.toml"), *asked, *run]) == 0
    return by_page, out.read_bytes()


def content_of(form: str, paper: bytes) -> list[str]:
    """All text and figures of a paper, without when and by what it was packed."""
    if form == "pdf":
        pypdf = pytest.importorskip("pypdf")
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages]
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        names = [name for name in sorted(parts.namelist()) if name.endswith(".xml") and not name.startswith("docProps")]
        return [parts.read(name).decode() for name in names]


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_a_paper_says_what_that_of_the_command_says(
    client: TestClient, folder: Path, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not making.can_make(form):
        pytest.skip(f"{form} needs what is not installed")
    by_page, by_command = papers(client, folder, form, tmp_path / f"paper.{form}", monkeypatch)
    found, expected = content_of(form, by_page), content_of(form, by_command)
    assert found == expected
    assert sum(map(len, found)) > 5_000, "there is something in it"


def test_documents_that_cannot_be_made_are_said_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.page.views_files.can_make", lambda form: form != "docx")
    assert "ikke er installeret" in client.get("/dokumenter?fil=project").text
    assert client.get("/dokument?fil=project&format=docx").status_code == 404
    assert client.get("/dokument?fil=project&format=exe").status_code == 404
    assert making.can_make("html")


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_saved_scenario_says_who_when_why_and_what(client: TestClient, folder: Path) -> None:
    form = {"stand": "fil=project&p.places=6&p.mode=rolling", "titel": "Ø-forsøg 6", "navn": 'Åse "A"', "note": "Fordi"}
    response = client.post("/gem", data=form, follow_redirects=False)
    assert response.headers["location"] == "/?fil=oe-forsoeg-6&oprettet=1"
    assert "Scenariet er oprettet: oe-forsoeg-6.toml" in client.get(response.headers["location"]).text
    assert "Scenariet er oprettet" not in client.get("/?fil=oe-forsoeg-6").text
    written = (folder / "oe-forsoeg-6.toml").read_text("utf-8")
    assert 'extends = "project.toml"' in written
    assert "Åse" in written
    assert f"rengsim {sim.__version__}" in written
    saved = sim.load(folder / "oe-forsoeg-6.toml")
    assert (saved.parameters["places"], saved.parameters["seats"], saved.parameters["mode"]) == (6, 6, "rolling")
    assert "Gemt af" in client.get("/scenarier?fil=project").text


@pytest.mark.parametrize("title", ["project", "", "///", "../../project"])
def test_saving_never_replaces_a_file_nor_leaves_the_folder(client: TestClient, folder: Path, title: str) -> None:
    before = sorted(path for path in folder.parent.rglob("*"))
    form = {"stand": "fil=project&p.places=6", "titel": title, "navn": "X"}
    assert client.post("/gem", data=form).status_code == 422
    assert sorted(path for path in folder.parent.rglob("*")) == before


def test_a_file_is_taken_in_where_it_has_no_problem(client: TestClient, folder: Path) -> None:
    content = b"format = 1\nextends = 'project.toml'\ntitle = 'Flere'\n[set]\nplaces = 9\n"
    response = client.post("/scenarier", files={"fil_op": ("Flere pladser.toml", content)}, follow_redirects=False)
    assert response.headers["location"] == "/?fil=flere-pladser&oprettet=1"
    assert (folder / "flere-pladser.toml").read_bytes() == content


def test_a_broken_file_is_not_kept_and_its_problems_are_shown(client: TestClient, folder: Path) -> None:
    content = b"format = 1\nextends = 'project.toml'\n[set]\nplacse = 9\n"
    response = client.post("/scenarier", files={"fil_op": ("ny.toml", content)})
    assert response.status_code == 422
    assert "Linje 4" in response.text
    quotes = "format = 1\nextends = 'project.toml'\n[set]\nplaces = “9”\n".encode()
    words = text(client.post("/scenarier", files={"fil_op": ("ny.toml", quotes)}).text)
    assert "tilladt: lige anførselstegn" in words
    assert [path.name for path in folder.iterdir()] == ["project.toml"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[[[", b"", b"a = 1" * 1000, b"extends = '../../../etc/passwd'\nformat = 1"]
)
def test_nonsense_is_refused(client: TestClient, folder: Path, content: bytes) -> None:
    assert client.post("/scenarier", files={"fil_op": ("x.toml", content)}).status_code == 422
    assert [path.name for path in folder.iterdir()] == ["project.toml"]


def test_a_hundred_megabytes_are_refused_before_they_are_read(client: TestClient) -> None:
    response = client.post("/scenarier", content=b"", headers={"content-length": str(100_000_000)})
    assert response.status_code == 413


def test_a_body_that_lies_about_its_length_is_cut_off(client: TestClient) -> None:
    sent = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal sent
        while sent < 100_000_000:
            sent += 100_000
            yield b"x" * 100_000

    boundary = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/scenarier", content=endless(), headers=boundary).status_code == 413


def test_a_project_of_ones_own_is_asked_for_one_question_a_page(client: TestClient, folder: Path) -> None:
    answers = {"titel": "Mit projekt", "start": "1.3.2027", "aar": "3"}
    query = "&".join(f"{key}={value}" for key, value in answers.items())
    page = client.get("/nyt?fil=project").text
    assert "Spørgsmål 1 af 3" in page
    assert "findes allerede" in client.get("/nyt?fil=project&titel=project").text
    assert "ikke en dato" in client.get("/nyt?fil=project&titel=Ny&start=i morgen").text
    back = re.findall(r'href="([^"]*)">Tilbage', client.get("/nyt?fil=project&titel=Ny").text)
    assert 'value="Ny"' in client.get(unescape(back[0])).text
    page = client.get(f"/nyt?fil=project&{query}").text
    assert "hele kalenderår: 2028 og 2029" in text(page)
    assert "1. marts 2027" in text(page).replace("\xa0", " ")
    response = client.post(
        "/nyt", data={**answers, "fil": "project", "navn": "Åse", "note": ""}, follow_redirects=False
    )
    assert response.headers["location"] == "/?fil=mit-projekt&oprettet=1"
    made = sim.load(folder / "mit-projekt.toml").scenario
    assert made.run.first_day.isoformat() == "2027-03-01"


def test_the_answers_of_a_new_cleaning_project_stand_in_its_file(tmp_path: Path) -> None:
    """8 places, six weeks of praktik, three holds a year, one in five drops out, from 1 March 2027."""
    from sim.page.app import application, services_of
    from sim.page.guard import Secret
    from sim.studies.leaving import share_now

    for path in Path("scenarios").iterdir():
        if path.suffix in (".toml", ".csv"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    secret, host = Secret(), "127.0.0.1:8765"
    app = application(services_of(tmp_path, 1, "reference", warm=False), secret, [host])
    answers = {"titel": "Eget projekt", "start": "1.3.2027", "aar": "3", "pladser": "8", "optag": "cohort", "hold": "3",
               "maal": "24", "praktik": "6 uger", "frafald": "20 %", "stillinger": "10", "kolleger": "12"}  # fmt: skip
    with TestClient(app, base_url=f"http://{host}") as client:
        client.get(f"/nyt?noegle={secret.token}", follow_redirects=False)
        summary = text(client.get("/nyt", params={**answers, "fil": "rengoering"}).text.replace(",0", ""))
        assert "20 pct. af dem" in summary
        assert "5. april 2027" in summary.replace("\u00a0", " "), "the first hold is on a Monday, as it was"
        assert "Rekrutteringen begynder" in summary
        sent = {**answers, "fil": "rengoering", "navn": "Åse"}
        assert client.post("/nyt", data=sent, follow_redirects=False).status_code == 303
    made = sim.load(tmp_path / "eget-projekt.toml")
    wanted = {"slots": 8, "hold_size": 8, "hold_interval": 17, "praktik_length": 42, "vacancies": 10, "colleagues": 12,
              "volume_target": 24, "first_hold": "2027-04-05"}  # fmt: skip
    assert {name: made.parameters[name] for name in wanted} == wanted
    assert share_now(made, "dropout_hazard") == pytest.approx(0.2, abs=2e-3)


@pytest.mark.parametrize("path", ["/gem", "/nyt", "/scenarier"])
def test_a_foreign_page_cannot_write(client: TestClient, folder: Path, path: str) -> None:
    response = client.post(path, data={"titel": "x"}, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert [one.name for one in folder.iterdir()] == ["project.toml"]


PATHS = ["/", "/sammenlign", "/maal", "/flaskehals", "/tid", "/usikkert", "/dokumenter", "/scenarier", "/nyt", "/gem"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query", ["fil=../x", "fil=project&p.places=mange", "fil=project&p.nosuch=1", "med=%00", "p.=x&fra=1"]
)
def test_a_bad_address_is_a_sentence_and_never_a_fault(client: TestClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code in (200, 404, 422)


def test_texts_of_the_page_are_in_both_languages_with_the_same_places() -> None:
    from sim.report.texts.page import PAGE

    for key, (danish, english) in PAGE.items():
        assert set(re.findall(r"{(\w+)}", danish)) == set(re.findall(r"{(\w+)}", english)), key
    assert Texts("da")("page.answer") == "Svar"


def test_why_work_failed_is_said_in_the_readers_language(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.page import views_studies
    from sim.store.program import ProgramChanged

    def fails(*_: object) -> None:
        raise ProgramChanged("the program was changed while it ran")

    monkeypatch.setattr(views_studies, "bottleneck_study", fails)
    assert "Programmet blev ændret" in text(finished(client, "/flaskehals?fil=project&start=1"))


@pytest.mark.parametrize(
    ("word", "parted"),
    [("Selvforsørgende i 3", "Selvfor|sør|gende i 3"), ("Gennemsnitlig", "Gen|nemsnit|lig"), ("virkning", "virkning")],
)
def test_long_words_of_headings_can_be_parted_where_danish_does(word: str, parted: str) -> None:
    assert breakable(word).replace("\u00ad", "|") == parted
    assert breakable(word).replace("\u00ad", "") == word


def test_places_over_time_are_those_where_people_begin_who_are_counted(folder: Path) -> None:
    """Also where more of something else is in use: after a change of places one looks for places."""
    path = folder / "project.toml"
    text_ = path.read_text("utf-8").replace('uses = ["place"]', 'uses = ["place", "teacher"]')
    text_ = text_.replace("[stage.preparation]\n", '[stage.preparation]\nuses = ["teacher"]\n')
    path.write_text(text_ + "\n[resource.teacher]\ncapacity = 5\n", "utf-8")
    result = sim.run(sim.load(path), replications=2, engine="reference")
    assert result["utilisation.teacher"].mean > 0
    assert main_resource(result) == "place"
    none = path.read_text("utf-8").replace(
        'count = "entered course"', 'share_of = "entered course"\nreach = "entered job"'
    )
    path.write_text(none.replace("at_least = 24", "at_least = 0.5"), "utf-8")
    result = sim.run(sim.load(path), replications=2, engine="reference")
    most = max(("place", "teacher"), key=lambda name: result[f"utilisation.{name}"].mean)
    assert main_resource(result) == most


def test_years_before_a_change_are_not_counted_among_those_in_which_a_scenario_is_best(client: TestClient) -> None:
    words = text(finished(client, "/sammenlign?fil=project&dato=places~1.1.2022~~8"))
    best = re.search(
        r"Startede[^.]*B giver .*? B er bedst i (\d+|over 99) ud af 100 år, A i [^.]*\. (2021 er ens og ikke)", words
    )
    assert best is not None
    assert best[1] == "over 99" or int(best[1]) > 60


def test_looking_at_another_target_is_no_change(client: TestClient) -> None:
    client.get("/?fil=project")
    assert "Fortryd" not in client.get("/?fil=project&kort=volume").text


def test_papers_of_what_is_not_in_a_file_are_called_so(client: TestClient, folder: Path) -> None:
    def name(query: str) -> str:
        return str(client.get(f"/dokument?fil=project&format=html{query}").headers["content-disposition"])

    assert 'filename="project.html"' in name("")
    assert 'filename="project-aendret.html"' in name("&p.places=6")
    assert 'filename="project-sammenlignet.html"' in name("&p.places=6&alle=1")
    shut = client.get("/dokument?fil=project&format=html&lukket=1.3.2022~31.5.2022").text
    assert "<title>Prøveprojekt; Lukket" in unescape(shut).replace("\u00a0", " ")


def test_a_step_of_what_moves_together_is_one_step(client: TestClient) -> None:
    together, parted = (text(finished(client, f"/flaskehals?fil=project&start=1{more}")) for more in ("", "&adskilt=1"))
    assert "følges ad" in together
    pair = "Pladser: 4 → 5 pladser og Pr. hold: 4 → 5 personer"  # which help only together
    assert pair in parted
    assert pair not in together
    assert "Pladser: 4 → 5 pladser" in together.partition("Uden virkning")[0]


def test_undo_is_of_changes_and_not_of_opening_a_file(client: TestClient, folder: Path) -> None:
    (folder / "other.toml").write_text('format = 1\nextends = "project.toml"\n', "utf-8")
    client.get("/?fil=project")
    assert "Fortryd" not in client.get("/?fil=other").text
    assert "Fortryd" in client.get("/?fil=other&p.places=6").text
