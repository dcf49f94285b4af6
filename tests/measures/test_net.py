"""With and without the project: the oracles of the two lives, and a recount of both from the log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.engines import choose
from sim.log.events import Event
from sim.log.table import Log
from sim.measures import measure
from sim.measures.lives import OUTSIDE, lives, model_of_lives
from sim.measures.sheet import Sheet
from sim.model.build import build
from sim.model.model import Model
from sim.random_keys import stream_key
from sim.scenario import load
from sim.scenario.schema import MONTH
from sim.studies.intervals import normal, two_sided
from tests.scenario.snippets import write

MONEY = """
[stage.job]
title = "Job"
support = "self"
lasts = { weibull = { shape = 0.7, scale = "9 months" } }
marks = { hours = { triangular = [8, 20, 37] } }
next = "gone"
cost = { per_start = 1000, payer = "jobcentre", funder = "fund", funder_share = 0.25 }
[exit.gone]
[attribute.weeks]
discrete = { values = [2, 30, 60], shares = [0.4, 0.3, 0.3] }
[benefit]
monthly = { start = 11000, 2022-01-01 = 12000 }
refund = { 4 = 0.8, 26 = 0.4, 52 = 0.3, other = 0.2 }
resets_after = "20 weeks"
weeks_before = "weeks"
[benefit.supplement]
hours = "hours"
wage = 150
disregard = { start = 28, 2022-06-01 = 29 }
"""
HEAD = """
format = 1
[run]
start = 2021-01-01
years = 2
follow_up = "24 months"
[arrivals.all]
to = "search"
rate = 150
"""
SEARCH = """
[stage.search]
lasts = "9000 days"
next = "gone"
[risk.found]
in = "search"
rate = "0.03 per week"
to = "job"
"""
BACKGROUND = """
[background]
rate = "{} per week"
retention = {{ weibull = {{ shape = 0.7, scale = "9 months" }} }}
marks = {{ hours = {{ triangular = [8, 20, 37] }} }}
"""
SAME_JOBS = HEAD + SEARCH + MONEY + BACKGROUND.format(0.03)
NET = ("net_jobs", "net_self.after[12 months]", "net_self.after[24 months]", "net_self_months", "net_benefit")


def model_of(text: str, tmp_path: Path) -> Model:
    return build(load(write(tmp_path, text)))


def log_of(model: Model, replications: int, seed: int = 1) -> Log:
    return choose("reference", model, 1).run(model, seed, range(replications))


def figures(model: Model, replications: int, seed: int = 1) -> Sheet:
    return measure(log_of(model, replications, seed), model, compiled=False)


# --- the oracles ------------------------------------------------------------------------------------------------------


def test_the_project_s_own_jobs_at_its_own_addresses_are_net_nothing_in_every_replication(tmp_path: Path) -> None:
    """Every person leads the same life twice: months, jobs and every kroner agree, not only on average."""
    model = model_of(SAME_JOBS, tmp_path)
    tables, key = model.tables, lambda name: np.array([stream_key(name)], dtype=np.uint64)
    streams = tables.draw_stream.copy()
    streams[tables.outside_mark] = key("mark.job.hours")
    same = replace(model, tables=tables._replace(
        outside_offer_stream=key("risk.search.found"), outside_job_stream=key("step.job.length"), draw_stream=streams,
    ))  # fmt: skip
    found = figures(same, 6)
    assert (found.column("jobs_without") > 50).all()
    for name in (*NET, "net_paid.state", "net_paid.municipality"):
        assert (found.column(name) == 0).all(), name
    assert (found.column("net_kroner") == -found.column("cost_total")).all()


def test_without_any_jobs_outside_net_is_gross(tmp_path: Path) -> None:
    everybody = MONEY.replace("[benefit]", '[benefit]\nbilled = "everybody"')
    found = figures(model_of(HEAD + SEARCH + everybody + BACKGROUND.format(0), tmp_path), 4)
    for name in ("jobs", "self_months"):
        assert (found.column(f"{name}_without") == 0).all()
        assert (found.column(f"net_{name}") == found.column(f"{name}_with")).all()
    assert (found.column("net_self.after[12 months]") == found.column("self_with.after[12 months]")).all()
    np.testing.assert_allclose(found.column("net_benefit"), found.column("benefit_saved_gross"), rtol=1e-12)


def test_without_a_job_outside_all_that_a_project_without_benefit_does_counts(tmp_path: Path) -> None:
    text = HEAD + SEARCH + MONEY[: MONEY.index("[benefit]")] + BACKGROUND.format(0)
    found = figures(model_of(text, tmp_path), 2)
    assert (found.column("net_jobs") == found.column("jobs_with")).all()
    assert "net_benefit" not in found.names


def _holds_nothing(tmp_path: Path, replications: int) -> float:
    """The half-width of the 99.9 % interval of net months, which holds 0; in months of self-support a run."""
    text = SAME_JOBS.replace("rate = 150", "rate = 20").replace("years = 2", "years = 1")
    model = model_of(text, tmp_path)
    engine = choose("auto", model, replications)
    engine.prepare()
    found = [
        measure(engine.run(model, 5, range(first, min(first + 1000, replications))), model)
        for first in range(0, replications, 1000)
    ]
    half_widths = []
    for name in (*NET, "net_paid.state", "net_paid.municipality"):
        values = np.concatenate([sheet.column(name) for sheet in found])
        values = values[~np.isnan(values)]
        half_widths.append(normal(two_sided(0.999)) * values.std(ddof=1) / len(values) ** 0.5)
        assert abs(values.mean()) <= half_widths[-1], (name, values.mean(), half_widths[-1])
        print(f"{name}: {values.mean():+.5g} within +-{half_widths[-1]:.5g} at {replications} replications")
    return half_widths[3]


def test_an_independent_life_of_equal_law_is_net_nothing_on_average(tmp_path: Path) -> None:
    assert _holds_nothing(tmp_path, 300) > 0


@pytest.mark.slow
def test_an_independent_life_of_equal_law_is_net_nothing_at_twenty_thousand_replications(tmp_path: Path) -> None:
    assert 0 < _holds_nothing(tmp_path, 20_000) < 1


# --- a recount --------------------------------------------------------------------------------------------------------


def test_both_lives_by_hand(tmp_path: Path) -> None:
    """Jobs and months of each person, found row by row."""
    model = model_of(SAME_JOBS.replace("9000 days", "90 days"), tmp_path)
    log = log_of(model, 3)
    found = measure(log, model, compiled=False)
    for replication in range(3):
        one = log.one(replication)
        for life, ours in (("with", True), ("without", False)):
            spells = _spells(one, model, ours)
            judged = [who for who, arrived in _arrivals(one).items() if arrived < model.window[1]]
            assert found.column(f"jobs_{life}")[replication] == sum(bool(spells.get(who)) for who in judged)
            months = sum(
                max(0, min(end, model.window[1]) - min(start, model.window[1]))
                for who in judged
                for start, end in spells.get(who, ())
            )
            assert found.column(f"self_months_{life}")[replication] == pytest.approx(months / MONTH)


def _arrivals(log: Log) -> dict[int, int]:
    return {row[1]: row[0] for row in log.rows() if row[2] == Event.ARRIVE}


def _spells(log: Log, model: Model, with_project: bool) -> dict[int, list[tuple[int, int]]]:
    """(start, end) of every job of each person; the run's end where it goes on."""
    job = model.names.steps.index("job")
    kinds = (Event.AFTER_FOUND, Event.AFTER_LOST) if with_project else (Event.WITHOUT_FOUND, Event.WITHOUT_LOST)
    found: dict[int, list[tuple[int, int]]] = {}
    for time, who, code, step, _, _, value in log.rows():
        own = with_project and step == job
        if code == kinds[0] or (own and code == Event.START):
            begins = time + (value if code == kinds[0] else 0)
            found.setdefault(who, []).append((begins, model.end))
        elif code == kinds[1] or (own and code == Event.END):
            ends = time + (value if code == kinds[1] else 0)
            found[who][-1] = (found[who][-1][0], ends)
    return found


