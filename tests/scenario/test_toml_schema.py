"""The JSON Schema of ``rengsim schema`` knows every key, lets good files pass, and names what it can see is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from jsonschema import Draft7Validator

from sim.cli import main
from sim.report.texts.language import HEAD, KEYS, TABLES
from sim.report.toml_schema import FORMS, toml_schema
from sim.scenario import (
    assemble,
    background,
    backlog,
    calendartable,
    changes,
    money,
    observedtable,
    parameters,
    places,
    reporttable,
    runtable,
    sidework,
    state_events,
    steps,
    streams,
    targets,
)
from sim.scenario.keys import Key
from tests.generated import tables

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "scenarios" / "rengsim.schema.json"
FILES = [
    path
    for folder in ("scenarios", "sim/verify/scenarios", "docs/examples")
    for path in sorted((ROOT / folder).rglob("*.toml"))
    if "format" in tomllib.loads(path.read_text("utf-8")) and path.parent.name != "registreringer"
]
READ: dict[str, dict[str, Key]] = {
    **steps.KEYS,
    "run": runtable.KEYS,
    "parameters": parameters.KEYS,
    "arrivals": streams.ARRIVALS,
    "backlog": backlog.BACKLOG,
    "pool": streams.POOL,
    "resource": places.RESOURCE,
    "staff": places.STAFF,
    "gate": places.GATE,
    "budget": places.BUDGET,
    "risk": sidework.RISK,
    "followup": sidework.FOLLOW_UP,
    "event": state_events.KEYS,
    "cost": money.COST,
    "benefit": money.BENEFIT,
    "target": targets.TARGET,
    "background": background.BACKGROUND,
    "calendar": calendartable.CALENDAR,
    "change": changes.KEYS,
    "report": reporttable.KEYS,
    "observed": observedtable.KEYS,
}
"""The key tables by which files are read."""


@cache
def validator(lang: str = "da") -> Draft7Validator:
    schema = toml_schema(lang)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def as_json(value: Any) -> Any:
    """As an editor hands it to the schema: dates and times are texts."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def wrong(text: str) -> set[str]:
    """The key paths that are wrong."""
    return {".".join(map(str, error.absolute_path)) for error in validator().iter_errors(as_json(tomllib.loads(text)))}


def test_it_knows_every_key_that_is_read() -> None:
    assert set(TABLES) | set(HEAD) == set(assemble.KINDS)
    assert set(KEYS) == set(TABLES) - {"attribute"}
    for name, keys in READ.items():
        assert set(KEYS[name]) == set(keys), name
    assert set(KEYS) - set(READ) == {"mark"}  # its keys stand in a function: title, text, category_titles


def test_every_key_is_explained_in_both_languages() -> None:
    rows = [*HEAD.values(), *(row for keys in KEYS.values() for row in keys.values())]
    assert all(danish and english for _, danish, english in rows)
    assert {form.partition(" ")[0] for form, _, _ in rows} <= {*FORMS, "number", "integer", "words"}
    english = json.dumps(toml_schema("en"), ensure_ascii=False)
    assert "æ" not in english
    assert "ø" not in english


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_that_are_good_pass(path: Path) -> None:
    assert wrong(path.read_text("utf-8")) == set()


def test_whatever_the_language_can_say_passes() -> None:
    """Scenarios made at random over the whole language."""
    for seed in range(300):
        made = {"format": 1, **as_json(tables(seed))}
        made.pop("csv", None)  # files that are written beside it
        assert [(seed, error.json_path, error.message) for error in validator().iter_errors(made)] == []


GOOD = (ROOT / "docs" / "examples" / "course.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("stated", "changed", "key"),
    [
        ("format = 1", "format = 2", "format"),
        ("replications = 200", "replications = 0", "run.replications"),
        ("replications = 200", "replications = 2.5", "run.replications"),
        ("years        = 5", "years = 136", "run.years"),
        ('"1 years"', '"1 yaers"', "run.follow_up"),
        ("capacity =", "capasity =", "resource.place"),
        ('"3 weeks"', "3", ""),  # a number is a law of numbers; only the reader knows that a length is meant
        ("2021-01-01", '"1.1.2021"', "run.start"),
        ('support = "self"', 'support = "selv"', "exit.job.support"),
        ('"calendar year"', '"year"', "target.jobs.per"),
        ("at_least = 60", "at_least = -1", "target.jobs.at_least"),
        ("[exit.back]", "[exit.Back]", "exit"),
        ("[exit.back]", "[exits.back]", ""),
        ('basis = "assumption"', 'basis = "guess"', "parameters.places.basis"),
    ],
)
def test_what_can_be_seen_to_be_wrong_is_named(stated: str, changed: str, key: str) -> None:
    assert stated in GOOD
    found = wrong(GOOD.replace(stated, changed, 1))
    assert found == ({key} if key or "exits" in changed else set())


def test_what_a_child_file_may_say() -> None:
    child = (
        'format = 1\nextends = "x.toml"\nexit.a = "off"\nbenefit = "off"\n[stage.b]\npatience = "off"\ncost = "off"\n'
    )
    assert wrong(child) == set()


def test_the_kept_schema_is_that_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """``make schema`` writes it; ``.taplo.toml`` names it."""
    assert main(["schema", "--lang", "da"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(KEPT.read_text("utf-8"))
    assert (
        tomllib.loads((ROOT / ".taplo.toml").read_text("utf-8"))["rule"][0]["schema"]["path"]
        == "scenarios/" + KEPT.name
    )


def _taplo() -> Iterator[str]:
    beside = Path(sys.executable).with_name("taplo")
    yield from (str(found) for found in (beside if beside.exists() else None, which("taplo")) if found)


@pytest.mark.slow
def test_a_language_server_for_toml_finds_the_same(tmp_path: Path) -> None:
    """Taplo is what the usual editors ask; it is installed by make test-all."""
    taplo = next(_taplo(), None)
    if taplo is None:
        pytest.skip("no taplo here")
    (tmp_path / "scenarios").mkdir()
    for path in (ROOT / ".taplo.toml", KEPT):
        target = tmp_path / path.relative_to(ROOT)
        target.write_bytes(path.read_bytes())
    (tmp_path / "scenarios" / "good.toml").write_text(GOOD, "utf-8")
    (tmp_path / "scenarios" / "bad.toml").write_text(GOOD.replace("replications = 200", "replications = 0"), "utf-8")

    def lint(name: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run((taplo, "lint", name), cwd=cwd, capture_output=True, text=True, check=False, timeout=60)

    assert lint("scenarios/good.toml").returncode == 0
    bad = lint("scenarios/bad.toml")
    assert bad.returncode != 0
    assert "0 is less than the minimum of 1" in bad.stderr
    assert lint("scenarios/rengoering.toml", ROOT).returncode == 0
