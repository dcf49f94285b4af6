"""One file says all twelve things that the language learnt last: it is read aloud, and both engines agree on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engines import choose
from sim.model.build import build
from sim.report.explain import explain
from sim.report.texts import Texts
from sim.scenario import load
from sim.scenario.schema import Scenario

FILE = Path(__file__).with_name("every_key.toml")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(FILE)


def test_both_engines_write_one_log(scenario: Scenario) -> None:
    model = build(scenario)
    first, second = (choose(engine, model, 1).run(model, 5, [0, 1, 2]) for engine in ("reference", "compiled"))
    assert len(first) > 1_000
    assert [column.tobytes() for column in first.columns()] == [column.tobytes() for column in second.columns()]


def test_own_places_change_on_their_date_though_they_are_lent(scenario: Scenario) -> None:
    """The number in the file stands beside what a resource borrows; both follow the date."""
    (own,) = [one for one in scenario.resources if one.name == "own"]
    assert own.stated is not None
    assert own.stated.first == 3
    assert own.stated.changes == ((365 * 86_400, 5),)


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "da",
            ("Helbred", "dårligt", "26 uger", "fra 1. januar 2022", "Pulje", "5 dage", "Lukker 1. september 2022"),
        ),
        ("en", ("Health", "bad", "26 weeks", "from 1 January 2022", "Pulje", "5 days", "Closes on 1 September 2022")),
    ],
)
def test_it_reads_aloud(scenario: Scenario, lang: str, sentences: tuple[str, ...]) -> None:
    said = " ".join(explain(scenario, Texts(lang)).split()).lower()
    assert [sentence for sentence in sentences if sentence.lower() not in said] == []
