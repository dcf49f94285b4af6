"""What is learnt from records equals what theory says, also where stays are unfinished, cut, or ended by a risk."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy.stats import beta

import sim
from sim.cli import main
from sim.knowledge.priors import prior_of
from sim.records import Records, read_mapping, read_records
from sim.records.backtest import known_by
from sim.records.fit import Fitted, fit
from sim.records.posterior import reach_of, sample
from sim.records.writing import as_csv
from tests.records.project import HEAD, MAPPING, SCENARIO, recorded, write_project


def records_of(folder: Path, scenario: str = SCENARIO, mapping: str = MAPPING, replication: int = 0) -> Records:
    """What was recorded of one replication, written and read back."""
    found = read_mapping(write_project(folder, mapping=mapping, scenario=scenario))
    (folder / "forloeb.csv").write_text(as_csv(recorded(found, replication), found), encoding="utf-8")
    return read_records(found)


def learnt(fitted: Fitted, name: str) -> tuple[float, float, float]:
    return next(one.posterior for one in fitted.learnt if one.name == name)


def prior(records: Records, name: str) -> tuple[float, float]:
    parameter = next(one for one in records.mapping.scenario.scenario.parameters if one.name == name)
    found = prior_of(parameter)
    assert found is not None
    return found.first, found.second


def test_a_share_with_a_beta_prior_has_the_beta_posterior(tmp_path: Path) -> None:
    records = records_of(tmp_path)
    moves = [(one.spells[0].step, one.spells[1].step) for one in records.episodes if len(one.spells) > 1]
    passed = sum(pair[0] == "talk" and pair[1] != "sent_back" for pair in moves)
    gone_on = sum(pair[0] == "talk" for pair in moves)
    a, b = prior(records, "passed")
    exact = beta(a + passed, b + gone_on - passed)
    found = learnt(fit(records, draws=400), "passed")
    assert found == pytest.approx(exact.ppf([0.05, 0.5, 0.95]), abs=0.25 * exact.std())


def test_an_exponential_stay_has_the_gamma_posterior(tmp_path: Path) -> None:
    """Events over exposure (closed form), many stays still open; days as seconds so that rounding is no matter."""
    text = SCENARIO.replace('{ exponential = "60 days" }', '{ exponential = "$mean_work" }')
    text = text.replace("[arrivals.referred]", '[parameters.mean_work]\nvalue = "60 days"\nlow = 30\nhigh = 120\n'
                        '[arrivals.referred]')  # fmt: skip
    records = records_of(tmp_path, text)
    stays = [spell for one in records.episodes for spell in one.spells if spell.step == "work"]
    ended = sum(spell.end is not None for spell in stays)
    last = records.mapping.last
    exposure = sum(((spell.end or last) - spell.begin).days + 0.5 * (spell.end is None) for spell in stays)
    centre, sd = prior(records, "mean_work")
    grid = np.exp(np.linspace(np.log(20), np.log(200), 4000))
    density = -ended * np.log(grid) - exposure / grid - 0.5 * ((np.log(grid) - centre) / sd) ** 2
    weights = np.exp(density - density.max())  # on a grid even in the logarithm, on which the prior is normal
    cumulative = np.cumsum(weights) / weights.sum()
    exact = [float(grid[np.searchsorted(cumulative, share)]) for share in (0.05, 0.5, 0.95)]
    assert ended > 20
    assert len(stays) - ended > 5
    assert learnt(fit(records, draws=400), "mean_work") == pytest.approx(exact, rel=0.04)


def test_who_is_registered_late_counts_from_then_on(tmp_path: Path) -> None:
    """Everybody is registered ten days after coming, and who left before is in no record: days got through, and
    days on which a stay ended, from then on.  Taken as they stand, the stays are those of people who stay long."""
    scenario = SCENARIO.replace('{ exponential = "10 days" }', '{ exponential = "$mean_talk" }')
    scenario = scenario.replace("[arrivals.referred]", '[parameters.mean_talk]\nvalue = "10 days"\nlow = 4\nhigh = 40\n'
                                "[arrivals.referred]")  # fmt: skip
    lag = timedelta(days=10)
    made = read_mapping(write_project(tmp_path, scenario=scenario))
    stays = [one.spells[0] for one in recorded(made) if (one.spells[0].end or made.last) >= one.spells[0].begin + lag]
    rows = "".join(f"{number};Samtale;{one.begin:%d-%m-%Y};{(one.end and f'{one.end:%d-%m-%Y}') or ''};;"
                   f"{one.begin + lag:%d-%m-%Y}\n" for number, one in enumerate(stays))  # fmt: skip
    head = HEAD.replace("\n", ";Oprettet\n")
    registered = MAPPING.replace('end = "Til"', 'end = "Til"\nregistered = "Oprettet"')
    records = read_records(read_mapping(write_project(tmp_path, head + rows, registered, scenario)))
    assert {one.since for one in records.episodes} == {one.begin + lag for one in stays}
    ended = sum(one.end is not None for one in stays)
    days = sum(((one.end or made.last) - one.begin - lag).days + (one.end is None) for one in stays)
    centre, sd = prior(records, "mean_talk")
    grid = np.exp(np.linspace(np.log(2), np.log(80), 4000))
    density = ended * np.log(-np.expm1(-1 / grid)) - days / grid - 0.5 * ((np.log(grid) - centre) / sd) ** 2
    cumulative = np.cumsum(np.exp(density - density.max()))
    exact = [float(grid[np.searchsorted(cumulative / cumulative[-1], share)]) for share in (0.05, 0.5, 0.95)]
    assert ended > 20
    assert learnt(fit(records, draws=400), "mean_talk") == pytest.approx(exact, rel=0.05)
    as_they_stand = registered.replace('\nregistered = "Oprettet"', "")
    naive = fit(read_records(read_mapping(write_project(tmp_path, head + rows, as_they_stand, scenario))), draws=400)
    assert learnt(naive, "mean_talk")[0] > exact[2]


def test_stays_that_ended_before_somebody_was_registered_tell_nothing_of_themselves(tmp_path: Path) -> None:
    rows = "".join(f"{i};Samtale;04-01-2021;14-01-2021;;01-03-2021\n{i};Kursus;20-02-2021;;;\n" for i in range(6))
    registered = MAPPING.replace('end = "Til"', 'end = "Til"\nregistered = "Oprettet"')
    records = read_records(read_mapping(write_project(tmp_path, HEAD.replace("\n", ";Oprettet\n") + rows, registered)))
    assert fit(records, draws=100).unused["before registration"] == 6
    assert not known_by(records, date(2021, 2, 28)).episodes
    assert len(known_by(records, date(2021, 3, 1)).episodes) == 6


def test_blocks_are_the_unknowns_that_share_a_term() -> None:
    def terms(z: np.ndarray) -> np.ndarray:
        return np.array([-((z[0] - z[3]) ** 2), -(z[1] ** 2) / 2])

    blocks = reach_of(terms, 5).blocks
    assert {(block.unknowns, block.terms) for block in blocks} == {((0, 3), (0,)), ((1,), (1,))}


def test_draws_of_a_normal_posterior_are_those_of_the_closed_form() -> None:
    """Two unknowns of which the sum is measured, and one that nothing is known of."""

    def terms(z: np.ndarray) -> np.ndarray:
        return np.array([-0.5 * ((z[0] + z[1] - 2) / 0.5) ** 2])

    found = sample(terms, 3, 4000, seed=1)
    precision = np.array([[1 + 4, 4], [4, 1 + 4]])
    mean, covariance = np.linalg.solve(precision, [8, 8]), np.linalg.inv(precision)
    assert found.draws[:, :2].mean(axis=0) == pytest.approx(mean, abs=0.06)
    assert np.cov(found.draws[:, :2].T) == pytest.approx(covariance, abs=0.06)
    assert found.draws[:, 2].std() == pytest.approx(1, abs=0.06)
    assert all(k < 0.7 for k in found.k)


def test_nothing_is_learnt_of_what_the_records_do_not_show(tmp_path: Path) -> None:
    text = SCENARIO.replace("rate = 120", "rate = 120\n[cost.x]\nper_year = \"$price\"").replace(
        "[arrivals.referred]", "[parameters.price]\nvalue = 100\nlow = 50\nhigh = 150\n[arrivals.referred]", 1
    )  # fmt: skip
    fitted = fit(records_of(tmp_path, text), draws=200)
    assert fitted.untouched == ("price",)
    assert {one.name for one in fitted.learnt} == {"passed"}


def test_the_command_writes_a_scenario_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records_of(tmp_path)
    path, out, draws = (str(tmp_path / name) for name in ("map.toml", "measured.toml", "draws.parquet"))
    assert main(["fit", path, "--out", out, "--draws", draws, "--lang", "da"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "1 forudsætninger er målt" not in said
    measured = sim.load(out)
    (parameter,) = [one for one in measured.scenario.parameters if one.name == "passed"]
    assert parameter.basis == "measured"
    assert parameter.low is not None
    assert 0.5 < parameter.low < float(parameter.value) < 0.9
    assert pq.read_table(draws).column_names == ["passed"]
    for line in (tmp_path / "forloeb.csv").read_text("utf-8").splitlines()[1:]:
        assert line.split(";")[0] not in Path(out).read_text("utf-8")
    assert main(["fit", path, "--out", out]) == 2  # never over a file that is there


@pytest.mark.slow
def test_truths_have_uniform_ranks(tmp_path: Path) -> None:
    """Simulation-based calibration (Talts and others, 2018): drawn from the prior, simulated, recorded, fitted."""
    ranks = [rank_of_truth(tmp_path, number) for number in range(200)]
    counts = np.bincount(np.minimum(np.array(ranks) // 0.1, 9).astype(int), minlength=10)
    assert ((counts - 20) ** 2 / 20).sum() < 27.9  # 99.9 % of chi-square with 9 degrees of freedom


def rank_of_truth(folder: Path, number: int) -> float:
    """The part of the posterior draws below the true value."""
    generator = np.random.default_rng([7, number])
    base = read_mapping(write_project(folder)).scenario
    found = prior_of(next(one for one in base.scenario.parameters if one.name == "passed"))
    assert found is not None
    truth = float(found.quantile(np.array([generator.random()]))[0])
    text = SCENARIO.replace("value = 0.7", f"value = {truth:.12f}").replace("rate = 120", "rate = 20")
    made = records_of(folder, text, replication=number)
    write_project(folder, scenario=SCENARIO.replace("rate = 120", "rate = 20"))
    mapping = read_mapping(folder / "map.toml")
    (folder / "forloeb.csv").write_text(as_csv(made.episodes, mapping), encoding="utf-8")
    fitted = fit(read_records(mapping), draws=199)
    place = fitted.names.index("passed")
    return float(np.mean(fitted.draws[:, place] < truth))


def test_progress_is_that_of_the_work(tmp_path: Path) -> None:
    """From nothing to all of it; half-way through the evaluations about half is said to be done."""
    told: list[tuple[int, int]] = []
    joins = np.triu(np.ones((12, 12)))[:, ::3]  # terms that depend on one, four, seven and ten unknowns

    def terms(z: np.ndarray) -> np.ndarray:
        return -np.logaddexp(0.0, 1.0 - z @ joins) - 0.5 * (z @ joins - 1) ** 2

    sample(terms, 12, 300, seed=1, told=lambda done, wanted: told.append((done, wanted)))
    parts = [done / wanted for done, wanted in told]
    assert parts[-1] == 1.0
    assert max(abs(part - place / len(parts)) for place, part in enumerate(parts)) < 0.2
    fit(records_of(tmp_path), draws=20, progress=lambda done, wanted: told.append((done, wanted)))
    assert 0 in [done for done, _ in told]  # before anything is computed
