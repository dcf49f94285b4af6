"""Every public function and class says what it takes, gives and raises; the examples in docstrings are true."""

from __future__ import annotations

import doctest
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import sim

ROOT = Path(sim.__file__).parent
FUNCTIONS = [name for name in sim.__all__ if inspect.isfunction(getattr(sim, name))]
CLASSES = [name for name in sim.__all__ if inspect.isclass(getattr(sim, name))]
OBVIOUS = {"scenario", "scenarios", "records", "model", "name", "function", "mapping"}
"""Arguments that the first sentence speaks of by what they are."""
EXAMPLES = [
    ".".join(("sim", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in sorted(ROOT.rglob("*.py"))
    if ">>>" in path.read_text(encoding="utf-8") and path != ROOT / "__init__.py"
]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_its_arguments_and_what_it_raises(name):
    function = getattr(sim, name)
    text = inspect.getdoc(function) or ""
    assert re.match(r"[A-Z][^\n]+", text), name
    unsaid = [one for one in inspect.signature(function).parameters if not re.search(rf"\b{one}\b", text)]
    assert not set(unsaid) - OBVIOUS, name
    assert re.search(r"\braises?\b", text, re.IGNORECASE), name


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_and_everything_public_of_it_has_a_docstring(name):
    kind = getattr(sim, name)
    assert inspect.getdoc(kind)
    own = [one for one in inspect.getmembers(kind) if not one[0].startswith("_")]
    methods = [one for one in own if inspect.isfunction(one[1]) and one[1].__module__.startswith("sim")]
    properties = [one for one in own if isinstance(one[1], property)]
    bare = [member for member, value in (*methods, *properties) if not (inspect.getdoc(value) or "").strip()]
    assert not bare, name


def test_arguments_that_functions_share_are_said_by_each():
    text = inspect.getdoc(sim.sweep) or ""
    assert "``seed``: of all random numbers" in text
    assert text.count("``vary``") == 1


@pytest.mark.parametrize("module", EXAMPLES)
def test_examples_in_docstrings_are_true(module):
    found = doctest.testmod(import_module(module))
    assert found.attempted
    assert not found.failed
