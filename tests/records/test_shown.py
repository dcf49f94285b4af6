"""What records teach, as frames, tables, figures and in words: whole, tidy, and nothing of any one person."""

from __future__ import annotations

import pickle
import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from sim.records.backtest import backtest
from sim.records.fit import fit
from sim.records.forecast import forecast
from sim.records.totals import validate_totals
from sim.records.totals_fit import fit_totals
from sim.records.validate import validate
from tests.records.project import MAPPING, SCENARIO, recorded, write_project

TARGET = '\n[target.courses]\ntitle = { da = "Kurser", en = "Courses" }\ncount = "entered course"\nat_least = 40\n'
TOTALS = '[observed]\n"exits.sent_back" = { year = 2021, value = 30 }\n"entries.talk" = { year = 2021, value = 110 }\n'


@cache
def records(years: int = 1):
    from sim.records.writing import as_csv

    folder = Path(mkdtemp())
    scenario = (SCENARIO + TARGET).replace("years = 1", f"years = {years}")
    mapping = MAPPING.replace("2021-12-31", f"{2020 + years}-12-31")
    read = sim.read_mapping(write_project(folder, scenario=scenario, mapping=mapping))
    text = as_csv(recorded(read, 0, seed=7), read)
    return sim.read_records(sim.read_mapping(write_project(folder, text, mapping, scenario)))


@cache
def totals():
    folder = Path(mkdtemp())
    write_project(folder, scenario=SCENARIO + TOTALS)
    return fit_totals(sim.load(folder / "pathway.toml"), 200, engine="compiled")


@cache
def stated():
    folder = Path(mkdtemp())
    write_project(folder, scenario=SCENARIO + TOTALS)
    return validate_totals(sim.load(folder / "pathway.toml"), 100, engine="compiled")


FOUND = {
    "fit": cache(lambda: fit(records(), 60)),
    "totals": totals,
    "stated": stated,
    "forecast": cache(lambda: forecast(records(), date(2021, 6, 30), replications=20, engine="compiled")),
    "backtest": cache(lambda: backtest(records(2), 10, engine="compiled")),
    "validation": cache(lambda: validate(records(), 20, engine="compiled")),
}


@pytest.fixture(params=FOUND)
def found(request):
    return FOUND[request.param]()


def test_a_frame_is_tidy(found):
    frame = found.frame()
    assert len(frame) == len(list(found.rows())) > 0
    assert not [name for name in frame if frame[name].dtype == object and frame[name].notna().any()]
    assert {str(frame[name].dtype) for name in {"until", "as_of"} & set(frame)} <= {"datetime64[s]"}
    assert all(
        isinstance(frame[name].dtype, pd.CategoricalDtype) for name in {"target", "kind", "parameter"} & set(frame)
    )


@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_shows_itself_in_words_and_a_table(found, lang, monkeypatch):
    monkeypatch.setattr("sim.studies.shown._chosen", lang)
    html = found._repr_html_()
    assert "<table>" in html
    assert "<p>" in html
    assert found.table(lang).rows
    other = "en" if lang == "da" else "da"
    assert found.table(lang).header != found.table(other).header


def test_a_figure_is_drawn_on_the_readers_axes(found):
    own = Figure()
    left, right = own.subplots(1, 2)
    assert found.figure("da", ax=left) is own
    assert left.has_data()
    assert not right.has_data()
    with pytest.raises(ValueError, match="axes"):
        found.figure(ax=[left, right])
    with pytest.raises(KeyError, match="nosuch"):
        found.figure(of="nosuch", ax=left)


def test_it_is_short_and_says_nothing_of_a_person(found):
    said = repr(found)
    assert said.startswith(f"<{type(found).__name__} ")
    assert len(said) < 250
    assert "Episode" not in said


def test_records_show_what_they_hold_and_no_row(monkeypatch):
    """At a prompt they were all the spells of everybody, with their dates."""
    read = records()
    assert re.fullmatch(r"<Records of \S+\.csv: \d+ spells from 2021-01-01 to 2021-12-31>", repr(read))
    days = {str(spell.begin) for one in read.episodes for spell in one.spells} - {"2021-01-01", "2021-12-31"}
    for lang, word in (("da", "ophold"), ("en", "spells")):
        monkeypatch.setattr("sim.studies.shown._chosen", lang)
        html = read._repr_html_()
        assert "<table>" in html
        assert word in html
        assert not [day for day in days if day in html + str(read.table())]


def test_it_can_be_pickled(found):
    again = pickle.loads(pickle.dumps(found))
    assert repr(again) == repr(found)
    pd.testing.assert_frame_equal(again.frame(), found.frame())


def test_frames_say_what_the_results_say():
    ahead = FOUND["forecast"]()
    last = ahead.frame().iloc[-1]
    assert last["until"] == pd.Timestamp("2021-12-31")
    (target,) = ahead.targets
    assert (last["mean"], last["chance"]) == (target.totals.mean(), target.chance)
    past = FOUND["backtest"]()
    np.testing.assert_allclose(past.frame()[["score_model", "score_pace", "score_blind"]].mean(), past.scores)
    verdict = FOUND["stated"]()
    assert list(verdict.frame()["value"]) == [one.value for one in verdict.totals] == [110, 30]
    assert list(verdict.frame()["year"]) == [2021, 2021]
    fitted = FOUND["fit"]()
    assert list(fitted.frame()["parameter"]) == [one.name for one in fitted.learnt]
    assert list(fitted.frame()["p50"]) == [one.posterior[1] for one in fitted.learnt]
