"""Scenarios that part on a date are compared year by year: a mean over all years holds in none of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim.report.compare import by_year, comparison_json, comparison_text, result_table
from sim.report.figures.differences import finding
from sim.report.figures.from_studies import differences_of
from sim.report.texts import Texts
from sim.studies.asked import parse
from sim.studies.compare import Comparison, compare
from sim.studies.option import Option
from tests.studies.clinic import CLINIC, clinic, runs, write_clinic

N = 12
CHANGED = CLINIC + '\n[[change]]\nfrom = 2022-01-01\nset = { line = "leaves" }\nreason = "Aftalt"\n'


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    home = tmp_path_factory.mktemp("parted")
    changed = Option.of(sim.load(write_clinic(home, "changed", CHANGED)))
    return compare([clinic(home), changed], runs(home / "results"), N)


def test_every_year_is_that_of_the_plain_runs(parted: Comparison, tmp_path: Path) -> None:
    many = parse("mean(target.many)", parted.options[0].scenario)
    years = [one for one in parted.years if one.asked == many]
    assert [one.year for one in years] == [2021, 2022]
    assert [one.same for one in years] == [(True, True), (True, False)]
    for place, option in enumerate(parted.options):
        sheet = runs(tmp_path / "results").sheet(option, N, lambda names: tuple(n for n in names if "many@" in n))
        for one in years:
            assert one.estimates[place].mean == pytest.approx(sheet.column(f"target.many@{one.year}").mean())


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_conclusion_says_the_years_and_not_their_mean(parted: Comparison, lang: str) -> None:
    text = comparison_text(parted, Texts(lang)).replace("\u00a0", " ")
    conclusion, write = text.partition("\n\n")[0].replace("\n ", ""), Texts(lang).write
    before, after = (one for one in parted.years if one.asked.text == "mean(target.many)")
    same, against = ("ens", "mod") if lang == "da" else ("the same", "against")
    values = [write.number(estimate.mean, 1) for estimate in after.estimates]
    assert f"2021: {same}, {write.number(before.estimates[0].mean, 1)}" in conclusion
    assert f"2022: {values[1]} {against} {values[0]}" in conclusion
    place = parted.asked.index(after.asked)
    assert f"({write.number(parted.estimates[1][place].mean, 1)} {against}" not in conclusion
    assert ("2021–2022 under ét" if lang == "da" else "2021–2022 together") in text


def test_the_table_of_years_has_a_row_for_each_option(parted: Comparison) -> None:
    table = by_year(parted, Texts("da"))
    assert table.header[-2:] == ("2021", "2022")
    rows = [row for row in table.rows if row[0] == "Startede"]
    assert [row[1] for row in rows] == ["A", "B"]
    assert rows[0][2] == rows[1][2]
    assert rows[0][3] != rows[1][3]


def test_the_years_are_in_the_json(parted: Comparison) -> None:
    years = [one for one in comparison_json(parted)["by_year"] if one["figure"] == "mean(target.many)"]
    assert [(one["year"], one["same"]) for one in years] == [(2021, [True, True]), (2022, [True, False])]
    assert years[1]["estimates"][1]["mean"] < years[1]["estimates"][0]["mean"]


def test_scenarios_that_differ_from_the_beginning_have_one_number(tmp_path: Path) -> None:
    found = compare([clinic(tmp_path), clinic(tmp_path, places=6)], runs(tmp_path / "results"), N)
    assert not found.dated
    assert by_year(found, Texts("da")).rows == ()
    assert "2021:" not in comparison_text(found, Texts("da"))


def test_a_first_year_alike_parts_the_years_though_no_change_is_dated(parted: Comparison) -> None:
    assert replace(parted, inputs=replace(parted.inputs, other=())).dated


def test_a_total_of_the_window_is_compared_run_by_run(parted: Comparison) -> None:
    """It was compared by single years, though its title says that it is of all of them."""
    assert parted.contrast(1, "mean(attaining.good)").years.all == N
    assert not [one for one in parted.years if one.asked.text == "mean(attaining.good)"]
    said = comparison_text(parted, Texts("da")).replace("\n", " ").replace("\u00a0", " ")
    sentence = said.partition("I job, i alt 2021–2022: B")[2].partition("ud af 100 ")[2]
    assert sentence.startswith("gennemspilninger")


def test_waiting_is_shorter_and_not_better(tmp_path: Path) -> None:
    cleaning = Path(__file__).parents[2] / "scenarios" / "rengoering.toml"
    options = [Option.of(sim.load(cleaning)), Option.of(sim.load(cleaning, intake_mode="rolling"))]
    scenario = options[0].scenario
    asked = [parse(text, scenario) for text in ("mean(target.volume)", "mean(wait_mean.tilbud)")]
    found = compare(options, runs(tmp_path / "results"), 4, asked=asked)
    text = comparison_text(found, Texts("da"))
    assert "Ventetiden er kortest i B i 100 ud af 100" in text.replace("\n  ", " ").replace("\u00a0", " ")
    assert "Gennemsnitlig ventetid: Tilbud, første måned (" in text.partition("\n\n")[0]


def test_figures_of_parted_scenarios_say_that_all_years_are_taken_together(parted: Comparison) -> None:
    asked = next(one for one in parted.asked if one.text == "mean(target.many)")
    assert finding(differences_of(parted, asked), "da").startswith("Startede, 2021–2022 under ét: ")
    assert result_table(parted, Texts("da")).title == "Resultater, hele perioden under ét"


def test_a_difference_of_waiting_has_its_unit(parted: Comparison) -> None:
    """A figure was headed "B giver 1,9 mere end A"."""
    data = differences_of(parted, next(one for one in parted.asked if one.text == "mean(target.many)"))
    waits = replace(data, unit="days", options=tuple(replace(one, mean=1.9, settled=True) for one in data.options))
    assert finding(waits, "da").endswith("B giver 1,9 dage mere end A")
    assert finding(waits, "en").endswith("1.9 days more than A")
