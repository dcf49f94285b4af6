"""Every kind of result shows itself: the report has a module that says what it looks like."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import sim.studies
from sim.report import show
from sim.studies.shown import Readable, Shown, Tabulated


def results() -> list[type[Readable]]:
    """Every class of the studies that shows itself."""
    for module in pkgutil.iter_modules(sim.studies.__path__):
        importlib.import_module(f"sim.studies.{module.name}")
    found = [Readable]
    for one in found:
        found += one.__subclasses__()
    return [one for one in found if one not in (Readable, Tabulated, Shown)]


@pytest.mark.parametrize("kind", results(), ids=lambda kind: kind.__name__)
def test_each_result_has_the_forms_that_it_promises(kind):
    in_words, tabulated, drawn = (show.form_of(kind, form) is not None for form in ("html", "table", "figure"))
    assert in_words or tabulated
    assert tabulated or not issubclass(kind, Tabulated)
    assert drawn or not issubclass(kind, Shown)


def test_what_has_no_table_or_figure_says_so():
    with pytest.raises(TypeError, match="int has no table"):
        show.html(3, "en")
    with pytest.raises(TypeError, match="int has no figure"):
        show.figure(3, "en")


def test_results_are_made_without_the_report():
    """Nothing of the report is loaded until a result is shown."""
    code = (
        "import sys, sim; sim.Result, sim.compare, sim.size; import sim.studies.compare, sim.studies.size\n"
        "sys.exit(any(name.startswith('sim.report') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
