"""Curves of records equal the textbook's; their figures are drawn in both languages and show nobody."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.records.fit import fit
from sim.records.lengths import kaplan_meier, lengths_of
from sim.records.occupation import BETWEEN, TOGETHER, aalen_johansen, counted, occupation, without_few
from sim.records.validate import validate
from sim.report.figures.canvas import Width
from sim.report.figures.from_records import learnt_figure, length_figures, observed_figure, occupation_figure
from tests.records.test_fit import records_of


def test_the_product_of_kaplan_and_meier_with_delayed_entry() -> None:
    """Two come in sight on day 2 only; ends on days 0, 2 and 3."""
    at_risk, ends = np.array([5, 4, 6, 4]), np.array([1, 0, 2, 1])
    assert kaplan_meier(at_risk, ends, 1) == pytest.approx([4 / 5, 4 / 5, 4 / 5 * 4 / 6, 4 / 5 * 4 / 6 * 3 / 4])


def test_no_step_of_a_curve_rests_on_fewer_than_five() -> None:
    at_risk, ends = np.array([20, 18, 14, 9, 4, 2]), np.array([2, 4, 5, 5, 2, 1])
    shown = kaplan_meier(at_risk, ends)
    exact = np.cumprod(1 - ends / at_risk)
    assert shown[0] == 1  # two ends alone are not shown
    assert shown[1:4] == pytest.approx(exact[1:4])
    assert np.isnan(shown[4:]).all()


def test_recorded_lengths_follow_the_law_that_made_them(tmp_path: Path) -> None:
    """Exponential talks, 10 days on average: the largest distance is a Kolmogorov one (1.95 / sqrt(n): 1 in 1,000)."""
    (talk,) = [one for one in lengths_of(records_of(tmp_path)) if one.step == "talk"]
    assert talk.model[1][:30] == pytest.approx(np.exp(-(np.arange(30) + 0.5) / 10), abs=0.01)
    here = ~np.isnan(talk.recorded)
    step = 5 / talk.stays  # the curve waits for five ends
    assert np.abs(talk.recorded - talk.model[1])[here].max() < 1.95 / talk.stays**0.5 + step


def test_without_open_ends_occupation_is_the_part_of_the_people(tmp_path: Path) -> None:
    records = records_of(tmp_path)
    exits = {"job", "sent_back"}
    done = [one for one in records.episodes if one.spells[-1].step in exits]
    states = ("talk", "course", "work", "job", "sent_back", BETWEEN)
    moves, at_risk, people = counted(done, records.mapping, states)
    assert people == len(done) > 20
    assert (at_risk == people).all()  # whoever has reached an exit stays there
    parts = aalen_johansen(moves)
    assert parts.sum(axis=0) == pytest.approx(1)
    assert parts[0, 7] == pytest.approx(np.mean([_inside(one.spells, "talk", 7) for one in done]))
    assert parts[4, 40] == pytest.approx(np.mean([_inside(one.spells, "sent_back", 40) for one in done]))


def _inside(spells, step: str, day: int) -> bool:
    first = spells[0].begin
    last = (spells[-1].begin - first).days
    if day >= last:
        return bool(spells[-1].step == step)
    return any(one.step == step and (one.begin - first).days <= day < (one.end - first).days for one in spells[:-1])


def test_what_fewer_than_five_did_is_not_shown() -> None:
    parts = np.array([[0.2] * 14, [0.8] * 14])
    assert np.isnan(without_few(parts, np.full(14, 20))).all()  # four of twenty
    assert without_few(parts, np.full(14, 25)) == pytest.approx(parts)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_figure_is_drawn_in_both_languages(tmp_path: Path, width: Width) -> None:
    records = records_of(tmp_path)
    scenario, fitted = records.mapping.scenario.scenario, fit(records, draws=50)
    draws = [dict(zip(fitted.names, row, strict=True)) for row in fitted.draws.tolist()]
    drawn = [
        learnt_figure(scenario, fitted.learnt),
        observed_figure(scenario, validate(records, 20, engine="reference")),
        occupation_figure(scenario, occupation(records, draws, 4, engine="reference")),
        *length_figures(scenario, lengths_of(records, draws)),
    ]
    for one in drawn:
        assert one is not None
        for language in ("da", "en"):
            figure = ET.fromstring(one.svg(language, width))
            limit = float(figure.attrib["width"])
            assert all(
                0 <= float(text.attrib["x"]) <= limit for text in figure.iter("{http://www.w3.org/2000/svg}text")
            )
            assert one.finding(language)
            assert one.table(language).rows


def test_shares_of_few_people_stay_on_the_screen(tmp_path: Path) -> None:
    """Two of many go back to the course: seen on the terminal, in no file."""
    found = validate(records_of(tmp_path), 20, engine="reference")
    few = {one.figure for one in found.compared if one.few}
    figure = observed_figure(records_of(tmp_path).mapping.scenario.scenario, found)
    assert figure is not None
    assert len(figure.data.rows) == len(found.compared) - len(few)
    assert "20" in figure.finding("da")  # too few replications for a verdict
    assert all(name[0] == "share" for name in few)


def test_the_commands_write_their_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records_of(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["fit", "map.toml", "--figure", "learnt", "--figure", "lengths.talk=samtale.svg", "--lang", "da"]) == 0
    assert "Mest er lært om" in Path("map-learnt.svg").read_text("utf-8")
    assert "halvdelen er ude" in Path("samtale.svg").read_text("utf-8")
    command = ["validate", "map.toml", "--replications", "20", "--figure", "observed", "--figure", "occupation"]
    assert main(command) == 0
    assert Path("map-observed.svg").exists()
    assert Path("map-occupation.svg").exists()
    capsys.readouterr()
    assert main(command) == 2  # never over a file that is there
    assert main([*command, "--force"]) == 0
    assert main(["fit", "map.toml", "--figure", "lengths.tal", "--lang", "da"]) == 2
    assert main(["fit", "map.toml", "--figure", "occupation", "--lang", "da"]) == 2
    assert "learnt, lengths" in capsys.readouterr().err


def test_records_and_model_of_an_occupation_are_cut_alike(tmp_path: Path) -> None:
    """A mean over 14 days beside the level of one day made a model that agrees look far away."""
    found = occupation(records_of(tmp_path), replications=4, engine="reference")
    assert found is not None
    for first in range(0, found.model.shape[1], TOGETHER):
        assert np.ptp(found.model[:, first : first + TOGETHER], axis=1).max() == 0
    talking = found.states.index("talk")
    assert abs(found.recorded[talking, 0] - found.model[talking, 0]) < 0.15


def test_what_was_learnt_has_its_unit(tmp_path: Path) -> None:
    """The finding and the rows say the unit; without it "Before 10, now 12" could be anything."""
    scenario = sim.load("scenarios/rengoering.toml").scenario
    learnt = replace(fit(records_of(tmp_path), 20).learnt[0], name="matching_median")
    drawn = learnt_figure(scenario, [learnt])
    assert drawn is not None
    for language, unit in (("da", "dage"), ("en", "days")):
        assert drawn.table(language).rows[0][0].endswith(f", {unit}")
        assert f", {unit}" in drawn.finding(language)
