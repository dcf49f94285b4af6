"""Small changes and what they buy."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.bottleneck import bottleneck_json, bottleneck_text, effect_table
from sim.report.texts import Texts
from sim.studies.binding_pairs import MOST_PAIRS, Limit, _candidates
from sim.studies.bottleneck import bottleneck
from sim.studies.option import Option, with_more_of
from sim.studies.replicate import replicate
from sim.studies.small_changes import Change, changes
from tests.studies.clinic import CLINIC, clinic, runs, write_clinic

N = 8


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bottleneck")


def test_the_changes_of_a_scenario(home: Path) -> None:
    found = {(one.kind, one.name): [] for one in changes(clinic(home))}
    for one in changes(clinic(home)):
        found[one.kind, one.name].append(one.after if one.kind == "parameter" else one.units)
    assert found == {
        ("resource", "chair"): [1, -1],  # places are listed as the parameter that they are
        ("parameter", "places"): [3, 1],
        ("parameter", "days"): [23.5, 16.5],  # a tenth of the range
        ("parameter", "job_chance"): [0.6, 0.4],
        ("parameter", "line"): ["leaves"],
    }  # no formula, and not what only says when a target is met


def test_only_some_changes(home: Path) -> None:
    assert {one.name for one in changes(clinic(home), levers=True)} == {"chair", "places"}
    assert [one.name for one in changes(clinic(home), only=["chair", "line"])] == ["chair", "chair", "line"]
    with pytest.raises(ValueError, match="sofa"):
        changes(clinic(home), only=["sofa"])


def test_steps_stay_in_the_range(home: Path) -> None:
    assert [one.after for one in changes(clinic(home, places=12), only=["places"])] == [11]
    assert [one.after for one in changes(clinic(home, job_chance=1.0), only=["job_chance"])] == [0.9]


def test_what_counts_things_changes_by_whole_numbers(home: Path) -> None:
    """A tenth of the range of places (1.1) is no number of places; of days it is one."""
    plain = CLINIC.replace("high = 12\nstep = 1", "high = 12")
    option = Option.of(sim.load(write_clinic(home, "plain", plain)))
    assert [one.after for one in changes(option, only=["places"])] == [3, 1]
    assert [one.after for one in changes(option, only=["days"])] == [23.5, 16.5]


def test_effects_are_paired_differences(home: Path) -> None:
    option = clinic(home)
    found = bottleneck(option, runs(home / "results"), N)
    base = replicate(option.model(), N, 1, "reference").value("target.many")
    assert found.base[0].mean == base
    for effect in found.effects:
        if effect.change.kind == "parameter":
            other = option.set(**{effect.change.name: effect.change.after})
            changed = replicate(other.model(), N, 1, "reference").value("target.many")
            assert effect.differences[0].mean == pytest.approx(changed - base)
    ranked = found.ranked("mean(target.many)")
    sizes = [abs(effect.differences[0].mean) for effect in ranked]
    assert sizes == sorted(sizes, reverse=True)
    assert {"places", "days"} & {effect.change.name for effect in ranked[:3]}  # a few runs do not settle the very first
    assert [change.name for change in found.without_effect()] == ["chair", "chair"]  # two places, four chairs
    assert all(effect.change.name != "job_chance" for effect in ranked)  # nobody starts sooner for it
    with pytest.raises(KeyError, match="was not asked"):
        found.ranked("mean(queue.stay)")


def test_one_more_is_one_more_whenever_there_are_any() -> None:
    from sim.scenario.schema import Resource, Staff, Steps
    from tests.report.small import course

    scenario = course(10, 10)
    from dataclasses import replace

    dated = Resource("place", Steps(0, ((100, 12), (200, 0), (300, 5))))
    group = Staff("adviser", Steps(0.5, ((50, 1.5),)), Steps(37.0))
    option = Option(replace(scenario, resources=(dated,), staff=(group,), resolved="{}"))
    more = with_more_of(option, "resource", "place")
    assert more.scenario.resources[0].capacity == Steps(0, ((100, 13), (200, 0), (300, 6)))
    assert more.scenario.staff == (group,)
    people = with_more_of(option, "staff", "adviser")
    assert people.scenario.staff[0].people == Steps(1.5, ((50, 2.5),))
    assert len({option.scenario.hash, more.scenario.hash, people.scenario.hash}) == 3


def test_one_more_chair_where_chairs_are_short(home: Path) -> None:
    tight = Option.of(sim.load(write_clinic(home, "tight", CLINIC.replace("capacity = 4", "capacity = 1"))))
    found = bottleneck(tight, runs(home / "results"), N, only=["chair", "places"])
    first = found.ranked("mean(target.many)")[0]
    assert first.change.name == "chair"
    assert first.differences[0].mean > 0
    # one place or three are as good as two at one chair
    assert [(one.name, one.after) for one in found.without_effect()] == [("places", 3), ("places", 1)]


def test_a_change_that_makes_no_sense_is_named(home: Path) -> None:
    text = CLINIC.replace("high = 1\n", "high = 2\n").replace("step = 0.1", "step = 0.6")
    option = Option.of(sim.load(write_clinic(home, "shares", text)))
    found = bottleneck(option, runs(home / "results"), 2, only=["job_chance"])
    assert [(one.name, one.after) for one in found.refused] == [("job_chance", 1.1)]
    assert found.effects == ()


TOGETHER = """
format = 1
title = { da = "Hold", en = "Classes" }

