"""Every case of `rengsim verify`: exact value against simulation, through file, model, engine and measures.

The suite runs a part of the replications of the long cases (with the compiled engine a few million rows, with the
reference engine a second's worth): enough to contradict a wrong value, not always enough for the precision that
`rengsim verify` asks for.  A figure fails at the level that Holm's procedure gives the smallest p-value of the list.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.engines import available, choose
from sim.model.build import build
from sim.scenario import load
from sim.verify.case import FILES
from sim.verify.cases import CASES
from sim.verify.page import case_table, trace_table
from sim.verify.runner import verify
from sim.verify.texts import LABELS, label
from sim.verify.verdict import LEVEL, Estimate, p_value

pytestmark = pytest.mark.theory

FIGURES = sum(len(case.figures) for case in CASES)
COMPILED = "compiled" in available()
ENGINE = "compiled" if COMPILED else "reference"
ROWS = 1_000_000 if COMPILED else 60_000
PREFIX = 5_000  # rows

by_name = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def model_of(case):
    return build(load(case.path, dict(case.settings)))


@by_name
def test_the_exact_value_is_found(case):
    rows = len(choose(ENGINE, model_of(case), 1).run(model_of(case), case.seed, [0]))
    fewest = 20 if COMPILED else 3
    part = replace(case, replications=min(case.replications, max(fewest, ROWS // rows)))
    for outcome in verify(ENGINE, [part], (), workers=1):
        p = p_value(outcome.exact, Estimate(outcome.estimate, outcome.se, part.replications))
        assert p >= LEVEL / FIGURES, f"{outcome.label}: {outcome.estimate} +- {outcome.se}, exact {outcome.exact}"


@pytest.mark.slow  # of each file once in tests/engines
@pytest.mark.skipif(not COMPILED, reason="there is no compiled engine to compare with")
@by_name
def test_both_engines_give_the_same_bytes(case):
    """The reference engine on a prefix: the time in which the first replication writes so many rows."""
    model = model_of(case)
    log = choose("compiled", model, 1).run(model, case.seed, [0])
    if len(log) > PREFIX:
        model = replace(model, end=int(log.time[PREFIX]))
    logs = [choose(engine, model, 1).run(model, case.seed, [0, 1]) for engine in ("reference", "compiled")]
    assert logs[0].first_row.tolist() == logs[1].first_row.tolist()
    for mine, other in zip(logs[0].columns(), logs[1].columns(), strict=True):
        assert mine.tobytes() == other.tobytes()


def test_the_page_lists_every_case_and_trace():
    page = (FILES.parents[2] / "docs" / "verification.md").read_text("utf-8")
    assert case_table() in page, "python -m sim.verify.page prints the tables"
    assert trace_table() in page, "python -m sim.verify.page prints the tables"


def test_every_case_has_its_own_seed_and_name():
    assert len({case.name for case in CASES}) == len({case.seed for case in CASES}) == len(CASES)


def test_every_theory_file_is_a_case_or_a_trace():
    files = {path.stem for path in FILES.glob("*.toml") if not path.stem.startswith("hand-")}
    assert files == {case.file for case in CASES if not case.file.startswith("hand-")}


@by_name
def test_it_says_where_the_value_comes_from_and_what_it_is_called(case):
    assert len(case.source) > 10
    assert all(label(figure.label, "da") and figure.exact > 0 for figure in case.figures)
    certain = ("saturated-places", "domain-1-6", "benefit", "benefit-by-health")
    assert case.replications >= 20 or case.file in certain or case.file.startswith("hand-")


def test_no_label_is_translated_for_nothing():
    used = {label.partition(":")[0].rstrip("0123456789.") for label in (f.label for c in CASES for f in c.figures)}
    assert {label.strip() for label in used} | {"share kept 12 months", "share kept 3 months"} >= {
        words for words in LABELS if words not in ("events as by hand", "wait of the first 25")
    }
