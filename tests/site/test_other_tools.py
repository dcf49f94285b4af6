"""The model that the documentation writes for several tools gives the same answers with all of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from math import sqrt
from pathlib import Path

import pytest

import sim
from tests.site.pages import ROOT, blocks

COURSE = ROOT / "docs" / "examples" / "course.toml"
PAGE, OTHERS = ROOT / "docs" / "from-simpy.md", ROOT / "docs" / "comparison.md"
FIGURES = ("reneged_share.course", "wait_mean.course")
Simulate = Callable[..., tuple[float, float]]


def simulate_of(page: str, module: str) -> Simulate:
    """The function of the block that imports a module; the block's own run at the end is left out."""
    pytest.importorskip(module)
    docs = ROOT / "docs" / page
    (code,) = [block for block in blocks(docs, "python") if f"import {module}\n" in block]
    names: dict[str, Simulate] = {}
    exec(compile(code.rpartition("\n\n\n")[0], docs.name, "exec"), names)  # type: ignore[arg-type]
    return names["simulate"]


def agree(answer: tuple[float, float], replications: int, deviations: float) -> None:
    """The other program's standard error is that of this one: the same model, as many replications."""
    from sim.limits import default_workers

    result = sim.run(str(COURSE), replications=replications, workers=default_workers())
    for figure, other in zip(FIGURES, answer, strict=True):
        own = result[figure]
        assert abs(own.mean - other) < deviations * sqrt(2) * own.se, figure


def test_the_file_is_the_one_that_is_shown() -> None:
    assert blocks(PAGE, "toml") == [COURSE.read_text("utf-8")]


def test_simpy_by_hand_and_the_file_agree() -> None:
    agree(simulate_of("from-simpy.md", "simpy")(replications=15), 15, 4)


@pytest.mark.slow
def test_simmer_gives_the_same_answer(tmp_path: Path) -> None:
    """R is no package of Python: the block is run where it is there."""
    if shutil.which("Rscript") is None or subprocess.run(["Rscript", "-e", "library(simmer)"], check=False).returncode:
        pytest.skip("no R with simmer")
    (code,) = blocks(OTHERS, "r")
    (tmp_path / "course.R").write_text(code, "utf-8")
    done = subprocess.run(["Rscript", "course.R"], cwd=tmp_path, capture_output=True, text=True, check=True)
    gave_up, waited = map(float, done.stdout.split())
    agree((gave_up, waited), 200, 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "module"), [("from-simpy.md", "simpy"), ("comparison.md", "ciw"), ("comparison.md", "salabim")]
)
def test_each_tool_gives_the_same_answer(page: str, module: str) -> None:
    """Three deviations, not two: five tools with two figures each are looked at."""
    agree(simulate_of(page, module)(replications=200), 200, 3)
