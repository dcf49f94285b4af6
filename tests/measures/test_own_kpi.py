"""Figures that are added at run time: as good as those of the program, and never mistaken for others."""

from __future__ import annotations

import re

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.measures.own import OWN
from sim.measures.own_values import KpiFailed
from sim.measures.registry import BY_GROUP, KPIS
from sim.report.show import said as in_danish
from sim.scenario.targets import FIGURES
from sim.store.program import program
from sim.studies import batches
from tests.studies.clinic import CLINIC, write_clinic

NAN = float("nan")


@pytest.fixture
def clinic(tmp_path):
    return write_clinic(tmp_path, "clinic", CLINIC)


def run(path, n=4, **more):
    return sim.run(path, replications=n, engine=more.pop("engine", "reference"), **more)


def waited(log):
    """Days in line, of everybody who joined it in the span and was admitted."""
    admitted = log.where("admit", "stay")
    joined = log.within(admitted.time - admitted.value)
    return admitted.value[joined].sum() / 86_400, joined.sum()


def entered(log):
    return {name: len(log.where("start", name).in_span()) for name in log.things}


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_figure_said_again_is_the_same_figure(clinic, engine):
    sim.kpi("waited", waited, unit="days", kind="ratio", by_year=True)
    sim.kpi("entered", entered, unit="people", kind="total", of="stage", by_year=True)
    result = run(clinic, engine=engine, workers=2)
    for own, known in (("waited", "wait_mean.stay"), ("entered.stay", "entries.stay")):
        years = [name.partition("@")[2] for name in result.names if name.startswith(f"{known}@")]
        assert years
        for year in ("", *(f"@{year}" for year in years)):
            np.testing.assert_allclose(result.column(own + year), result.column(known + year), rtol=1e-12)
            assert result[own + year].mean == pytest.approx(result[known + year].mean, rel=1e-12)
    assert result["entered.stay"].low == pytest.approx(result["entries.stay"].low)  # an interval for counts
    assert set(result.frame("waited")["kpi"]) == {"waited"}


def test_both_engines_and_any_workers_give_the_same_bytes(clinic):
    sim.kpi("waited", waited, unit="days", kind="ratio")
    sheets = [run(clinic, 9, engine=engine, workers=w).sheet for engine in ("reference", "compiled") for w in (1, 2)]
    assert len({sheet.numerator.tobytes() + sheet.denominator.tobytes() for sheet in sheets}) == 1


def test_where_processes_cannot_be_forked_threads_have_it_too(clinic, monkeypatch):
    sim.kpi("waited", waited, unit="days", kind="ratio")
    expected = run(clinic, 6).sheet.column("waited")
    monkeypatch.setattr(batches, "get_all_start_methods", lambda: ["spawn"])
    np.testing.assert_array_equal(run(clinic, 6, workers=2).sheet.column("waited"), expected)


def test_it_is_in_studies_and_tables_under_its_title(clinic):
    sim.kpi("waited", waited, unit="days", kind="ratio", en="Days in line", da="Dage i kø")
    other = sim.load(clinic).set(places=4)
    found = sim.compare(clinic, other, measures=["mean(waited)", "P(waited <= 1)"], replications=4, engine="reference")
    assert "Days in line" in str(found.table("en"))
    assert "Dage i kø" in str(found.table("da"))
    swept = sim.sweep(clinic, {"places": [2, 4]}, measures="waited", replications=4, engine="reference")
    assert len(swept.frame()) == 2


def test_a_target_may_be_set_for_it(tmp_path):
    text = CLINIC + '\n[target.soon]\nfigure = "waited"\nat_most = 1\nper = "calendar year"\n'
    with pytest.raises(sim.ProblemsFound, match="waited"):
        sim.load(write_clinic(tmp_path, "before", text))
    sim.kpi("waited", waited, unit="days", kind="ratio", by_year=True)
    path = write_clinic(tmp_path, "after", text)
    result = run(path)
    np.testing.assert_array_equal(result.column("target.soon"), result.column("waited"))
    assert set(result.column("attained.soon")) <= {0.0, 1.0}
    assert "Waited" in str(result.table("en")) or "soon" in str(result.table("en"))


def test_groups_have_it_where_it_is_asked_for():
    scenario = sim.load("scenarios/17-mennesker-er-forskellige.toml")
    group = scenario if scenario.scenario.report.by else scenario.by("group")

    def starts(log):
        return len(log.where("start", "tilbud").in_span())

    sim.kpi("came", starts, unit="people", kind="total", by_group=True)
    sim.kpi("alone", starts, unit="people", kind="total")
    result = run(group, 2)
    parts = [name for name in result.names if name.startswith("came{")]
    assert parts
    assert not any(name.startswith("alone{") for name in result.names)
    np.testing.assert_array_equal(sum(result.column(name) for name in parts), result.column("came"))


def test_the_store_never_takes_one_function_for_another(clinic, tmp_path):
    store = tmp_path / "results"
    without = run(clinic, results=store)
    assert "days_there" not in without
    for days in (1.0, 2.0):
        sim.kpi("days_there", lambda log, days=days: days, unit="days", replace=True)
        for _ in range(2):
            assert run(clinic, results=store)["days_there"].mean == days
    assert len(list(store.glob("*/*/manifest.json"))) == 3


