"""Figures by group are those of everybody, found from the rows of the group's people alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engines import choose
from sim.measures import measure
from sim.measures.names import FigureName, NotAName
from sim.measures.registry import BY_GROUP, KPIS
from sim.model.build import build
from sim.scenario.schema import DAY, Case, Cost, Grouping, Pool, Property, Report, Step
from tests import generated
from tests.measures.handmade import Values, model_of, scenario_of

pytestmark = pytest.mark.unit

STEPS = (Step("a", "stage"), Step("out", "exit"))
PROPERTIES = (Property("age"), Property("group", ("one", "two")))
BY = (Grouping("group", (), ("one", "two")), Grouping("age", (30.0, 50.0)))


def two_people() -> Values:
    """One waits 2 days at the age of 30, the other 4 days at 49; of a third nothing is known."""
    scenario = scenario_of(STEPS, properties=PROPERTIES, report=Report(BY))
    rows = []
    for owner, (arrived, wait, group, age) in enumerate([(1, 2, 0, 30), (2, 4, 1, 49)]):
        rows += [
            (arrived, owner, "ARRIVE", "a", "in"), (arrived, owner, "ATTRIBUTE", "", 1, group),
            (arrived, owner, "ATTRIBUTE", "", 0, age * 1_000_000), (arrived, owner, "JOIN", "a"),
            (arrived + wait, owner, "ADMIT", "a", "", wait * DAY), (arrived + wait, owner, "START", "a"),
            (arrived + wait + 5, owner, "END", "a", "", 5 * DAY), (arrived + wait + 5, owner, "EXIT", "out"),
        ]  # fmt: skip
    rows += [(3, 2, "ARRIVE", "a", "in"), (3, 2, "JOIN", "a"), (3, 2, "ADMIT", "a"), (3, 2, "START", "a")]
    return Values(model_of(scenario, window=(0, 100), end=100), sorted(rows, key=lambda row: row[0]))


def test_each_group_has_its_own_waits_and_people():
    found = two_people()
    assert found["wait_mean.a"] == 2
    assert found["wait_mean.a{group=one}"] == found["wait_p90.a{group=one}"] == 2
    assert found["wait_mean.a{group=two}"] == 4
    assert [found[f"arrivals.in{{group={label}}}"] for label in ("one", "two")] == [1, 1]


def test_a_bound_belongs_to_the_group_above_it():
    found = two_people()
    assert BY[1].labels == ("<30", "30-50", ">=50")
    assert [found[f"arrivals.in{{age={label}}}"] for label in BY[1].labels] == [0, 2, 0]


def test_a_group_without_people_has_no_mean():
    assert two_people().is_nan("wait_mean.a{age=>=50}")


def test_what_all_share_is_not_divided():
    names = two_people().sheet.names
    assert not any(FigureName.of(name).by and FigureName.of(name).kpi not in BY_GROUP for name in names)
    assert {"utilisation", "cost_total", "attained", "seats_filled"}.isdisjoint(BY_GROUP)
    assert set(KPIS) >= BY_GROUP


@pytest.mark.parametrize("seed", range(12))
def test_numbers_of_all_groups_add_up_to_those_of_everybody(seed):
    """Both ways of counting; everybody has a source and, drawn on arrival, a level and a group."""
    model = build(generated.pathway(seed))
    by = (
        Grouping("source", (), model.names.sources),
        Grouping("group", (), model.names.categories[model.names.properties.index("group")]),
    )
    grouped = replace(model, scenario=replace(model.scenario, report=Report(by)))
    log = choose("reference", model, 2).run(model, 1, [0, 1])
    sheet = measure(log, grouped, compiled=False)
    for place, name in enumerate(sheet.names):
        figure = FigureName.of(name)
        if figure.by or figure.kpi not in BY_GROUP or KPIS[figure.kpi].kind == "value":
            continue
        for grouping in by:
            if grouping.by == "group" and figure.kpi == "not_contacted":
                continue  # they have drawn nothing
            parts = [str(replace(figure, by=grouping.by, label=label)) for label in grouping.labels]
            if parts[0] not in sheet.index:
                assert figure.kpi == "target"
                continue
            total = sum(sheet.numerator[:, sheet.index[part]] for part in parts)
            np.testing.assert_allclose(total, sheet.numerator[:, place], rtol=1e-9, atol=1e-9, err_msg=name)


def test_groups_change_nothing_for_everybody_and_neither_does_the_way_of_counting():
    model = build(replace(generated.pathway(3), report=Report((Grouping("group", (), ("a", "b")),))))
    alone = replace(model, scenario=replace(model.scenario, report=Report()))
    log = choose("reference", model, 2).run(model, 1, [0, 1])
    plain, grouped = measure(log, alone, compiled=False), measure(log, model, compiled=False)
    assert grouped.names[: len(plain.names)] == plain.names
    assert grouped.numerator[:, : len(plain.names)].tobytes() == plain.numerator.tobytes()
    compiled = measure(log, model, compiled=True)
    assert compiled.numerator.tobytes() == grouped.numerator.tobytes()


WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@given(WORDS, WORDS | st.just(""), st.sampled_from(["", "3 months", "within=0 days|who_are=self with hours >= 25"]),
       st.sampled_from([("", ""), ("group", "jobparat"), ("age", "<30.5"), ("age", ">=50")]),
       st.sampled_from(["", "2021"]))  # fmt: skip
def test_a_name_is_read_as_it_is_written(kpi, thing, option, group, year):
    name = FigureName(kpi, thing, option, *group, year)
    assert FigureName.of(str(name)) == name
    assert FigureName.of(name.window) == replace(name, year="")


@pytest.mark.parametrize("text", ["", "a b", "wait.a{group}", "x[1", "x@21", "x.y}z"])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(NotAName):
        FigureName.of(text)


def test_a_day_in_line_costs_what_the_person_costs_and_counts_when_it_passes():
    cost = Cost(per_day_in_line=Case("group", (("one", 100.0), ("two", 30.0))))
    steps = (Step("a", "stage", cost=cost), Step("out", "exit"))
    scenario = scenario_of(steps, properties=PROPERTIES, report=Report((BY[0],)))
    rows = []
    for owner, group in enumerate((0, 1)):
        rows += [(1, owner, "ARRIVE", "a", "in"), (1, owner, "ATTRIBUTE", "", 1, group), (1, owner, "JOIN", "a")]
    rows += [(4, 0, "RENEGED", "a", "", 3 * DAY), (4, 0, "EXIT", "out"), (10, 1, "IN_LINE", "a", "", 9 * DAY)]
    found = Values(model_of(scenario, window=(2, 8), end=10), rows)
    assert found["cost.a"] == found["cost_total"] == 2 * 100 + 6 * 30
    assert [found[f"cost.a{{group={label}}}"] for label in ("one", "two")] == [200, 180]


def test_waiting_for_a_token_costs_too():
    cost = Cost(per_day_in_line=50.0, funder_share=0.4)
    scenario = scenario_of((Step("w", "wait", takes="p", cost=cost), Step("out", "exit")), pools=(Pool("p"),))
    rows = [
        (1, 0, "ARRIVE", "w", "in"),
        (1, 0, "JOIN", "w", "p"),
        (5, 0, "ADMIT", "w", "p", 4 * DAY),
        (5, 0, "EXIT", "out"),
    ]
    found = Values(model_of(scenario, window=(0, 10), end=10), rows)
    assert (found["cost.w"], found["cost_own"]) == (200, 120)
