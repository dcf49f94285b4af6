"""The invented records say so, and read as the documentation says; of the dirty ones every kind of dirt is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.records import read_mapping, read_records
from sim.scenario.problems import ProblemsFound
from tests.records.make_example import DIRTY, EXAMPLES, FOLDER, NOTICE


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_can_be_used(name: str) -> None:
    records = read_records(read_mapping(FOLDER / f"{name}.toml"))
    assert len(records.episodes) > 80
    assert all("group" in one.properties for one in records.episodes)
    for path in FOLDER.glob("*.csv"):
        assert path.name.startswith("opdigtet-")
        assert path.read_bytes().startswith(NOTICE.encode())


def test_vacancies_are_read_beside_the_spells() -> None:
    records = read_records(read_mapping(FOLDER / "herning-2021.toml"))
    assert len(records.tokens["vacancy"]) > 20


def test_every_kind_of_dirt_is_found_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        read_records(read_mapping(FOLDER / f"{DIRTY}.toml"))
    codes = [problem.code for problem in found.value.problems]
    assert set(codes) == {"record-word", "record-value", "record-order", "record-window"}
    assert len(codes) == 8
    for line in Path(FOLDER / f"opdigtet-{DIRTY}.csv").read_text("latin-1").splitlines()[2:]:
        assert line.split(";")[0] not in str(found.value) or not line.split(";")[0]
