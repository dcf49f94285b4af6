"""What is typed becomes the question that was meant, or a sentence that says why not."""

from __future__ import annotations

import pytest

import sim
from sim.page.address import Address
from sim.page.levers import Field, Levers
from sim.report.texts import Texts
from tests.page.project import write_project

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> sim.Scenario:
    return sim.load(write_project(tmp_path_factory.mktemp("project")))


def levers(project: sim.Scenario, query: str, language: str = "da") -> Levers:
    return Levers(project, Address.read(query), Texts(language))


def field(found: Levers, name: str) -> Field:
    return next(one for one in (*found.fields, *found.others) if one.name == name)


def test_nothing_typed_is_the_file_itself(project: sim.Scenario) -> None:
    found = levers(project, "fil=project")
    assert found.question is project
    assert found.changes == ()


def test_holds_follow_the_places_until_they_are_parted(project: sim.Scenario) -> None:
    assert levers(project, "p.places=6").settings == {"places": 6, "seats": 6}
    assert levers(project, "p.places=6&p.seats=3").settings == {"places": 6, "seats": 6}
    assert levers(project, "p.places=6&adskilt=1").settings == {"places": 6}
    assert levers(project, "p.places=6&p.seats=3&adskilt=1").settings == {"places": 6, "seats": 3}


def test_places_come_first_and_what_follows_them_next(project: sim.Scenario) -> None:
    assert [one.name for one in levers(project, "").fields] == ["places", "seats", "mode", "leaving"]


def test_dropout_is_a_share_of_those_who_start(project: sim.Scenario) -> None:
    """Nobody waits in the course, so of those who start 1 - exp(-8 h) leave in its eight weeks."""
    from math import log

    assert field(levers(project, ""), "leaving").text == "14,8\u00a0pct."  # 1 - exp(-0.16)
    for typed in ("30 %", "0,3", "30", "30 pct."):
        assert levers(project, f"p.leaving={typed}".replace("%", "%25")).settings["leaving"] == pytest.approx(
            -log(0.7) / 8, rel=1e-4
        )


@pytest.mark.parametrize(
    ("typed", "value"), [("0,25", 0.25), ("25 %", 0.25), ("25", 0.25), ("1", 1), ("100", 1), ("0", 0)]
)
def test_a_share_is_read_with_and_without_per_cent(project: sim.Scenario, typed: str, value: float) -> None:
    found = levers(project, f"p.job_chance={typed}".replace("%", "%25"))
    assert found.settings == {"job_chance": value}
    assert field(found, "job_chance").reading == Texts("da").write.percent(value)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("p.places=1.234", "1,2340 eller 1234"),
        ("p.places=mange", "ikke et tal"),
        ("p.places=6,5", "helt tal, for eksempel 7"),
        ("p.places=-3", "negativt"),
        ("p.places=50 %25", "ikke procent"),
        ("p.job_chance=150 %25", "fra 0 til 100"),
        ("p.mode=weekly", "»hold« og »løbende«"),
        ("p.first=31.2.2021", "ikke en dato"),
        ("p.leaving=99 %25", "højst"),
        ("p.nosuch=1", "nosuch"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(project: sim.Scenario, query: str, words: str) -> None:
    found = levers(project, query)
    assert found.question is None
    name = query[2:].partition("=")[0]
    assert words in found.problems[name]


def test_units_may_be_typed_along_and_dates_as_people_write_them(project: sim.Scenario) -> None:
    assert levers(project, "p.places=6 pladser").settings["places"] == 6
    assert levers(project, "p.first=1.3.2021").settings == {"first": "2021-03-01"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_field_says_what_reads_back_as_no_change(project: sim.Scenario, language: str) -> None:
    """A form sent whole, as without JavaScript, changes nothing."""
    from urllib.parse import urlencode

    shown = levers(project, "", language)
    query = urlencode([(f"p.{one.name}", one.text) for one in (*shown.fields, *shown.others)])
    again = levers(project, query, language)
    assert again.settings == {}
    assert again.canonical().given == ()


def test_changes_are_sentences(project: sim.Scenario) -> None:
    said = [change.sentence for change in levers(project, "p.places=6&p.mode=rolling").changes]
    assert said == [
        "Pladser: 4 pladser → 6 pladser",
        "Optag: hold → løbende",
        "Pr. hold følger med: 4 personer → 6 personer",
    ]


def test_the_address_says_it_all_again(project: sim.Scenario) -> None:
    query = "fil=project&p.places=6&adskilt=1&med=fil%3Dproject&kort=jobs&sprog=en"
    assert Address.read(query).query() == query
    assert Address.read(query + "&x=1&p.=&p.y=").query() == query


def test_the_cleaning_project_asks_for_dropout_as_a_share() -> None:
    """The hazard differs by group and goes through formulas there."""
    from sim.studies.leaving import share_now

    found = levers(sim.load("scenarios/rengoering.toml"), "p.dropout_hazard=20 %25")
    assert found.shares == {"dropout_hazard"}
    assert found.question is not None
    assert share_now(found.question, "dropout_hazard") == pytest.approx(0.2, abs=1e-3)


def test_a_value_that_no_source_supports_is_answered_and_said(project: sim.Scenario) -> None:
    found = levers(project, "p.places=40")
    assert found.question is not None
    assert "uden for" in field(found, "places").reading
