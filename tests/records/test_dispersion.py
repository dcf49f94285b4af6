"""Outcomes that differ between holds count for fewer people; those that do not, count in full."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta

from sim.records import read_mapping, read_records
from sim.records.dispersion import dispersion
from sim.records.fit import fit
from tests.records.project import HEAD, SCENARIO, write_project
from tests.records.test_fit import learnt, prior

HOLDS = SCENARIO.replace("[stage.course]", '[gate.monday]\nevery = "4 weeks"\nfirst = 2021-01-04\nseats = 20\n'
                         '[stage.course]\ngate = "monday"')  # fmt: skip
HOLDS = HOLDS.replace('lasts = "28 days"\nnext = { work = "rest" }',
                      'lasts = "28 days"\nnext = { work = "$passed", sent_back = "rest" }')  # fmt: skip
HOLDS = HOLDS.replace('next = { fit = "$passed", sent_back = "rest" }', 'next = { fit = "rest" }')


def test_pearson_over_degrees_of_freedom_by_hand() -> None:
    """Four holds of 10, of whom 2, 8, 2 and 8 pass: expected 5, so 4 x 2 x 9 / 5 = 14.4 on 3 degrees of freedom."""
    counts = {("course", date(2021, month, 1)): {"work": k, "out": 10 - k} for month, k in enumerate((2, 8, 2, 8), 1)}
    found = dispersion(counts)
    assert found is not None
    assert found.factor == pytest.approx(14.4 / 3)
    assert (found.holds, found.people) == (4, 40)
    even = {hold: {"work": 5, "out": 5} for hold in counts}
    assert dispersion(even).factor == 1  # type: ignore[union-attr]


def test_a_few_people_who_begin_on_one_day_are_no_hold() -> None:
    pairs = {("course", date(2021, 1, day)): {"work": 2 * (day % 2), "out": 2 - 2 * (day % 2)} for day in range(1, 20)}
    assert dispersion(pairs) is None
    assert dispersion({("course", date(2021, 1, 1)): {"work": 30, "out": 30}}) is None


def records_of_holds(folder: Path, passed: tuple[int, ...], size: int):
    """Holds of one size on successive Mondays, of whom so many pass; the rest are sent back."""
    rows, person = [], 0
    for number, passes in enumerate(passed):
        begin = date(2021, 1, 4) + timedelta(days=28 * number)
        end = begin + timedelta(days=28)
        for one in range(size):
            person += 1
            rows.append(f"{person};Kursus;{begin:%d-%m-%Y};{end:%d-%m-%Y};")
            rows.append(f"{person};Praktik;{end:%d-%m-%Y};;" if one < passes else f"{person};Retur;{end:%d-%m-%Y};;")
    return read_records(read_mapping(write_project(folder, HEAD + "\n".join(rows) + "\n", scenario=HOLDS)))


def test_the_posterior_is_that_of_so_many_fewer_people(tmp_path: Path) -> None:
    """A share with a beta prior: the counts divided by the dispersion."""
    records = records_of_holds(tmp_path, (2, 8, 2, 8, 5), 10)
    fitted = fit(records, draws=400)
    factor = fitted.dispersions["course"].factor
    a, b = prior(records, "passed")
    exact = beta(a + 25 / factor, b + 25 / factor)
    assert factor == pytest.approx(14.4 / 4)
    assert learnt(fitted, "passed") == pytest.approx(exact.ppf([0.05, 0.5, 0.95]), abs=0.25 * exact.std())


@pytest.mark.slow
def test_ranges_hold_also_where_holds_differ(tmp_path: Path) -> None:
    """Holds that differ by a logit standard deviation of .8: 90 % ranges cover clearly more often than without."""
    generator = np.random.default_rng(8)
    covered = plain = 0
    for _ in range(150):
        truth = generator.beta(6, 3)
        logits = np.log(truth / (1 - truth)) + 0.8 * generator.standard_normal(10)
        passed = tuple(generator.binomial(12, 1 / (1 + np.exp(-logits))).tolist())
        records = records_of_holds(tmp_path, passed, 12)
        low, _, high = learnt(fit(records, draws=200), "passed")
        a, b = prior(records, "passed")
        all_holds = np.log(truth / (1 - truth)) + 0.8 * generator.standard_normal(400)
        mean_share = float(np.mean(1 / (1 + np.exp(-all_holds))))
        covered += low <= mean_share <= high
        counted = beta(a + sum(passed), b + 120 - sum(passed)).ppf([0.05, 0.95])
        plain += counted[0] <= mean_share <= counted[1]
    assert covered > plain
    assert covered / 150 > 0.8
