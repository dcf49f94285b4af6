"""The answer in words and the causes of a shortfall, on results that are known by construction."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.cause import causes
from sim.measures.sheet import Sheet
from sim.report.answer import answer_lines, precision_table
from sim.report.tables import tables
from sim.report.texts import Texts
from sim.studies.result import Result
from sim.studies.result_view import Reading
from tests.report.small import result_of

EMPTY = "seats_empty_in_line.start"
SESSIONS = 15  # in the two years: days 20, 70, ..., 720


def with_figure(result: Result, name: str, value: float) -> Result:
    """The result with one figure that has this value in every replication."""
    sheet = result.sheet
    keep = [i for i, known in enumerate(sheet.names) if known != name]
    column = np.full((len(sheet.replications), 1), float(value))
    names = (*(sheet.names[i] for i in keep), name)
    numerator = np.hstack([sheet.numerator[:, keep], column])
    denominator = np.hstack([sheet.denominator[:, keep], np.ones_like(column)])
    return Result(result.model, Sheet(names, numerator, denominator, sheet.replications), result.manifest)


def kinds(**given: int) -> list[str]:
    reading = Reading(result_of(**given))
    return [cause.kind for cause in causes(reading, reading.target("volume"))]


def test_enough_people_and_seats_have_no_cause() -> None:
    assert result_of().value("target.volume") == 10 * SESSIONS / 2
    assert kinds() == []


def test_too_few_people_are_the_cause_of_empty_seats_when_nobody_was_in_line() -> None:
    reading = Reading(with_figure(result_of(people_each=8), EMPTY, 0))
    (cause,) = causes(reading, reading.target("volume"))
    assert cause.kind == "people"
    assert cause.size == pytest.approx(2 * SESSIONS / 2)  # two seats of every session


def test_empty_seats_are_parted_into_both_causes() -> None:
    """8 of the 30 seats in two years stayed empty while somebody stood in line: 4 a year, and 11 for lack of people."""
    reading = Reading(with_figure(result_of(people_each=8), EMPTY, 8))
    found = {cause.kind: cause.size for cause in causes(reading, reading.target("volume"))}
    assert found == pytest.approx({"people": 11, "resource": 4})


def test_without_that_figure_the_answer_does_not_pretend_to_know() -> None:
    result = result_of(people_each=8)
    keep = [i for i, name in enumerate(result.names) if not name.startswith(EMPTY)]
    sheet = result.sheet
    names = tuple(sheet.names[i] for i in keep)
    fewer = Sheet(names, sheet.numerator[:, keep], sheet.denominator[:, keep], sheet.replications)
    reading = Reading(Result(result.model, fewer, result.manifest))
    assert [cause.kind for cause in causes(reading, reading.target("volume"))] == ["mixed"]


def test_too_few_seats_are_said_as_such() -> None:
    assert kinds(people_each=10, seats=8) == ["no_opening"]


def test_sessions_that_are_not_held_are_counted_in_seats() -> None:
    """10 seats can never make a minimum of 11."""
    reading = Reading(result_of(minimum=11))
    (cause,) = causes(reading, reading.target("volume"))
    assert cause.kind == "too_few"
    assert cause.size == 10 * SESSIONS / 2


def test_places_in_use_are_the_cause_while_people_wait() -> None:
    """5 places for 10 seats: 5 of each group stay in line, which grows by 5 each session."""
    reading = Reading(with_figure(result_of(places=5), EMPTY, 5 * SESSIONS))
    (cause,) = causes(reading, reading.target("volume"))
    assert cause.kind == "resource"
    assert cause.facts["resource"] == "place"
    assert cause.size == pytest.approx(5 * SESSIONS / 2)


def test_the_answer_says_starts_share_chances_and_precision_in_danish() -> None:
    result = with_figure(result_of(people_each=8), EMPTY, 0)
    text = "\n".join(answer_lines(result, Texts("da"))).replace("\u00a0", " ")
    assert "Lille" in text.splitlines()[0]
    assert "Startede: 60,0 i gennemsnit (2021: 56,0, 2022: 64,0). Der mangler 10,0 i målet på mindst 70." in text
    assert "Holdstart: 15,0 pladser pr. år står tomme, fordi for få er klar på dagen" in text
    assert "I 0 ud af 100 simulerede år nås: Startede (mindst 70)." in text
    assert ".." not in text
    precision = precision_table(result, Texts("da"))
    assert precision.title == "Beregnet med 30 gennemspilninger (60 år, startværdi (seed) 3)"
    assert precision.rows[0] == ("Startede", "60,0", "60,0–60,0")


def test_the_answer_in_english() -> None:
    text = "\n".join(answer_lines(result_of(), Texts("en")))
    assert "Starts: 75.0 on average (2021: 70.0, 2022: 80.0). On average the target of at least 70 is met." in text
    assert "In 100 of 100 simulated years: Starts (at least 70)." in text


def test_share_self_supporting_is_what_the_exponential_law_says() -> None:
    """Gap 10 days, then a job of mean 200 days that lasts 3 months (90.4 days on average): exp(-90.4 / 200) = .636."""
    assert abs(result_of().value("target.self") - 0.636) < 0.03


def test_tables_name_steps_by_title_and_leave_empty_columns_out() -> None:
    found = {table.title: table for table in tables(result_of(), Texts("da"))}
    steps = found["Trin for trin (pr. år; ventetid i dage)"]
    assert [row[0] for row in steps.rows] == ["Kursus", "Job"]
    assert "giver op" not in steps.header
    assert steps.rows[0][1] == "75,0"  # entries a year
    assert found["Hold og optag (pr. år)"].rows == (("Holdstart", "7,5", "7,5", "100\u00a0pct.", "10,0"),)
    assert "Penge (pr. år)" not in found
