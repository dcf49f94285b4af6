"""What is not known, as frames, tables, figures and in words."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from tests.studies.clinic import write_clinic

pytestmark = pytest.mark.unit

HOW = {"engine": "compiled", "workers": 1}


@cache
def clinic():
    return sim.load(write_clinic(Path(mkdtemp())))


@cache
def uncertain():
    (found,) = sim.uncertain(clinic(), worlds=24, replications=2, **HOW)
    return found


@cache
def decision():
    return sim.value(clinic(), clinic().set(places=4), worlds=200, **HOW)


@cache
def sensitivity():
    return sim.sensitivity(clinic(), trajectories=8, detail=1, size=16, replications=1, **HOW)


@cache
def optimum():
    return sim.optimise(
        clinic(), subject=["P(many) >= 0.5"], minimise="mean(queue.stay)", vary={"places": [1, 4]}, worlds=32,
        replications=1, knowledge=False, **HOW,
    )  # fmt: skip


@pytest.fixture(params=[uncertain, decision, sensitivity, optimum], ids=lambda made: made.__wrapped__.__name__)
def found(request):
    return request.param()


def test_a_frame_is_tidy(found):
    frame = found.frame()
    assert len(frame) > 0
    assert not [name for name in frame if frame[name].dtype == object and frame[name].notna().any()]
    words = {"target", "kind", "name", "figure", "factor", "option", "condition"} & set(frame)
    assert all(isinstance(frame[name].dtype, pd.CategoricalDtype) for name in words)


def test_it_shows_itself_in_words_and_a_table(found, monkeypatch):
    monkeypatch.setattr("sim.studies.shown._chosen", "da")
    danish = found._repr_html_()
    assert "<table>" in danish
    sim.language("en")
    assert found._repr_html_() != danish
    assert found.table("da").rows


def test_a_figure_is_drawn_on_the_readers_axes(found):
    own = Figure()
    count = len(found.figure("da").axes)
    axes = own.subplots(count, 1, squeeze=False).ravel().tolist()
    assert found.figure("en", ax=axes) is own
    assert all(one.has_data() for one in axes)


def test_it_is_short_and_can_be_pickled(found):
    assert repr(found).startswith(f"<{type(found).__name__} ")
    assert len(repr(found)) < 400
    again = pickle.loads(pickle.dumps(found))
    assert repr(again) == repr(found)
    pd.testing.assert_frame_equal(again.frame(), found.frame())


def test_frames_say_what_the_results_say():
    worlds = uncertain()
    row = worlds.frame().set_index("target").loc["many"]
    assert row["met"] == worlds.chance("many").mean
    assert row["knowledge_share"] == worlds.split("many").knowledge_share
    frame = worlds.worlds_frame()
    assert list(frame.index) == worlds.figures.possible.tolist()
    np.testing.assert_array_equal(frame["target.many"], worlds.means("many"))
    chosen = decision()
    assert chosen.options_frame()["best"].tolist() == [place == chosen.best for place in range(2)]
    assert chosen.frame().iloc[0]["value"] == chosen.worths[0].value
    ranked = sensitivity()
    first = ranked.frame().query("figure == @ranked.asked[0].text and factor == '(luck)'").iloc[0]
    assert first["total"] == ranked.of(0, "(luck)").total
    best = optimum().frame()
    assert list(best["places"].unique()) == [1, 4]
    assert set(best["best"]) <= {True, False}
