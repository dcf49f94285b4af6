"""Dated changes and the calendar in words."""

from __future__ import annotations

from datetime import date

from sim.report.changes_in_words import calendar_in_words, changes_in_words, paths_in_words
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.scenario.schema import Step, Titles
from tests.report.small import course, scenario_of

STATED = [
    {
        "from": date(2022, 3, 12), "to": "2022-05-27", "reason": "Nedlukning",
        "stop": ["gate.start"], "pause": ["course"], "set": {"resource.place.capacity": 3},
    },
    {"from": date(2023, 1, 1), "times": {"next.course.job": 0.5}},
]  # fmt: skip


def test_every_change_has_dates_what_and_reason() -> None:
    say = Phrases(course(10, 10), Texts("da"))
    first, second = (line.replace("\u00a0", " ") for line in changes_in_words(STATED, say))
    assert first == (
        "Fra 12. marts 2022 til og med 26. maj 2022: Pladser sættes til 3; ingen begynder i Holdstart; "
        "tiden står stille i Kursus (Nedlukning)."
    )
    assert second == "Fra 1. januar 2023: andelen fra Kursus til Job ganges med 0,5."
    english = next(changes_in_words(STATED, Phrases(course(10, 10), Texts("en")))).replace("\u00a0", " ")
    assert english.startswith("From 12 March 2022 to 26 May 2022 inclusive: Places is set to 3; nobody starts Start")


def test_the_calendar_is_said() -> None:
    say = Phrases(course(10, 10), Texts("da"))
    stated = {"holidays": "DK", "closed": ["weeks 28-30", "week 52", "2021-10-18 to 2021-10-25"], "stays": "pause"}
    lines = [line.replace("\u00a0", " ") for line in calendar_in_words(stated, say)]
    assert lines == [
        "Helligdage er fridage (DK).",
        "Ingen begynder i lukkede perioder: uge 28–30, uge 52 og 18. oktober 2021 til og med 24. oktober 2021.",
        "Et forløb på en plads holder pause i lukkede perioder; job og jobsøgning går videre.",
    ]
    assert list(calendar_in_words(None, say)) == []


def test_keys_of_the_calendar_are_not_shown_raw() -> None:
    """A waterfall and a comparison named what differs ``calendar.closed``."""
    say = Phrases(scenario_of(Step("gone", "exit", Titles("Slut", "Done"))), Texts("da"))
    found = paths_in_words(
        ["calendar.closed", "calendar.holidays", "change[1].set", "exit.gone.support", "exit.gone"], say
    )
    assert found == ["lukkede perioder", "kalenderen", "ændringer på datoer", "»Slut« (support)", "»Slut«"]
