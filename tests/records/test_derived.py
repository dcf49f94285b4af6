"""Shares that follow from weights are told instead of the weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.special import logit

from sim.knowledge.draws import priors_of
from sim.records import read_mapping, read_records
from sim.records.derived import shares_of_weights
from sim.records.fit import fit
from sim.report.fit import fit_text
from sim.report.texts import Texts
from tests.records.project import SCENARIO, write_project
from tests.records.test_fit import records_of

WEIGHTS = """
[parameters.on]
value = 0.5
low = 0.3
high = 0.8
unit = "weight"
title = { da = "Videre (vægt)", en = "On (weight)" }
[parameters.back]
value = 0.3
low = 0.1
high = 0.5
unit = "weight"
[parameters.on_share]
formula = "on / (on + back)"
unit = "share"
title = { da = "Andel videre", en = "Share who go on" }
"""
PASSED = """[parameters.passed]
value = 0.7
low = 0.5
high = 0.9
unit = "share"
"""
WEIGHED = SCENARIO.replace(PASSED, WEIGHTS).replace("$passed", "$on_share")


def test_a_share_of_weights_is_that_of_each_draw(tmp_path: Path) -> None:
    fitted = fit(records_of(tmp_path, WEIGHED), draws=200)
    (share,) = fitted.derived
    on, back = (fitted.draws[:, fitted.names.index(name)] for name in ("on", "back"))
    shares = on / (on + back)
    assert share.posterior == pytest.approx(tuple(np.quantile(shares, (0.05, 0.5, 0.95))))
    assert share.spells == max(one.spells for one in fitted.learnt if one.name in ("on", "back"))
    assert share.spread < min(one.spread for one in fitted.learnt if one.name in ("on", "back"))  # what was learnt
    assert {one.name for one in fitted.told} == {"on_share"}
    said = " ".join(fit_text(fitted, Texts("en"), 80).split())
    assert "Share who go on" in said
    assert "On (weight)" not in said


def test_before_anything_is_seen_the_share_is_that_of_the_priors(tmp_path: Path) -> None:
    scenario = read_records(read_mapping(write_project(tmp_path, scenario=WEIGHED))).mapping.scenario.scenario
    priors = priors_of(scenario.parameters)
    generator = np.random.default_rng(3)
    draws = np.column_stack([prior.quantile(generator.random(20_000)) for prior in priors])
    fitted = fit(records_of(tmp_path, WEIGHED), draws=20)
    (share,) = shares_of_weights(scenario.parameters, priors, draws, fitted.learnt, seed=1)
    names = [prior.name for prior in priors]
    on, back = draws[:, names.index("on")], draws[:, names.index("back")]
    scores = logit(on / (on + back))
    assert logit(share.prior[1]) == pytest.approx(np.median(scores), abs=4 * scores.std() / 1000**0.5)
    assert share.spread == pytest.approx(1.0, abs=0.15)


def test_without_weights_there_is_nothing_to_derive(tmp_path: Path) -> None:
    fitted = fit(records_of(tmp_path), draws=20)
    assert fitted.derived == ()
    assert fitted.told == fitted.learnt
