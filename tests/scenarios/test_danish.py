"""What scenario files say to a reader of Danish is Danish: titles, sources, and the reasons of changes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from sim.report.explain import explain
from sim.report.texts import Texts
from sim.scenario.folders import MARKERS

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "scenarios").rglob("*.toml"))
ENGLISH = re.compile(
    r"\b(the|of|and|nothing|stated|own|derived|assumed|see|range|weeks?|years?|people|found|judgement|with|which|how|"
    r"notice|rising|shortage|illness|share|rest|reading|after|as in)\b", re.IGNORECASE
)  # fmt: skip


def said(tables: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Place and text of every source and reason, as a reader of Danish gets it."""
    parameters = tables.get("parameters")
    named = parameters.items() if isinstance(parameters, dict) else ()
    changes = tables.get("change")
    listed = enumerate(changes) if isinstance(changes, list) else ()
    for (name, table), key in [*((one, "source") for one in named), *((one, "reason") for one in listed)]:
        text = table.get(key, "") if isinstance(table, dict) else ""
        yield f"{name}.{key}", text.get("da", "") or text.get("en", "") if isinstance(text, dict) else text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_source_or_reason_is_in_english_alone(path: Path) -> None:
    found = dict(said(tomllib.loads(path.read_text("utf-8"))))
    quoted = {place: re.sub(r"'[^']*'", "", text) for place, text in found.items()}
    assert {place: text for place, text in quoted.items() if ENGLISH.search(text)} == {}


@pytest.mark.parametrize(("lang", "reason"), [("da", "Stigende ledighed"), ("en", "Rising unemployment")])
def test_the_reason_of_a_change_is_said_in_the_readers_language(lang: str, reason: str) -> None:
    loaded = sim.load(ROOT / "scenarios" / "16-lavkonjunktur.toml")
    assert reason in explain(loaded.scenario, Texts(lang), loaded.source.tables)


def test_files_of_the_checkout_may_name_each_other_without_git() -> None:
    assert (ROOT / MARKERS[0]).is_file()
