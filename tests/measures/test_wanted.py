"""Figures that are computed alone are the same as among all of them."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.log.table import Log
from sim.measures import measure_all
from sim.measures.registry import KPIS
from sim.measures.sheet import Sheet
from sim.measures.wanted import Wanted
from sim.model.model import Model
from sim.studies.replicate import replicate


@cache
def cleaning() -> tuple[Model, Log, Sheet]:
    """A short run of the cleaning project, by group, with a target that is set for a cost."""
    loaded = sim.load("scenarios/rengoering.toml").by("group")
    target = {"figure": "cost_own", "per": "calendar year", "at_most": 1_000_000}
    loaded.source.tables["target"] = {**loaded.source.tables["target"], "price": target}
    model = sim.Scenario(loaded.source, loaded.settings).model
    log = replicate(model, 2, 3, "auto", keep_log=True).log
    assert log is not None
    return model, log, measure_all([log], model, compiled=None)


@settings(max_examples=8, deadline=None)
@given(st.sets(st.sampled_from(sorted(KPIS))), st.sets(st.sampled_from(sorted(KPIS))))
def test_what_is_wanted_is_the_same_alone(kpis: set[str], by_year: set[str]) -> None:
    model, log, everything = cleaning()
    wanted = Wanted(frozenset(kpis | by_year), frozenset(by_year))
    found = measure_all([log], model, compiled=None, wanted=wanted)
    expected = [name for name in everything.names if wanted(name)]
    assert [name for name in found.names if wanted(name)] == expected
    for name in expected:
        assert np.array_equal(found.column(name), everything.column(name), equal_nan=True), name


def test_definitions_that_are_not_judged_are_measured_over_the_window_alone() -> None:
    model, log, everything = cleaning()
    kpis = frozenset({"target", "attained"})
    found = measure_all([log], model, compiled=None, wanted=Wanted(kpis, kpis, definitions_judged=False))
    of_definitions = {name for name in everything.names if name.startswith(("target.", "attained.")) and "[" in name}
    window = {name for name in of_definitions if name.startswith("target.") and "@" not in name}
    assert window
    assert {name for name in found.names if "[" in name} == window
    for name in window:
        assert np.array_equal(found.column(name), everything.column(name), equal_nan=True), name
    chosen = {name for name in everything.names if name.startswith(("target.", "attained.")) and "[" not in name}
    assert chosen <= set(found.names)


def test_nothing_else_is_kept() -> None:
    model, log, everything = cleaning()
    wanted = Wanted(frozenset({"target", "queue"}), frozenset({"target"}))
    found = measure_all([log], model, compiled=None, wanted=wanted)
    others = {name for name in found.names if not wanted(name)}
    assert {name.partition("@")[0] for name in others} == {name for name in everything.names if name == "cost_own"}
