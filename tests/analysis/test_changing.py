"""The flow arithmetic follows what events change: exactly, and against simulations."""

from __future__ import annotations

import pytest

import sim
from sim.analysis.arithmetic import arithmetic
from sim.analysis.flow import traffic
from sim.verify.case import path_of
from tests.scenario.snippets import write

pytestmark = pytest.mark.unit

HEALTH = """\
format = 1
[run]
years = 20
[attribute.health]
good = 0.2
bad = "rest"
[attribute.hours]
uniform = [0, 10]
[arrivals.young]
to = "course"
rate = 60
attributes = { health = "bad" }
[arrivals.others]
to = "course"
rate = 120
[stage.course]
lasts = { by = "health", good = "20 days", bad = "60 days" }
next = { by = "health", good = { job = 0.8, talk = "rest" }, bad = { talk = 0.7, home = "rest" } }
work = { by = "adviser", time = { by = "health", good = "1 hour", bad = "4 hours" } }
[stage.talk]
lasts = "5 days"
next = { by = "hours", "< 8" = "home", other = "again" }
[decision.again]
next = { by = "health", good = "job", bad = "course" }
[decision.again.limit.course]
visits = 3
else = "home"
[stage.job]
lasts = "100 days"
next = "done"
[risk.illness]
in = ["course"]
rate = { by = "health", good = "0.1 per month", bad = "0.5 per month" }
to = "talk"
[staff.adviser]
people = 20
hours = 37
[event.b_hope]
when = "entered course"
set = { health = { by = "health", bad = { good = 0.25, bad = "rest" }, good = "good" } }
[event.a_learnt]
when = "left course"
set = { hours = { by = "health", good = { uniform = [5, 20] }, bad = { uniform = [0, 12] } } }
[event.c_ill]
when = "risk illness"
set = { health = "bad" }
[event.d_after]
when = "left talk, course"
set = { health = { by = "health", bad = { good = 0.1, bad = "rest" }, good = "good" } }
[exit.done]
[exit.home]
"""


def test_a_chain_of_two_states_is_followed_exactly():
    flows = traffic(sim.load(path_of("health-chain")).scenario)
    well = 0.75 * (1 - 0.6**5)
    assert flows.moves["how"]["well"] / flows.flow["how"] == pytest.approx(well, rel=1e-9)
    assert flows.flow["visit"] == pytest.approx(5 * flows.flow["how"], rel=1e-9)


def test_flows_and_loads_with_events_are_those_of_simulations(tmp_path):
    scenario = sim.load(write(tmp_path, HEALTH))
    flows, sums = traffic(scenario.scenario), arithmetic(scenario.scenario)
    assert not {"events", "limits"} & set(sums.left_aside)
    found = sim.run(scenario, replications=16, seed=5)
    for step in ("course", "talk", "again", "job", "done", "home"):
        simulated = found[f"{'exits' if step in ('done', 'home') else 'entries'}.{step}"]
        assert flows.flow[step] * 20 == pytest.approx(simulated.mean, abs=4 * simulated.se + 0.003 * simulated.mean), (
            step
        )
    stay = found["stay_mean.course"]
    assert flows.stay["course"] / 86_400 == pytest.approx(stay.mean, abs=4 * stay.se + 0.2)  # the last ones are inside
    (load,) = sums.staff
    hours = found["work_hours_week.adviser"]
    assert load.offered == pytest.approx(hours.mean, abs=4 * hours.se + 0.01 * hours.mean)


def test_without_the_change_another_share_would_come(tmp_path):
    """What the sums said while they counted everybody as on arrival."""
    changed = traffic(sim.load(write(tmp_path, HEALTH)).scenario).flow["job"]
    kept = "\n".join(line for line in HEALTH.splitlines() if not line.startswith(("set", "when", "[event")))
    assert abs(traffic(sim.load(write(tmp_path, kept, "kept.toml")).scenario).flow["job"] / changed - 1) > 0.2


def test_only_what_changes_on_a_date_is_left_aside(tmp_path):
    dated = HEALTH + '[event.new_year]\nwhen = 2022-01-01\nset = { health = "good" }\n'
    assert "events" in arithmetic(sim.load(write(tmp_path, dated)).scenario).left_aside
