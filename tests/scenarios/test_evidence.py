"""Evidence and its pages: what changed, from what, and why; every value with its basis on the page of what is known."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from sim.scenario import load

ROOT = Path(__file__).parents[2]
DATA = tomllib.loads((ROOT / "docs" / "evidence.toml").read_text("utf-8"))


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_evidence", ROOT / "docs" / "make_evidence.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_what_is_known_is_that_of_the_files() -> None:
    assert (ROOT / "docs" / "known.md").read_text("utf-8") == maker().known(), (
        "run: python docs/make_evidence.py --known"
    )


def test_the_former_values_are_those_that_evidence_changed() -> None:
    own = tomllib.loads((ROOT / "scenarios" / "b12-foer-evidensen.toml").read_text("utf-8"))
    assert set(own["set"]) == {entry["parameter"] for entry in DATA["change"]}


@pytest.mark.parametrize("entry", DATA["change"], ids=lambda entry: entry["parameter"])
def test_a_default_is_changed_only_by_what_was_read_or_derived(entry: dict[str, str]) -> None:
    assert entry["mark"] in ("R", "D")
    found = {one.name: one for one in load(ROOT / "scenarios" / "rengoering.toml").parameters}[entry["parameter"]]
    assert found.basis in ("measured", "proxy")
    page = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    assert f"| `{found.name}` |" in page
    assert f"| {found.value:g} | {found.low:g} to {found.high:g} |" in page


def test_every_published_outcome_is_on_the_page() -> None:
    page = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    assert [entry["effort"] for entry in DATA["outcome"] if entry["effort"] not in page] == []


def test_turnover_gives_vacancies() -> None:
    scenario = load(ROOT / "scenarios" / "06c-stillinger-efter-personaleomsaetning.toml")
    (pool,) = scenario.pools
    assert pool.rate is not None
    assert pool.rate.first * 31_556_952 == pytest.approx(120 * 0.18 * 0.4)


def test_every_source_of_the_baseline_is_said_in_danish() -> None:
    """English notes stood in the Danish paper.  A reference to a decision (A20) is the same in both languages."""
    stated = tomllib.loads((ROOT / "scenarios" / "parametre.toml").read_text("utf-8"))["parameters"]
    plain = {name: one["source"] for name, one in stated.items() if isinstance(one.get("source"), str)}
    assert {name: text for name, text in plain.items() if not re.fullmatch(r"A\d+", text)} == {}
