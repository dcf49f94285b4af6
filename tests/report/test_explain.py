"""The pathway in words: order, quotes, every part of a step, every parameter."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.explain import explain, flow_order
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.scenario.schema import DAY, Case, Law, Scenario, Search, Span
from sim.verify.case import path_of
from tests.report.small import course

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "scenarios" / "rengoering.toml"


@pytest.fixture(scope="module")
def baseline() -> Scenario:
    return sim.load(BASELINE).scenario


def test_steps_come_after_what_leads_to_them(baseline: Scenario) -> None:
    order = [step.name for step in flow_order(baseline)]
    way = [
        "screening",
        "preparation",
        "amu",
        "visitation",
        "matching",
        "tilbud",
        "extension",
        "praktik",
        "job_rengoering",
    ]
    assert [name for name in order if name in way] == way
    kinds = [step.kind for step in flow_order(baseline)]
    assert kinds == sorted(kinds, key=lambda kind: kind == "exit")
    assert sorted(order) == [step.name for step in baseline.steps]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_step_target_parameter_and_quote_is_there(baseline: Scenario, lang: str) -> None:
    texts = Texts(lang)
    text = explain(baseline, texts)
    for thing in (*baseline.steps, *baseline.targets, *baseline.resources, *baseline.gates, *baseline.staff):
        assert texts.title(thing.titles, thing.name) in text
    for parameter in baseline.parameters:
        assert f"({parameter.name}): " in text
        assert texts.title(parameter.source, "") in text
    for step in baseline.steps:
        for quote in step.text.split(" / L"):
            assert quote in text


def test_a_quote_with_a_slash_of_its_own_stays_whole(baseline: Scenario) -> None:
    assert "umiddelbart efter afslutning af tilbud / praktik i rengøring«" in explain(baseline, Texts("da"))


def test_a_small_pathway_in_words() -> None:
    text = explain(course(10, 12, minimum=3), Texts("en"))
    assert (
        "1. Course (stage)\n   Starts with an intake: Start.\n   Uses Places.\n   Lasts 10 days.\n   Then Job." in text
    )
    assert "- Start: 15 times in the period, 12 seats, at least 3" in text
    assert "3. Done (exit)" in text


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Span(0, "seconds"), "no time"),
        (Span(90 * 60, "seconds"), "90 minutes"),
        (Span(28 * DAY, "seconds"), "4 weeks"),
        (Span(10 * DAY, "seconds"), "10 days"),
        (Span(2.8 * DAY, "seconds"), "2.8 days"),
        (Span(1, "months"), "1 month"),
        (Span(10, "working days"), "10 working days"),
        (Law("exponential", (("mean", 10.0 * DAY),)), "10 days on average (8 of 10 between 1.1 days and 23 days)"),
        (
            Case("group", (("a", Span(7 * DAY, "seconds")),), Span(14 * DAY, "seconds")),
            "7 days (group: a), otherwise 2 weeks",
        ),
    ],
)
def test_lengths(length: object, words: str) -> None:
    assert Phrases(course(1, 1), Texts("en")).length(length) == words


def test_a_search_says_its_limit_and_its_success() -> None:
    search = Search(Law("fixed", (("value", 7.0 * DAY),)), 0.6, Span(26 * 7 * DAY, "seconds"))
    words = Phrases(course(1, 1), Texts("en")).length(search)
    assert words == "until something is found, at most 26 weeks; 60% find something, 7 days"


@pytest.mark.parametrize(
    ("value", "unit", "danish", "english"),
    [(1, "people", "1 person", "1 person"), (2, "people", "2 personer", "2 people"), (1, "hours", "1 time", "1 hour"),
     (0.5, "hours", "0,5 timer", "0.5 hours"), (0.18, "share a year", "18 pct. om året", "18% a year"),
     (1, "per year", "1 om året", "1 a year"), (0.6, "share", "60 pct.", "60%"), (3, "", "3", "3")],
)  # fmt: skip
def test_quantities_agree_in_number(value: float, unit: str, danish: str, english: str) -> None:
    scenario = sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml").scenario
    assert Phrases(scenario, Texts("da")).quantity(value, unit).replace("\u00a0", " ") == danish
    assert Phrases(scenario, Texts("en")).quantity(value, unit) == english


@pytest.mark.parametrize(
    ("file", "danish", "english"),
    [
        ("stay-bands", "efter hvor længe opholdet varede: under 7 dage", "by how long the stay was: below 7 days"),
        ("wait-bands", "efter hvor længe der blev ventet: under 1 sekund: at once", "by how long the wait was"),
        (
            "limit-in-all",
            "limit: højst 26 dage efter ankomsten, også i kø; derefter late.",
            "limit: at most 26 days after arrival, also in line; then late.",
        ),
        (
            "hand-29-events",
            "recovery, når course er gennemført: health: good.",
            "when course is finished: health: good.",
        ),
        ("hand-29-events", "turn, 13. januar 2021: health", "turn, on 13 January 2021: health"),
    ],
)
def test_own_times_limits_and_events_are_said(file: str, danish: str, english: str) -> None:
    scenario = sim.load(path_of(file)).scenario
    for language, words in (("da", danish), ("en", english)):
        assert words in explain(scenario, Texts(language)).replace("\u00a0", " ")
