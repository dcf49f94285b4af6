"""Past forecasts use nothing that was not known then, and are scored as the literature has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.cli import main
from sim.records.backtest import backtest, known_by, score
from sim.records.forecast import CannotForecast
from tests.records.project import SCENARIO
from tests.records.test_forecast import TARGET, records_until


def test_the_score_of_a_sample_is_the_double_sum() -> None:
    generator = np.random.default_rng(3)
    sample, outcome = generator.poisson(20, 50), 23.0
    pairs = np.abs(sample[:, None] - sample[None, :]).sum() / (50 * 49)
    assert score(sample, outcome) == pytest.approx(np.abs(sample - outcome).mean() - pairs / 2)
    assert score(np.full(10, 7), 9.0) == 2


def test_what_came_later_is_not_known(tmp_path: Path) -> None:
    records = records_until(tmp_path, SCENARIO + TARGET, date(2021, 12, 31))
    then = known_by(records, date(2021, 4, 30))
    spells = [spell for one in then.episodes for spell in one.spells]
    assert all(spell.begin <= date(2021, 4, 30) for spell in spells)
    assert all(spell.end is None or spell.end <= date(2021, 4, 30) for spell in spells)
    assert sum(spell.end is None for spell in spells) > 5
    assert then.mapping.last == date(2021, 4, 30)


def test_forecasts_of_a_year_that_is_over(tmp_path: Path) -> None:
    records = records_until(tmp_path, SCENARIO + TARGET, date(2021, 12, 31))
    found, again = (backtest(records, 20, engine=engine) for engine in ("compiled", "reference"))
    assert found == again
    assert [one.as_of for one in found.forecasts][:2] == [date(2021, 1, 31), date(2021, 2, 28)]
    assert len(found.forecasts) == 11
    people = sum(any(spell.step == "course" for spell in one.spells) for one in records.episodes)
    assert {one.outcome for one in found.forecasts} == {people}
    assert all(0 <= one.place <= 1 and one.promised >= 0.8 for one in found.forecasts)
    assert np.mean([one.scores[0] for one in found.forecasts[-3:]]) < np.mean(
        [one.scores[0] for one in found.forecasts[:3]]
    )  # less is left to guess


def test_the_command_names_the_best(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records_until(tmp_path, SCENARIO + TARGET, date(2021, 12, 31))
    assert main(["backtest", str(tmp_path / "map.toml"), "--replications", "10", "--lang", "da"]) == 0
    assert "ramte bedst" in capsys.readouterr().out
    with pytest.raises(CannotForecast, match="cover no year from 1 January") as found:
        backtest(records_until(tmp_path, SCENARIO + TARGET, date(2021, 2, 15)), 5)
    assert found.value.why == "year"
    assert main(["backtest", str(tmp_path / "map.toml"), "--lang", "da"]) == 2


def test_a_year_that_is_not_over_is_forecast_to_the_end_of_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came after the last recorded day is not known, so it is neither forecast nor counted as having failed."""
    records = records_until(tmp_path, SCENARIO + TARGET, date(2021, 9, 30))
    found = backtest(records, 20, engine="reference")
    assert [one.as_of.month for one in found.forecasts] == list(range(1, 9))
    assert {one.until for one in found.forecasts} == {date(2021, 9, 30)}
    people = sum(any(spell.step == "course" for spell in one.spells) for one in records.episodes)
    assert {one.outcome for one in found.forecasts} == {people}
    assert main(["backtest", str(tmp_path / "map.toml"), "--replications", "5", "--lang", "da"]) == 0
    assert "30. september 2021" in " ".join(capsys.readouterr().out.split())  # wherever a line ends


@pytest.mark.slow
def test_outcomes_lie_anywhere_in_right_forecasts(tmp_path: Path) -> None:
    """One forecast for each of 200 independent years: places are uniform, and knowing where people are pays."""
    places, gains = [], []
    for replication in range(200):
        records = records_until(tmp_path, SCENARIO + TARGET, date(2021, 12, 31), replication)
        (middle,) = [one for one in backtest(records, 60, seed=replication + 1, engine="compiled").forecasts
                     if one.as_of == date(2021, 6, 30)]  # fmt: skip
        places.append(middle.place)
        gains.append(middle.scores[2] - middle.scores[0])
    counts = np.histogram(places, bins=10, range=(0, 1))[0]
    assert ((counts - 20) ** 2 / 20).sum() < 27.9  # 99.9 % of chi-square with 9 degrees of freedom
    assert np.mean(gains) > 2 * np.std(gains) / 200**0.5
