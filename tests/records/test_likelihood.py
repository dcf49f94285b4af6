"""What a spell tells where part of the way is hidden: at the end of the window, and within the first day."""

from __future__ import annotations

from pathlib import Path

import pytest
from scipy.stats import beta

import sim
from sim.knowledge.priors import prior_of
from sim.records import read_mapping, read_records
from sim.records.fit import fit
from sim.records.stays import ANY_TIME, AT_MIDNIGHT, begins
from tests.records.project import HEAD, MAPPING, SCENARIO, write_project

GATED = SCENARIO.replace(
    "[stage.course]", '[gate.monday]\nevery = "1 week"\nfirst = 2021-01-04\nseats = 9\n[stage.course]\ngate = "monday"'
)
GATED = GATED.replace("next = { course = 0.5, work", "next = { course = 1, work")  # who is fit waits for a Monday


def test_who_has_not_gone_on_yet_is_on_a_way_that_takes_time(tmp_path: Path) -> None:
    """Whoever is sent back is so at once; so who is between two steps at the end waits for the course."""
    sent_back = "".join(f"{i};Samtale;01-12-2021;10-12-2021;\n{i};Retur;10-12-2021;;\n" for i in range(6))
    waiting = "".join(f"{i};Samtale;20-12-2021;30-12-2021;\n" for i in range(6, 10))
    records = read_records(read_mapping(write_project(tmp_path, HEAD + sent_back + waiting, scenario=GATED)))
    fitted = fit(records, draws=400)
    prior = prior_of(next(one for one in records.mapping.scenario.scenario.parameters if one.name == "passed"))
    assert prior is not None
    exact = beta(prior.first + 4, prior.second + 6)
    (learnt,) = [one for one in fitted.learnt if one.name == "passed"]
    assert learnt.posterior == pytest.approx(exact.ppf([0.05, 0.5, 0.95]), abs=0.25 * exact.std())
    assert not fitted.misfits


def test_a_gap_that_the_pathway_does_not_explain_tells_nothing(tmp_path: Path) -> None:
    """Nobody waits for anything in this pathway: a missing row is a missing row."""
    rows = "".join(f"{i};Samtale;01-12-2021;10-12-2021;\n" for i in range(6))
    records = read_records(read_mapping(write_project(tmp_path, HEAD + rows)))
    learnt = {one.name: one for one in fit(records, draws=400).learnt}
    assert learnt["passed"].spread == pytest.approx(1, abs=0.1) if "passed" in learnt else True


def test_a_stay_behind_whole_days_from_midnight_begins_at_midnight(tmp_path: Path) -> None:
    write_project(tmp_path, mapping=MAPPING, scenario=GATED)
    scenario = sim.load(tmp_path / "pathway.toml").scenario
    steps = {step.name: step for step in scenario.steps}
    assert begins(scenario, steps["course"], steps["talk"]) == AT_MIDNIGHT
    assert begins(scenario, steps["work"], steps["course"]) == AT_MIDNIGHT
    assert begins(scenario, steps["work"], steps["talk"]) == ANY_TIME
