"""A run that grows equals one run of the same size, whatever was asked for on the way."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.measures.wanted import Wanted
from sim.model.build import build
from sim.model.model import Model
from sim.studies import growth
from sim.studies.growth import PIECE, Cancelled, GrowingRun
from sim.studies.replicate import replicate
from tests.report.small import course


@pytest.fixture(scope="module")
def model() -> Model:
    return build(course(10, 10))


def same(first: sim.Result, second: sim.Result) -> bool:
    return (
        first.names == second.names
        and first.sheet.replications.tolist() == second.sheet.replications.tolist()
        and np.array_equal(first.sheet.values, second.sheet.values, equal_nan=True)
    )


@pytest.mark.parametrize("stages", [(1, 2, 9), (9, 4), (5, PIECE + 6, PIECE + 6)])
@pytest.mark.parametrize(("engine", "workers"), [("reference", 1), ("compiled", 2)])
def test_every_stage_equals_one_run_of_its_size(
    model: Model, stages: tuple[int, ...], engine: str, workers: int
) -> None:
    run = GrowingRun(model, seed=4, engine=engine, workers=workers)
    for replications in stages:
        grown = run.result(replications)
        assert same(grown, replicate(model, replications, seed=4, engine=engine))
        assert grown.manifest.replications == replications


def test_who_stops_waiting_keeps_what_was_computed(model: Model) -> None:
    run, asked = GrowingRun(model, engine="reference"), iter([False, False, True])
    with pytest.raises(Cancelled):
        run.result(5 * PIECE, cancelled=lambda: next(asked))
    assert run.replications == 2 * PIECE
    assert same(run.result(2 * PIECE), replicate(model, 2 * PIECE, engine="reference"))


def test_what_is_there_needs_no_work_and_cannot_be_cancelled(model: Model) -> None:
    run = GrowingRun(model, engine="reference")
    run.result(4)
    assert run.result(3, cancelled=lambda: True).manifest.replications == 3


def test_pieces_are_put_together_once_an_answer(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copying all that is there with every piece would take time and memory that grow with the square of the run."""
    stacked: list[int] = []
    real = growth.stack
    monkeypatch.setattr(growth, "stack", lambda sheets: stacked.append(len(sheets)) or real(sheets))
    run = GrowingRun(model, engine="reference")
    result = run.result(2 * PIECE + 1)
    assert stacked == [3]
    assert run.nbytes == result.sheet.numerator.nbytes + result.sheet.denominator.nbytes


def test_no_replications_is_no_run(model: Model) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        GrowingRun(model).result(0)


def test_only_wanted_figures_are_kept_and_they_are_the_same(model: Model) -> None:
    everything = GrowingRun(model, engine="reference").result(6)
    kind = frozenset({"stay_mean"})
    few = GrowingRun(model, engine="reference", wanted=Wanted(kind, kind)).result(6)
    assert few.names == tuple(name for name in everything.names if name.startswith("stay_mean"))
    for name in few.names:
        assert few[name] == everything[name] or np.isnan(few[name].mean)
