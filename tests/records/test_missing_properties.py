"""A property that is missing of a person is summed over within the person, over all spells together."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta

from sim.knowledge.priors import prior_of
from sim.records import read_mapping, read_records
from sim.records.fit import Unknowns, fit
from sim.records.likelihood import Likelihood
from tests.records.project import HEAD, MAPPING, SCENARIO, write_project

GROUPS = SCENARIO.replace(
    '{ exponential = "60 days" }',
    '{ by = "group", ready = { exponential = "30 days" }, far = { exponential = "90 days" } }',
)
GROUPS = GROUPS.replace('fit = "$passed"', 'fit = { by = "group", ready = "$passed", far = 0.2 }')
WORDS = {"ready": "Jobparat", "far": "Aktivitetsparat", "": ""}
ROWS = (
    "{id};Samtale;01-02-2021;15-02-2021;{group}\n{id};Praktik;15-02-2021;20-03-2021;{group}\n{id};Job;20-03-2021;;{group}\n",
    "{id};Samtale;03-02-2021;15-03-2021;{group}\n{id};Retur;15-03-2021;;{group}\n",
    "{id};Samtale;01-03-2021;05-03-2021;{group}\n{id};Praktik;05-03-2021;;{group}\n",
)


def likelihood(folder: Path, rows: str, scenario: str = GROUPS) -> tuple[Likelihood, float]:
    records = read_records(read_mapping(write_project(folder, HEAD + rows, scenario=scenario)))
    found = Likelihood(records)
    return found, sum(found.by_step(records.mapping.scenario.scenario, {}).values())


@pytest.mark.parametrize("person", range(3))
def test_the_sum_is_that_over_filled_in_records(tmp_path: Path, person: int) -> None:
    """Two or three spells of one person under each group, by records in which it stands, weighted by its share."""
    row = ROWS[person]
    filled = {group: exp(likelihood(tmp_path, row.format(id=1, group=WORDS[group]))[1]) for group in ("ready", "far")}
    exact = log(0.4 * filled["ready"] + 0.6 * filled["far"])
    missing, common = likelihood(tmp_path, row.format(id=1, group=""))
    assert common + missing.of_mixtures(missing.scenario, {}) == pytest.approx(exact, rel=1e-12)
    assert not missing.unused


def test_equal_people_count_as_often_as_they_are(tmp_path: Path) -> None:
    one, common = likelihood(tmp_path, ROWS[0].format(id=1, group=""))
    five, five_common = likelihood(tmp_path, "".join(ROWS[0].format(id=n, group="") for n in range(5)))
    assert five_common == pytest.approx(5 * common)
    assert five.of_mixtures(five.scenario, {}) == pytest.approx(5 * one.of_mixtures(one.scenario, {}))
    assert five.mixed == 5 * one.mixed > 0


def test_the_posterior_is_that_of_the_mixture(tmp_path: Path) -> None:
    """Shares alone: of people of whom the group is missing, 0.4 p + 0.6 x 0.2 go on; a grid gives the rest."""
    scenario = SCENARIO.replace('fit = "$passed"', 'fit = { by = "group", ready = "$passed", far = 0.2 }')
    on, back = ROWS[0], ROWS[1]
    rows = "".join((on if n < 24 else back).format(id=n, group="") for n in range(50))
    rows += "".join((on if n < 58 else back).format(id=n, group="Jobparat") for n in range(50, 62))
    fitted = fit(read_records(read_mapping(write_project(tmp_path, HEAD + rows, scenario=scenario))), draws=400)
    prior = prior_of(next(one for one in fitted.records.mapping.scenario.scenario.parameters if one.name == "passed"))
    assert prior is not None
    grid = np.linspace(0.001, 0.999, 4000)
    mixed = 0.4 * grid + 0.12
    density = beta(prior.first + 8, prior.second + 4).pdf(grid) * mixed**24 * (1 - mixed) ** 26
    cumulative = np.cumsum(density) / density.sum()
    exact = [float(grid[np.searchsorted(cumulative, share)]) for share in (0.05, 0.5, 0.95)]
    (learnt,) = [one for one in fitted.learnt if one.name == "passed"]
    assert learnt.posterior == pytest.approx(exact, abs=0.2 * (exact[2] - exact[0]) / 3.3)


def test_a_spell_that_cannot_happen_whatever_is_filled_in_is_left_out(tmp_path: Path) -> None:
    mapping = MAPPING.replace("format = 1", 'format = 1\nallowed = ["talk -> job"]')
    rows = "1;Samtale;01-02-2021;15-02-2021;\n1;Job;15-02-2021;;\n"
    records = read_records(read_mapping(write_project(tmp_path, HEAD + rows, mapping, GROUPS)))
    found = Likelihood(records)
    assert dict(found.misfits) == {("talk", "job"): 1}
    assert found.of_mixtures(found.scenario, {}) == pytest.approx(0)


def test_all_values_of_a_term_are_finite_where_parameters_are_extreme(tmp_path: Path) -> None:
    rows = "".join(ROWS[n % 3].format(id=n, group="") for n in range(9))
    unknowns = Unknowns(read_records(read_mapping(write_project(tmp_path, HEAD + rows, scenario=GROUPS))))
    for at in (-8.0, 8.0):
        assert np.isfinite(unknowns.terms(np.full(len(unknowns), at))).all()
    assert len(unknowns.spells) == len(unknowns.terms(np.zeros(len(unknowns))))