def test_what_the_function_takes_from_around_it_belongs_to_the_digest():
    digests = []
    for bound in (100, 200):
        scope = {"BOUND": bound}
        exec("def helper(x):\n    return x + BOUND\ndef own(log):\n    return helper(1)", scope)
        sim.kpi("around", scope["own"], unit="number", replace=True)
        digests.append(OWN["around"].digest)
    assert digests[0] != digests[1]


def test_rerun_refuses_what_it_does_not_have(clinic, tmp_path, capsys, monkeypatch):
    sim.kpi("waited", waited, unit="days", kind="ratio")
    run(clinic, results=tmp_path / "results")
    (manifest,) = (tmp_path / "results").glob("*/*/manifest.json")
    monkeypatch.chdir(clinic.parent)
    command = ["rerun", str(manifest.parent), "--scenario", str(clinic), "--engine", "reference", "--lang", "en"]
    assert main(command) == 0
    sim.kpi("waited", lambda log: (1, 1), unit="days", kind="ratio", replace=True)
    assert main(command) == 2
    sim.remove_kpi("waited")
    capsys.readouterr()
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "waited" in said
    assert "--own" in said


@pytest.mark.parametrize(
    ("gives", "kind", "of", "words"),
    [
        (lambda log: "5", "value", "", r"'5' \(a str\); a number is expected"),
        (lambda log: None, "value", "", "None"),
        (lambda log: 1j, "value", "", "a number is expected"),
        (lambda log: [1.0], "value", "", "a number is expected"),
        (lambda log: np.zeros(3), "value", "", r"shape \(3,\)"),
        (lambda log: np.inf, "value", "", "finite"),
        (lambda log: NAN, "total", "", "a total is always known"),
        (lambda log: 5, "ratio", "", "numerator and denominator"),
        (lambda log: (1, NAN), "ratio", "", "never NaN"),
        (lambda log: (NAN, 1), "ratio", "", "unknown although"),
        (lambda log: (3, 2), "ratio", "", "between 0 and 1"),
        (lambda log: 5, "value", "stage", "one for each stage"),
        (lambda log: [1, 2, 3, 4, 5, 6, 7], "value", "stage", r"\[1, 2, 3, 4, 5, 6, 7\]"),
        (lambda log: {"sty": 1}, "value", "stage", r"'sty', which is no stage; did you mean stay"),
        (lambda log: log.where("strat"), "value", "", "no event 'strat'; did you mean start"),
        (lambda log: log.first("start", "sta"), "value", "", "no step 'sta'; did you mean stay"),
        (lambda log: 1 / 0, "value", "", "ZeroDivisionError"),
        (lambda log: np.random.default_rng().random(), "value", "", "two answers"),
        (lambda log: log.time.__setitem__(0, 5), "value", "", "read-only"),
    ],
)
def test_what_is_no_figure_is_said_with_name_scenario_and_replication(clinic, gives, kind, of, words):
    sim.kpi("wrong", gives, unit="share", kind=kind, of=of)
    with pytest.raises(KpiFailed, match=words) as failed:
        run(clinic)
    assert "'wrong'" in str(failed.value)
    assert re.search(" (gav|stoppede med) .*gennemspilning 0", in_danish(failed.value, "da"))
    assert "(clinic, replication 0)" in str(failed.value)


def test_nothing_measured_is_nan(clinic):
    sim.kpi("none", lambda log: NAN, unit="days")
    sim.kpi("empty", lambda log: (0, 0), unit="days", kind="ratio")
    sim.kpi("odd", lambda log: NAN if log.replication % 2 else 3.0, unit="days")
    sim.kpi("some", lambda log: {}, unit="days", of="stage")
    result = run(clinic)
    assert np.isnan([result["none"].mean, result["empty"].mean, result["some.stay"].mean]).all()
    assert result["odd"].mean == 3.0
    assert result["odd"].n == 2


def test_names_and_arguments_are_checked():
    good = {"unit": "days"}
    for name in ("wait_mean", "Wait", "wait mean", "abandoned", "joint", ""):
        with pytest.raises(ValueError, match="name="):
            sim.kpi(name, waited, **good)
    with pytest.raises(TypeError, match="function=3"):
        sim.kpi("own", 3, **good)
    with pytest.raises(ValueError, match="unit=''"):
        sim.kpi("own", waited, unit="")
    with pytest.raises(ValueError, match="did you mean 'ratio'"):
        sim.kpi("own", waited, kind="ration", **good)
    with pytest.raises(ValueError, match="did you mean 'stage'"):
        sim.kpi("own", waited, of="stages", **good)
    sim.kpi("own", waited, **good)
    sim.kpi("own", waited, **good)  # the same again
    with pytest.raises(ValueError, match="there is an own figure 'own' already"):
        sim.kpi("own", entered, **good)
    with pytest.raises(KeyError, match="did you mean 'own'"):
        sim.remove_kpi("owm")


def test_what_is_removed_leaves_nothing():
    before, known = program(), (set(KPIS), set(BY_GROUP), set(FIGURES))
    sim.kpi("own", waited, unit="days", kind="ratio", by_year=True, by_group=True)
    assert program() != before
    sim.remove_kpi("own")
    assert program() == before
    assert (set(KPIS), set(BY_GROUP), set(FIGURES)) == known
