"""The scenario files: all load, every parameter says what it is, nobody repeats what it inherits."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import load
from sim.scenario.reading import read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios"
PATHWAYS = sorted(path for path in FOLDER.glob("*.toml") if path.name != "parametre.toml")
CHILDREN = [path for path in PATHWAYS if path.name != "rengoering.toml"]
PARAMETERS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "parametre.toml").read_text("utf-8"))["parameters"]
BASES = ("text", "measured", "proxy", "assumption")
LEVERS = {
    "slots", "hold_size", "hold_interval", "extension_length", "intake_mode", "vacancies", "dropout_hazard",
    "caseworkers",
}  # fmt: skip

by_name = pytest.mark.parametrize("path", PATHWAYS, ids=lambda path: path.stem)
children_by_name = pytest.mark.parametrize("path", CHILDREN, ids=lambda path: path.stem)


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@by_name
def test_it_loads_without_problems_and_warnings(path: Path) -> None:
    scenario = load(path)
    assert scenario.warnings == ()
    assert all((scenario.titles.da, scenario.titles.en, scenario.asks.da, scenario.asks.en))


def test_the_theory_case_loads() -> None:
    scenario = load(ROOT / "sim" / "verify" / "scenarios" / "domain-1-6.toml")
    hold = scenario.gates[0]
    assert hold.times[:5] == tuple(k * 7_889_400 for k in range(5))


def test_all_questions_are_there() -> None:
    numbers = {path.stem.split("-")[0].rstrip("bcd") for path in CHILDREN if path.stem[0] != "b"}
    assert numbers == {f"{n:02}" for n in range(2, 22)}


def test_no_two_files_ask_the_same() -> None:
    scenarios = [load(path) for path in PATHWAYS]
    for seen in ([s.titles.da for s in scenarios], [s.titles.en for s in scenarios], [s.asks.da for s in scenarios]):
        assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_a_parameter_says_what_it_is(name: str) -> None:
    parameter = PARAMETERS[name]
    assert parameter["basis"] in BASES
    assert parameter["source"]
    assert set(parameter["title"]) == {"da", "en"}
    assert all(parameter["title"].values())
    if "choices" in parameter:
        assert parameter["value"] in parameter["choices"]
        assert parameter["unit"] == ""
    elif "formula" in parameter:
        assert parameter["unit"]
    elif isinstance(parameter["value"], date):
        assert parameter["unit"] == ""
    else:
        assert "unit" in parameter
        assert parameter["low"] <= parameter["value"] <= parameter["high"]
        assert parameter["low"] < parameter["high"]


def test_the_levers_of_the_page() -> None:
    assert {name for name, parameter in PARAMETERS.items() if parameter.get("lever")} == LEVERS


def test_every_parameter_is_used() -> None:
    assert [parameter.name for parameter in load(FOLDER / "rengoering.toml").parameters if not parameter.used] == []


def test_a_formula_gives_the_stated_share() -> None:
    """What the extension leaves is shared by weights, so any extension share from 0 to 1 is possible."""
    values = {parameter.name: parameter.value for parameter in load(FOLDER / "rengoering.toml").parameters}
    assert values["ready_job_share"] == pytest.approx(0.10, abs=1e-12)
    assert values["not_suited_share"] == pytest.approx(0.10, abs=1e-12)
    everybody = load(FOLDER / "rengoering.toml", {"more_training": 1.0})
    assert {p.name: p.value for p in everybody.parameters}["ready_job_share"] == 0.0


@children_by_name
def test_it_is_short(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert 5 <= len(lines) <= 40


@children_by_name
def test_it_repeats_nothing_that_it_inherits(path: Path) -> None:
    assert repeated(tables(path), path.parent / tables(path)["extends"]) == []


def repeated(own: dict[str, Any], parent: Path) -> list[str]:
    """Key paths of values equal to the inherited ones; the closing of staff is no repetition of the calendar's."""
    inherited = read(parent)
    values = {name: inherited.given.get(name, parameter.get("value")) for name, parameter in PARAMETERS.items()}
    given = [f"set.{name}" for name, value in own.get("set", {}).items() if values[name] == value]
    rest = {key: value for key, value in own.items() if key not in ("format", "extends", "set")}
    return given + [".".join(key) for key, value in leaves(rest) if at(inherited.tables, key) == value]


def leaves(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def at(table: dict[str, Any], path: tuple[str, ...]) -> object:
    found: object = table
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def test_a_repetition_is_noticed() -> None:
    own = {"set": {"slots": 12}, "gate": {"hold": {"first": "$first_hold", "every": "10 weeks"}}}
    assert repeated(own, FOLDER / "rengoering.toml") == ["set.slots", "gate.hold.first"]


def test_a_scenario_of_a_scenario_compares_with_its_parent() -> None:
    own = {"set": {"slot_scope": "tilbud_and_praktik", "slots": 16}}
    assert repeated(own, FOLDER / "02-praktik-fylder-plads.toml") == ["set.slot_scope"]


def test_only_the_literal_reading_is_called_literal() -> None:
    """The baseline is a plan as it could be run; what is taken literally stands in b00."""
    asks = load(FOLDER / "rengoering.toml").asks
    assert "as written" not in asks.en
    assert "skrevet" not in asks.da
    assert "literally" in load(FOLDER / "b00-aftalen-bogstaveligt.toml").titles.en


def changed(path: Path) -> set[str]:
    """Parameters that have another value than in the baseline, or that are gone."""
    plain = {one.name: one.value for one in load(FOLDER / "rengoering.toml").parameters}
    here = {one.name: one.value for one in load(path).parameters}
    return {name for name, value in plain.items() if here.get(name, BASES) != value}


def test_what_is_called_all_rows_of_the_waterfall_changes_what_each_row_changes() -> None:
    """Also a dated list of holds, which no parameter states."""
    rows = tomllib.loads((ROOT / "docs" / "waterfall.toml").read_text("utf-8"))["from_baseline"]
    *each, together = (ROOT / row["file"] for row in rows)
    assert rows[-1]["name"].startswith("All rows")
    missing = {path.stem: changed(path) - changed(together) for path in each}
    assert {stem: names for stem, names in missing.items() if names} == {}
    assert load(together).gates != load(FOLDER / "rengoering.toml").gates
