"""What is expected before anything runs, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from sim.analysis.rows import rows_at_most
from sim.analysis.workload import check_workload, workload
from sim.cli import main
from sim.limits import Limits, TooMuchError, limit
from sim.scenario import load
from sim.scenario.horizon import run_end

ROOT = Path(__file__).parents[2]

TEXT = """
format = 1
[run]
start = 2021-01-01
length = "RUN"
follow_up = "1 day"
[calendar]
holidays = "none"
[arrivals.in]
to = "a"
ARRIVALS
[stage.a]
lasts = "2 days"
next = "out"
STAGE
[exit.out]
MORE
"""


@pytest.fixture(autouse=True)
def _usual_limits() -> Iterator[None]:
    limit()
    yield
    limit()


def write(folder: Path, arrivals: str = 'rate = "100 per year"', run: str = "365 days", stage: str = "", more: str = "",
          to: str = "a") -> Path:  # fmt: skip
    path = folder / "large.toml"
    text = TEXT.replace("ARRIVALS", arrivals).replace("RUN", run).replace("STAGE", stage).replace("MORE", more)
    path.write_text(text.replace('to = "a"', f'to = "{to}"', 1))
    return path


POOL = '[wait.w]\ntakes = "p"\nnext = "a"\n[pool.p]\n'
STAFF = "[staff.clerk]\npeople = {}\nhours = 37\n"
EXPLOSIONS: dict[str, tuple[dict[str, str], str, str]] = {
    "a rate": ({"arrivals": 'rate = "1e7 per year"'}, "people", "arrivals.in.rate"),
    "a cohort": ({"arrivals": 'dates = ["1 day"]\nsize = 1_000_000_000'}, "people", "arrivals.in.size"),
    "a number a year": ({"arrivals": "a_year = 1_000_000_000"}, "people", "arrivals.in.a_year"),
    "short intervals": ({"arrivals": 'between = "2 seconds"'}, "people", "arrivals.in.between"),
    "backlog": (
        {"more": '[backlog.old]\ninside = "a"\npeople = 1_000_000_000\n'}, "people", "backlog.old.people",
    ),
    "tokens at once": (
        {"to": "w", "more": POOL + 'dates = ["1 day"]\nsize = 1_000_000_000'}, "tokens", "pool.p.size",
    ),
    "tokens at the start": (
        {"to": "w", "more": POOL + 'rate = "1 per day"\ninitial = 1_000_000_000'}, "tokens", "pool.p.initial",
    ),
    "tokens by rate": ({"to": "w", "more": POOL + 'rate = "1e7 per year"'}, "tokens", "pool.p.rate"),
    "tries": (
        {"stage": 'gate = "g"', "run": "10 years",
         "more": '[gate.g]\ndates = ["1 day"]\nseats = 1\nminimum = 2\nbelow = "try_again"\n'
                 'again_after = "1 second"\ntries = 1_000_000_000'},
        "sessions", "gate.g.tries",
    ),
    "a profile by the second": (
        {"arrivals": 'rate = "1 per year"\nprofile = { period = "2 seconds", factors = [1, 1] }', "run": "100 years"},
        "memory", "arrivals.in.profile",
    ),
    "calls": (
        {"arrivals": "a_year = 1_000", "run": "10 years",
         "more": STAFF.format(1) + '[followup.call]\nin = "a"\nby = "clerk"\ntime = "1 minute"\n'
                                   'rate = "10000 per day"\nqueued = true\n'},
        "rows", "followup.call.rate",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EXPLOSIONS))
def test_what_explodes_is_refused_by_name_before_it_is_built(tmp_path: Path, name: str) -> None:
    keys, what, driver = EXPLOSIONS[name]
    question = sim.load(write(tmp_path, **keys))
    with pytest.raises(TooMuchError) as raised:
        _ = question.model
    assert (raised.value.what, raised.value.key) == (what, driver)


def test_estimates_against_a_run(tmp_path: Path) -> None:
    path = write(tmp_path, 'dates = ["1 day", "2 days"]\nsize = 50')
    found = workload(load(path))
    assert sum(amount.expected for amount in found.people) == 100
    rows = sim.run(path, 2, engine="reference").manifest.rows / 2
    assert rows / 2 <= sum(amount.expected for amount in found.rows) <= 2 * rows


@pytest.mark.parametrize("file", sorted((ROOT / "scenarios").glob("*.toml")), ids=lambda path: path.stem)
def test_every_scenario_file_is_far_from_the_limits(file: Path) -> None:
    if file.stem == "parametre":
        pytest.skip("a part of the others")
    scenario = load(file)
    check_workload(scenario, logs=100)
    assert sum(amount.expected for amount in workload(scenario).rows) < 1e5


def test_a_loop_that_hardly_anybody_leaves_is_bounded_by_the_length_of_the_run(tmp_path: Path) -> None:
    path = tmp_path / "loop.toml"
    text = TEXT.replace("ARRIVALS", "a_year = 10").replace("RUN", "365 days").replace("STAGE", "").replace("MORE", "")
    path.write_text(
        text.replace('next = "out"', 'next = { b = 0.9999999, out = "rest" }')
        + '[stage.b]\nlasts = "2 days"\nnext = "a"\n'
    )
    rows = sum(amount.expected for amount in workload(load(path)).rows)
    assert 10 * 365 < rows < 10 * 365 * 10


def test_ten_thousand_caseworkers_are_no_explosion(tmp_path: Path) -> None:
    question = sim.load(write(tmp_path, more=STAFF.format(10_000)))
    assert question.model.tables.member_window.nbytes < 100_000


def test_limits_are_read_and_wrong_ones_named() -> None:
    assert Limits.parse("people=5e6,rows=2e8,memory=50%,replications=1e6") == Limits()
    assert Limits.parse("people=1e3, memory=80%") == Limits(people=1000, memory=0.8)
    for wrong in ("people", "peopel=3", "people=-1", "people=nan", "memory=5", "rows=5%", "rows=many"):
        with pytest.raises(ValueError, match="is no limit"):
            Limits.parse(wrong)


@pytest.mark.parametrize("command", ["run", "compare", "sweep", "size", "select", "bottleneck"])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_command_refuses_and_names_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, lang: str
) -> None:
    target = '[target.t]\ncount = "entered out"\nat_least = 2\n[parameters.n]\nvalue = 1\nlow = 1\nhigh = 3\n'
    target += '[resource.r]\ncapacity = "$n"\n'
    path = str(write(tmp_path, 'rate = "1e7 per year"', stage='uses = "r"', more=target))
    more = {
        "compare": [path, "--with", "n=2"], "select": [path, "--with", "n=2", "--measure", "P(t)", "--worth", "0.1"],
        "sweep": [path, "--vary", "n=1..2"], "size": [path, "--find", "n", "--until", "P(t) >= 0.5"],
    }.get(command, [path])  # fmt: skip
    assert main([command, *more, "--lang", lang, "--results", str(tmp_path / "results")]) == 2
    said = capsys.readouterr().err
    assert "arrivals.in.rate" in said
    assert "--limit people=" in said
    assert ("Der er ikke regnet noget" if lang == "da" else "Nothing was simulated") in said


def test_check_says_what_the_other_commands_will_refuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(write(tmp_path, "a_year = 1_000_000_000")), "--lang", "en"]) == 0
    assert "note: " in (said := capsys.readouterr().out)
    assert "arrivals.in.a_year leads to about" in " ".join(said.split())


def test_replications_have_a_limit_that_can_be_raised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write(tmp_path, "a_year = 2"))
    results = ["--results", str(tmp_path / "results"), "--engine", "reference", "--lang", "en"]
    assert main(["run", path, "--replications", "10000000", *results]) == 2
    assert "10,000,000 replications are more than the 1,000,000" in capsys.readouterr().err
    assert main(["run", path, "--replications", "3", "--limit", "replications=2", *results]) == 2
    assert main(["run", path, "--replications", "3", "--limit", "replications=3", *results]) == 0
    assert main(["run", path, "--limit", "peopel=3", *results]) == 2
    assert "--limit peopel=3: write for example people=5e6" in capsys.readouterr().err
    with pytest.raises(TooMuchError):
        sim.run(path, 10_000_000)


def test_in_python_the_limit_is_set_for_the_process(tmp_path: Path) -> None:
    path = write(tmp_path, "a_year = 100")
    sim.limit("people=50")
    with pytest.raises(TooMuchError, match=r"arrivals\.in\.a_year"):
        sim.run(path, 1, engine="reference")
    sim.limit()
    assert sim.run(path, 1, engine="reference").manifest.rows > 0


def test_a_log_that_is_kept_counts_with_every_replication(tmp_path: Path) -> None:
    path = write(tmp_path, "a_year = 100")
    with pytest.raises(TooMuchError) as raised:
        sim.run(path, 1_000_000, keep_log=True)
    assert raised.value.what == "memory"


@pytest.mark.parametrize("file", sorted((ROOT / "scenarios").glob("*.toml")), ids=lambda path: path.stem)
def test_no_more_rows_are_expected_than_the_bound_allows(file: Path) -> None:
    if file.stem == "parametre":
        pytest.skip("a part of the others")
    scenario = load(file)
    found, end = workload(scenario), run_end(scenario)[0]
    most = {amount.key: amount.expected for amount in rows_at_most(scenario, found.people, end)}
    assert all(amount.expected <= most[amount.key] for amount in found.rows if amount.key in most)
    assert set(most) <= {amount.key for amount in found.rows}


def test_where_a_bound_is_enough_no_equations_are_solved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sweep asks for every option."""

    def unwanted(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sim.analysis.rows.traffic", unwanted)
    check_workload(load(ROOT / "scenarios" / "rengoering.toml"))


def test_a_loop_without_time_is_left_to_the_engine_which_names_its_step(tmp_path: Path) -> None:
    path = write(tmp_path, "a_year = 10")
    path.write_text(path.read_text().replace('"2 days"', '"0 days"').replace(
        'next = "out"', 'next = { a = 0.9999999, out = "rest" }'))  # fmt: skip
    assert sum(amount.expected for amount in workload(load(path)).rows) < 1e6
    check_workload(load(path))
