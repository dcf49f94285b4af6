"""Entries up to a date and by calendar month, and what is left of a budget on a date."""

from __future__ import annotations

import pytest

import sim
from sim.cli import DONE, main
from sim.scenario.schema import DAY, Report, Step
from tests.measures.handmade import Values, days, model_of, scenario_of
from tests.scenario.snippets import write

pytestmark = pytest.mark.unit

POOL = """\
format = 1
[run]
start = 2021-01-01
length = "90 days"
[arrivals.people]
to = "course"
every = "10 days"
first = 2021-01-05
[budget.pool]
amounts = { 2021-01-01 = 500, 2021-02-01 = 1000 }
[stage.course]
spends = { pool = 300 }
lasts = "1 day"
patience = "0 days"
else = "refused"
next = "out"
[exit.out]
[exit.refused]
"""


def test_entries_count_up_to_the_second_and_not_those_before_the_run():
    report = Report(on=(days(3), days(5), days(40)), monthly=("a", "out"))
    scenario = scenario_of((Step("a", "stage"), Step("out", "exit")), report=report)
    month = 31
    found = Values(model_of(scenario, window=(0, 100), end=100), [
        (0, 0, "ARRIVE", "a", "in", 9 * DAY), (0, 0, "START", "a", "", 9 * DAY),
        (3, 1, "ARRIVE", "a", "in"), (3, 1, "START", "a"),
        (4, 0, "END", "a"), (4, 0, "EXIT", "out"),
        (month, 2, "ARRIVE", "a", "in"), (month, 2, "START", "a"),
        (month, 1, "END", "a"), (month, 1, "EXIT", "out"),
    ])  # fmt: skip
    dates = ("2021-01-04", "2021-01-06", "2021-02-10")
    assert [found[f"entered_by.a[{date}]"] for date in dates] == [1, 1, 2]
    assert [found[f"entered_by.out[{date}]"] for date in dates] == [0, 1, 2]
    assert [found[f"entries_in.a[2021-0{month}]"] for month in (1, 2, 3)] == [1, 1, 0]
    assert [found[f"entries_in.out[2021-0{month}]"] for month in (1, 2, 3)] == [1, 1, 0]


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_budget_and_its_starts_week_by_week_and_month_by_month(tmp_path, engine):
    scenario = sim.load(write(tmp_path, POOL)).at(every="1 week").monthly("course")
    found = sim.run(scenario, replications=2, seed=1, engine=engine)
    left = [
        found.value(f"budget_left_on.pool[{date}]") for date in ("2021-01-01", "2021-01-08", "2021-02-05", "2021-03-26")
    ]
    assert left == [
        500,
        200,
        900,
        0,
    ]  # 300 on 5 January and 4 and 14 February, 24 February and 6 March; 200 more came too late
    starts = [found.value(f"entries_in.course[2021-0{month}]") for month in (1, 2, 3)]
    assert starts == [1, 3, 1]
    assert found.value("entered_by.course[2021-02-05]") == 2
    assert sum(starts) == found.value("entries.course")
    assert not [name for name in found.names if name.endswith("[2021-04]")]  # only months that lie wholly in the window


@pytest.mark.parametrize(("key", "code", "said"), [
    ('monthly = ["cuorse"]', "unknown-name", "course"),
    ("on = { evry = '1 week' }", "unknown-key", "every"),
    ("on = { every = '0 days' }", "out-of-range", "above 0"),
    ("on = { every = '1 hour' }", "out-of-range", "at most 400"),
])  # fmt: skip
def test_what_cannot_be_counted_on_dates_is_said(tmp_path, key, code, said):
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(write(tmp_path, f"{POOL}[report]\n{key}\n"))
    problem = next(one for one in found.value.problems if one.code == code)
    assert said in str(problem)


def test_explain_and_tables_say_what_is_counted(tmp_path, capsys):
    path = str(write(tmp_path, POOL + '[report]\nmonthly = ["course"]\non = { every = "2 weeks" }\n'))
    assert main(["explain", path, "--lang", "da"]) == DONE
    words = capsys.readouterr().out
    assert "Starter tælles måned for måned: course." in words
    assert (
        main(["run", path, "--replications", "2", "--all", "--lang", "da", "--results", str(tmp_path / "results")])
        == DONE
    )
    words = capsys.readouterr().out
    assert "Starter pr. måned" in words
    assert "februar 2021" in words
    assert "Uforbrugt (kr.): pool" in words
