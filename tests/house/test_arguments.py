"""Every public function says at the call what is wrong with an argument: its name, what was given, what is expected."""

from __future__ import annotations

import inspect
import traceback
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest

import sim
from tests.records.project import HEAD, write_project
from tests.studies.clinic import write_clinic

ROWS = "1;Samtale;01-02-2021;11-02-2021;\n1;Praktik;11-02-2021;15-03-2021;\n1;Job;15-03-2021;;\n"


class Odd:
    """A value that no argument takes."""

    def __repr__(self) -> str:
        return "<odd>"


@cache
def clinic():
    return sim.load(write_clinic(Path(mkdtemp())))


@cache
def mapping():
    return write_project(Path(mkdtemp()), HEAD + ROWS)


@cache
def records():
    return sim.read_records(mapping())


GOOD = {
    "backtest": lambda: ((records(),), {}),
    "bottleneck": lambda: ((clinic(),), {}),
    "compare": lambda: ((clinic(), clinic()), {}),
    "fit": lambda: ((records(),), {}),
    "fit_totals": lambda: ((clinic(),), {}),
    "forecast": lambda: ((records(),), {}),
    "kpi": lambda: (("own", lambda log: 1.0), {"unit": "days"}),
    "language": lambda: ((), {}),
    "law": lambda: (("own_law", lambda u, high: u * high), {}),
    "limit": lambda: ((), {}),
    "load": lambda: ((clinic().source.path,), {}),
    "optimise": lambda: ((clinic(),), {"subject": "P(many) >= 0.5", "minimise": "mean(queue.stay)"}),
    "read_mapping": lambda: ((mapping(),), {}),
    "read_records": lambda: ((mapping(),), {}),
    "remove_kpi": lambda: (("own",), {}),
    "replicate": lambda: ((clinic().model, 2), {}),
    "run": lambda: ((clinic(),), {}),
    "select": lambda: ((clinic(), clinic()), {"measure": "mean(target.many)", "worth": 1}),
    "sensitivity": lambda: ((clinic(),), {}),
    "size": lambda: ((clinic(), "places", "P(many) >= 0.5", "1..3"), {}),
    "sweep": lambda: ((clinic(), {"places": [1, 2]}), {}),
    "uncertain": lambda: ((clinic(),), {}),
    "validate": lambda: ((records(),), {}),
    "validate_totals": lambda: ((clinic(),), {}),
    "value": lambda: ((clinic(), clinic().set(places=4)), {}),
}
SPOKEN = "given.py", "own.py", "shown.py", "loaded.py", "api.py", "grid.py", "runs.py"
"""Where the words are made: nothing below them is reached."""


def arguments():
    for name in GOOD:
        for argument, about in inspect.signature(getattr(sim, name)).parameters.items():
            if about.kind is not inspect.Parameter.VAR_KEYWORD:
                yield pytest.param(name, argument, id=f"{name}-{argument}")


def called(name, argument, value):
    """The function with good arguments but this one."""
    function = getattr(sim, name)
    args, kwargs = GOOD[name]()
    form = inspect.signature(function)
    bound = form.bind(*args, **kwargs)
    several = form.parameters[argument].kind is inspect.Parameter.VAR_POSITIONAL
    bound.arguments[argument] = (value, value) if several else value
    return lambda: function(*bound.args, **bound.kwargs)


def test_every_public_function_is_asked():
    functions = {name for name in sim.__all__ if inspect.isfunction(getattr(sim, name))}
    assert functions == set(GOOD)


@pytest.mark.parametrize(("name", "argument"), list(arguments()))
def test_a_value_of_another_kind_is_refused_at_the_call(name, argument):
    odd = Odd()
    with pytest.raises((TypeError, ValueError)) as refused:
        called(name, argument, odd)()
    said = str(refused.value)
    assert "<odd>" in said
    assert argument in said or "scenario" in said, said
    assert Path(traceback.extract_tb(refused.tb)[-1].filename).name in SPOKEN


