"""Closed weeks of staff, from the file to the figures: the engines, the measures and ``check`` mean the same days."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.analysis.arithmetic import arithmetic
from sim.engines import choose
from sim.measures import measure
from sim.model.build import build
from sim.scenario.assemble import assemble
from sim.scenario.reading import read

TEXT = """
format = 1
[run]
start = 2022-07-04    # the Monday of week 27
length = "28 days"
follow_up = "1 day"
[calendar]
holidays = "none"
[staff.caseworker]
people = PEOPLE
hours = 37
days = "DAYS"
closed = ["weeks 28-30"]
cost_per_hour = 100
[arrivals.in]
to = "a"
dates = [2022-07-07]
[stage.a]
lasts = "2 days"
work = [{ by = "caseworker", time = "30 hours" }]
next = "out"
[exit.out]
"""


@pytest.mark.parametrize("days", ["working", "all"])
@pytest.mark.parametrize(("people", "offered"), [("1", 9.25), ("{ start = 1, 2022-07-18 = 5 }", 9.25), ("0.5", 4.625)])
def test_three_of_four_weeks_closed_leave_a_quarter_of_the_hours(
    tmp_path: Path, days: str, people: str, offered: float
) -> None:
    """37 hours in 28 days are 9.25 a week, also where more people are hired while it is closed."""
    path = tmp_path / "closed.toml"
    path.write_text(TEXT.replace("DAYS", days).replace("PEOPLE", people))
    scenario = assemble(read(path))
    model = build(scenario)
    sheet = measure(choose("reference", model, 1).run(model, 1, [0]), model)
    assert sheet.column("offered_hours_week.caseworker")[0] == pytest.approx(offered)
    assert sheet.column("cost_staff.caseworker")[0] == pytest.approx(offered * 4 * 100)
    assert arithmetic(scenario).staff[0].capacity == pytest.approx(offered)
    (clock,) = model.tables.member_window[:1]
    assert clock[-model.tables.first_day :][7:28].sum() == 0


def test_the_holidays_of_the_window_are_left_out_and_not_those_of_the_run_up_to_it(tmp_path: Path) -> None:
    """Easter 2022: three working days of the first week after the warm-up are holidays."""
    text = TEXT.replace('"none"', '"DK"').replace("2022-07-04    #", "2022-04-11 #").replace("2022-07-07", "2022-04-12")
    path = tmp_path / "easter.toml"
    path.write_text(text.replace("PEOPLE", "1").replace("DAYS", "working").replace('closed = ["weeks 28-30"]\n', ""))
    scenario = assemble(read(path))
    model = build(scenario)
    sheet = measure(choose("reference", model, 1).run(model, 1, [0]), model)
    offered = 37 * 4 * 17 / 20 / 4
    assert sheet.column("offered_hours_week.caseworker")[0] == pytest.approx(offered)
    assert arithmetic(scenario).staff[0].capacity == pytest.approx(offered)