[run]
start = 2021-01-01
years = 2
follow_up = "2 months"
replications = 8

[parameters.places]
value = 12
unit = "places"
low = 1
high = 40
step = 1
lever = true
basis = "assumption"
title = { da = "Pladser", en = "Places" }

[parameters.seats]
value = 12
unit = "places"
low = 1
high = 40
step = 1
lever = true
basis = "assumption"
title = { da = "Holdstørrelse", en = "Class size" }

[parameters.rate]
value = 600
unit = "a year"
low = 300
high = 900
step = 10
basis = "assumption"
title = { da = "Henviste", en = "Referred" }

[arrivals.in]
to = "course"
rate = "$rate"

[resource.place]
capacity = CAPACITY

[gate.start]
first = 2021-02-01
every = "8 weeks"
seats = "$seats"
days = "all"

[stage.course]
uses = ["place"]
gate = "start"
lasts = "4 weeks"
next = "gone"

[exit.gone]

[target.volume]
title = { da = "Startede", en = "Started" }
count = "entered course"
at_least = 100
"""


@pytest.mark.parametrize("capacity", ['"$places"', "12"])
def test_limits_that_bind_together_are_found_in_pairs(capacity: str, tmp_path: Path) -> None:
    """A thirteenth place, or a thirteenth seat, is of no use alone: both are one more start at each of the sessions."""
    text = TOGETHER.replace("CAPACITY", capacity)
    if capacity == "12":  # a number in the resource itself instead of a parameter
        before, _, rest = text.partition("[parameters.places]")
        text = before + "[parameters.seats]" + rest.partition("[parameters.seats]")[2]
    option = Option.of(sim.load(write_clinic(tmp_path, "classes", text)))
    study = runs(tmp_path / "results")
    found = bottleneck(option, study, 8)
    alone = {(e.change.name, e.change.upward): e.differences[0] for e in found.effects}
    place = "places" if capacity.startswith('"') else "place"
    for name in (place, "seats"):
        assert alone[name, True].none
        assert alone[name, False].settled
        assert alone[name, False].mean < -5
    (pair,) = found.pairs.effects
    assert {(one.name, one.upward) for one in pair.changes} == {(place, True), ("seats", True)}
    assert pair.differences[0].settled
    assert pair.differences[0].mean == pytest.approx(13 / 2)  # sessions from 1 February 2021, a year
    assert (found.pairs.left_out, found.pairs.refused) == (0, ())
    assert study.simulated == 8 * (len(found.effects) + 1) + 2 * 8  # both with and without on fresh replications
    for lang, words in (("da", ("To grænser, der kun virker sammen", "Ét par er prøvet", "+6,5")),
                        ("en", ("Two limits that count only together", "One pair was tried", "+6.5"))):  # fmt: skip
        text = bottleneck_text(found, Texts(lang))
        assert all(part in text for part in words)
    written = bottleneck_json(found)["pairs"]
    assert [one["name"] for one in written["effects"][0]["changes"]] == [one.name for one in pair.changes]


def test_changes_with_the_same_effects_are_one_row(tmp_path: Path) -> None:
    """One place fewer and one seat fewer cost the same starts, so they are one row and not two with equal figures."""
    option = Option.of(sim.load(write_clinic(tmp_path, "classes", TOGETHER.replace("CAPACITY", '"$places"'))))
    found = bottleneck(option, runs(tmp_path / "results"), 8, only=["places", "seats"])
    for lang, words in (("da", "12 → 11 pladser eller Holdstørrelse: 12 → 11 pladser"),
                        ("en", "12 → 11 places or Class size: 12 → 11 places")):  # fmt: skip
        rows = effect_table(found, found.asked[0], Texts(lang), helpful=False).rows
        assert [row[0].replace("\u00a0", " ").partition(": ")[2] for row in rows] == [words]


def test_another_arrangement_is_told_from_a_step(tmp_path: Path) -> None:
    """Another choice that helps most is no small step, and the step that helps most is named beside it."""
    option = Option.of(sim.load(CLEANING))
    found = bottleneck(option, runs(tmp_path / "results"), 8, only=["intake_mode", "hold_interval"])
    for lang, words in (("da", "af de enkelte skridt hjælper Uger mellem holdstarter"),
                        ("en", "of single steps Weeks between holds")):  # fmt: skip
        text = " ".join(bottleneck_text(found, Texts(lang)).replace("\u00a0", " ").split())
        assert words in text, text


def test_one_less_is_offered_where_one_is_left(home: Path) -> None:
    tight = Option.of(sim.load(write_clinic(home, "one_chair", CLINIC.replace("capacity = 4", "capacity = 1"))))
    assert [one.units for one in changes(tight, only=["chair"])] == [1]
    assert [one.units for one in changes(clinic(home), only=["chair"])] == [1, -1]


def test_the_largest_harm_comes_first_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """Of a pair the lesser harm counts first: it bounds what both together can give."""

    def limit(name: str, harm: float) -> Limit:
        return Limit(Change("parameter", name, 1, 2), harm)

    limits = [limit("a", 0.1), limit("b", 0.5), limit("c", 0.3)]
    names = [(one.name, other.name) for one, other in _candidates([limits])]
    assert names == [("b", "c"), ("a", "b"), ("a", "c")]
    assert _candidates([limits, limits]) == _candidates([limits])
    assert _candidates([[limits[0]], [limits[1]]]) == []  # of different figures
    many = [limit(f"p{i}", i / 100) for i in range(7)]
    assert len(_candidates([many])) == 21 > MOST_PAIRS


def test_pairs_beyond_the_most_are_counted_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.studies.binding_pairs.MOST_PAIRS", 0)
    text = TOGETHER.replace("CAPACITY", '"$places"')
    found = bottleneck(Option.of(sim.load(write_clinic(tmp_path, "classes", text))), runs(tmp_path / "results"), 4)
    assert found.pairs.left_out == 1
    assert found.pairs.effects == ()
    assert "Ét par mere er ikke prøvet" in bottleneck_text(found, Texts("da"))
    assert "One more pair was not tried" in bottleneck_text(found, Texts("en"))


def test_the_answer_begins_with_what_helps_and_keeps_harm_apart(home: Path) -> None:
    option = clinic(home, places=1, days=40)
    found = bottleneck(option, runs(home / "results"), 20, only=["places", "job_chance"])
    text = bottleneck_text(found, Texts("da")).replace("\u00a0", " ")
    first = " ".join(text.partition("\n\n")[0].split())
    assert first.startswith("Flaskehalsen for Startede er Pladser, fordi der i gennemsnit er brug for "), first
    assert "Startede forbedres mest af Pladser: 1 → 2 pladser (+" in first
    better = text.partition("Det forbedrer I job")[2].partition("Det forringer I job")[0]
    assert "Chance for job: 50 pct. → 60 pct." in better
    assert "Chance for job: 50 pct. → 40 pct." in text.partition("Det forringer I job")[2]


CLEANING = Path(__file__).parents[2] / "scenarios" / "rengoering.toml"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_fewer_people_share_what_is_scarce_and_loads_have_units(tmp_path: Path, lang: str) -> None:
    """That smaller classes helped was said without why: fewer share the same vacancies, at the cost of starts."""
    option = Option.of(sim.load(CLEANING))
    found = bottleneck(option, runs(tmp_path / "results"), 60, only=["hold_size"])
    text = " ".join(bottleneck_text(found, Texts(lang)).replace("\u00a0", " ").split())
    why, load = {
        "da": (
            "færre deles om det, der er for lidt af (Ledige stillinger i Rengøring)",
            "spørger efter en, og der kommer 18",
        ),
        "en": (
            "fewer share what there is too little of (Vacancies in Rengøring)",
            "ask for one on average, and 18 come",
        ),
    }[lang]
    assert why in text
    assert load in text
