"""What holds on dates: another value from a day on, and closed periods, typed on the page and saved with it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import sim
from sim.log.events import Event
from sim.page.address import MOST_DATED, Address
from sim.page.answer import answer, wanted_of
from sim.page.levers import Levers
from sim.report.texts import Texts
from sim.report.toml_text import toml_value
from sim.report.typed_dates import ClosedPeriod, DatedValue
from sim.scenario.schema import DAY
from sim.studies.growth import GrowingRun
from sim.studies.replicate import replicate
from tests.page.test_answer_page import text

pytestmark = pytest.mark.page
VALUE = "/dato?fil=project&slags=vaerdi&d.navn={}&d.vaerdi={}&d.fra={}&d.til={}"
CLOSED = "/dato?fil=project&slags=lukket&l.fra={}&l.til={}&l.pause={}"


def levers(folder: Path, *typed: DatedValue | ClosedPeriod, given: tuple[tuple[str, str], ...] = ()) -> Levers:
    base = sim.load(folder / "project.toml")
    return Levers(base, Address(file="project", given=given, on_dates=typed), Texts("da"))


def added(client: TestClient, path: str) -> str:
    response = client.get(path, follow_redirects=False)
    assert response.status_code == 303
    return str(response.headers["location"])


def test_a_value_from_a_day_on_is_a_sentence_an_address_and_can_be_removed(client: TestClient) -> None:
    address = added(client, VALUE.format("places", "6", "1.1.2022", ""))
    assert parse_qsl(address.partition("?")[2]) == [("fil", "project"), ("dato", "places~1.1.2022~~6")]
    page = client.get(address).text
    said = "Fra 1.\u00a0januar 2022: Pladser: 4 pladser → 6 pladser; Pr. hold følger med: 4 personer → 6 personer"
    assert said in unescape(page)
    assert '<a href="/?fil=project">Fjern' in page
    assert client.get("/fortryd" + address[1:], follow_redirects=False).headers["location"] in (
        "/?fil=project",
        address,
    )


def test_undo_takes_a_dated_change_back(client: TestClient) -> None:
    client.get("/?fil=project")
    address = added(client, VALUE.format("places", "6", "1.1.2022", ""))
    client.get(address)
    assert client.get("/fortryd" + address[1:], follow_redirects=False).headers["location"] == "/?fil=project"


def test_years_before_the_day_are_as_they_were_and_later_ones_are_not(folder: Path) -> None:
    now = levers(folder, DatedValue("places", "8", "1.1.2022"))
    assert now.question is not None
    before, after = (GrowingRun(q.model, engine="reference").result(6).sheet for q in (now.base, now.question))
    assert list(before.column("target.volume@2021")) == list(after.column("target.volume@2021"))
    assert sum(after.column("target.volume@2022")) > sum(before.column("target.volume@2022"))


def test_nobody_begins_while_it_is_closed_and_a_pause_makes_stays_longer(folder: Path) -> None:
    shut = ClosedPeriod("1.3.2021", "31.5.2021")
    found = []
    for one in (shut, ClosedPeriod(shut.first, shut.last, pause=True)):
        question = levers(folder, one).question
        assert question is not None
        log = replicate(question.model, 2, 1, "reference", keep_log=True).log
        assert log is not None
        began = log.time[(log.code == Event.START) & (log.step == question.model.names.steps.index("course"))]
        shut_days = [(day - question.scenario.run.first_day).days for day in (date(2021, 3, 1), date(2021, 6, 1))]
        assert len(began)
        assert not ((began >= DAY * shut_days[0]) & (began < DAY * shut_days[1])).any()
        found.append(question.scenario.steps)
    running, pausing = ({step.name: step.pauses for step in steps} for steps in found)
    assert running["course"] == ()
    assert len(pausing["course"]) == 1
    assert pausing["job"] == (), "a job goes on while the project is closed"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (VALUE.format("places", "6", "i går", ""), "”i går” er ikke en dato"),
        (VALUE.format("places", "mange", "1.1.2022", ""), "”mange” er ikke et tal"),
        (VALUE.format("places", "4", "1.1.2022", ""), "Pladser er sådan i forvejen"),
        (VALUE.format("places", "6", "1.1.2022", "1.1.2021"), "Sidste dag ligger før første dag"),
        (VALUE.format("places", "6", "1.1.2031", ""), "31.\u00a0december 2022"),
        (VALUE.format("nosuch", "6", "1.1.2022", ""), "nosuch"),
        (CLOSED.format("1.3.2021", "", "1"), "Skriv også den sidste lukkede dag"),
        (CLOSED.format("1.3.2021", "x", "1"), "”x” er ikke en dato"),
    ],
)
def test_what_cannot_be_used_is_said_beside_what_was_typed(client: TestClient, path: str, words: str) -> None:
    response = client.get(path)
    assert response.status_code == 422
    assert words in unescape(response.text)
    typed = dict(parse_qsl(path.partition("?")[2]))
    assert f'value="{typed.get("d.fra") or typed.get("l.fra")}"' in unescape(response.text)


@pytest.mark.parametrize(("last", "said"), [("1.12.2021", True), ("1.2.2022", False), ("", False)])
def test_a_change_outside_the_years_that_are_judged_says_so(folder: Path, last: str, said: bool) -> None:
    path = folder / "project.toml"
    path.write_text(path.read_text("utf-8").replace("start = 2021-01-01", "start = 2021-03-01"), "utf-8")
    now = levers(folder, DatedValue("places", "2", "1.4.2021", last))
    assert now.question is not None
    result = GrowingRun(now.question.model, engine="reference").result(2)
    found = answer(result, None, now, True)
    assert any("uden for de år, målene bedømmes i (2022)" in one for one in found.not_judged) == said


@pytest.mark.parametrize(("shut", "judged"), [("1.4.2021~31.7.2021", False), ("1.3.2022~31.5.2022", True)])
def test_a_closed_period_says_how_many_people_it_costs_judged_or_not(folder: Path, shut: str, judged: bool) -> None:
    path = folder / "project.toml"
    path.write_text(path.read_text("utf-8").replace("start = 2021-01-01", "start = 2021-03-01"), "utf-8")
    now = levers(folder, ClosedPeriod(*shut.split("~")))
    assert now.question is not None
    closed, before = (GrowingRun(one.model, engine="reference").result(4) for one in (now.question, now.base))
    said = answer(closed, before, now, True).people[-1]
    fewer = before["entries.course"].mean - closed["entries.course"].mean
    assert fewer > 1
    assert f"{fewer:.1f}".replace(".", ",") + " færre" in said
    assert "Kursus" in said
    assert bool(answer(closed, before, now, True).not_judged) != judged
    assert answer(closed, None, now, True).people == ()


def test_what_is_said_of_definitions_is_of_the_years_that_are_judged_as_in_a_paper(folder: Path) -> None:
    path = folder / "project.toml"
    other = '\n[target.jobs.also]\nwithin = ["0 days", "any"]\n'
    path.write_text(path.read_text("utf-8").replace("start = 2021-01-01", "start = 2021-03-01") + other, "utf-8")
    now = levers(folder)
    model = now.base.model
    few, everything = (GrowingRun(model, engine="reference", wanted=one).result(6) for one in (
        wanted_of(now.base.scenario), None))  # fmt: skip
    assert answer(few, None, now, True) == answer(everything, None, now, True)
    assert any("efter målemåde" in one or "måder at måle" in one for one in answer(few, None, now, True).reasons)


def test_the_years_from_a_change_on_stand_beside_those_without_it(folder: Path) -> None:
    now = levers(folder, DatedValue("places", "8", "1.1.2022"))
    assert now.question is not None
    changed, before = (GrowingRun(one.model, engine="reference").result(4) for one in (now.question, now.base))
    found = answer(changed, before, now, True).people[0]
    values = [f"{one['target.volume@2022'].mean:.1f}".replace(".", ",") for one in (changed, before)]
    assert found == f"Startede fra 2022: {values[0]} i 2022 mod {values[1]} uden ændringerne."


def test_the_figure_and_the_text_are_of_as_many_people_where_years_differ(folder: Path) -> None:
    now = levers(folder, DatedValue("places", "8", "1.7.2022"))
    assert now.question is not None
    result = GrowingRun(now.question.model, engine="reference").result(6)
    found = answer(result, None, now, True)
    assert found.figure is not None
    of = re.search(r"\(\d+ af (\d+)\)", found.figure.finding)
    assert of is not None
    assert any(f" af {of[1]}; " in one for one in found.reasons)


def test_what_cannot_change_on_a_date_is_named_by_its_title(folder: Path) -> None:
    path = folder / "project.toml"
    wanted = '[parameters.wanted]\nvalue = 24\nunit = "people"\ntitle = { da = "Ønsket antal", en = "Wanted" }\n'
    path.write_text(path.read_text("utf-8").replace("at_least = 24", 'at_least = "$wanted"') + wanted, "utf-8")
    typed = DatedValue("wanted", "30", "1.1.2022")
    now = levers(folder, typed)
    assert now.question is None
    assert now.date_problems == {typed: "Ønsket antal kan ikke ændres på en dato; værdien gælder hele tiden."}


def test_a_choice_is_typed_by_its_title(folder: Path) -> None:
    now = levers(folder, DatedValue("mode", "Løbende", "1.1.2022"))
    assert now.question is not None
    assert "hold → løbende" in now.all_changes[0].sentence


def test_changes_are_bounded(client: TestClient) -> None:
    query = [("dato", f"places~1.{month}.2021~~{month + 4}") for month in range(1, MOST_DATED + 1)]
    response = client.get(VALUE.format("places", "20", "1.12.2021", "") + "&" + urlencode(query))
    assert response.status_code == 422
    assert f"højst være {MOST_DATED}" in text(response.text)


def test_an_address_with_nonsense_on_dates_is_answered(client: TestClient) -> None:
    query = urlencode([("fil", "project"), ("dato", "x"), ("dato", "a~b~c~d~e"), ("lukket", "~~~"), ("lukket", "x~y")])
    page = client.get(f"/?{query}").text
    assert "”x” er ikke en dato" in unescape(page)
    assert 'href="#dato"' in page


CHANGE = """
[calendar]
closed = ["2021-07-05 to 2021-07-19"]

