"""Results as frames, tables and figures: tidy, whole, on the reader's axes, in the chosen language."""

from __future__ import annotations

import pickle
import warnings
from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from sim.studies.frames import FIELDS
from tests.studies.clinic import write_clinic

FIGURES = ("mean(target.many)", "P(joint)")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_clinic(tmp_path_factory.mktemp("scenarios"))


@pytest.fixture(scope="module")
def scenario(path):
    return sim.load(path)


@pytest.fixture(scope="module")
def result(scenario):
    return sim.run(scenario, replications=6, engine="compiled")


HOW = {"engine": "compiled", "workers": 1}


@cache
def compared(scenario):
    return sim.compare(scenario, scenario.set(places=4), measures=FIGURES, replications=5, **HOW)


@cache
def swept(scenario):
    options = {"places": [2, 4], "line": ["waits", "leaves"]}
    return sim.sweep(scenario, options, measures=FIGURES, replications=4, **HOW)


@cache
def sized(scenario):
    return sim.size(scenario, "places", "P(many) >= 0.5", "1,2,3", replications=5, **HOW)


@cache
def relieved(scenario):
    return sim.bottleneck(scenario, FIGURES, only=["places", "chair"], replications=4, **HOW)


@cache
def selected(scenario):
    return sim.select(scenario, scenario.set(places=1), measure=FIGURES[0], worth=5, **HOW)


STUDIES = {"compare": compared, "sweep": swept, "size": sized, "bottleneck": relieved, "select": selected}


@pytest.fixture(scope="module", params=STUDIES)
def found(request, scenario):
    return STUDIES[request.param](scenario)


def test_a_frame_holds_every_figure_of_every_replication(result):
    frame = result.frame()
    assert len(frame) == 6 * len(result.names)
    whole = frame.set_index(["replication", "figure"])["value"].unstack()[list(result.names)].to_numpy()
    np.testing.assert_array_equal(whole, result.sheet.values)
    words = ["figure", "kpi", "thing", "option", "by", "group"]
    assert all(isinstance(frame[name].dtype, pd.CategoricalDtype) for name in words)
    assert [str(frame[name].dtype) for name in ("replication", "year", "value")] == ["int64", "Int16", "float64"]


def test_the_parts_of_a_name_stand_in_columns_of_their_own(scenario):
    result = sim.run(scenario.by("group"), replications=2, engine="compiled")
    frame = result.frame("target.good{*")
    assert set(frame["thing"]) == {"good"}
    assert set(frame["by"]) == {"group"}
    assert set(frame["group"]) == {"a", "b"}
    assert frame["option"].isna().all()
    one = frame.query("group == 'a' and year == 2022 and replication == 1")["value"].item()
    np.testing.assert_equal(one, result.column("target.good{group=a}@2022")[1])


def test_values_weighted_by_their_denominators_give_the_estimate(result):
    frame = result.frame("target.good", "wait_mean.stay", "occupancy.*").dropna(subset=["value"])
    for name, rows in frame.groupby("figure", observed=True):
        assert np.average(rows["value"], weights=rows["weight"]) == pytest.approx(result.value(name), rel=1e-12)


def test_figures_are_chosen_by_name_and_star(result):
    assert list(result.frame("target.many@*")["year"].unique()) == [2021, 2022]
    wide = result.frame("target.many*", wide=True)
    assert wide.index.name == "replication"
    np.testing.assert_array_equal(wide["target.many"].to_numpy(), result.column("target.many"))
    with pytest.raises(KeyError, match=r"did you mean target\.many"):
        result.frame("target.manyn")
    with pytest.raises(KeyError, match=r"called 'idle_while_queued\.place' now"):
        result.frame("blocked.place")


def test_a_part_of_the_replications_is_never_given_silently(scenario):
    result = sim.run(scenario, replications=5, engine="compiled", keep=2)
    for form in ({}, {"wide": True}):
        with pytest.warns(UserWarning, match="the first 2 of 5 replications"):
            assert result.frame(**form) is not None
    with warnings.catch_warnings(action="error"):
        sim.run(scenario, replications=5, engine="compiled", keep=None).frame()


def test_a_study_frames_an_estimate_in_each_row(found):
    frame = found.frame()
    assert len(frame) > 0
    known = "difference" if "difference" in frame and "mean" not in frame else "mean"
    assert {"replications", known} <= set(frame)
    assert all(isinstance(frame[name].dtype, pd.CategoricalDtype) for name in {"figure", "option"} & set(frame))
    assert all(str(frame[name].dtype) == "boolean" for name in {"settled", "meets"} & set(frame))
    assert not [name for name in frame if frame[name].dtype == object and frame[name].notna().all()]


