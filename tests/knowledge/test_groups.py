"""What it is worth to find several parameters out together."""

from __future__ import annotations

from math import pi
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.knowledge.decision import Decision
from sim.knowledge.draws import draw, priors_of
from sim.knowledge.groups import read_groups
from sim.knowledge.value import worth_of
from sim.report.texts import Texts
from sim.report.value import choice_sentences, value_text
from tests.studies.clinic import write_clinic

pytestmark = pytest.mark.theory

ROOT = Path(__file__).parents[2]


def test_two_that_matter_only_together_are_worth_what_the_closed_form_says() -> None:
    """A gain of X Y with standard normal X and Y: E max(0, X Y) = E|X| E|Y| / 2 = 1/pi; each alone is worth nothing."""
    generator = np.random.default_rng(7)
    columns = generator.standard_normal((4000, 2))
    gain = columns[:, 0] * columns[:, 1] + generator.normal(0, 0.5, 4000)
    values = np.column_stack([np.zeros(4000), gain - gain.mean() - 1e-9])
    both = worth_of(values, columns, ("x", "y"))
    assert both.value == pytest.approx(1 / pi, abs=max(4 * both.se, 0.02))
    assert both.significant
    for place, name in enumerate("xy"):
        alone = worth_of(values, columns[:, [place]], (name,))
        assert alone.value < 0.05


def test_a_group_of_independent_parts_has_the_closed_form_of_their_sum() -> None:
    """A gain of X + Y: E max(0, N(0, 2)) = sqrt(2 / (2 pi)) = 1 / sqrt(pi)."""
    generator = np.random.default_rng(8)
    columns = generator.standard_normal((3000, 3))
    gain = columns[:, 0] + columns[:, 1] + generator.normal(0, 2, 3000)
    values = np.column_stack([np.zeros(3000), gain - gain.mean() - 1e-9])
    both = worth_of(values, columns[:, :2], ("x", "y"))
    assert both.value == pytest.approx(1 / pi**0.5, abs=4 * both.se + 0.02)


def test_everything_wrong_with_a_file_of_groups_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "groups.toml"
    path.write_text('[groups]\n"A" = ["vacancis"]\n"B" = []\n"C" = ["slots", "hold_size"]\n', encoding="utf-8")
    parameters = sim.load(ROOT / "scenarios/rengoering.toml").scenario.parameters
    with pytest.raises(sim.ProblemsFound) as found:
        read_groups(path, parameters, frozenset({"hold_size"}))
    problems = [(one.line, one.code) for one in found.value.problems]
    assert problems == [
        (2, "unknown-name"), (3, "wrong-type"), (4, "choice-not-allowed"), (4, "choice-not-allowed")]  # fmt: skip


def test_the_command_values_groups_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "groups.toml"
    path.write_text('[groups]\n"Spørg Rengøring" = ["days"]\n', encoding="utf-8")
    asked = ["value", str(write_clinic(tmp_path)), "--with", "places=3", "--target", "many",
             "--worlds", "200", "--groups", str(path), "--results", str(tmp_path / "results")]  # fmt: skip
    for language, word in (("da", "samlet"), ("en", "together")):
        assert main([*asked, "--lang", language]) == 0
        out = capsys.readouterr().out
        assert word in out
        assert "Spørg Rengøring" in out
    path.write_text("groups = 3\n", encoding="utf-8")
    assert main([*asked, "--lang", "da"]) == 2
    assert "Her ventes en tabel med grupper" in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "words"), [("da", "At følge 20 borgere for at kende"), ("en", "To follow 20 people")])
def test_a_sample_is_valued_also_where_something_else_is_worth_more(tmp_path: Path, lang: str, words: str) -> None:
    """Days matter most and no sample of people measures them as a share; the chance of a job comes second."""
    clinic = sim.load(write_clinic(tmp_path))
    draws = draw(priors_of(clinic.scenario.parameters), 600, 1)
    days, chance = (draws.values[:, draws.names.index(name)] for name in ("days", "job_chance"))
    gain = 2 * (days - days.mean()) / days.std() + (chance - chance.mean()) / chance.std()
    values = np.column_stack([np.zeros(600), 1000 * gain - 1e-6])
    found = Decision((clinic, clinic.set(places=3)), values, draws, np.arange(600), "many", 1000.0, 1)
    assert [one.parameters for one in found.worths[1][:2]] == [("days",), ("job_chance",)]
    said = [one for one in choice_sentences(found, ["A", "B"], Texts(lang)) if one.startswith(words)]
    [parameter] = [one for one in clinic.scenario.parameters if one.name == "job_chance"]
    assert len(said) == 1
    assert Texts(lang).title(parameter.titles, "job_chance") in said[0]


def test_no_group_is_worth_something_where_everything_is_worth_nothing(tmp_path: Path) -> None:
    """With nothing to find, one group in twenty is above what other orders give: table and sentence still agree."""
    clinic = sim.load(write_clinic(tmp_path))
    draws = draw(priors_of(clinic.scenario.parameters), 200, 1)
    chosen = (clinic, clinic.set(places=3))
    for seed in range(60):
        luck = np.random.default_rng(seed).normal(-0.01, 1, 200)
        values = np.column_stack([np.zeros(200), luck])
        found = Decision(chosen, values, draws, np.arange(200), "many", None, 1, groups=(("Ask", ("days",)),))
        if found.worths_of_groups[0][1].significant and not found.worths[0].significant:
            break
    else:
        pytest.fail("no such luck among the seeds")
    text = value_text(found, ["A", "B"], Texts("en"))
    assert "Nothing is worth finding out" in text
    [row] = [line for line in text.splitlines() if line.startswith("Ask")]
    assert "nothing" in row
