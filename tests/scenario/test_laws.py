"""Laws against closed forms and scipy.stats."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats

from sim import distributions as laws
from sim.distributions import ImpossibleLaw, canonical
from sim.distributions.stepped import POISSON_TAIL
from sim.scenario import load
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import DAY, MONTH, Law

pytestmark = pytest.mark.unit

CASES = [
    ("exponential", {"mean": 3.0}, stats.expon(scale=3)),
    ("uniform", {"low": 2.0, "high": 5.0}, stats.uniform(2, 3)),
    ("triangular", {"low": 8.0, "mode": 20.0, "high": 37.0}, stats.triang(12 / 29, 8, 29)),
    ("triangular", {"low": 8.0, "mode": 8.0, "high": 37.0}, stats.triang(0, 8, 29)),
    ("triangular", {"low": 8.0, "mode": 37.0, "high": 37.0}, stats.triang(1, 8, 29)),
    ("lognormal", {"median": 7.0, "p90": 21.0}, stats.lognorm(math.log(3) / 1.2815515655446004, scale=7)),
    ("gamma", {"mean": 6.0, "sd": 3.0}, stats.gamma(4, scale=1.5)),
    ("gamma", {"shape": 0.5, "scale": 4.0}, stats.gamma(0.5, scale=4)),
    ("weibull", {"shape": 0.601, "scale": 22.07}, stats.weibull_min(0.601, scale=22.07)),
    ("normal", {"mean": 10.0, "sd": 4.0}, stats.truncnorm(-2.5, np.inf, 10, 4)),
    ("normal", {"mean": -8.0, "sd": 4.0, "high": 3.0}, stats.truncnorm(2, 2.75, -8, 4)),
]  # fmt: skip
IDS = [f"{name}-{'-'.join(f'{key}{value:g}' for key, value in given.items())}" for name, given, _ in CASES]


@pytest.mark.parametrize(("name", "given", "known"), CASES, ids=IDS)
def test_a_law_has_the_known_moments_quantiles_and_hazard(name, given, known):
    law = canonical(name, given, "seconds")
    assert laws.mean(law) == pytest.approx(known.mean(), rel=1e-9)
    assert laws.second_moment(law) == pytest.approx(known.moment(2), rel=1e-9)
    assert laws.sd(law) == pytest.approx(known.std(), rel=1e-8)
    u = np.array([1e-12, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-6])
    ages = known.ppf(u)
    np.testing.assert_allclose(laws.quantile(law, u), ages, rtol=1e-8, atol=1e-13)
    np.testing.assert_allclose(laws.cumulative_hazard(law, ages), -known.logsf(ages), rtol=1e-7, atol=1e-14)
    assert laws.upper_bound(law) == known.support()[1]


@pytest.mark.parametrize(("name", "given", "known"), CASES, ids=IDS)
def test_age_at_hazard_inverts_the_hazard_far_into_the_tail(name, given, known):
    law = canonical(name, given, "seconds")
    hazard = np.array([1e-9, 1e-3, 0.5, 2.0, 12.0])
    np.testing.assert_allclose(laws.cumulative_hazard(law, laws.age_at_hazard(law, hazard)), hazard, rtol=1e-5)
    if law.name in ("exponential", "lognormal", "gamma", "weibull"):
        assert laws.cumulative_hazard(law, laws.age_at_hazard(law, np.array(300.0))) == pytest.approx(300, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "given", "mean", "sd"),
    [
        ("lognormal", {"mean": 10.0, "sd": 15.0}, 10, 15),
        ("lognormal", {"mean": 10.0, "cv": 1.5}, 10, 15),
        ("lognormal", {"mean": 10.0, "log_sd": math.sqrt(math.log(2))}, 10, 10),
        ("lognormal", {"median": 10.0, "log_sd": math.sqrt(math.log(2))}, 10 * math.sqrt(2), 10 * math.sqrt(2)),
        ("gamma", {"mean": 10.0, "cv": 0.5}, 10, 5),
        ("gamma", {"shape": 4.0, "mean": 10.0}, 10, 5),
        ("weibull", {"mean": 10.0, "sd": 10.0}, 10, 10),
        ("weibull", {"mean": 10.0, "cv": 2.0}, 10, 20),
        ("weibull", {"mean": 10.0, "cv": 0.01}, 10, 0.1),
        ("weibull", {"shape": 1.0, "mean": 10.0}, 10, 10),
        ("fixed", {"value": 7.0}, 7, 0),
        ("gamma", {"mean": 7.0, "cv": 0.0}, 7, 0),
        ("uniform", {"low": 7.0, "high": 7.0}, 7, 0),
        ("poisson", {"mean": 4.5}, 4.5, math.sqrt(4.5)),
    ],
)
def test_every_way_of_stating_a_law_has_the_stated_moments(name, given, mean, sd):
    law = canonical(name, given, "number" if name == "poisson" else "working days")
    assert laws.mean(law) == pytest.approx(mean, rel=1e-9)
    assert laws.sd(law) == pytest.approx(sd, rel=1e-6, abs=1e-6)


def test_canonical_forms_are_the_ones_the_model_reads():
    lognormal = canonical("lognormal", {"median": 7.0 * DAY, "p90": 21.0 * DAY}, "seconds")
    assert lognormal["log_mean"] == math.log(7 * DAY)
    assert lognormal["log_sd"] == math.log(3) / 1.2815515655446004
    assert canonical("weibull", {"mean": 5.0, "sd": 5.0}, "seconds")["shape"] == pytest.approx(1, abs=1e-12)
    assert canonical("normal", {"mean": 3.0, "sd": 1.0}, "seconds")["low"] == 0
    assert canonical("normal", {"mean": 3.0, "sd": 1.0}, "number")["low"] == -math.inf
    exponential = canonical("exponential", {"mean": 2.0}, "working days")
    assert exponential == Law("exponential", (("mean", 2.0),), "working days")


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("gamma", {"mean": 5.0, "sd": -1.0}, "sd must not be negative"),
        ("normal", {"mean": 5.0, "sd": -1.0}, "sd must not be negative"),
        ("lognormal", {"median": 7.0, "p90": 7.0}, "p90 .* must be above the median"),
        ("lognormal", {"median": -7.0, "p90": 7.0}, "median must be greater than 0"),
        ("uniform", {"low": 5.0, "high": 4.0}, "low .* is above high"),
        ("uniform", {"low": -1.0, "high": 4.0}, "must not be negative"),
        ("triangular", {"low": 1.0, "mode": 5.0, "high": 4.0}, "mode .* must lie between"),
        ("weibull", {"shape": 0.0, "scale": 4.0}, "shape must be greater than 0"),
        ("weibull", {"mean": 4.0, "cv": 1e9}, "cv must lie between"),
        ("gamma", {"shape": -1.0, "mean": 4.0}, "shape must be greater than 0"),
        ("exponential", {"mean": 0.0}, "mean must be greater than 0"),
        ("exponential", {"mean": math.nan}, "finite"),
        ("fixed", {"value": -1.0}, "must not be negative"),
        ("poisson", {"mean": -1.0}, "poisson"),
        ("normal", {"mean": -1000.0, "sd": 1.0}, "almost nothing"),
        ("gamma", {"mean": 4.0}, "needs"),
        ("cauchy", {"mean": 4.0}, "no law 'cauchy'"),
    ],
)
def test_an_impossible_law_is_refused_in_plain_words(name, given, says):
    with pytest.raises(ImpossibleLaw, match=says):
        canonical(name, given, "seconds")


def test_discrete_empirical_and_poisson_are_atoms():
    law = laws.discrete([5.0, 1.0, 5.0, 9.0], [0.25, 0.5, 0.25, 0.0], "seconds")
    assert (law.values, law.shares) == ((1.0, 5.0), (0.5, 0.5))
    assert (laws.mean(law), laws.sd(law), laws.upper_bound(law)) == (3.0, 2.0, 5.0)
    assert laws.quantile(law, np.array([0.0, 0.5, 0.500001, 1.0])).tolist() == [1, 1, 5, 5]
    assert laws.cumulative_hazard(law, np.array([0.9, 1.0, 5.0])).tolist() == [0, math.log(2), math.inf]
    assert laws.mean(laws.empirical([3.0, 5.0, 10.0], "seconds")) == pytest.approx(6)
    counts, shares = laws.atoms(canonical("poisson", {"mean": 4.5}, "number"))
    np.testing.assert_allclose(shares, stats.poisson(4.5).pmf(counts), rtol=1e-12)
    assert stats.poisson(4.5).sf(counts[-1] - 1) >= POISSON_TAIL > stats.poisson(4.5).sf(counts[-1])
    for values, parts in (([], []), ([1.0], [0.9]), ([1.0, 2.0], [1.0]), ([1.0, 2.0], [1.5, -0.5]), ([-1.0], [1.0])):
        with pytest.raises(ImpossibleLaw):
            laws.discrete(values, parts, "seconds")


def test_a_piecewise_hazard_has_exact_moments():
    law = laws.piecewise_hazard([(3.0, 0.1), (5.0, 0.0), (math.inf, 0.5)], "seconds")
    survival = math.exp(-0.3)
    mean = (1 - survival) / 0.1 + survival * 2 + survival / 0.5
    assert laws.mean(law) == pytest.approx(mean, rel=1e-11)
    assert laws.quantile(law, np.array([1 - survival + 1e-15])) == pytest.approx(5.0, abs=1e-6)
    assert laws.age_at_hazard(law, np.array([0.2, 0.3, 0.8])).tolist() == pytest.approx([2.0, 3.0, 6.0])
    assert laws.cumulative_hazard(law, np.array([0.0, 4.0, 7.0])).tolist() == pytest.approx([0, 0.3, 1.3])
    some_stay = laws.piecewise_hazard([(3.0, 0.1), (math.inf, 0.0)], "seconds")
    assert laws.mean(some_stay) == math.inf
    assert laws.age_at_hazard(some_stay, np.array([0.31])) == math.inf
    for pieces in ([], [(3.0, 0.1)], [(3.0, 0.1), (2.0, 1.0), (math.inf, 1.0)], [(math.inf, -1.0)], [(math.inf, 0.0)]):
        with pytest.raises(ImpossibleLaw):
            laws.piecewise_hazard(pieces, "seconds")


@pytest.mark.parametrize("factor", [0.0, 0.3, 2.5])
@pytest.mark.parametrize(("name", "given", "known"), CASES, ids=IDS)
def test_an_early_factor_multiplies_the_hazard_of_the_young(name, given, known, factor):
    until = float(known.ppf(0.4))
    law = laws.early(canonical(name, given, "seconds"), factor, until)

    def survival(age):
        if age < until:
            return known.sf(age) ** factor
        return known.sf(until) ** (factor - 1) * known.sf(age)

    top = float(known.ppf(1 - 1e-13))
    body = known.ppf([1e-6, 0.01, 0.2, 0.7, 0.97, 0.9999])
    edges = np.unique([0, known.support()[0], until, top, *body]).tolist()
    mean = sum(integrate.quad(survival, a, b, epsabs=0, epsrel=1e-9)[0] for a, b in pairwise(edges))
    assert laws.mean(law) == pytest.approx(mean, rel=1e-6)
    u = np.array([0.001, 0.2, 0.5, 0.9])
    assert [survival(age) for age in laws.quantile(law, u)] == pytest.approx(1 - u, rel=1e-8)
    ages = np.array([until / 2, until * 1.01])
    expected = [-math.log(survival(age)) for age in ages]
    np.testing.assert_allclose(laws.cumulative_hazard(law, ages), expected, rtol=1e-9, atol=1e-12)


def test_an_early_factor_on_atoms_and_its_limits():
    law = laws.early(laws.discrete([1.0, 2.0, 3.0], [0.5, 0.25, 0.25], "seconds"), 0.5, 2.0)
    _, shares = laws.atoms(law)
    young = 1 - math.sqrt(0.5)
    assert shares.tolist() == pytest.approx([young, (1 - young) / 2, (1 - young) / 2])
    month = canonical("exponential", {"mean": float(MONTH)}, "seconds")
    assert laws.early(month, 1.0, 5.0) == month
    with pytest.raises(ImpossibleLaw, match="nobody ever leaves"):
        laws.early(canonical("uniform", {"low": 0.0, "high": 2.0}, "seconds"), 0.0, 3.0)
    with pytest.raises(ImpossibleLaw):
        laws.early(month, -1.0, 5.0)


def test_a_piece_of_a_hazard_may_state_the_share_that_leaves_within_it(tmp_path):
    pieces = '[{ until = "10 days", share = 0.5 }, { until = "30 days", share = 0.2 }, { rate = "0 per day" }]'
    path = tmp_path / "share.toml"
    path.write_text(
        'format = 1\n[run]\nstart = 2021-01-01\nyears = 1\n[arrivals.a]\nto = "s"\nrate = 10\n'
        f'[stage.s]\nlasts = "60 days"\nnext = "out"\n[exit.out]\n[risk.r]\nin = ["s"]\n'
        f'to = "out"\ntime = {{ hazard = {pieces} }}\n',
        encoding="utf-8",
    )
    (risk,) = load(path).risks
    rates = [(piece.until / DAY, piece.rate * DAY) for piece in risk.law.pieces]
    assert rates == [(10, pytest.approx(math.log(2) / 10)), (30, pytest.approx(-math.log(0.8) / 20)), (math.inf, 0)]


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ('{ until = "10 days", share = 0.5, rate = "1 per day" }', "conflicting-keys"),
        ('{ until = "10 days", share = 1 }', "out-of-range"),
        ("{ share = 0.5 }", "missing-key"),
    ],
)
def test_what_a_share_of_a_piece_needs(tmp_path, piece, code):
    path = tmp_path / "share.toml"
    path.write_text(
        'format = 1\n[run]\nstart = 2021-01-01\nyears = 1\n[arrivals.a]\nto = "s"\nrate = 10\n'
        f'[stage.s]\nlasts = {{ hazard = [{piece}, {{ rate = "1 per day" }}] }}\nnext = "out"\n[exit.out]\n',
        encoding="utf-8",
    )
    with pytest.raises(ProblemsFound) as found:
        load(path)
    assert code in {problem.code for problem in found.value.problems}
