"""Verdicts: Holm's procedure, precision, exact figures; the level is kept and a wrong value is found."""

from __future__ import annotations

import io
from dataclasses import replace
from math import nan

import numpy as np
import pytest

from sim.verify import main, runner, texts
from sim.verify.cases import CASES
from sim.verify.cases.stays import CASES as STAYS
from sim.verify.runner import estimated
from sim.verify.table import number, table
from sim.verify.verdict import Estimate, half_width, p_value, verdicts

pytestmark = pytest.mark.unit

LOOP = next(case for case in CASES if case.name == "loop")


def test_a_single_figure_is_judged_at_about_three_and_a_suite_at_more_standard_errors():
    alone = Estimate(10 + 3.4 * 0.01, 0.01, 1000)
    assert verdicts([10.0], [alone]) == ["fail"]
    others = [Estimate(10.0, 0.01, 1000)] * 150
    assert verdicts([10.0] * 151, [alone, *others])[0] == "pass"
    assert verdicts([10.0] * 151, [Estimate(10.047, 0.01, 1000), *others])[0] == "fail"


def test_precision_and_exact_figures():
    assert verdicts([10.0], [Estimate(10.0, 0.2, 100)]) == ["inconclusive"]
    assert verdicts([48.0, 48.0], [Estimate(48.0, 0, 1), Estimate(47.0, 0, 1)]) == ["pass", "fail"]
    assert verdicts([48.0], [Estimate(nan, 0.0, 5)]) == ["fail"]
    assert verdicts([10.0], [Estimate(20.0, 0.2, 100)]) == ["fail"]  # wrong beats imprecise


def test_figures_without_chance_use_up_nothing_of_the_level():
    doubtful = Estimate(10 + 3.35 * 0.01, 0.01, 10_000)
    exact = [Estimate(1.0, 0.0, 1)] * 200
    assert verdicts([10.0] + [1.0] * 200, [doubtful, *exact])[0] == "fail"


def test_the_level_is_kept():
    """A thousand suites of 20 true figures at level .001: one that fails is expected, more than seven are not."""
    generator = np.random.Generator(np.random.Philox(7))
    samples = generator.normal(1.0, 1.0, (1000, 20, 100))
    mean, se = samples.mean(axis=2), samples.std(axis=2, ddof=1) / 10
    failed = 0
    for suite in range(1000):
        estimates = [Estimate(float(m), float(s), 100) for m, s in zip(mean[suite], se[suite], strict=True)]
        failed += "fail" in verdicts([1.0] * 20, estimates)
    assert failed <= 7


def test_the_interval_holds_what_the_p_value_does_not_reject():
    estimate = Estimate(10.0, 0.1, 30)
    half = half_width(estimate, 5)
    assert p_value(10.0 + half * 1.0001, estimate) < 0.001 / 5 < p_value(10.0 + half * 0.9999, estimate)
    assert half_width(Estimate(1.0, 0.0, 1), 5) == 0


def test_the_ratio_of_sums_and_its_standard_error():
    figure = replace(LOOP.figures[0], scale=2.0)
    found = estimated(figure, np.array([1.0, 2.0, 6.0]), np.array([1.0, 2.0, 3.0]))
    assert found.value == pytest.approx(2 * 9 / 6)
    residual = np.array([1 - 1.5, 2 - 3.0, 6 - 4.5])
    assert found.se == pytest.approx(2 * np.sqrt(3 / 2 * (residual**2).sum()) / 6)
    assert estimated(figure, np.array([48.0, 48.0]), np.array([1.0, 1.0])).se == 0


def test_a_wrong_value_is_found():
    wrong = replace(LOOP, replications=30, figures=(replace(LOOP.figures[0], exact=1.5),))
    assert [one.verdict for one in runner.verify("reference", [wrong], (), 1)] == ["fail"]


def test_the_command_prints_a_line_for_each_figure_and_says_how_it_went(monkeypatch):
    saturated = [case for case in STAYS if case.file == "saturated-places"]
    monkeypatch.setattr("sim.verify.cases.CASES", tuple(saturated))
    monkeypatch.setattr("sim.verify.runner.TRACES", runner.TRACES[:4])
    said, marks = io.StringIO(), []
    arguments = {"progress": lambda done, wanted: marks.append((done, wanted)), "with_sources": True}
    assert main("da", "reference", said, **arguments) == 0
    lines = said.getvalue().splitlines()
    assert any(line.split()[0] == "hand-4-strict-first-come" and line.endswith("ok") for line in lines if line)
    assert any("saturated-places (extended 1)" in line and "240" in line for line in lines)
    assert marks[-1] == (len(runner.TRACES) + 2, len(runner.TRACES) + 2)
    wrong = replace(saturated[0], figures=(replace(saturated[0].figures[0], exact=719.0),))
    monkeypatch.setattr("sim.verify.cases.CASES", (wrong,))
    said = io.StringIO()
    assert main("en", "reference", said) == 1
    assert "FAIL" in said.getvalue()


def test_a_trace_that_goes_wrong_fails_and_says_why():
    trace = replace(runner.TRACES[0], events=runner.TRACES[0].events.replace("0  3  6 12 15", "0  3  6 12 16"))
    (outcome,) = runner.verify("reference", [], [trace])
    assert outcome.verdict == "fail"
    assert "start serve: by hand 0 3 6 12 16, in the log 0 3 6 12 15" in outcome.source


def test_the_command_says_what_differs_in_a_trace_that_goes_wrong(monkeypatch):
    trace = replace(runner.TRACES[0], events=runner.TRACES[0].events.replace("0  3  6 12 15", "0  3  6 12 16"))
    monkeypatch.setattr("sim.verify.cases.CASES", ())
    monkeypatch.setattr("sim.verify.runner.TRACES", (trace, runner.TRACES[1]))
    said = io.StringIO()
    assert main("en", "reference", said) == 1
    assert "start serve: by hand 0 3 6 12 16, in the log 0 3 6 12 15" in said.getvalue()
    assert "written out by hand" not in said.getvalue()  # nothing is said of the one that passes


def test_numbers_and_words_in_both_languages():
    assert number(0.0113648, "da") == "0,0113648"
    assert number(3.2, "en") == "3.20000"
    assert number(1_008_000.0, "da") == "1.008.000"
    assert texts.label("people inside on day 10.75", "da") == "borgere inde på dag 10.75"
    assert texts.label("wait: urgent", "en") == "wait: urgent"
    with pytest.raises(KeyError):
        texts.label("no such figure", "da")
    outcomes = runner.verify("reference", [replace(LOOP, replications=25)], ())
    assert len(table(outcomes, "en").splitlines()) == 4 + len(LOOP.figures)