@pytest.mark.parametrize("wait", [100, 364, 366])
def test_who_is_in_work_a_year_later_is_found_on_that_day(tmp_path: Path, wait: int) -> None:
    text = HEAD.replace("rate = 150", 'dates = ["2021-03-05"]\nsize = 7') + MONEY
    text = text.replace('weibull = { shape = 0.7, scale = "9 months" }', 'fixed = "9 months"')
    text += f'[stage.search]\nlasts = "{wait} days"\nnext = "job"\n' + BACKGROUND.format(0)
    found = figures(model_of(text, tmp_path), 1)
    working = wait < 365 < wait + 270
    assert found.column("self_with.after[12 months]")[0] == working
    assert found.column("net_self.after[12 months]")[0] == working
    assert found.column("self_without.after[12 months]")[0] == 0


# --- what is read, and what is not ------------------------------------------------------------------------------------


def test_the_logs_of_lives_hold_jobs_outside_as_stays(tmp_path: Path) -> None:
    model = model_of(SAME_JOBS.replace("9000 days", "90 days"), tmp_path)
    log = log_of(model, 2)
    with_project, without = lives(log, model)
    outside = len(model.names.steps)
    assert model.scenario.background is not None
    assert model_of_lives(model, model.scenario.background).names.steps[outside] == OUTSIDE
    for life, found in ((with_project, Event.AFTER_FOUND), (without, Event.WITHOUT_FOUND)):
        early = {(r, row[1]) for r in (0, 1) for row in log.one(r).rows()
                 if row[2] == Event.ARRIVE and row[0] < model.window[1]}  # fmt: skip
        begun = sum((r, row[1]) in early for r in (0, 1) for row in log.one(r).rows() if row[2] == found)
        assert np.count_nonzero((life.code == Event.START) & (life.step == outside)) == begun
        assert life.code.max() < Event.WITHOUT_FOUND
        assert {(r, who) for r in (0, 1) for who in set(life.one(r).owner.tolist())} == early


def test_a_scenario_without_background_has_no_such_figures_and_others_keep_theirs(tmp_path: Path) -> None:
    bare = model_of(HEAD + SEARCH + MONEY, tmp_path)
    both = model_of(SAME_JOBS, tmp_path)
    alone, beside = figures(bare, 2), figures(both, 2)
    assert not [name for name in alone.names if name.startswith(("net_", "jobs_with", "self_with"))]
    assert beside.names[: len(alone.names)] == alone.names
    for name in alone.names:
        np.testing.assert_array_equal(alone.column(name), beside.column(name))
