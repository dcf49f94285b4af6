"""Levels on a date: what has begun up to then less what has ended."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.engines import choose
from sim.measures import measure
from sim.model.build import build
from sim.scenario.schema import Report, Step
from tests import generated
from tests.measures.handmade import Values, days, model_of, scenario_of
from tests.scenario.snippets import write
from tests.scenario.test_report_table import BASE

pytestmark = pytest.mark.unit


def test_what_happens_on_the_second_itself_is_included():
    scenario = scenario_of(
        (Step("a", "stage"), Step("out", "exit")), report=Report(on=tuple(map(days, (1, 3, 5, 9))))
    )  # fmt: skip
    found = Values(model_of(scenario, window=(0, 100), end=100), [
        (1, 0, "ARRIVE", "a", "in"), (1, 0, "JOIN", "a"), (2, 1, "ARRIVE", "a", "in"), (2, 1, "JOIN", "a"),
        (3, 0, "ADMIT", "a"), (3, 0, "START", "a"), (4, 1, "RENEGED", "a"), (4, 1, "EXIT", "out"),
        (5, 0, "END", "a"), (5, 0, "EXIT", "out"),
    ])  # fmt: skip
    dates = ("2021-01-02", "2021-01-04", "2021-01-06", "2021-01-10")
    assert [found[f"inside_on.a[{date}]"] for date in dates] == [0, 1, 0, 0]
    assert [found[f"queue_on.a[{date}]"] for date in dates] == [1, 1, 0, 0]


@pytest.mark.parametrize("seed", range(12))
def test_at_the_end_of_the_run_the_levels_are_those_left(seed):
    model = build(generated.pathway(seed))
    model = replace(model, scenario=replace(model.scenario, report=Report(on=(model.end,))))
    sheet = measure(choose("reference", model, 2).run(model, 1, [0, 1]), model, compiled=False)
    checked = [name for name in sheet.names if name.startswith(("inside_on.", "queue_on."))]
    assert checked
    set_up = {step.name for step in model.scenario.steps if step.setup is not None}  # inside, but not staying yet
    for name in checked:
        kpi, _, thing = name.partition("[")[0].partition(".")
        if thing in set_up:
            continue
        left = sheet.column(f"{'inside_end' if kpi == 'inside_on' else 'in_line_end'}.{thing}")
        np.testing.assert_array_equal(sheet.column(name), left, err_msg=name)


def test_a_date_that_the_run_does_not_reach_is_refused(tmp_path):
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(write(tmp_path, BASE + "[report]\non = [2021-02-01, 2021-06-01]\n"))
    (problem,) = found.value.problems
    assert (problem.code, problem.key) == ("date-outside-run", "report.on")
    assert "2021-04-11" in str(problem)
