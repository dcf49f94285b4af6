"""Where a condition is met nowhere: the nearest, the levers that help most, what they harm, other definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.bottleneck import change_in_words
from sim.report.compare import never_met_text
from sim.report.dead_end import dead_end_sentences
from sim.report.size import size_text
from sim.report.texts import Texts
from sim.studies.asked import columns_of, parse
from sim.studies.compare import compare
from sim.studies.condition import parse_condition
from sim.studies.dead_end import DeadEnd, dead_end, never_met
from sim.studies.grid import axis_of
from sim.studies.option import Option
from sim.studies.size import Rounds, size
from sim.studies.small_changes import Change, far_changes
from tests.page.project import write_project
from tests.studies.clinic import CLINIC, clinic, runs, write_clinic

N = 12
GAPS = ("within=0 days", "within=any")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dead_end")


def mean(home: Path, option: Option, text: str) -> float:
    asked = parse(text, option.scenario)
    sheet = runs(home / "results").sheet(option, N, columns_of((asked,)))
    return asked.sample(sheet).estimate(text).mean


def at(home: Path, condition: str, *options: Option, sought: str = "") -> DeadEnd:
    found = dead_end(parse_condition(condition, options[0].scenario), options, runs(home / "results"), N, sought)
    assert found is not None
    return found


def test_options_that_never_meet_a_target_are_told_apart_by_what_it_is_about(home: Path) -> None:
    options = [clinic(home, wanted=1000, days=days) for days in (40, 10, 20)]
    assert {mean(home, one, "P(many)") for one in options} == {0.0}
    found = at(home, "P(many) >= 0.5", *options)
    means = [mean(home, one, "mean(target.many)") for one in options]
    assert found.asked.text == "mean(target.many)"
    assert found.place == max(range(3), key=means.__getitem__)
    assert found.nearest.mean == max(means)


def test_the_lever_is_moved_to_the_end_of_its_range(home: Path) -> None:
    option = clinic(home, wanted=1000, places=1, days=40)
    assert {one.after for one in far_changes(option) if one.name == "places"} == {12}
    found = at(home, "P(many) >= 0.5", option)
    assert found.levers.effects[0].change.name == "places"
    assert found.levers.effects[0].change.after == 12
    assert found.levers.together is not None
    moved = [option.set(places=12)]
    if len(found.levers.effects) == 1:
        assert found.levers.together.mean == mean(home, moved[0], "mean(target.many)")
    assert found.levers.together.mean >= mean(home, moved[0], "mean(target.many)")
    assert not any(
        one.change.name == "places" for one in at(home, "P(many) >= 0.5", option, sought="places").levers.effects
    )


def test_of_all_targets_at_once_it_is_the_one_that_is_met_least_often(home: Path) -> None:
    assert at(home, "P(joint) >= 0.9", clinic(home, wanted=1000)).asked.name == "target.many"
    assert at(home, "P(joint) >= 0.9", clinic(home, wanted=1, job_chance=0)).asked.name == "target.good"


def test_what_the_levers_do_to_the_other_targets_is_said(home: Path, tmp_path: Path) -> None:
    text = CLINIC.replace("step = 0.1\n", "step = 0.1\nlever = true\n")
    text += '\n[target.few]\nshare_of = "entered stay"\nreach = "entered job"\nwithin = "any"\nat_most = 0.6\n'
    option = clinic(write_clinic(tmp_path, "clinic", text).parent, job_chance=0.1)
    found = at(tmp_path, "mean(target.good) >= 0.99", option)
    assert found.levers.effects[0].change.name == "job_chance"
    (harmed,) = [one for one in found.levers.harmed if one[0].name == "few"]
    assert harmed[2].mean < harmed[1].mean


def test_definitions_under_which_it_would_be_met(home: Path) -> None:
    option = clinic(home, job_chance=0.3)
    found = at(home, "mean(target.good) >= 0.25", option)
    readings = {one: f"mean(target.good[share_of=entered stay|{one}|who_are=self])" for one in GAPS}
    expected = [one for one, text in readings.items() if mean(home, option, text) >= 0.25]
    assert [one.asked.name.split("|")[1] for one in found.met] == expected
    assert found.definitions == 2


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_search_that_finds_nothing_says_all_that(home: Path, lang: str) -> None:
    option = clinic(home, wanted=1000, places=1)
    condition = parse_condition("P(many) >= 0.5", option.scenario)
    found = size(option, axis_of("days", "30..40:5", option.scenario), condition, runs(home / "results"), Rounds((N,)))
    assert found.value is None
    assert found.dead_end is not None
    text = " ".join(size_text(found, Texts(lang)).replace("\u00a0", " ").split())
    assert text.startswith("Svar: nej. Dage alene kan ikke" if lang == "da" else "Answer: no. Days alone cannot")
    nearest = found.found.tried[found.dead_end.place].value
    start = f"Tættest på er {nearest} dage: Startede" if lang == "da" else f"The nearest is {nearest} days: Started"
    assert start in text
    assert ("Pladser: 1 → 12 pladser (+" if lang == "da" else "Places: 1 → 12 places (+") in text
    assert list(dead_end_sentences(found.dead_end, str(nearest), Texts(lang)))


def test_a_target_that_no_option_ever_meets(home: Path) -> None:
    options = [clinic(home, wanted=1000, places=places) for places in (1, 2)]
    found = compare(options, runs(home / "results"), N)
    end = never_met(found, runs(home / "results"))
    assert end is not None
    assert (end.condition.asked.text, end.place) == ("P(many)", 1)
    text = never_met_text(found, end, Texts("da")).replace("\u00a0", " ")
    assert text.startswith("Ingen af scenarierne når Startede i noget år.\nTættest på er B: Startede ")
    assert never_met(compare([clinic(home, wanted=1), clinic(home, wanted=2)], runs(home / "results"), N),
                     runs(home / "results")) is None  # fmt: skip


def test_what_is_met_has_no_dead_end(home: Path) -> None:
    option = clinic(home)
    condition = parse_condition("target.many >= 1", option.scenario)
    assert (
        size(option, axis_of("places", "1..3", option.scenario), condition, runs(home), Rounds((4,))).dead_end is None
    )


@pytest.mark.parametrize(("chance", "enough"), [(0.3, False), (0.5, True)])
def test_what_is_enough_on_average_is_not_enough_in_most_years(home: Path, chance: float, enough: bool) -> None:
    found = at(home, "P(good) >= 0.99", clinic(home, job_chance=chance))
    assert not found.met
    assert found.best is not None
    assert (found.best[1].mean >= 0.4) == enough
    assert ("enkelte år svinger" in " ".join(dead_end_sentences(found, "x", Texts("da")))) == enough


def test_dropout_is_told_as_the_share_of_participants_who_leave(tmp_path: Path) -> None:
    option = Option.of(sim.load(write_project(tmp_path)))
    words = change_in_words(option, Change("parameter", "leaving", 0.02, 0.0), Texts("da")).replace("\u00a0", " ")
    assert words == "Frafald blandt deltagerne: 14,8 pct. → 0,0 pct."


def test_a_larger_part_of_fewer_people_is_told_as_that(home: Path) -> None:
    """Smaller holds leave more vacancies for each, and fewer people attain the target all the same."""
    root = Path(__file__).parents[2]
    option = Option.of(sim.load(root / "scenarios" / "rengoering.toml"))
    replications, condition = 30, parse_condition("mean(self_support) >= 0.6", option.scenario)
    found = dead_end(condition, [option], runs(home / "results"), replications, "vacancies")
    assert found is not None
    smaller = next(one for one in found.levers.effects if one.change.name == "hold_size")
    share, people = smaller.differences
    assert share.mean > 0 > people.high
    after = option.set(hold_size=smaller.change.after)
    asked = parse("mean(attaining.self_support)", option.scenario)
    sheets = [runs(home / "results").sheet(one, replications, columns_of((asked,))) for one in (option, after)]
    before, then = (asked.sample(sheet).estimate("attaining").mean for sheet in sheets)
    assert people.mean == pytest.approx(then - before)
    both = [one.differences for one in found.levers.effects if len(one.differences) > 1]
    assert all(share.mean * people.mean < 0 for share, people in both)
    assert "færre borgere når målet" in " ".join(dead_end_sentences(found, "A", Texts("da")))
