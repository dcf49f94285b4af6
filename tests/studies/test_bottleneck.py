"""Small changes and what they buy."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.studies.bottleneck import bottleneck, changes
from sim.studies.option import Option, with_more_of
from sim.studies.replicate import replicate
from tests.studies.clinic import CLINIC, clinic, runs, write_clinic

N = 8


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bottleneck")


def test_the_changes_of_a_scenario(home: Path) -> None:
    found = {(one.kind, one.name): [] for one in changes(clinic(home))}
    for one in changes(clinic(home)):
        found[one.kind, one.name].append(one.after)
    assert found == {
        ("resource", "chair"): [None],  # places are listed as the parameter that they are
        ("parameter", "places"): [3, 1],
        ("parameter", "days"): [23.5, 16.5],  # a tenth of the range
        ("parameter", "job_chance"): [0.6, 0.4],
        ("parameter", "line"): ["leaves"],
    }  # no formula, and not what only says when a target is met


def test_only_some_changes(home: Path) -> None:
    assert {one.name for one in changes(clinic(home), levers=True)} == {"chair", "places"}
    assert [one.name for one in changes(clinic(home), only=["chair", "line"])] == ["chair", "line"]
    with pytest.raises(ValueError, match="sofa"):
        changes(clinic(home), only=["sofa"])


def test_steps_stay_in_the_range(home: Path) -> None:
    assert [one.after for one in changes(clinic(home, places=12), only=["places"])] == [11]
    assert [one.after for one in changes(clinic(home, job_chance=1.0), only=["job_chance"])] == [0.9]


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
    assert ranked[0].change.name in ("places", "days")
    assert [change.name for change in found.without_effect()] == ["chair"]  # two places, four chairs
    assert all(effect.change.name != "job_chance" for effect in ranked)  # nobody starts sooner for it
    with pytest.raises(KeyError, match="was not asked"):
        found.ranked("mean(queue.stay)")


def test_one_more_is_one_more_whenever_there_are_any() -> None:
    from sim.scenario.schema import Resource, Staff, Steps
    from tests.report.small import course

    scenario = course(10, 10)
    from dataclasses import replace

    dated = Resource("place", Steps(0, ((100, 12), (200, 0), (300, 5))))
    group = Staff("adviser", Steps(0.5, ((50, 1.5),)), 37.0)
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
