"""What is wrong with a file is said in Danish to the end: what is found and allowed, and TOML's parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.report.problems_in_words import what_is_wrong
from sim.report.texts import Texts
from sim.scenario.problems import ProblemsFound, shown
from sim.scenario.schema import Span
from sim.scenario.values import quantity
from tests.cli.test_hints import project

ENGLISH = re.compile(r"\b(the|an?|is|are|not|must|with|more|of|expected|invalid|cannot|twice|missing|stands)\b", re.I)


def problems(folder: Path, text: str, language: str = "da") -> list[str]:
    import sim

    with pytest.raises(ProblemsFound) as found:
        sim.load(project(folder, text))
    return [what_is_wrong(one, Texts(language)).replace("\u00a0", " ") for one in found.value.problems]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[change]\nfrom = 1", "der mangler ]] efter navnet på tabellen"),
        ("[set\nweeks = 1", "der mangler en ] efter navnet på tabellen"),
        ("[set]\nweeks 5", "der mangler et = efter navnet"),
        ("[set]\nweeks = five", "værdien kan ikke læses; en tekst skal stå i anførselstegn"),
        ('[set]\nintake = "rolling', "teksten mangler et anførselstegn til sidst"),
        ("[set]\nweeks = 5\n[set]\nweeks = 6", "[set] står to gange"),
        ("[set]\nweeks = 5\nweeks = 6", "det samme navn står to gange"),
        ("[set]\nweeks = [1, 2", "listen mangler en ]"),
        ("[set]\nweeks = 5 6", "der står mere på linjen, end der må"),
        ("[parameters.x]\nvalue = 2021-02-30", "datoen findes ikke"),
    ],
)
def test_the_parser_speaks_danish(tmp_path: Path, text: str, words: str) -> None:
    (said,) = problems(tmp_path, text)
    assert words in said
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize(
    ("language", "allowed"), [("da", '"cohort", "rolling" (løbende)'), ("en", '"cohort", "rolling" (one by one)')]
)
def test_choices_are_named_by_their_titles_too(tmp_path: Path, language: str, allowed: str) -> None:
    (said,) = problems(tmp_path, '[set]\nintake = "loebende"', language)
    assert allowed in said
    (said,) = problems(tmp_path, '[set]\nintake = "løbende"', language)
    assert "rolling?" in said


def test_a_rate_below_zero_is_shown_as_a_file_states_it(tmp_path: Path) -> None:
    """What a parameter stands for was shown as the program keeps it: ``Rate(amount=-3.0, period=31556952.0, ...)``."""
    (said,) = problems(tmp_path, "[set]\nvacancies = -3")
    assert "Fundet: -3 per year; tilladt: 0 til 1000000000 om året." in said


@pytest.mark.parametrize(
    "text", ["182 days", "2 hours", "1 week", "3 months", "10 working days", "0.5 per day", "3 per year",
             "7 per 8 days", "0.2 per working day", "2021-02-01", "2021-02-01T08:30:00"]
)  # fmt: skip
def test_quantities_are_shown_as_they_may_be_written(text: str) -> None:
    assert shown(quantity(text)) == text


def test_a_length_is_shown_in_days_where_it_is_whole() -> None:
    assert shown(Span(26 * 7 * 86400.0, "seconds")) == "182 days"
