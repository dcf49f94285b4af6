"""Targets that are shares, forecast: recorded and simulated time are one log, measured as any run is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.records import Records, read_mapping, read_records
from sim.records.forecast import forecast
from tests.records.project import HEAD, MAPPING, SCENARIO, write_project
from tests.records.test_forecast import records_until

SHARE = """
[target.working]
share_of = "entered course"
who_are = "self"
for = "3 months"
within = "28 days"
after = "last day in course, work"
at_least = 0.6
"""
JOB = '[exit.job]\ntitle = "Job"\n'
WORKING = SCENARIO.replace(
    JOB, '[stage.job]\nsupport = "self"\nlasts = "400 days"\nnext = { lost = "rest" }\n[exit.lost]\n'
)
CERTAIN = WORKING.replace("rate = 120", "rate = 1e-9").replace(
    'lasts = { exponential = "60 days" }', 'lasts = "10 days"'
)
CERTAIN = CERTAIN.replace('next = { course = 0.2, job = "rest" }\nlimit.course = { visits = 2, else = "job" }',
                          'next = { job = "rest" }')  # fmt: skip
WORDS = MAPPING.replace("[spells.steps]", '[spells.steps]\n"Ophør" = "lost"').replace("2021-12-31", "2021-06-30")
ROWS = (
    HEAD
    + "1;Kursus;01-02-2021;01-03-2021;\n1;Praktik;01-03-2021;11-03-2021;\n1;Job;11-03-2021;;\n"  # works since March
    + "2;Kursus;05-06-2021;;\n"  # will: course, ten days of work, job
    + "3;Kursus;01-02-2021;01-03-2021;\n3;Praktik;01-03-2021;11-03-2021;\n"
    + "3;Job;11-03-2021;11-04-2021;\n3;Ophør;11-04-2021;11-04-2021;\n"  # has lost it
    + "4;Samtale;20-06-2021;;\n"  # has not begun
)


def certain(folder: Path, share: str = SHARE) -> Records:
    return read_records(read_mapping(write_project(folder, ROWS, mapping=WORDS, scenario=CERTAIN + share)))


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_what_was_recorded_counts_with_what_comes(tmp_path: Path, engine: str) -> None:
    (found,) = forecast(certain(tmp_path), replications=40, engine=engine).shares
    assert (found.come, found.attained, found.lost) == (3, 1, 1)
    begun = found.everybody - 3  # the fourth begins the course, or does not
    assert set(begun.tolist()) == {0.0, 1.0}
    assert np.array_equal(found.attaining, 2 + begun)
    assert found.most == pytest.approx(3 / 4)
    assert found.chance == 1.0
    assert (
        forecast(certain(tmp_path, SHARE.replace("at_least = 0.6", "at_most = 0.2")), replications=2).shares[0].chance
        == 0
    )


def test_where_nobody_is_inside_a_share_is_that_of_a_fresh_run(tmp_path: Path) -> None:
    path = write_project(tmp_path, HEAD + "1;Retur;01-01-2021;;\n", scenario=WORKING + SHARE)
    records = read_records(read_mapping(path))
    (found,) = forecast(records, date(2020, 12, 31), date(2021, 12, 31), replications=400).shares
    fresh = sim.run(sim.load(tmp_path / "pathway.toml"), replications=400, seed=4)["target.working"]
    mean = found.attaining.sum() / found.everybody.sum()
    assert (found.come, found.attained, found.lost) == (0, 0, 0)
    assert abs(mean - fresh.mean) < 3.3 * float(np.hypot(found.shares.std(), fresh.sd)) / 400**0.5


def test_a_share_of_the_whole_year_is_that_of_the_run_that_was_recorded(tmp_path: Path) -> None:
    """On the last day nothing but the future of those inside is open."""
    scenario = WORKING.replace('"400 days"', '"40 days"') + SHARE.replace("3 months", "1 month")
    records = records_until(tmp_path, scenario, date(2021, 12, 30))
    run = sim.run(sim.load(tmp_path / "pathway.toml"), replications=1, seed=1, engine="reference")
    (found,) = forecast(records, replications=20, engine="reference").shares
    assert found.attained <= run["attaining.working"].mean <= found.come
    assert found.attained <= found.attaining.min()


@pytest.mark.parametrize(
    "share", [SHARE.replace("entered course", "finished course"), SHARE.replace("course, work", "course, resting")]
)
def test_a_share_that_the_records_do_not_show_is_said(
    tmp_path: Path, share: str, capsys: pytest.CaptureFixture[str]
) -> None:
    resting = '[stage.resting]\nlasts = "1 day"\nnext = { work = "rest" }\n[stage.work]'
    scenario = CERTAIN.replace("[stage.work]", resting).replace(
        'lasts = "28 days"\nnext = { work', 'lasts = "28 days"\nnext = { resting')  # fmt: skip
    volume = '[target.starts]\ncount = "entered course"\nat_least = 40\n'
    path = write_project(tmp_path, ROWS, mapping=WORDS, scenario=scenario + volume + share)
    assert main(["forecast", str(path), "--replications", "20", "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "working is not forecast" in said
    assert ("no word in [spells.steps] means resting" in said) == ("resting" in share)


def test_the_answer_says_how_a_share_stands_and_why_it_is_out_of_reach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_project(tmp_path, ROWS, mapping=WORDS, scenario=CERTAIN + SHARE.replace("0.6", "0.9"))
    assert main(["forecast", str(path), "--replications", "20", "--lang", "da", "--set", "passed=0.9"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert main(["forecast", str(path), "--replications", "20", "--json"]) == 0
    (share,) = json.loads(capsys.readouterr().out)["shares"]
    assert (share["come"], share["attained"], share["lost"]) == (None, None, None)  # fewer than five
    assert "af de 3, der tæller med hidtil i år, har 1 nået det, og 1 er gået uden" in said
    assert "Målet kan ikke længere nås: selv om alle, der er tilbage, nåede det, bliver det højst 75" in said
    assert "Med passed=0.9 fra i morgen: målet nås i 0 ud af 100" in said
