"""What totals teach equals theory where it is known; no agreement and teaching little are answers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy.stats import beta, norm

import sim
from sim.cli import main
from sim.knowledge.one_world import OfEachWorld
from sim.records.totals_fit import TooFewWorlds, TooManyTotals, bank_of, fit_totals
from tests.records.project import SCENARIO, write_project
from tests.records.test_fit import prior, records_of

FEW = SCENARIO.replace("rate = 120", "rate = 40")
SENT_BACK = '"exits.sent_back" = { year = 2021, value = 17 }\n'


def with_totals(folder: Path, totals: str, scenario: str = FEW) -> Path:
    write_project(folder, scenario=scenario + "[observed]\n" + totals)
    return folder / "pathway.toml"


def test_a_bank_of_binomial_numbers_gives_the_beta_posterior() -> None:
    """118 people of whom 45 fail, from a bank in which their number is Poisson: the number itself is given."""
    a, b, size = 9.8, 4.3, 4000
    generator = np.random.default_rng(1)
    shares = beta(a, b).ppf((generator.permutation(size) + generator.random(size)) / size)
    people = generator.poisson(118, size)
    failed = generator.binomial(people, 1 - shares)
    bank, target = bank_of(shares[:, None], np.column_stack((failed, people)).astype(float), np.array([45.0, 118.0]))
    scores, weights = bank.given(target, bank.distances(target))
    exact = norm.ppf(beta(a, b).cdf(beta(a + 73, b + 45).ppf((np.arange(4000) + 0.5) / 4000)))
    mean = float((weights @ scores)[0])
    assert mean == pytest.approx(exact.mean(), abs=0.04)
    assert float(weights @ (scores[:, 0] - mean) ** 2) ** 0.5 == pytest.approx(exact.std(), rel=0.08)


def test_a_share_is_learnt_from_how_many_were_sent_back(tmp_path: Path) -> None:
    """About 40 people, 17 sent back: near the posterior of as many spells."""
    records_of(tmp_path, FEW)
    a, b = prior(records_of(tmp_path, FEW), "passed")
    exact = beta(a + 22, b + 17)
    loaded = sim.load(with_totals(tmp_path, SENT_BACK + '"entries.talk" = { year = 2021, value = 40 }\n'))
    found = fit_totals(loaded, 400, engine="compiled")
    (learnt,) = found.learnt
    assert found.agrees
    assert learnt.posterior[1] == pytest.approx(exact.median(), abs=0.8 * exact.std())
    assert learnt.posterior[2] - learnt.posterior[0] == pytest.approx(exact.ppf(0.95) - exact.ppf(0.05), rel=0.35)
    assert 0.8 < found.covered < 0.97
    assert found.draws.shape == (500, 1)


def test_totals_that_no_parameters_give_do_not_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_totals(tmp_path, '"exits.sent_back" = { year = 2021, value = 90 }\n')
    out = tmp_path / "measured.toml"
    assert main(["fit", str(path), "--worlds", "200", "--lang", "da", "--out", str(out)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Ingen overensstemmelse")
    assert "er ikke skrevet" in said
    assert not out.exists()
    assert main(["fit", str(path), "--worlds", "200", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["agrees"], answer["parameters"]) == (False, [])


def test_neither_processors_nor_machines_change_what_totals_teach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    loaded = sim.load(with_totals(tmp_path, SENT_BACK))
    alone = fit_totals(loaded, 200, workers=1)
    for found in (fit_totals(loaded, 200, workers=2), fit_totals(loaded, 200, cluster="local:1")):
        np.testing.assert_array_equal(found.draws, alone.draws)


def test_records_of_people_are_not_sent_to_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", str(write_project(tmp_path)), "--cluster", "local:1", "--lang", "da"]) == 2
    assert "bliver på denne computer" in " ".join(capsys.readouterr().err.split())


def test_few_people_teach_little_and_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_totals(tmp_path, '"exits.sent_back" = { year = 2021, value = 3 }\n', SCENARIO.replace("120", "10"))
    assert main(["fit", str(path), "--worlds", "300", "--lang", "da"]) == 0
    assert "siger noget om: 0; intet om: 1." in " ".join(capsys.readouterr().out.split())


def test_the_command_writes_a_scenario_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_totals(tmp_path, SENT_BACK)
    out, draws = (str(tmp_path / name) for name in ("measured.toml", "draws.parquet"))
    assert main(["fit", str(path), "--worlds", "200", "--lang", "da", "--out", out, "--draws", draws]) == 0
    said = capsys.readouterr().out
    assert "Prøvet på 200" in " ".join(said.split())
    assert max(len(line) for line in said.splitlines() if str(tmp_path) not in line) <= 80
    (parameter,) = [one for one in sim.load(out).scenario.parameters if one.name == "passed"]
    assert parameter.low is not None
    assert parameter.low < float(parameter.value) < 0.75
    assert pq.read_table(draws).column_names == ["passed"]


def test_engines_teach_the_same(tmp_path: Path) -> None:
    loaded = sim.load(with_totals(tmp_path, SENT_BACK))
    first, second = (fit_totals(loaded, 200, engine=engine) for engine in ("reference", "compiled"))
    assert np.array_equal(first.draws, second.draws)
    assert (first.farther, first.covered) == (second.farther, second.covered)


def test_what_cannot_be_learnt_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    six = "".join(f'"exits.sent_back@{2021}{i}" = {{ value = 3 }}\n' for i in range(6))
    with pytest.raises(TooManyTotals, match="has 6 totals; a fit can learn from 5 at most"):
        fit_totals(sim.load(with_totals(tmp_path, six)))
    with pytest.raises(TooFewWorlds):
        fit_totals(sim.load(with_totals(tmp_path, SENT_BACK)), 20)
    path = str(tmp_path / "pathway.toml")
    assert main(["fit", path, "--worlds", "20", "--lang", "da"]) == 2
    assert "--worlds" in capsys.readouterr().err
    assert main(["fit", str(with_totals(tmp_path, '"entrees.talk" = { value = 3 }\n')), "--worlds", "200"]) == 2
    assert "entries.talk" in capsys.readouterr().err
    assert main(["fit", str(tmp_path / "map.toml"), "--worlds", "300"]) == 2
    assert "--worlds" in capsys.readouterr().err


def test_the_bank_is_kept_and_serves_other_totals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals are not part of a scenario's hash: the second fit simulates nothing, and gives what a fresh one gives."""
    results = tmp_path / "results"
    path = with_totals(tmp_path, SENT_BACK)
    first = fit_totals(path, 200, engine="reference", results=results)
    with_totals(tmp_path, SENT_BACK.replace("17", "19"))
    fresh = fit_totals(path, 200, engine="reference")
    monkeypatch.setattr(OfEachWorld, "sheet", refuse)
    kept = fit_totals(path, 200, engine="reference", results=results)
    assert np.array_equal(kept.draws, fresh.draws)
    assert not np.array_equal(kept.draws, first.draws)


def refuse(*_: object) -> None:
    raise AssertionError("simulated again")


def test_an_interrupted_bank_goes_on(tmp_path: Path) -> None:
    path, results = with_totals(tmp_path, SENT_BACK), tmp_path / "results"
    seen: list[int] = []

    def interrupt(done: int, wanted: int) -> None:
        if done == 150:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit_totals(path, 200, engine="reference", results=results, progress=interrupt)
    simulated = OfEachWorld.sheet
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OfEachWorld, "sheet", lambda *given: seen.append(1) or simulated(*given))
        found = fit_totals(path, 200, engine="reference", results=results)
    assert len(seen) == 50
    assert np.array_equal(found.draws, fit_totals(path, 200, engine="reference").draws)
