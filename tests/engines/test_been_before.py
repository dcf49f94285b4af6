"""People of the backlog go on counting their visits from those stated (contract Q10)."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.log.events import Event

AGAIN = """
format = 1
title = "Again"
[run]
length = "60 days"
[calendar]
holidays = "none"
[backlog.fresh]
inside = "work"
people = 3
[backlog.second]
inside = "work"
people = 3
visits = { work = 1 }
[backlog.last]
inside = "work"
people = 3
visits = { work = 2 }
[stage.work]
lasts = "10 days"
next = { work = "rest" }
limit.work = { visits = 3, else = "out" }
[exit.out]
"""


def read(folder: Path, text: str) -> sim.LoadedScenario:
    (folder / "again.toml").write_text(text, encoding="utf-8")
    return sim.load(folder / "again.toml")


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_limits_count_the_visits_before(tmp_path: Path, engine: str) -> None:
    scenario = read(tmp_path, AGAIN)
    log = sim.run(scenario, replications=1, seed=1, engine=engine, keep_log=True).log
    days = sorted(time // 86_400 for time, _, code, *_ in log.rows() if code == Event.EXIT)
    assert days == [10] * 3 + [20] * 3 + [30] * 3
    first = sorted(visit for time, _, code, _, visit, *_ in log.rows() if code == Event.START and time == 0)
    assert first == [1] * 3 + [2] * 3 + [3] * 3


def test_what_is_wrong_with_visits_is_said(tmp_path: Path) -> None:
    with pytest.raises(sim.ProblemsFound) as found:
        read(tmp_path, AGAIN.replace("{ work = 1 }", "{ wrk = 1, work = -1 }"))
    assert "wrk" in str(found.value)
    assert "-1" in str(found.value)
