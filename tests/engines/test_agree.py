"""``make agree``: equal engines end with 0; the first difference is shown with its number, its event, and code 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engines.reference.chance import Chance
from tests.engines import agree

pytestmark = pytest.mark.property

ROOT = Path(__file__).parents[2]


def test_equal_engines(capsys: pytest.CaptureFixture[str]) -> None:
    assert agree.main(["--pathways", "25", "--first", "1000", "--workers", "1"]) == 0
    said = capsys.readouterr()
    assert "the engines agree, byte for byte, on 25 generated pathways" in said.out
    assert said.out.count("\n") == 2


def test_two_processes_do_the_same_work(capsys: pytest.CaptureFixture[str]) -> None:
    totals = []
    for workers in ("1", "2"):
        assert agree.main(["--pathways", "15", "--workers", workers]) == 0
        totals.append(capsys.readouterr().out.split("(")[0])
    assert totals[0] == totals[1]


def test_the_first_difference_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    uniform = Chance.uniform
    monkeypatch.setattr(Chance, "uniform", lambda self, *address: 1 - uniform(self, *address))
    assert agree.main(["--pathways", "50", "--workers", "1"]) == 1
    said = capsys.readouterr().out
    seed, replications, threads = agree.run_of(0)
    assert f"pathway 0 (seed {seed}, replications {replications}, threads {threads})" in said
    assert "the first engine and the second part" in said
    assert "again: python -m tests.engines.agree --first 0 --pathways 1" in said


def test_an_engine_that_breaks_down_is_a_difference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nobody there")

    monkeypatch.setattr("sim.engines.compiled.run", broken)
    assert agree.main(["--pathways", "30", "--first", "7", "--workers", "1"]) == 1
    assert "pathway 7 (" in (said := capsys.readouterr().out)
    assert "ZeroDivisionError: nobody there" in said


def test_runs_differ_in_seed_replications_and_threads() -> None:
    runs = [agree.run_of(number) for number in range(40)]
    assert len({seed for seed, _, _ in runs}) == 40
    assert {len(replications) for _, replications, _ in runs} == {1, 2, 3}
    assert {threads for _, _, threads in runs} == {1, 2}


def test_the_makefile_has_the_target() -> None:
    text = (ROOT / "Makefile").read_text()
    assert "-m tests.engines.agree --pathways $(PATHWAYS)" in text
    assert "agree" in text[text.index("help:") :]