[[change]]
from = 2021-05-01
to = 2021-06-01
times = { "arrivals.people" = 0.5 }
reason = "A \\"quiet\\" month"
"""


def test_a_saved_scenario_asks_the_same_question_and_keeps_what_its_file_had(client: TestClient, folder: Path) -> None:
    path = folder / "project.toml"
    path.write_text(path.read_text("utf-8") + CHANGE, "utf-8")
    typed = (DatedValue("places", "6", "1.1.2022"), ClosedPeriod("1.3.2022", "31.5.2022", pause=True))
    given = (("leaving", "20 %"),)
    question = levers(folder, *typed, given=given).question
    assert question is not None
    query = Address(file="project", given=given, on_dates=typed).query()
    sent = {"stand": query, "titel": "Lukket forår", "navn": "Åse", "note": ""}
    response = client.post("/gem", data=sent, follow_redirects=False)
    assert response.headers["location"] == "/?fil=lukket-foraar&oprettet=1"
    saved = sim.load(folder / "lukket-foraar.toml")
    assert saved.scenario.hash == question.scenario.hash
    assert len(saved.source.tables["change"]) == 3
    assert len(saved.source.tables["calendar"]["closed"]) == 2


def test_a_paper_of_what_is_not_saved_says_so_and_no_wrong_command(client: TestClient) -> None:
    query = Address(file="project", on_dates=(DatedValue("places", "6", "1.1.2022"),)).query()
    paper = text(client.get(f"/dokument?{query}&format=html").text)
    assert "Gem dem som et scenarie" in paper
    assert "rengsim report project.toml" not in paper
    assert "Fra 1. januar 2022" in paper.replace("\u00a0", " ")


days = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(lambda day: f"{day.day}.{day.month}.{day.year}")
names = st.text("abcæøå_ .,%+&=0123456789", max_size=12).map(str.strip)
periods = st.builds(ClosedPeriod, days, days, st.booleans())
values = st.builds(DatedValue, names, names, days, st.one_of(st.just(""), days))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(st.one_of(values, periods), max_size=MOST_DATED, unique=True))
def test_an_address_says_all_of_it(on_dates: list[DatedValue | ClosedPeriod]) -> None:
    address = Address(file="project", on_dates=tuple(on_dates))
    assert Address.read(address.query()) == address
    for one in on_dates:
        assert one not in address.leaving_out(one).on_dates
    assert address.unchanged == Address(file="project")


leaves = st.one_of(
    st.text(st.characters(min_codepoint=32, exclude_characters="\x7f", exclude_categories=("Cs",))),
    st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.dates(),
)  # fmt: skip
nested = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text('ab.é $"', min_size=1), inner))


@given(nested)
def test_what_is_written_as_toml_is_read_back(value: object) -> None:
    assert tomllib.loads(f"key = {toml_value(value)}") == {"key": value}