def test_frames_say_what_the_results_say(scenario):
    comparison = compared(scenario)
    frame = comparison.frame()
    by_year = frame.dropna(subset=["year"])
    assert len(by_year) == 2 * sum(len(one.estimates) == 2 for one in comparison.years) > 0
    assert by_year["settled"].isna().all()
    frame = frame[frame["year"].isna()].set_index(["baseline", "figure"])
    for asked, contrast in zip(FIGURES, comparison.contrasts, strict=True):
        row = frame.loc[(False, asked)]
        assert (row["difference"], row["difference_low"]) == (contrast.difference.mean, contrast.difference.low)
        assert (row["higher"], row["same"], row["lower"]) == (
            contrast.years.higher, contrast.years.same, contrast.years.lower,
        )  # fmt: skip
    assert frame.loc[True][["difference", "settled", "higher"]].isna().all().all()
    sweep = swept(scenario)
    rows = sweep.frame().query("figure == @FIGURES[0]")
    assert list(rows["mean"]) == sweep.values(FIGURES[0]) == sweep.values("target.many")
    np.testing.assert_array_equal(rows[list(FIELDS)].iloc[0], [getattr(sweep[FIGURES[0]][0], key) for key in FIELDS])


def test_a_study_shows_real_tables_in_the_chosen_language(found, monkeypatch):
    monkeypatch.setattr("sim.studies.shown._chosen", "")
    monkeypatch.setenv("RENGSIM_LANG", "")
    english = found._repr_html_()
    assert "<table>" in english
    assert "<pre>" not in english
    assert "Started" in english
    sim.language("da")
    assert "Startede" in found._repr_html_()
    assert found.table().header == found.table("da").header != found.table("en").header


def test_a_run_shows_its_answer_and_a_table(result):
    html = result._repr_html_()
    assert html.count("<table>") == 1
    assert "<caption" in html
    assert any(title.startswith("Trin for trin") for title in result.tables("da"))


def test_another_language_is_refused(result):
    with pytest.raises(ValueError, match="results speak 'da'"):
        sim.language("de")
    with pytest.raises(ValueError, match="lang='dansk'"):
        result.table("dansk")


def test_text_in_a_table_is_escaped():
    from sim.report.table import Table

    html = Table("<b>", ("x", "<i>"), (("a & b", "1"),), note="<u>")._repr_html_()
    assert "&lt;b&gt;" in html
    assert "a &amp; b" in html
    assert "<i>" not in html
    assert "<u>" not in html
    assert '<th scope="row" style="text-align:left">a &amp; b</th><td style="text-align:right">1</td>' in html


@pytest.mark.parametrize("study", [compared, swept, sized, relieved], ids=lambda study: study.__name__)
def test_a_figure_is_drawn_on_the_readers_axes(study, scenario):
    found, own = study(scenario), Figure()
    left, right = own.subplots(1, 2)
    name = "" if study is sized else FIGURES[0]
    assert found.figure("da", of=name, ax=left) is own
    assert left.has_data()
    assert not right.has_data()
    with pytest.raises(ValueError, match=r"panels and ax \d axes"):
        found.figure(of=name, ax=[left, right])
    with pytest.raises(KeyError, match="was not asked"):
        found.figure(of="mean(queue.stay)", ax=left)


def test_the_figure_of_a_run_counts_every_year(result):
    own = Figure()
    axes = own.subplots()
    assert result.figure("en", of="target.many", ax=axes) is own
    assert sum(bar.get_height() for bar in axes.patches) == 6 * 2
    result.figure(of="wait_mean.stay").canvas.draw()
    with pytest.raises(KeyError, match="did you mean"):
        result.figure(of="wait_mean.tilbu")


def test_results_are_pickled_and_say_who_they_are(found, result):
    for one in (found, result):
        again = pickle.loads(pickle.dumps(one))
        assert again._repr_html_() == one._repr_html_()
        assert len(repr(one)) < 300
        assert "clinic" in repr(one)
    assert "target.many" in repr(result)


def test_keys_are_completed(result, scenario):
    assert result._ipython_key_completions_() == list(result.names) == list(result)
    assert "target.many" in result
    assert "target.manyn" not in result
    comparison = compared(scenario)
    assert comparison._ipython_key_completions_() == list(FIGURES)
    assert comparison["target.many"] == comparison[FIGURES[0]] == (comparison.contrasts[0],)
    with pytest.raises(KeyError, match=r"did you mean mean\(target\.many\)"):
        comparison["mean(target.man)"]


def test_scenarios_are_keys_of_a_dictionary(scenario, path):
    seen = {scenario: 1, scenario.set(places=3): 2}
    assert seen[sim.load(path)] == 1
    assert seen[sim.load(path, places=3)] == 2
    assert pickle.loads(pickle.dumps(scenario)) == scenario