@pytest.mark.parametrize(
    ("name", "argument", "value", "words"),
    [
        ("run", "replications", "20", "replications='20': a whole number of at least 1 is expected, not a text"),
        ("run", "replications", 0, "replications=0: at least 1 is needed"),
        ("run", "seed", -1, "seed=-1: at least 0"),
        ("run", "engine", "compilde", "did you mean 'compiled'"),
        ("run", "fresh", "no", "fresh='no': True or False"),
        ("run", "precision", "0,01", "precision='0,01': a number is expected, not a text"),
        ("run", "scenario", None, "a scenario is a path, or what sim.load gives, not a NoneType"),
        ("run", "keep", 1.5, "keep=1.5"),
        ("compare", "measures", 3, "measures=3: texts are expected"),
        ("compare", "measures", ["mean(target.many)", 3], "texts are expected, not a int"),
        ("compare", "baseline", "first", "baseline='first'"),
        ("select", "worth", float("nan"), "worth=nan: a number above 0"),
        ("select", "confidence", 95, "confidence=95: a number between 0 and 1"),
        ("sweep", "vary", ["places"], r"vary=\['places'\]: a dictionary"),
        ("sweep", "vary", {"plases": [1, 2]}, "places"),
        ("size", "replications", (1, 2, 3), "the least and the most"),
        ("size", "method", "bisect", "method='bisect'"),
        ("forecast", "as_of", "2021-06-30", "as_of='2021-06-30': a date such as"),
        ("forecast", "until", datetime(2021, 6, 30, 12), "until="),
        ("forecast", "draws", {"passed": 0.5}, "dictionaries"),
        ("forecast", "records", "records.toml", "what sim.read_records gives is expected, not a text"),
        ("value", "per_person", -5, "per_person=-5: a number above 0"),
        ("uncertain", "joint", [3], "joint: dictionaries"),
        ("limit", "text", "peeple=5", "no limit"),
        ("language", "lang", "dk", "'da' .* and 'en'"),
        ("law", "quantile", 3, "quantile=3"),
    ],
)
def test_what_is_said(name, argument, value, words):
    with pytest.raises((TypeError, ValueError), match=words):
        called(name, argument, value)()


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [("run", "replicatons", "replications"), ("compare", "measure", "measures"), ("sweep", "varying", "vary"),
     ("uncertain", "world", "worlds"), ("forecast", "as_off", "as_of"), ("kpi", "untis", "unit")],
)  # fmt: skip
def test_an_argument_that_is_not_there_is_refused_with_the_nearest(name, written, meant):
    args, kwargs = GOOD[name]()
    with pytest.raises(TypeError, match=f"{name} has no argument '{written}'; did you mean '{meant}'"):
        getattr(sim, name)(*args, **kwargs, **{written: 1})


@pytest.mark.parametrize("name", ["compare", "select", "optimise", "uncertain", "value"])
def test_no_scenario_at_all_is_said(name):
    _, kwargs = GOOD[name]()
    with pytest.raises(ValueError, match=r"scenario|options"):
        getattr(sim, name)(**kwargs)


@pytest.mark.parametrize("value", [None, Odd(), [3], float("nan"), "many", True])
def test_a_parameter_cannot_be_set_to_anything(value):
    with pytest.raises(sim.ProblemsFound, match="places"):
        clinic().set(places=value)


def test_numbers_of_numpy_are_numbers():
    result = sim.run(clinic(), replications=np.int64(2), seed=np.int32(3), engine="reference", keep_log=np.True_)
    assert len(result.sheet.replications) == 2


def test_a_name_that_is_no_parameter_is_refused_with_the_nearest():
    with pytest.raises(sim.ProblemsFound, match="places"):
        clinic().set(plases=3)


def test_progress_may_be_true_everywhere(capsys):
    (found,) = sim.uncertain(clinic(), worlds=20, replications=1, engine="reference", workers=1, progress=True)
    assert len(found.draws) == 20
