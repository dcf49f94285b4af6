"""The studies as a notebook calls them: the options of the command line, and arguments that cannot be used."""

from __future__ import annotations

import logging

import numpy as np
import pytest

import sim
from tests.studies.clinic import write_clinic

QUICK = {"engine": "reference"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_clinic(tmp_path_factory.mktemp("scenarios"))


def test_a_stored_run_is_the_same_run(path, tmp_path):
    plain = sim.run(path, replications=5, **QUICK)
    calls: list[tuple[int, int]] = []
    stored = sim.run(path, replications=5, results=tmp_path, progress=lambda *now: calls.append(now), **QUICK)
    np.testing.assert_array_equal(stored.sheet.values, plain.sheet.values)
    assert calls[-1] == (5, 5)
    calls.clear()
    again = sim.run(path, replications=5, results=tmp_path, progress=lambda *now: calls.append(now), **QUICK)
    np.testing.assert_array_equal(again.sheet.values, plain.sheet.values)
    assert calls == []
    sim.run(path, replications=5, results=tmp_path, fresh=True, progress=lambda *now: calls.append(now), **QUICK)
    assert calls[-1] == (5, 5)


def test_a_run_to_a_precision_says_what_was_reached(path):
    result = sim.run(path, precision=0.2, workers=1, **QUICK)
    assert result.reached is not None
    assert result.manifest.replications == result.reached.replications >= 200
    assert sim.run(path, replications=2, **QUICK).reached is None


def test_progress_is_a_line_that_is_wiped_out(path, capsys, monkeypatch):
    monkeypatch.setattr("sim.studies.shown._chosen", "en")
    sim.run(path, replications=3, progress=True, **QUICK)
    shown = capsys.readouterr().err
    assert "3 of 3" in shown
    assert shown.endswith("\r")
    assert shown.rpartition("\r")[0].rpartition("\r")[2].strip() == ""


def test_what_was_done_is_logged(path, caplog):
    with caplog.at_level(logging.INFO, "rengsim"):
        sim.run(path, replications=2, **QUICK)
    assert "clinic: 2 replications by the reference engine" in caplog.text


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({"replications": "20"}, TypeError, r"replications='20': a whole number of at least 1 is expected, not a text"),
        ({"replications": 2.5}, TypeError, "not a number with decimals"),
        ({"replications": True}, TypeError, "not True or False"),
        ({"replications": 0}, ValueError, "replications=0: at least 1 is needed"),
        ({"seed": "1"}, TypeError, "seed='1'"),
        ({"seed": -1}, ValueError, "seed=-1: at least 0"),
        ({"workers": 0}, ValueError, "workers=0"),
        ({"keep": 0}, ValueError, "keep=0"),
        ({"engine": "compild"}, ValueError, "did you mean 'compiled'"),
        ({"engine": "gpu"}, ValueError, "there is auto, reference, compiled"),
        ({"progress": "yes"}, TypeError, "progress='yes'"),
        ({"results": 3}, TypeError, "a folder is expected"),
        ({"precision": 0.1, "replications": 5}, ValueError, "either replications or precision"),
        ({"keep_log": True, "precision": 0.1}, ValueError, "keep_log"),
    ],
)
def test_an_argument_that_cannot_be_used_is_said_at_once(path, arguments, kind, words):
    with pytest.raises(kind, match=words):
        sim.run(path, **arguments)


def test_numbers_of_numpy_are_numbers(path):
    assert sim.run(path, replications=np.int64(2), **QUICK).manifest.replications == 2


def test_what_is_no_scenario_is_said(path):
    with pytest.raises(TypeError, match=r"what sim\.load gives, not a dict"):
        sim.run({"slots": 3})
    with pytest.raises(sim.ProblemsFound, match="places"):
        sim.load(path).set(places=None)


def test_a_single_measure_needs_no_list(path):
    scenario = sim.load(path)
    found = sim.compare(scenario, scenario.set(places=3), measures="P(joint)", replications=3, workers=1, **QUICK)
    assert [one.text for one in found.asked] == ["P(joint)"]
    with pytest.raises(TypeError, match=r"measures=\[7\]"):
        sim.bottleneck(scenario, measures=[7], replications=2, **QUICK)
    with pytest.raises(TypeError, match=r"replications='8'"):
        sim.sweep(scenario, {"places": "1,2"}, replications="8", **QUICK)


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ([], ValueError, "places: there is no value to try"),
        (5, TypeError, r"places=5: values are expected, a list or a text such as '8\.\.20'"),
        ([2, 2], ValueError, "the same value stands twice"),
    ],
)
def test_values_that_cannot_be_swept_are_said(path, values, kind, words):
    with pytest.raises(kind, match=words):
        sim.sweep(path, {"places": values}, replications=2, **QUICK)


def test_what_is_asked_of_a_result_is_checked(path):
    result = sim.run(path, replications=2, **QUICK)
    with pytest.raises(TypeError, match="number='x': a whole number of at least 0"):
        result.person("x")
    with pytest.raises(ValueError, match="number=-1: at least 0"):
        result.person(-1)
    with pytest.raises(TypeError, match="ax=3: axes of matplotlib"):
        result.figure("en", ax=3)
    assert repr(result["target.many"]).startswith("<Estimate target.many: ")
    assert len(repr(result["target.many"])) < 120


def test_a_misspelt_name_of_the_module_says_what_is_near():
    with pytest.raises(AttributeError) as found:
        _ = sim.runn
    assert (found.value.name, found.value.obj) == ("runn", sim)
