"""The answer in words and the causes of a shortfall, on results that are known by construction."""

from __future__ import annotations

import pytest

from sim.report.answer import answer_lines
from sim.report.cause import causes
from sim.report.reading import Reading
from sim.report.tables import tables
from sim.report.texts import Texts
from tests.report.small import result_of

SESSIONS = 15  # in the two years: days 20, 70, ..., 720


def kinds(**given: int) -> list[str]:
    reading = Reading(result_of(**given))
    return [cause.kind for cause in causes(reading, reading.target("volume"))]


def test_enough_people_and_seats_have_no_cause() -> None:
    assert result_of().value("target.volume") == 10 * SESSIONS / 2
    assert kinds() == []


def test_too_few_people_are_the_cause_of_empty_seats() -> None:
    reading = Reading(result_of(people_each=8))
    (cause,) = causes(reading, reading.target("volume"))
    assert cause.kind == "people"
    assert cause.size == pytest.approx(2 * SESSIONS / 2)  # two seats of every session


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
    reading = Reading(result_of(places=5))
    (cause,) = causes(reading, reading.target("volume"))
    assert cause.kind == "resource"
    assert cause.facts["resource"] == "place"
    assert cause.size == pytest.approx(5 * SESSIONS / 2)


def test_the_answer_says_starts_share_chances_and_precision_in_danish() -> None:
    text = "\n".join(answer_lines(result_of(people_each=8), Texts("da"))).replace("\u00a0", " ")
    assert "Lille" in text.splitlines()[0]
    assert "Startede: 60,0 i gennemsnit (2021: 56,0, 2022: 64,0). Der mangler 10,0 i målet på mindst 70." in text
    assert "Holdstart: 15,0 pladser om året står tomme, fordi for få er klar på dagen" in text
    assert "I 0 ud af 100 simulerede år nås: Startede (mindst 70)." in text
    assert "Beregnet med 30 simulerede forløb (60 år, frø 3)" in text
    assert ".." not in text


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
