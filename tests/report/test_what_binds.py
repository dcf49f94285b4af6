"""What the bottleneck is: said for each target, in the same words wherever it is said."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

import sim
from sim.analysis.binding import bindings
from sim.report.papers.blocks import Paragraph
from sim.report.papers.helps import help_section
from sim.report.texts import Texts
from sim.report.what_binds import what_binds

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def said(name: str, lang: str = "da", **settings: object) -> str:
    scenario = sim.load(SCENARIOS / f"{name}.toml").set(**settings).scenario
    return "\n".join(what_binds(scenario, Texts(lang))).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lang", "starts", "search", "self_support"),
    [
        ("da", "Flaskehalsen for Startede pr. år er Holdstart, fordi 71 personer om året kan nå frem, og der i "
               "gennemsnit er plads til 48.",
               "Får Holdstart flere pladser, skal »Søgningen holder pause, når så mange er klar« (20) flyttes med, "
               "ellers kan de ikke fyldes.",
               "Flaskehalsen for Selvforsørgende i 3 måneder er Ledige stillinger i Rengøring, fordi 32 om året i "
               "gennemsnit spørger efter en, og der kommer 18. Hvor mange målet kræver, er et andet tal."),
        ("en", "The bottleneck of Starts a year is Start of a hold, because 71 people a year can get there, and there "
               "is room for 48 on average.",
               "If Start of a hold gets more seats, move 'The search pauses while so many are ready' (20) with them, "
               "or they cannot be filled.",
               "The bottleneck of Self-supporting for 3 months is Vacancies in Rengøring, because 32 a year ask "
               "for one on average, and 18 come. How many the target takes is another number."),
    ],
)  # fmt: skip
def test_the_bottleneck_of_each_target_and_why(lang: str, starts: str, search: str, self_support: str) -> None:
    """Vacancies come behind the start: they hold back what becomes of people, and not how many start."""
    assert said("rengoering", lang).splitlines() == [starts, search, self_support]


def test_with_enough_of_everything_nothing_is_called_a_bottleneck() -> None:
    words = said("rengoering", vacancies=40)
    assert "Selvforsørgende i 3 måneder har ingen flaskehals" in words
    assert "Startede pr. år er Holdstart" in words


def test_seats_that_are_filled_between_sessions_are_no_limit() -> None:
    """With holds that are filled up, 71 start where the sessions alone have seats for 48."""
    assert "Startede pr. år er, hvor mange der kommer: i gennemsnit når 71 om året frem" in said(
        "03b-hold-med-efterfyldning"
    )


def test_what_comes_before_the_start_holds_back_who_starts() -> None:
    """The course that must be taken first has fewer seats than people; it is the heavier load, and named first."""
    found, others = bindings(sim.load(SCENARIOS / "09-amu-hver-13-uge.toml").scenario)
    (volume,) = (one for one in found if one.target.count is not None)
    assert [load.name for load in volume.loads] == ["amu_class", "hold"]
    assert others == []


def test_the_paper_says_the_same_sentences() -> None:
    scenario = sim.load(SCENARIOS / "rengoering.toml").scenario
    section = help_section(SimpleNamespace(scenario=scenario), Texts("da"))  # type: ignore[arg-type]
    assert section is not None
    words = [block.words for block in section.blocks if isinstance(block, Paragraph)]
    assert words == list(what_binds(scenario, Texts("da")))


def test_a_search_that_pauses_before_a_hold_is_full_is_warned_of() -> None:
    """The limit of 20 was left where it was when places and hold were made 24, and the seats stayed empty."""
    file = sim.load(SCENARIOS / "rengoering.toml")

    def warned(**settings: object) -> bool:
        return any("the limit should move" in text for text in file.set(**settings).scenario.warnings)

    assert warned(slots=24, hold_size=24)
    assert not warned(slots=24, hold_size=24, enough_ready=32)
    assert not warned(slots=20, hold_size=20)
    assert not warned(slots=24, hold_size=24, intake_mode="rolling")
