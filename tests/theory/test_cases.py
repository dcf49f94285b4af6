"""Every case of `rengsim verify`: exact value against simulation, through file, model, engine and measures.

With the compiled engine each case runs in full.  Without it a part of the replications must not contradict the exact
value.  A case fails if one of its figures is rejected at the level that Holm's procedure gives the smallest p-value of
the whole list, so the suite is green exactly when `rengsim verify` rejects nothing.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.engines import available, choose
from sim.model.build import build
from sim.scenario import load
from sim.verify.case import THEORY
from sim.verify.cases import CASES
from sim.verify.page import case_table, trace_table
from sim.verify.runner import verify
from sim.verify.texts import LABELS, label
from sim.verify.verdict import LEVEL, PRECISION, Estimate, p_value

pytestmark = pytest.mark.theory

FIGURES = sum(len(case.figures) for case in CASES)
COMPILED = "compiled" in available()
ENGINE = "compiled" if COMPILED else "reference"
ROWS_OF_REFERENCE = 60_000

by_name = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def in_reach(case):
    """The case itself, or with the reference engine as many replications of it as take about a second."""
    if COMPILED or case.replications < 3:
        return case
    model = build(load(case.path, dict(case.settings)))
    rows = len(choose("reference", model, 1).run(model, case.seed, [0]))
    return replace(case, replications=min(case.replications, max(3, ROWS_OF_REFERENCE // rows)))


@by_name
def test_the_exact_value_is_found(case):
    for outcome in verify(ENGINE, [in_reach(case)], (), workers=1):
        n = case.replications if COMPILED else in_reach(case).replications
        p = p_value(outcome.exact, Estimate(outcome.estimate, outcome.se, n))
        assert p >= LEVEL / FIGURES, f"{outcome.label}: {outcome.estimate} +- {outcome.se}, exact {outcome.exact}"
        if COMPILED:
            assert outcome.se <= PRECISION * abs(outcome.exact), f"{outcome.label}: inconclusive"


@pytest.mark.skipif(not COMPILED, reason="there is no compiled engine to compare with")
@by_name
def test_both_engines_give_the_same_bytes(case):
    """The reference engine on a prefix: the first replication."""
    model = build(load(case.path, dict(case.settings)))
    logs = [choose(engine, model, 1).run(model, case.seed, [0]) for engine in ("reference", "compiled")]
    assert logs[0].first_row.tolist() == logs[1].first_row.tolist()
    for mine, other in zip(logs[0].columns(), logs[1].columns(), strict=True):
        assert mine.tobytes() == other.tobytes()


def test_the_page_lists_every_case_and_trace():
    page = (THEORY.parents[1] / "docs" / "verification.md").read_text("utf-8")
    assert case_table() in page, "python -m sim.verify.page prints the tables"
    assert trace_table() in page, "python -m sim.verify.page prints the tables"


def test_every_case_has_its_own_seed_and_name():
    assert len({case.name for case in CASES}) == len({case.seed for case in CASES}) == len(CASES)


def test_every_theory_file_is_a_case_or_a_trace():
    files = {path.stem for path in THEORY.glob("*.toml") if not path.stem.startswith("hand-")}
    assert files == {case.file for case in CASES if not case.file.startswith("hand-")}


@by_name
def test_it_says_where_the_value_comes_from_and_what_it_is_called(case):
    assert len(case.source) > 10
    assert all(label(figure.label, "da") and figure.exact > 0 for figure in case.figures)
    assert case.replications >= 20 or case.file in ("saturated-places", "domain-1-6") or case.file.startswith("hand-")


def test_no_label_is_translated_for_nothing():
    used = {label.partition(":")[0].rstrip("0123456789.") for label in (f.label for c in CASES for f in c.figures)}
    assert {label.strip() for label in used} | {"share kept 12 months", "share kept 3 months"} >= {
        words for words in LABELS if words not in ("events as by hand", "wait of the first 25")
    }
