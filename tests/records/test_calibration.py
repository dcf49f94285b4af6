"""A few sets of the calibration, and that its judgement finds what it is there to find."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import chi2

from benchmarks.calibration import kept, page, sets
from benchmarks.calibration.judge import judged
from benchmarks.calibration.kept import Part
from benchmarks.calibration.run import FEWER, SETS, parts


@pytest.mark.parametrize("number", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_truths_lie_among_the_draws(number: int) -> None:
    """Gross faults only: for some sets and nine quantities, the sum of squares of their normal scores."""
    found = [place for one in range(number) for place in sets.fitted_places(one).values()]
    squares = float((ndtri(np.array(found)) ** 2).sum())
    assert chi2.ppf(0.0005, len(found)) < squares < chi2.ppf(0.9995, len(found))


@pytest.mark.slow
def test_wrong_fits_are_found_out_and_right_ones_are_not() -> None:
    """Forty sets are enough for the two that are far off; any time of day takes more (see docs/calibration.md)."""
    number = 40
    right = judged(page.columns([sets.fitted_places(one) for one in range(number)]))
    assert not any(one.p < 0.001 / len(right) for one in right)
    wrong = [sets.wrong_places(one) for one in range(number)]
    for name in ("delayed entry ignored", "open spells dropped"):
        assert any(one.rejected for one in judged(page.columns([one[name] for one in wrong])))


def test_what_is_not_uniform_is_found_and_what_is_uniform_is_not() -> None:
    generator = np.random.default_rng(5)
    uniform, high, narrow = generator.random(300), generator.random(300) ** 0.7, generator.normal(0, 1.2, 300)
    found = {one.name: one for one in judged({
        "uniform": uniform.tolist(), "high": high.tolist(),
        "narrow": [float(value) for value in np.clip(0.5 + narrow / 6, 0.001, 0.999)],
    })}  # fmt: skip
    assert not found["uniform"].rejected
    assert found["high"].rejected
    assert found["narrow"].rejected
    share, low, high_end = found["uniform"].covered(0.8)
    assert low < 0.8 < high_end
    assert share == pytest.approx(np.mean(np.abs(uniform - 0.5) <= 0.4))


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    kept.begin(path)
    kept.add(Part("fit", 3), {"passed": 0.1234567}, path)
    whole = path.read_text("utf-8")
    path.write_text(whole + '{"kind": "fit", "se', "utf-8")  # cut off in the middle of a line
    assert kept.read(path) == {Part("fit", 3): {"passed": 0.12346}}
    kept.begin(path)
    assert path.read_text("utf-8") == whole
    path.write_text(whole.replace(kept.definition(), "another"), "utf-8")
    assert kept.read(path) == {}  # sets of another kind are not gone on with


def test_all_kinds_of_work_come_equally_far() -> None:
    todo = parts()
    assert len(todo) == SETS + 2 * FEWER
    half = todo[: len(todo) // 2]
    assert sum(part.kind == "fit" for part in half) == pytest.approx(SETS / 2, abs=2)
    assert sum(part.kind == "forecast" for part in half) == pytest.approx(FEWER / 2, abs=2)


def test_the_page_says_how_many_sets_it_rests_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PAGE", "GOOD", "BAD"):
        monkeypatch.setattr(page, name, tmp_path / getattr(page, name).name)
    generator = np.random.default_rng(1)
    found = {}
    for number in range(12):
        places = {"passed": generator.random(), sets.LOG_LIKELIHOOD: generator.random()}
        found[Part("fit", number)] = places
        found[Part("wrong", number)] = {name: {"passed": 0.001 * (number + 1)} for name in sets.WRONG}
        found[Part("forecast", number)] = {"place": generator.random(), "model": 1.0, "pace": 2.0, "prior": 3.0,
                                           "blind": 1.5 + 0.1 * number}  # fmt: skip
    page.write(found)
    text = (tmp_path / "calibration.md").read_text("utf-8")
    assert "## Fits: 12 of 1,000 sets" in text
    assert text.count("| found out |") == len(sets.WRONG)
    assert "+1.00 ± 0.00" in text
    assert (tmp_path / "calibration.svg").read_text("utf-8").startswith("<svg")
