"""Whoever asks for a figure by its former name is told what it is called now, wherever figures are named."""

from __future__ import annotations

import pytest

import sim
from sim.cli import main
from sim.measures.names import RENAMED, name_now
from sim.measures.registry import KPIS

pytestmark = pytest.mark.unit
FILE = "scenarios/rengoering.toml"


def test_old_names_are_gone_and_new_ones_are_there() -> None:
    assert set(RENAMED.values()) <= set(KPIS)
    assert not set(RENAMED) & set(KPIS)
    assert name_now("blocked.place@2021") == "idle_while_queued.place@2021"
    assert name_now("blocked_by") == name_now("queue.tilbud") == ""


@pytest.mark.parametrize("old", ["abandoned_share.tilbud", "refused.tilbud", "blocked.plads"])
def test_results_and_measures_say_the_new_name(old, tmp_path, capsys) -> None:
    result = sim.run(sim.load(FILE), replications=1, engine="reference")
    with pytest.raises(KeyError, match=rf"is called '{name_now(old)}' now"):
        _ = result[old]
    with pytest.raises(KeyError, match="now"):
        result.column(old)
    command = ["compare", FILE, "--with", "slots=13", "--measure", f"mean({old})", "--replications", "1"]
    assert main([*command, "--engine", "reference", "--results", str(tmp_path)]) == 2
    assert name_now(old) in capsys.readouterr().err


def test_a_question_in_sql_says_the_new_name(tmp_path, capsys) -> None:
    pytest.importorskip("duckdb")
    question = "select count(*) from replications where figure = 'blocked.plads'"
    main(["results", "query", question, "--results", str(tmp_path), "--lang", "en"])
    assert "blocked is called idle_while_queued now" in capsys.readouterr().err
